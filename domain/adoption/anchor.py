"""Another value of points: announced, in force from a day on, and withdrawn until then."""

from domain import notices
from domain.adoption.adopting import Adopted, altered, change
from domain.adoption.campaigns import on_record
from domain.adoption.versions import Versions
from domain.calendar import instant, local_date
from domain.errors import RuleRefused
from domain.programme import Good
from domain.tx import Tx


def set_anchor(tx: Tx, points: int, minor: int, starts_at: int, owner_id: int | None) -> Adopted:
    """Announces as an owner another value of points. Raises RuleRefused as announce_anchor does."""
    by = on_record(tx, owner_id, "anchor", what="set", points=points, minor=minor, starts=starts_at)
    return announce_anchor(tx, points, minor, starts_at, by)


def withdraw_anchor(tx: Tx, owner_id: int | None) -> Adopted:
    """Withdraws as an owner what was announced about the value of points."""
    return withdraw(tx, on_record(tx, owner_id, "anchor", what="withdraw"))


def announce_anchor(tx: Tx, points: int, minor: int, starts_at: int, by: str) -> Adopted:
    """Announces that so many points are worth `minor` from `starts_at`, a local midnight to come.

    The basket of prices counts anew from there. It takes the place of one that was announced
    before. Raises RuleRefused where the day is no such day.
    """
    zone = tx.programme.zone
    if starts_at <= tx.now or starts_at != instant(local_date(starts_at, zone), zone):
        raise RuleRefused("currency.anchor_minor: changes with the beginning of a day to come")
    in_force = Versions.load(tx).at(tx.now).programme
    currency = in_force.currency.model_copy(update={"anchor_points": points, "anchor_minor": minor})
    rebased = tuple(
        Good(name=good.name, then_minor=good.now_minor, now_minor=good.now_minor)
        for good in in_force.basket
    )
    done = change(
        tx,
        lambda now, start: (
            altered(now, currency=currency, basket=rebased)
            if start >= starts_at
            else altered(now, currency=in_force.currency, basket=in_force.basket)
        ),
        by,
        starts_at=starts_at,
    )
    notices.circular(tx, "anchor", tx.now, points=points, minor=minor, starts_at=starts_at)
    return done


def withdraw(tx: Tx, by: str) -> Adopted:
    """Withdraws what was announced about the value of points."""
    in_force = Versions.load(tx).at(tx.now).programme
    return change(
        tx,
        lambda now, _: altered(now, currency=in_force.currency, basket=in_force.basket),
        by,
    )
