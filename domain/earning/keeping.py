"""How a tier is reached and kept: it rises at once, and falls a step at a time after a grace."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from domain import books
from domain.calendar import instant, local_date
from domain.earning import traces
from domain.earning.expiry import Swept
from domain.earning.tiers import best_tier, earned_in_window, grace_from, window_start
from domain.notices import tell
from domain.programme import Programme, Tier
from domain.tx import Tx

# When the judgement is held, local time; nobody is told anything by it.
JUDGED_AT = "00:20"
# Fewer days than any warning speaks of: the grace has ended.
OVER = -1


def rise(tx: Tx, member: int, *, told: bool = True) -> None:
    """Raises a member to the tier they have earned; called by every credit that counts.

    One who has earned their tier again is out of danger. Nothing falls here. What was earned long
    ago is not `told`.
    """
    rules, row = tx.programme, tx.sql.keeping.held(member=member)
    held, grace = row or (None, None)
    tier = rules.tier(held) or rules.tiers[0] if held else rules.tiers[0]
    if rules.tier_after(tier) is None and grace is None:
        return
    earned = earned_in_window(tx, member)
    reached = rules.tier_at(earned)
    if reached.threshold > tier.threshold:
        tx.sql.keeping.put(member=member, tier=reached.id, before=tier.id, now=tx.now)
        if told:
            tell(tx, member, "tier_reached", None, tier=reached.model_dump(), earned=earned)
        _keep_trace(tx, member, tier, reached, earned)
    elif grace is not None and earned >= tier.threshold:
        tx.sql.keeping.clear_grace(member=member)


def take_back(tx: Tx, member: int, at: int, *, whole: bool = True) -> None:
    """Takes a rise back with the credit of `at` (UTC us) that brought it and was undone.

    After a part of it the rise is still that credit's: another part may take more of it.
    """
    before = tx.sql.keeping.risen_at(member=member, at=at)
    if before is None:
        return
    rules, (held, _) = tx.programme, tx.sql.keeping.held(member=member)
    earned = earned_in_window(tx, member)
    tier = best_tier(rules, before, earned)
    if tier.id != held:
        since, was = (tx.now, None) if whole else (at, before)
        tx.sql.keeping.put(member=member, tier=tier.id, before=was, now=since)
        _keep_trace(tx, member, rules.tier(held) or tier, tier, earned)


def judge(tx: Tx, slot: int, cursor: int, most: int) -> Swept:
    """Judges the next members in order, on the first local day of a month.

    Who holds a tier above what they earned has a grace from now on; who holds less, or one that
    is no more, gets what they earned.
    """
    rules = tx.programme
    if local_date(slot, rules.zone).day != 1:
        return Swept(0, cursor, done=True)
    # A judgement that comes late is of its day, and the grace of now: nobody loses by our downtime.
    since, until = window_start(slot, rules.zone), grace_from(tx.now, rules)
    rows = tx.sql.keeping.to_judge(cursor=cursor, since=since, most=most)
    verdicts = _Verdicts()
    for row in rows:
        verdicts.add(rules, *row)
    if verdicts.put:
        tx.sql.keeping.put_each([{**each, "now": tx.now} for each in verdicts.put])
    if verdicts.grace:
        tx.sql.keeping.give_grace_each([{**each, "until": until} for each in verdicts.grace])
    if verdicts.clear:
        tx.sql.keeping.clear_grace_each(verdicts.clear)
    return Swept(len(rows), rows[-1][0] if rows else cursor, done=len(rows) < most)


class _Verdicts:
    """What a batch of the judgement changes; most members are as they should be."""

    def __init__(self) -> None:
        self.put: list[dict[str, Any]] = []
        self.grace: list[dict[str, Any]] = []
        self.clear: list[dict[str, Any]] = []

    def add(
        self, rules: Programme, member: int, held: str | None, grace: int | None, earned: int
    ) -> None:
        """Judges one member."""
        reached, tier = rules.tier_at(earned), rules.tier(held) if held else None
        if tier is None or reached.threshold > tier.threshold:
            if held or reached.threshold:
                self.put.append({"member": member, "tier": reached.id, "was": held})
        elif reached.threshold < tier.threshold and grace is None:
            self.grace.append({"member": member, "tier": held})
        elif reached.id == held and grace is not None:
            self.clear.append({"member": member, "tier": held})


def tended_at(rules: Programme) -> str:
    """When warnings and falls are told, local time: with the reminders, not at night."""
    return rules.expiry.remind_at


def tend(tx: Tx, cursor: int, most: int) -> Swept:
    """Warns the next members whose grace runs out, and lowers those whose grace is over.

    Each of the days (60, 30, 7) is told once; one that was missed is not told afterwards.
    """
    found: set[int] = set()
    after = 0
    for days, until in _bounds(tx):
        rows = tx.sql.keeping.to_tend(cursor=cursor, after=after, until=until, days=days, most=most)
        found.update(member for (member,) in rows)
        after = until
    members = sorted(found)[:most]
    for member in members:
        books.lock(tx, member)
        _tend_one(tx, member)
    return Swept(len(members), members[-1] if members else cursor, done=len(members) < most)


def _tend_one(tx: Tx, member: int) -> None:
    row = tx.sql.keeping.at_risk(member=member)
    if row is None:
        return
    held, grace, warned = row
    tier, earned = tx.programme.tier(held), earned_in_window(tx, member)
    if tier is None or earned >= tier.threshold:
        tx.sql.keeping.clear_grace(member=member)
        return
    days = next((days for days, until in _bounds(tx) if grace <= until), None)
    if days == OVER:
        _fall(tx, member, tier, earned)
    elif days is not None and (warned is None or days < warned):
        tx.sql.keeping.warned(member=member, days=days)
        missing = tier.threshold - earned
        tell(tx, member, "tier_at_risk", None, tier=tier.model_dump(), missing=missing, until=grace)


def _fall(tx: Tx, member: int, tier: Tier, earned: int) -> None:
    """One step down: the tier that was earned may be deeper still."""
    below = next(each for each in reversed(tx.programme.tiers) if each.threshold < tier.threshold)
    tx.sql.keeping.put(member=member, tier=below.id, before=None, now=tx.now)
    missing = tier.threshold - earned
    tell(
        tx,
        member,
        "tier_fell",
        None,
        tier=below.model_dump(),
        lost=tier.model_dump(),
        missing=missing,
    )
    _keep_trace(tx, member, tier, below, earned)


def _bounds(tx: Tx) -> Iterator[tuple[int, int]]:
    """What is over, then each warning's days with the latest end it speaks of, nearest first."""
    zone = tx.programme.zone
    today = local_date(tx.now, zone)
    yield OVER, tx.now
    for days in sorted(tx.programme.keeping.warn_days):
        yield days, instant(today + timedelta(days=days + 1), zone)


def _keep_trace(tx: Tx, member: int, before: Tier, after: Tier, earned: int) -> None:
    more: dict[str, Any] = {"from": before.id, "to": after.id, "earned": earned}
    traces.keep(tx, member, "tier", 0, **more)
