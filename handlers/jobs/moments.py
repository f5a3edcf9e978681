"""What days and hours bring: gifts of the year, comebacks, rain, referrals, nudges."""

from bot.scheduler import Job
from domain import notices, rewards
from domain.earning import Swept
from domain.earning.moments.comeback import write_to_sleepers
from domain.earning.moments.rain import news_for, open_rains
from domain.earning.moments.referrals import pay_referrals
from domain.earning.moments.yearly import anniversary_gifts, birthday_gifts
from domain.earning.nudges import goal_near, streak_at_risk
from domain.tx import Tx


def rain(tx: Tx, cursor: int, _: int, __: int) -> Swept:
    """Announces each points rain when it begins."""
    return Swept(open_rains(tx), cursor, done=True)


def circulars(tx: Tx, cursor: int, _: int, most: int) -> Swept:
    """Tells every member what is news for them."""
    count, done = notices.send_circulars(tx, most, news_for)
    return Swept(count, cursor, done)


def referrals(tx: Tx, cursor: int, _: int, most: int) -> Swept:
    """Pays for friends whose first purchase is final."""
    count = pay_referrals(tx, most)
    return Swept(count, cursor, done=count < most)


def gifts(tx: Tx, cursor: int, _: int, most: int) -> Swept:
    """Hands rewards in kind over, and takes those of undone purchases back."""
    count = rewards.take_back(tx, most) + rewards.hand_over(tx, most)
    return Swept(count, cursor, done=count == 0)


JOBS = (
    Job("rain", None, rain),
    Job("circulars", None, circulars),
    Job("referrals", None, referrals),
    Job("gifts", None, gifts),
    Job("birthday", lambda programme: "09:00", birthday_gifts, latest=False),
    Job("anniversary", lambda programme: "09:05", anniversary_gifts, latest=False),
    Job("comeback", lambda programme: "09:10", write_to_sleepers, latest=False),
    Job("goal", lambda programme: programme.messages.goal_at, goal_near),
    Job("streak", lambda programme: programme.messages.streak_at, streak_at_risk),
)
