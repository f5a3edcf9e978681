"""What points are worth against what things cost: a basket of prices, then and now."""

from datetime import date

from bot.telegram.ask import Ask, Button
from bot.texts.formats import BasisPoints, Html, Money, Points
from domain import adoption
from domain.calendar import instant, local_date, months_later
from domain.errors import ScreenOld
from domain.programme import Anchor, Value, Version, value_monitor
from domain.tx import ReadTx, Tx
from handlers.owner.routes import ROUTES
from handlers.screens import back_row, lines


@ROUTES.command("value")
@ROUTES.button("value")
async def show_value(ask: Ask) -> None:
    """Shows what the basket cost and costs, and proposes a value that makes up for half of it."""
    found = value_monitor(ask.programme)
    pending = await ask.read(announced)
    day = _first_of_next_month(ask)
    rows: list[Button] = []
    if pending is not None:
        rows.append(ask.button("value-withdraw", "value-withdraw", ask.fresh()))
    elif (new := found.proposed) is not None:
        chosen = (new.points, new.minor, day.isoformat(), ask.fresh())
        starts_at = ask.day(instant(day, ask.programme.zone))
        rows.append(ask.button("value-announce", "value-announce", *chosen, day=starts_at))
    await ask.show(
        lines(
            ask.render(
                "value",
                goods=len(ask.programme.basket),
                then=ask.money(found.then_minor),
                now=ask.money(found.now_minor),
                change=BasisPoints(abs(found.inflation_bp)),
                way="down" if found.inflation_bp < 0 else "up",
            ),
            ask.render("value-now", points=Points(found.anchor.points), worth=_worth(ask, found)),
            _outlook(ask, found, pending),
        ),
        [rows, back_row(ask)],
    )


@ROUTES.button("value-announce")
async def announce(ask: Ask) -> None:
    """Announces the value that was proposed, once however often it is pressed; members are told."""
    points, minor, day, _ = ask.args
    anchor = Anchor(int(points), int(minor))
    await ask.write(announce_proposed, anchor, day, ask.person.outside_id)
    await ask.toast(ask.plain("toast-value-announced"))
    await show_value(ask)


@ROUTES.button("value-withdraw")
async def withdraw(ask: Ask) -> None:
    """Takes back a value that was announced and does not apply yet."""
    await ask.write(adoption.withdraw_anchor, ask.person.outside_id)
    await ask.toast(ask.plain("toast-value-withdrawn"))
    await show_value(ask)


def announce_proposed(tx: Tx, anchor: Anchor, day: str, owner_id: int) -> adoption.Adopted:
    """Sets the anchor that a screen proposed, unless it would be another one by now."""
    if value_monitor(tx.programme).proposed != anchor:
        raise ScreenOld
    starts_at = instant(date.fromisoformat(day), tx.programme.zone)
    return adoption.set_anchor(tx, anchor.points, anchor.minor, starts_at, owner_id)


def announced(tx: ReadTx) -> Version | None:
    """The version that will bring another value of points, if one is announced."""
    now = tx.programme.currency
    found = (each for each in adoption.upcoming(tx) if each.programme.currency != now)
    return next(found, None)


def _outlook(ask: Ask, found: Value, pending: Version | None) -> Html:
    """What is announced, or proposed, or that nothing is."""
    if pending is not None:
        currency = pending.programme.currency
        return ask.render(
            "value-announced",
            points=Points(currency.anchor_points),
            worth=Money(currency.anchor_minor, currency),
            day=ask.day(pending.starts_at),
        )
    if found.proposed is None:
        return ask.render("value-steady")
    return ask.render(
        "value-proposed",
        points=Points(found.proposed.points),
        worth=ask.money(found.proposed.minor),
    )


def _worth(ask: Ask, found: Value) -> Money:
    return ask.money(found.anchor.minor)


def _first_of_next_month(ask: Ask) -> date:
    today = local_date(ask.desk.store.now(), ask.programme.zone)
    return months_later(today.replace(day=1), 1)
