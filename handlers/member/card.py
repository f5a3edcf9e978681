"""The membership card: a code to type and a QR to scan."""

from dataclasses import dataclass

from bot.telegram.ask import Ask
from bot.texts.formats import Code
from domain import members
from domain.earning import standing
from domain.programme import Tier
from domain.tx import ReadTx
from domain.vault import typed
from handlers.member.routes import ROUTES
from handlers.screens import called, deep_link, home_row, qr


@dataclass(frozen=True)
class Face:
    """What a card shows."""

    code: str
    name: str
    tier: Tier


def face(tx: ReadTx, member: int) -> Face:
    """The card's code, the member's name and tier, in one look."""
    contact = members.contact(tx, member)
    return Face(
        members.card_of(tx, member).code,
        contact.name if contact else "",
        standing(tx, member).tier,
    )


@ROUTES.command("card")
@ROUTES.button("card")
async def show_card(ask: Ask) -> None:
    """Sends the card as a picture to be scanned."""
    seen = await ask.read(face, ask.member)
    link = deep_link(ask.desk.bot.username, f"u-{typed(seen.code)}")
    await ask.picture(
        qr(link),
        ask.render(
            "card",
            name=called(ask, seen.name),
            tier=seen.tier.name.in_(ask.language),
            discount=seen.tier.discount_percent,
            code=Code(seen.code),
        ),
        [[ask.button("new-code", "new-code"), *home_row(ask)]],
    )


@ROUTES.button("new-code")
async def ask_new_code(ask: Ask) -> None:
    """Says what a new code does before it is made."""
    await ask.show(
        ask.render("card-new-asked"),
        [
            [
                ask.button("new-code-now", "new-code-now", ask.fresh()),
                ask.button("back", "card"),
            ]
        ],
    )


@ROUTES.button("new-code-now")
async def new_code(ask: Ask) -> None:
    """Changes the card's code; the old one finds nobody from now on."""
    await ask.write(members.new_card, ask.member)
    await ask.toast(ask.plain("toast-new-code"))
    await ask.show(ask.render("toast-new-code"), [home_row(ask)])
    await show_card(ask)
