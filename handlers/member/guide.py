"""Help, privacy, the way out of a dialog, and the answer to what nobody expected."""

import re

from bot.telegram.ask import Ask, Rows
from bot.texts.formats import Points, Value
from handlers.member.routes import ROUTES
from handlers.screens import back_row, home_row, lines
from handlers.staff.find import show_found
from handlers.staff.home import show_staff_home
from handlers.staff.paying import let_go

# Of a card, a receipt or a voucher; a word of eight letters is none.
A_CODE = re.compile(
    r"(?=.*[\d-])[0-9A-Z]{4}[- ]?[0-9A-Z]{4}(?:(?:[- ]?[0-9A-Z]{4}){2})?", re.IGNORECASE | re.ASCII
)


@ROUTES.command("help")
@ROUTES.button("help")
async def show_help(ask: Ask) -> None:
    """Says how the programme works, in the figures of today's rules; staff see the counter's."""
    if ask.role != "member":
        await show_staff_home(ask)
        return
    rules = ask.programme
    above = rules.tiers[1].name.in_(ask.language) if len(rules.tiers) > 1 else ""
    facts: dict[str, Value] = {
        "shop": rules.name.in_(ask.language),
        "points": Points(rules.earning.points),
        "amount": ask.money(rules.earning.per_minor),
        "anchor": Points(rules.currency.anchor_points),
        "worth": ask.worth(rules.currency.anchor_points),
    }
    text = ask.render("help", tier=above, **facts) if above else ask.render("help-flat", **facts)
    await ask.show(text, ways_on(ask))


@ROUTES.command("privacy")
@ROUTES.button("privacy")
async def show_privacy(ask: Ask) -> None:
    """Says what is kept about a person, and what for."""
    text = ask.render("privacy", shop=ask.programme.name.in_(ask.language))
    await ask.show(text, [home_row(ask)] if ask.who else ways_on(ask))


@ROUTES.command("cancel")
@ROUTES.button("cancel")
async def cancel(ask: Ask) -> None:
    """Leaves the dialog and says what was left, or that there was nothing."""
    flow = ask.dialog.flow if ask.dialog else ""
    text = ask.render("cancelled", flow=flow) if flow else ask.render("nothing-to-cancel")
    text = lines(text, await let_go(ask))
    if ask.role != "member":
        await ask.show(text, [back_row(ask)])
    else:
        await ask.show(text, [home_row(ask)] if ask.who else [])
    # Last, because an answer that fails is given again.
    await ask.leave()


@ROUTES.command("unknown")
async def unknown(ask: Ask) -> None:
    """One friendly answer to whatever was not understood; of staff, a code opens what it is of."""
    if ask.role != "member" and A_CODE.fullmatch(ask.text):
        await show_found(ask, ask.text)
        return
    await ask.show(ask.render("unknown" if ask.text else "unknown-thing"), ways_on(ask))


def ways_on(ask: Ask) -> Rows:
    """What a person can do next: staff the counter, members their card, others a card to get."""
    if ask.role != "member":
        return [[ask.button("sale", "sale"), ask.button("use-voucher", "check-voucher")]]
    if ask.who is None:
        return [[ask.button("join", "join"), ask.button("help", "help")]]
    return [
        [
            ask.button("redeem", "rewards"),
            ask.button("sign-in", "signin"),
            ask.button("card", "card"),
        ],
        home_row(ask),
    ]
