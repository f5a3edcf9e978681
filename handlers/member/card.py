"""The membership card: a code to type and a picture that turns, to be scanned now."""

from dataclasses import dataclass

from telegram.error import BadRequest

from bot.telegram.ask import Ask, Rows
from bot.texts.formats import Code, Html
from domain import members
from domain.earning import standing
from domain.programme import Tier
from domain.tx import ReadTx
from handlers.member.routes import ROUTES
from handlers.screens import CARD, VOUCHER, called, deep_link, home_row, lines, qr

# A picture is turned so many seconds before the one in sight is dead.
AHEAD_SECONDS = 5


@dataclass(frozen=True)
class Face:
    """What a card shows; `token` is what its picture says now."""

    code: str
    token: str
    name: str
    tier: Tier


def face(tx: ReadTx, member: int) -> Face:
    """The card's code and picture, the member's name and tier, in one look."""
    return Face(
        members.card_of(tx, member).code,
        members.token_of(tx, member),
        members.name_of(tx, member),
        standing(tx, member).tier,
    )


@ROUTES.command("card")
@ROUTES.button("card")
async def show_card(ask: Ask) -> None:
    """Sends the card as a picture to be scanned, which turns for a while."""
    seen = await ask.read(face, ask.member)
    sent = await ask.picture(_picture(ask, seen), _caption(ask, seen), _rows(ask))
    _keep(ask, sent.message)


@ROUTES.button("card-again")
async def show_card_again(ask: Ask) -> None:
    """Lets the card that was pressed turn again; one that is gone is sent anew."""
    message = ask.incoming.pressed.message if ask.incoming.pressed else 0
    try:
        await _turn(ask, message)
    except BadRequest:
        await show_card(ask)
    else:
        _keep(ask, message)


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


async def show_not_theirs(ask: Ask, payload: str) -> bool:
    """A kind word for who scanned what staff scan; False for any other link."""
    if not payload.startswith((CARD, VOUCHER)):
        return False
    key = "card-for-staff" if payload.startswith(CARD) else "voucher-for-staff"
    mine = ask.button("card", "card") if ask.who else ask.button("join", "join")
    await ask.show(ask.render(key), [[mine, *(home_row(ask) if ask.who else ())]])
    return True


def _keep(ask: Ask, message: int) -> None:
    """Keeps a card in sight fresh, and says when that is over."""
    seconds = ask.programme.counter.card_seconds
    every = max(seconds - AHEAD_SECONDS, seconds // 2)

    async def turn() -> None:
        await _turn(ask, message)

    async def end() -> None:
        seen = await ask.read(face, ask.member)
        again = ask.button("card-again", "card-again")
        await ask.desk.edit_caption(
            ask.person.outside_id,
            message,
            lines(_whose(ask, seen), ask.render("card-over")),
            [[again, *home_row(ask)]],
        )

    if message:
        ask.desk.turner.keep(ask.person.outside_id, message, every, turn, end)


async def _turn(ask: Ask, message: int) -> None:
    seen = await ask.read(face, ask.member)
    await ask.desk.edit_picture(
        ask.person.outside_id, message, _picture(ask, seen), _caption(ask, seen), _rows(ask)
    )


def _picture(ask: Ask, seen: Face) -> bytes:
    return qr(deep_link(ask.desk.bot.username, CARD + seen.token))


def _caption(ask: Ask, seen: Face) -> Html:
    return lines(_whose(ask, seen), ask.render("card-turns"))


def _whose(ask: Ask, seen: Face) -> Html:
    return ask.render(
        "card",
        name=called(ask, seen.name),
        tier=seen.tier.name.in_(ask.language),
        discount=seen.tier.discount_percent,
        code=Code(seen.code),
    )


def _rows(ask: Ask) -> Rows:
    return [[ask.button("new-code", "new-code"), *home_row(ask)]]
