"""Nudges: a streak that ends tonight, a tier that is near; told once, and only while it is so."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from domain.calendar import DAY, instant, local_date
from domain.earning.expiry import Swept
from domain.earning.tiers import Standing, best_tier, standing, window_start
from domain.notices import held_out, tell_each
from domain.programme import Programme, Tier
from domain.tx import ReadTx, Tx

# Who earned so lately is on the way; of one tier a member is told once in so long.
ON_THE_WAY = 2 * DAY
TOLD_AGAIN = 30 * DAY
# A member, and the facts of what they are told.
Told = tuple[int, dict[str, Any]]


def streak_at_risk(tx: Tx, cursor: int, slot: int, most: int) -> Swept:
    """Tells the next members whose streak ends with the day of `slot` unless they sign in."""
    zone = tx.programme.zone
    today = local_date(slot, zone)
    count, reached = tx.sql.nudges.page(cursor=cursor, most=most)
    # A day that is over cannot be saved: what was missed is not made up for.
    if not count or today != local_date(tx.now, zone):
        return Swept(0, cursor, done=True)
    rows = tx.sql.nudges.streaks(
        cursor=cursor,
        reached=reached,
        yesterday=_day_before(tx, slot),
        least=tx.programme.messages.streak_from,
    )
    until = instant(today + timedelta(days=1), zone)
    told = _left_in(tx, "streak", [(member, {"until": until}) for (member,) in rows])
    tell_each(tx, "streak", told, source="streak")
    return Swept(count, reached, done=count < most)


def goal_near(tx: Tx, cursor: int, slot: int, most: int) -> Swept:
    """Tells the next members who lack little of a tier, on the day of `slot`, what that is."""
    count, reached = tx.sql.nudges.page(cursor=cursor, most=most)
    if not count:
        return Swept(0, cursor, done=True)
    page = {"cursor": cursor, "reached": reached}
    since = window_start(tx.now, tx.programme.zone)
    told = {tuple(row) for row in tx.sql.nudges.told(**page, since=tx.now - TOLD_AGAIN)}
    rows = tx.sql.nudges.earners(**page, since=since, lately=slot - ON_THE_WAY)
    near = [
        (member, {"tier": tier.id})
        for member, tier in _near(tx.programme, rows)
        if (member, tier.id) not in told
    ]
    reminded = _left_in(tx, "goal", near)
    tell_each(tx, "goal", reminded, source="goal")
    tx.sql.nudges.note_each([{"member": m, **facts, "at": tx.now} for m, facts in reminded])
    return Swept(count, reached, done=count < most)


def goal(tx: ReadTx, member: int, tier: str) -> Standing | None:
    """How near a member is to the tier they are told of; None where it is the next no more."""
    found = standing(tx, member)
    near = found.next_tier is not None and found.next_tier.id == tier
    return found if near and is_near(tx.programme, found.tier, found.earned) else None


def is_near(rules: Programme, tier: Tier, earned: int) -> bool:
    """Whether little of the way from a tier to the next is left."""
    ahead = rules.tier_after(tier)
    if ahead is None:
        return False
    band, missing = ahead.threshold - tier.threshold, ahead.threshold - earned
    return missing > 0 and missing * 100 <= band * rules.messages.goal_percent


def _near(rules: Programme, rows: Sequence[Sequence[Any]]) -> Iterator[tuple[int, Tier]]:
    for member, held, earned in rows:
        tier = best_tier(rules, held, earned)
        ahead = rules.tier_after(tier)
        if ahead is not None and is_near(rules, tier, earned):
            yield member, ahead


def _left_in(tx: Tx, kind: str, meant: Sequence[Told]) -> list[Told]:
    """Whom a nudge is told to: all but those who are left out, so that its effect can be seen."""
    percent = tx.programme.messages.nudge_holdout_percent
    left_out = held_out(tx, kind, [member for member, _ in meant], percent)
    return [each for each in meant if each[0] not in left_out]


def _day_before(tx: ReadTx, at: int) -> str:
    """The local day before an instant's, as sign-ins are written; one that was skipped is none."""
    zone = tx.programme.zone
    return local_date(instant(local_date(at, zone), zone) - 1, zone).isoformat()
