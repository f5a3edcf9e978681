"""At the counter: what a member did for points is credited, and their birthday is set."""

from bot.telegram.ask import Ask, Rows
from bot.texts.formats import Html, Points, Signed
from domain.earning.moments.activities import Act, Done, act, acts, credit_activity
from domain.earning.moments.yearly import change_birthday
from domain.members import contact
from domain.programme import GreenRule
from handlers.screens import back_row, base36, birthday_text, called, lines
from handlers.staff.routes import DESK

UNITS_SHOWN, UNITS_IN_ROW = 10, 5
ACTS_SHOWN, ACTS_IN_ROW = 8, 2


async def act_rows(ask: Ask, member: int) -> Rows:
    """A button for each thing that staff can credit this member now."""
    found = [each for each in await ask.read(acts, member, "staff") if each.left]
    buttons = []
    for each in found[:ACTS_SHOWN]:
        several = isinstance(each.rule, GreenRule) and each.left > 1
        name, points = each.rule.name.in_(ask.language), Signed(each.rule.points)
        args = (base36(member), each.rule.id)
        action, more = ("act-units", ()) if several else ("act", (1, ask.fresh()))
        buttons.append(ask.button("do", action, *args, *more, rule=name, points=points))
    return [buttons[i : i + ACTS_IN_ROW] for i in range(0, len(buttons), ACTS_IN_ROW)]


@DESK.button("act-units")
async def ask_units(ask: Ask) -> None:
    """Asks how many units there were."""
    who, rule_id = ask.args
    found = await ask.read(act, int(who, 36), rule_id)
    numbers = [
        ask.button("number", "act", who, rule_id, units, ask.fresh(), number=units)
        for units in range(1, min(found.left, UNITS_SHOWN) + 1)
    ]
    rows = [numbers[i : i + UNITS_IN_ROW] for i in range(0, len(numbers), UNITS_IN_ROW)]
    await ask.show(_how_many(ask, found), [*rows, back_row(ask)])


@DESK.button("act")
async def credit(ask: Ask) -> None:
    """Credits it, once however often it is pressed; the member is told."""
    who, rule_id, units, _ = ask.args
    member = int(who, 36)
    staff_id = ask.person.outside_id
    done = await ask.write(credit_activity, member, rule_id, int(units), staff_id)
    found = await ask.read(contact, member)
    await ask.toast(ask.plain("toast-credited"))
    await ask.show(
        _credited(ask, done, called(ask, found.name if found else "")),
        [[ask.button("sale", "sale-change", who), *back_row(ask)]],
    )


@DESK.button("staff-birthday")
async def ask_birthday(ask: Ask) -> None:
    """Asks for a member's birthday."""
    found = await ask.read(contact, int(ask.args[0], 36))
    await ask.step("staff-birthday", "day", member=int(ask.args[0], 36))
    name = called(ask, found.name if found else "")
    await ask.show(ask.render("birthday-whose", name=name), [[ask.button("cancel", "cancel")]])


@DESK.step("staff-birthday", "day")
async def take_birthday(ask: Ask) -> None:
    """Keeps it in the place of what was told before."""
    assert ask.dialog is not None
    member = ask.dialog.data["member"]
    day = birthday_text(ask, await ask.write(change_birthday, member, ask.text))
    found = await ask.read(contact, member)
    name = called(ask, found.name if found else "")
    await ask.show(ask.render("birthday-changed", name=name, day=day), [back_row(ask)])
    # Last, because an answer that fails is given again.
    await ask.leave()


def _how_many(ask: Ask, found: Act) -> Html:
    rule = found.rule
    assert isinstance(rule, GreenRule)
    name, unit = rule.name.in_(ask.language), rule.unit.in_(ask.language)
    return ask.render("act-units", rule=name, unit=unit, points=Signed(rule.points))


def _credited(ask: Ask, done: Done, name: str) -> Html:
    rule, points = done.rule.name.in_(ask.language), Signed(done.points)
    return lines(
        ask.render("act-done", points=points, rule=rule, name=name, units=done.units),
        ask.render("act-capped", points=Points(done.capped)) if done.capped else None,
        ask.render("sale-repaid", points=Points(done.repaid)) if done.repaid else None,
    )
