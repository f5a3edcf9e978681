"""At the counter: what a member did for points is credited, and their birthday is set."""

from collections.abc import Sequence

from bot.telegram.ask import Ask, Button
from bot.texts.formats import Html, Points, Signed
from domain.earning.moments.activities import Act, Done, act, acts, credit_activity
from domain.earning.moments.yearly import change_birthday
from domain.programme import GreenRule
from handlers.screens import (
    asked_page,
    back_row,
    base36,
    birthday_text,
    called_member,
    in_rows,
    lines,
    page_of,
    pager,
)
from handlers.staff.routes import DESK

UNITS_SHOWN, UNITS_IN_ROW, UNIT_DIGITS = 10, 5, 4
ON_CARD, ACTS_SHOWN, ACTS_IN_ROW = 2, 6, 2


async def act_row(ask: Ask, member: int) -> Sequence[Button]:
    """A button for the first things that staff can credit this member now, and for the others."""
    found = await _open_acts(ask, member)
    more = [ask.button("more-acts", "acts", 1, base36(member))] if len(found) > ON_CARD else []
    return [*(_button(ask, member, each) for each in found[:ON_CARD]), *more]


@DESK.button("acts")
async def show_acts(ask: Ask) -> None:
    """Shows all of them, page by page."""
    who = ask.args[1]
    found = await _open_acts(ask, int(who, 36))
    shown, page, pages = page_of(found, asked_page(ask), ACTS_SHOWN)
    buttons = [_button(ask, int(who, 36), each) for each in shown]
    await ask.show(
        ask.render("acts-title", name=await called_member(ask, int(who, 36))),
        [
            *in_rows(buttons, ACTS_IN_ROW),
            *pager(ask, "acts", page, pages, who),
            [ask.button("back", "card-of", who)],
        ],
    )


async def _open_acts(ask: Ask, member: int) -> list[Act]:
    return [each for each in await ask.read(acts, member, "staff") if each.left]


def _button(ask: Ask, member: int, found: Act) -> Button:
    several = isinstance(found.rule, GreenRule) and found.left > 1
    name, points = found.rule.name.in_(ask.language), Signed(found.rule.points)
    action, more = ("act-units", ()) if several else ("act", (1, ask.fresh()))
    return ask.button("do", action, base36(member), found.rule.id, *more, rule=name, points=points)


@DESK.button("act-units")
async def ask_units(ask: Ask) -> None:
    """Asks how many units there were."""
    who, rule_id = ask.args
    found = await ask.read(act, int(who, 36), rule_id)
    numbers = [
        ask.button("number", "act", who, rule_id, units, ask.fresh(), number=units)
        for units in range(1, min(found.left, UNITS_SHOWN) + 1)
    ]
    rows = in_rows(numbers, UNITS_IN_ROW)
    await ask.step("act", "units", member=int(who, 36), rule=rule_id)
    await ask.show(_how_many(ask, found), [*rows, [ask.button("back", "card-of", who)]])


@DESK.step("act", "units")
async def take_units(ask: Ask) -> None:
    """Takes a number that no button shows; what is none is asked for again."""
    assert ask.dialog is not None
    member, rule_id = ask.dialog.data["member"], ask.dialog.data["rule"]
    found = await ask.read(act, member, rule_id)
    is_number = ask.text.isascii() and ask.text.isdigit() and len(ask.text) <= UNIT_DIGITS
    if is_number and 1 <= int(ask.text) <= found.left:
        await _credit(ask, member, rule_id, int(ask.text))
    else:
        await ask.show(_how_many(ask, found), [back_row(ask)])


@DESK.button("act")
async def credit(ask: Ask) -> None:
    """Credits it, once however often it is pressed; the member is told."""
    who, rule_id, units, _ = ask.args
    await _credit(ask, int(who, 36), rule_id, int(units))


async def _credit(ask: Ask, member: int, rule_id: str, units: int) -> None:
    done = await ask.write(credit_activity, member, rule_id, units, ask.person.outside_id)
    name = await called_member(ask, member)
    await ask.toast(ask.plain("toast-credited"))
    await ask.show(
        _credited(ask, done, name),
        [[ask.button("card-of", "card-of", base36(member)), *back_row(ask)]],
    )
    if ask.dialog is not None and ask.dialog.flow == "act":
        # Last, because an answer that fails is given again.
        await ask.leave()


@DESK.button("staff-birthday")
async def ask_birthday(ask: Ask) -> None:
    """Asks for a member's birthday."""
    member = int(ask.args[0], 36)
    await ask.step("staff-birthday", "day", member=member)
    name = await called_member(ask, member)
    await ask.show(ask.render("birthday-whose", name=name), [[ask.button("cancel", "cancel")]])


@DESK.step("staff-birthday", "day")
async def take_birthday(ask: Ask) -> None:
    """Keeps it in the place of what was told before."""
    assert ask.dialog is not None
    member = ask.dialog.data["member"]
    day = birthday_text(
        ask, await ask.write(change_birthday, member, ask.text, ask.person.outside_id)
    )
    name = await called_member(ask, member)
    await ask.show(ask.render("birthday-changed", name=name, day=day), [back_row(ask)])
    # Last, because an answer that fails is given again.
    await ask.leave()


def _how_many(ask: Ask, found: Act) -> Html:
    rule = found.rule
    assert isinstance(rule, GreenRule)
    name, unit = rule.name.in_(ask.language), rule.unit.in_(ask.language)
    points = Signed(rule.points)
    return ask.render("act-units", rule=name, unit=unit, points=points, left=found.left)


def _credited(ask: Ask, done: Done, name: str) -> Html:
    rule, points = done.rule.name.in_(ask.language), Signed(done.points)
    return lines(
        ask.render("act-done", points=points, rule=rule, name=name, units=done.units),
        ask.render("act-capped", points=Points(done.capped)) if done.capped else None,
        ask.render("sale-repaid", points=Points(done.repaid)) if done.repaid else None,
    )
