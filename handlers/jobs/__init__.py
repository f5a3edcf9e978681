"""What the clock asks for: sweeps, seals, reminders, draws, and tidying up."""

from bot.scheduler import Job
from bot.telegram.dialogs import tidy_dialogs
from domain import books, draws, earning, rewards
from domain.calendar import DAY
from domain.counter.approvals import expire_approvals
from domain.earning import Swept, governor, keeping
from domain.earning.refusals import forget_refused
from domain.notices import forget_attention
from domain.rewards import games
from domain.staff.guessing import forget_guesses
from domain.tx import Tx
from handlers.jobs import moments

# A till that was offline may repeat a request weeks later: keys are kept this long.
REQUESTS_KEPT = 35 * DAY
INBOX_KEPT = 7 * DAY


def expire(tx: Tx, cursor: int, _: int, most: int) -> Swept:
    """Ends points whose day is over."""
    return earning.sweep(tx, cursor, most)


def govern(tx: Tx, _: int, __: int, most: int) -> Swept:
    """Books what points cost; once all is booked, campaigns dim or shine as the cost asks."""
    booked = governor.book(tx, most)
    if booked.done:
        governor.govern(tx)
    return booked


def let_go(tx: Tx, cursor: int, _: int, most: int) -> Swept:
    """Gives back what was put aside for something that never came."""
    count = books.expire_holds(tx, most)
    return Swept(count, cursor, done=count == 0)


def lapse(tx: Tx, cursor: int, _: int, most: int) -> Swept:
    """Ends vouchers that nobody collected; their points return."""
    count = rewards.lapse(tx, most)
    return Swept(count, cursor + count, done=count == 0)


def give_seats_back(tx: Tx, cursor: int, _: int, most: int) -> Swept:
    """Gives back the seats of events that were called off."""
    count = rewards.give_seats_back(tx, most)
    return Swept(count, cursor, done=count == 0)


def let_approvals_go(tx: Tx, cursor: int, _: int, most: int) -> Swept:
    """Ends what nobody agreed to in time."""
    count = expire_approvals(tx, most)
    return Swept(count, cursor, done=count == 0)


def remind(tx: Tx, cursor: int, _: int, most: int) -> Swept:
    """Tells members which points end soon."""
    return earning.remind(tx, cursor, most)


def remind_vouchers(tx: Tx, cursor: int, _: int, most: int) -> Swept:
    """Tells members which vouchers end soon."""
    count = rewards.remind(tx, most)
    return Swept(count, cursor + count, done=count < most)


def judge(tx: Tx, cursor: int, slot: int, most: int) -> Swept:
    """Judges on the first of a month who has earned their tier again."""
    return keeping.judge(tx, slot, cursor, most)


def tend(tx: Tx, cursor: int, _: int, most: int) -> Swept:
    """Warns those whose tier is at risk, and lowers those whose grace is over."""
    return keeping.tend(tx, cursor, most)


def draw(tx: Tx, cursor: int, slot: int, most: int) -> Swept:
    """Draws the day's surprise."""
    return Swept(earning.draw_of_the_day(tx, slot).winners, cursor, done=True)


def seal(tx: Tx, cursor: int, slot: int, _: int) -> Swept:
    """Seals what was posted before today: always a whole block, or what there is."""
    batch = books.seal_batch(tx, slot)
    return Swept(batch.records, cursor + batch.records, batch.done)


def seeds(tx: Tx, cursor: int, _: int, __: int) -> Swept:
    """Promises the seeds of the days to come, and tells those of the days that are over."""
    return Swept(draws.promise(tx) + draws.reveal(tx), cursor, done=True)


def raffles(tx: Tx, cursor: int, _: int, most: int) -> Swept:
    """Draws the raffles whose hour has come, one at a time, and tells how they went."""
    count = games.draw_raffles(tx) or games.tell_raffles(tx, most)
    return Swept(count, cursor, done=count == 0)


def tidy(tx: Tx, cursor: int, _: int, most: int) -> Swept:
    """Forgets what nobody can ask for any more."""
    tidy_dialogs(tx)
    count: int = tx.sql.requests.forget(before=tx.now - REQUESTS_KEPT, most=most)
    count += tx.sql.inbox.forget(before=tx.now - INBOX_KEPT, most=most)
    count += forget_refused(tx, most) + forget_guesses(tx) + forget_attention(tx, most)
    return Swept(count, cursor + count, done=count < most)


JOBS = (
    Job("seeds", lambda programme: draws.REVEALED_AT, seeds),
    Job("let_go", None, let_go),
    Job("let_approvals_go", None, let_approvals_go),
    Job("give_seats_back", None, give_seats_back),
    *moments.JOBS,
    Job("expire", lambda programme: "00:00", expire),
    Job("govern", None, govern),
    Job("lapse", lambda programme: "00:00", lapse),
    Job("seal", lambda programme: books.SEALED_AT, seal, latest=False),
    Job("judge", lambda programme: keeping.JUDGED_AT, judge, latest=False),
    Job("tend", keeping.tended_at, tend),
    Job("remind", lambda programme: programme.expiry.remind_at, remind),
    Job("remind_vouchers", lambda programme: programme.expiry.remind_at, remind_vouchers),
    Job("draw", lambda programme: programme.surprise.draw_at, draw, latest=False),
    Job("raffles", None, raffles),
    Job("tidy", lambda programme: "03:00", tidy),
)
