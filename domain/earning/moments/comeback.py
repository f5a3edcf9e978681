"""Comeback letters: a word to those who fell asleep, with what waits for them and until when."""

from datetime import date, timedelta

from domain.calendar import instant, local_date
from domain.earning.audience import window
from domain.earning.expiry import Swept
from domain.earning.moments.eligible import is_meant, running
from domain.ids import first_id
from domain.notices import tell_each, told_of
from domain.programme import ComebackRule
from domain.tx import Tx


def write_to_sleepers(tx: Tx, cursor: int, slot: int, most: int) -> Swept:
    """Writes to the next members who bought last `sleep_days` before the day of `slot`.

    One letter each, about the offer worth most; the purchase that they come back with pays it.
    """
    today = local_date(slot, tx.programme.zone)
    # A letter that comes too late, after days without a clock, is not written.
    running_still = [rule for rule in running(tx, ComebackRule) if _until(tx, rule, today) > tx.now]
    offers: dict[int, ComebackRule] = {}
    full: list[int] = []
    for rule in sorted(running_still, key=lambda rule: (rule.points, rule.id)):
        bought = _bought_on(tx, today - timedelta(days=rule.sleep_days), cursor, most)
        if len(bought) == most:
            full.append(bought[-1][0])
        offers |= {
            member: rule for member, asleep in bought if asleep and is_meant(tx, rule, member)
        }
    # Beyond the last member of a full page a rule has not been asked yet.
    reached = min(full, default=None)
    asked = sorted(member for member in offers if reached is None or member <= reached)
    for rule in running_still:
        source = f"comeback:{rule.id}"
        told = told_of(tx, source, [member for member in asked if offers[member] is rule])
        facts = _facts(tx, rule, today)
        tell_each(tx, "comeback", ((member, facts) for member in told), source)
    return Swept(len(asked), cursor if reached is None else reached, done=reached is None)


def _bought_on(tx: Tx, day: date, cursor: int, most: int) -> list[tuple[int, bool]]:
    """The next who bought on a day, each with whether they have bought nothing since."""
    since, until = (instant(each, tx.programme.zone) for each in (day, day + timedelta(days=1)))
    return list(
        tx.sql.moments.bought_on(
            cursor=cursor,
            since_id=first_id(since),
            until_id=first_id(until),
            since=since,
            until=until,
            most=most,
        )
    )


def _until(tx: Tx, rule: ComebackRule, today: date) -> int:
    """The end of the offer's last day, or of the rule where that is sooner."""
    zone = tx.programme.zone
    last = instant(today + timedelta(days=rule.within_days + 1), zone)
    return min(last, window(rule, zone)[1])


def _facts(tx: Tx, rule: ComebackRule, today: date) -> dict[str, int]:
    return {"points": rule.points, "until": _until(tx, rule, today)}
