"""Whom a rule is for, and when: its window, its tiers, its segments, its pilot."""

from collections.abc import Collection
from datetime import date, timedelta
from hashlib import sha256

from domain.calendar import DAY, instant, local_instant, wall
from domain.earning.facts import Facts
from domain.programme import OnPurchase, RuleBase, Segment

# Before every rule began, and after every rule is over (UTC us).
ALWAYS = (-(1 << 62), 1 << 62)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NEW_DAYS = ACTIVE_DAYS = 30
SLEEPING_DAYS = 60
LOYAL_ORDERS = 10


def in_pilot(rule: RuleBase, member: int) -> bool:
    """Whether a member is in a rule's pilot: who is stays in when it widens."""
    if rule.pilot_percent == 100:
        return True
    place = int.from_bytes(sha256(f"{rule.id}:{member}".encode()).digest()[:4], "big")
    return place % 100 < rule.pilot_percent


def segments(
    at: int, joined_at: int, last_order_at: int | None, orders_in_year: int
) -> frozenset[Segment]:
    """The segments a member is in at an instant, told from their own purchases."""
    found: set[Segment] = set()
    quiet_since = joined_at if last_order_at is None else last_order_at
    if at - joined_at <= NEW_DAYS * DAY:
        found.add("new")
    if last_order_at is not None and at - last_order_at <= ACTIVE_DAYS * DAY:
        found.add("active")
    if orders_in_year >= LOYAL_ORDERS:
        found.add("loyal")
    if at - quiet_since >= SLEEPING_DAYS * DAY:
        found.add("sleeping")
    return frozenset(found)


def segments_of(facts: Facts) -> frozenset[Segment]:
    """The segments a member is in just before a purchase."""
    return segments(facts.at, facts.joined_at, facts.last_order_at, facts.orders_in_year)


def meant(rule: RuleBase, member: int, tier: str, segments: Collection[Segment]) -> bool:
    """Whether a rule is for this member: by tier (its id), by segment, and by its pilot."""
    return (
        (not rule.tiers or tier in rule.tiers)
        and (not rule.segments or any(segment in segments for segment in rule.segments))
        and in_pilot(rule, member)
    )


def window(rule: RuleBase, zone: str) -> tuple[int, int]:
    """From which instant (UTC us) a rule runs, and before which: a day is meant to its end."""
    return between(rule.starts, rule.ends, zone)


def between(starts: str | None, ends: str | None, zone: str) -> tuple[int, int]:
    """The same of a window of local days or minutes; without an edge, always."""
    first, last = ALWAYS
    return (
        local_instant(starts, zone) if starts else first,
        local_instant(ends, zone, 1) if ends else last,
    )


def in_force(rule: RuleBase, now: int, zone: str) -> bool:
    """Whether a rule runs at an instant: it is neither paused, nor ahead, nor over."""
    begins, ends = window(rule, zone)
    return not rule.paused and begins <= now < ends


def span_on(rule: RuleBase, day: date, zone: str) -> tuple[int, int] | None:
    """The part of a local day in which a rule runs (UTC us, the end excluded); None on others."""
    begins, ends = window(rule, zone)
    hours = (instant(day, zone), instant(day + timedelta(days=1), zone))
    if isinstance(rule, OnPurchase):
        if rule.weekdays and WEEKDAYS[day.weekday()] not in rule.weekdays:
            return None
        if rule.month_days and day.day not in rule.month_days:
            return None
        hours = (
            wall(day, rule.from_time, zone) if rule.from_time else hours[0],
            wall(day, rule.to_time, zone) if rule.to_time else hours[1],
        )
    begins, ends = max(begins, hours[0]), min(ends, hours[1])
    return (begins, ends) if begins < ends else None
