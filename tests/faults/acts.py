"""Every verb of the ledger, each with the scene it needs."""

from collections.abc import Awaitable, Callable

from bot.scheduler import run_batch
from domain import books, earning, rewards
from domain.calendar import DAY
from domain.members import Person
from domain.tx import Tx
from handlers.jobs import JOBS
from tests.faults.stage import CAP, LUCKY, Deed, Stage
from tests.scene import CASHIER, SHOP, TEA, mark

Act = Callable[[Stage], Awaitable[Deed]]
SHOWN_CAP = mark(CAP, LUCKY)


async def issue(stage: Stage) -> Deed:
    return stage.deed(*stage.bonus(await stage.joins(), 50))


async def issue_when_a_lot_has_ended(stage: Stage) -> Deed:
    ann = await stage.joins()
    await stage.issues(ann, 30, days=1)
    stage.sleeps(2)
    return stage.deed(*stage.bonus(ann, 50))


async def issue_into_a_debt(stage: Stage) -> Deed:
    ann = await stage.joins()
    issued = await stage.issues(ann, 50)
    await stage.does(books.spend, ann, 550, "bonus", "member")
    await stage.does(books.reverse, issued.txn, "undo", "programme")
    return stage.deed(*stage.bonus(ann, 80))


async def spend_of_two_lots(stage: Stage) -> Deed:
    ann = await stage.joins()
    await stage.issues(ann, 50)
    return stage.deed(books.spend, ann, 200, "bonus", "member")


async def hold(stage: Stage) -> Deed:
    ann = await stage.joins()
    await stage.issues(ann, 50)
    return stage.deed(books.hold, ann, 200, "hold", "member", stage.clock.now() + DAY)


async def capture_whole(stage: Stage) -> Deed:
    return stage.deed(books.capture, await _held(stage), "programme")


async def capture_in_part(stage: Stage) -> Deed:
    return stage.deed(books.capture, await _held(stage), "programme", 120)


async def release(stage: Stage) -> Deed:
    return stage.deed(books.release, await _held(stage), "programme")


async def release_of_a_lot_that_ended(stage: Stage) -> Deed:
    held = await _held(stage, days=60)
    stage.sleeps(40)
    return stage.deed(books.release, held, "programme")


async def expire_holds(stage: Stage) -> Deed:
    await _held(stage)
    stage.sleeps(2)
    return stage.deed(books.expire_holds, 100)


async def reverse_an_issue(stage: Stage) -> Deed:
    issued = await stage.issues(await stage.joins(), 50)
    return stage.deed(books.reverse, issued.txn, "undo", "programme")


async def reverse_a_part_of_an_issue(stage: Stage) -> Deed:
    issued = await stage.issues(await stage.joins(), 50)
    await stage.does(books.reverse, issued.txn, "undo", "programme", 10)
    return stage.deed(books.reverse, issued.txn, "undo", "programme", 20)


async def reverse_an_issue_half_spent(stage: Stage) -> Deed:
    ann = await stage.joins()
    issued = await stage.issues(ann, 50)
    await stage.does(books.spend, ann, 20, "bonus", "member")
    return stage.deed(books.reverse, issued.txn, "undo", "programme")


async def reverse_a_spend(stage: Stage) -> Deed:
    return stage.deed(books.reverse, await _spent(stage), "undo", "programme")


async def reverse_a_part_of_a_spend(stage: Stage) -> Deed:
    return stage.deed(books.reverse, await _spent(stage), "undo", "programme", 160)


async def reverse_a_part_of_a_capture(stage: Stage) -> Deed:
    captured = await stage.does(books.capture, await _held(stage), "programme", 120)
    return stage.deed(books.reverse, captured.txn, "undo", "programme", 30)


async def sweep(stage: Stage) -> Deed:
    await stage.issues(await stage.joins(), 50, days=1)
    stage.sleeps(2)
    return stage.deed(earning.sweep, 0, 100)


async def sweep_of_a_lot_that_decays(stage: Stage) -> Deed:
    await stage.does(_issue_decaying, await stage.joins(), stage.clock.now() + DAY)
    stage.sleeps(2)
    return stage.deed(earning.sweep, 0, 100)


async def extend(stage: Stage) -> Deed:
    ann = await stage.joins()
    (lot,) = await stage.store.read(books.lots_left, ann)
    return stage.deed(books.extend, lot.id, lot.expires_at + DAY, "owner")


async def reinstate(stage: Stage) -> Deed:
    ann = await stage.joins()
    await stage.issues(ann, 50, days=1)
    stage.sleeps(2)
    await stage.does(earning.sweep, 0, 100)
    page = await stage.store.read(books.history, ann, 1, 1)
    later = stage.clock.now() + DAY
    return stage.deed(books.reinstate, page.items[0].txn, later, "kindness", "owner")


async def prolong(stage: Stage) -> Deed:
    await stage.issues(await stage.joins(), 50, days=1)
    now = stage.clock.now()
    extension = await stage.does(earning.start_extension, now + 2 * DAY, now + 9 * DAY, CASHIER)
    return stage.deed(earning.prolong, extension, 0, 100)


async def seal(stage: Stage) -> Deed:
    await stage.joins()
    stage.sleeps(1)
    return stage.deed(books.seal_batch, stage.clock.now())


async def join(stage: Stage) -> Deed:
    return stage.deed(earning.join, Person(stage.scene, "Ann", "en"))


async def sign_in(stage: Stage) -> Deed:
    return stage.deed(earning.sign_in, await stage.joins())


async def credit(stage: Stage) -> Deed:
    return stage.deed(earning.credit, await stage.joins(), 8840, SHOP, f"R-{stage.scene}", CASHIER)


async def undo(stage: Stage) -> Deed:
    credited = await stage.does(
        earning.credit, await stage.joins(), 8840, SHOP, f"R-{stage.scene}", CASHIER
    )
    return stage.deed(earning.undo, credited.purchase, CASHIER)


async def redeem(stage: Stage) -> Deed:
    return stage.deed(rewards.redeem, await stage.joins(), CAP, SHOWN_CAP)


async def cancel(stage: Stage) -> Deed:
    ann = await stage.joins()
    redeemed = await stage.does(rewards.redeem, ann, CAP, SHOWN_CAP)
    return stage.deed(rewards.cancel, ann, redeemed.voucher)


async def use(stage: Stage) -> Deed:
    redeemed = await stage.does(rewards.redeem, await stage.joins(), TEA, mark(TEA))
    return stage.deed(rewards.use, redeemed.voucher, "staff")


async def lapse(stage: Stage) -> Deed:
    await stage.does(rewards.redeem, await stage.joins(), CAP, SHOWN_CAP)
    stage.sleeps(16)
    return stage.deed(rewards.lapse, 100)


async def draw_of_the_day(stage: Stage) -> Deed:
    """As the scheduler holds it: no key, but a row that says it was done."""
    stage.sleeps(40)
    await stage.does(earning.sign_in, await stage.joins())
    stage.sleeps(1)
    draw = next(job for job in JOBS if job.name == "draw")
    return Deed(run_batch, (draw, stage.clock.now(), 100), None)


async def _held(stage: Stage, days: int = 1) -> int:
    """A hold of 200 points of two lots, 50 of which end in 30 days."""
    ann = await stage.joins()
    await stage.issues(ann, 50)
    end = stage.clock.now() + days * DAY
    held = await stage.does(books.hold, ann, 200, "hold", "member", end)
    return int(held.hold)


async def _spent(stage: Stage) -> int:
    """A spend of 200 points of two lots."""
    ann = await stage.joins()
    await stage.issues(ann, 50)
    posting = await stage.does(books.spend, ann, 200, "bonus", "member")
    return int(posting.txn)


def _issue_decaying(tx: Tx, member: int, expires_at: int) -> books.Posting:
    """What a programme with yearly decay issues."""
    return books.issue(tx, member, 50, "bonus", "programme", expires_at, decay_percent=20)


ACTS: dict[str, Act] = {
    act.__name__: act
    for act in (
        issue,
        issue_when_a_lot_has_ended,
        issue_into_a_debt,
        spend_of_two_lots,
        hold,
        capture_whole,
        capture_in_part,
        release,
        release_of_a_lot_that_ended,
        expire_holds,
        reverse_an_issue,
        reverse_a_part_of_an_issue,
        reverse_an_issue_half_spent,
        reverse_a_spend,
        reverse_a_part_of_a_spend,
        reverse_a_part_of_a_capture,
        sweep,
        sweep_of_a_lot_that_decays,
        extend,
        reinstate,
        prolong,
        seal,
        join,
        sign_in,
        credit,
        undo,
        redeem,
        cancel,
        use,
        lapse,
        draw_of_the_day,
    )
}
