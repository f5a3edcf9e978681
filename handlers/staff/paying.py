"""A part of a bill paid with points: put aside once the member is here, or agrees in chat."""

import logging
from dataclasses import replace

from telegram.error import TelegramError

from bot.telegram.ask import Ask, Button, Desk
from bot.telegram.dialogs import Dialog
from bot.texts.formats import Html, Points, Value, name
from domain import counter
from domain.books import available
from domain.counter import BillQuote, Payment
from domain.errors import HoldClosed, PartTooLittle, ScreenOld
from domain.members import name_of
from domain.programme import Language
from domain.staff import Clerk, language_of, person_of
from domain.tx import ReadTx
from handlers.screens import base36, called, called_member
from handlers.staff.draft import FLOW, Draft, at_summary, keep
from handlers.staff.routes import COUNTER
from handlers.staff.summary import show_summary
from handlers.wording import Words

logger = logging.getLogger(__name__)

DIGITS_MAX = 9


@COUNTER.button("sale-points")
async def ask_points(ask: Ask) -> None:
    """Asks how many points pay: the least, the most, or a number that is sent."""
    draft = at_summary(ask, ask.args[0])
    owner, balance, quoted = await ask.read(name_balance_and_quote, ask.clerk, draft)
    await keep(ask, "points", draft)
    least = ask.programme.counter.part_least_points
    offered = sorted({least, quoted.most_points})
    await ask.show(
        ask.render(
            "paying-how-many",
            name=called(ask, owner),
            balance=balance,
            least=least,
            most=quoted.most_points,
            worth=ask.worth(quoted.most_points),
        ),
        [
            [_offer(ask, draft, points) for points in offered],
            [ask.button("back", "sale-go", base36(0)), ask.button("cancel", "cancel")],
        ],
    )


@COUNTER.step("sale", "points")
async def take_points(ask: Ask) -> None:
    """Takes a number of points; what is none is asked for again."""
    if not (ask.text.isascii() and ask.text.isdigit() and len(ask.text) <= DIGITS_MAX):
        raise PartTooLittle(ask.programme.counter.part_least_points)
    await pay(ask, Draft.of(ask.dialog), int(ask.text))


@COUNTER.button("sale-pay")
async def pay_so_many(ask: Ask) -> None:
    """Takes one of the numbers offered, once however often it is pressed."""
    points, nonce = ask.args
    await pay(ask, at_summary(ask, nonce), int(points))


async def pay(ask: Ask, draft: Draft, points: int) -> None:
    """Puts them aside; a member who is not seen to be here is asked in their own chat."""
    here = draft.here_until > ask.desk.store.now()
    # More than the bill takes is refused before anything is put aside.
    asked = replace(draft, points=points, hold=None)
    await ask.read(counter.quote, ask.clerk, draft.member, asked.bill())
    held = await ask.write(counter.put_aside, ask.clerk, draft.member, points, here)
    draft = replace(draft, points=held.points, hold=held.hold)
    if here:
        await show_summary(ask, draft)
    else:
        await show_waiting(ask, draft)


async def show_waiting(ask: Ask, draft: Draft) -> None:
    """Says that the member was asked, and waits with the sale."""
    await keep(ask, "amount", draft)
    await ask.show(
        ask.render(
            "paying-asked",
            name=await called_member(ask, draft.member),
            points=Points(draft.points),
            worth=ask.worth(draft.points),
        ),
        [
            [
                ask.button("refresh", "sale-go", base36(draft.hold or 0)),
                ask.button("without-points", "sale-without", base36(draft.hold or 0)),
            ],
            [ask.button("cancel", "cancel")],
        ],
    )


@COUNTER.button("sale-go")
async def go_on(ask: Ask) -> None:
    """Shows where the sale stands: the summary, once the member has agreed or said no."""
    draft = _at_bill(ask)
    state = (await ask.read(counter.payment, draft.hold)).state if draft.hold else "none"
    if state == "asked":
        await ask.toast(ask.plain("toast-not-agreed-yet"))
        await show_waiting(ask, draft)
    elif state in ("none", "agreed"):
        await show_summary(ask, draft)
    else:
        await ask.toast(ask.plain("toast-no-points"))
        await show_summary(ask, replace(draft, points=0, hold=None))


@COUNTER.button("sale-without")
async def go_on_without(ask: Ask) -> None:
    """Goes on without points; what was put aside returns."""
    draft, points = await released(ask, _at_bill(ask))
    if points:
        await ask.toast(ask.plain("toast-released", points=Points(points)))
    await show_summary(ask, draft)


async def released(ask: Ask, draft: Draft) -> tuple[Draft, int]:
    """The sale without points, and how many went back for it."""
    if draft.hold is None:
        return draft, 0
    points = draft.points
    try:
        await ask.write(counter.decline, ask.clerk, draft.hold)
    except HoldClosed:
        points = 0
    return replace(draft, points=0, hold=None), points


async def tell_clerk(desk: Desk, answered: Payment) -> None:
    """Tells who asked that the member agreed or said no, with a way on in the sale."""
    clerk, language, owner = await desk.store.read(who_asked, answered)
    words = Words.of(desk, desk.texts.pick(language, None, desk.store.programme.language))
    text = words.say(
        "paying-answered",
        agreed=answered.state,
        name=name(owner) or words.plain("nameless"),
        points=Points(answered.points),
    )
    try:
        await desk.send(
            clerk,
            text,
            [[Button(words.plain("button-go-on"), "sale-go", (base36(answered.hold),))]],
        )
    except TelegramError as error:
        # The member has answered all the same, and the counter can look.
        logger.warning("the counter could not be told of an answer: %s", error)


async def let_go(ask: Ask) -> Html | None:
    """Gives back what a sale that is left had put aside, and says so; None where nothing was."""
    if ask.dialog is None or ask.dialog.flow != FLOW or not ask.dialog.data.get("hold"):
        return None
    _, points = await released(ask, Draft.of(ask.dialog))
    return ask.render("sale-released", points=Points(points)) if points else None


@COUNTER.after(FLOW)
async def let_go_after(ask: Ask, was: Dialog) -> None:
    """Gives back what a sale had put aside, whatever it was left for."""
    hold = was.data.get("hold")
    if hold and (ask.dialog is None or ask.dialog.data.get("hold") != hold):
        await ask.desk.store.write(counter.let_go, ask.clerk, hold, key=None)


def who_asked(tx: ReadTx, answered: Payment) -> tuple[int, Language | None, str]:
    """The numeric id of who put it aside, their language, and how the member is called."""
    clerk, _ = person_of(tx, answered.actor)
    return clerk, language_of(tx, clerk), name_of(tx, answered.member)


def name_balance_and_quote(tx: ReadTx, clerk: Clerk, draft: Draft) -> tuple[str, int, BillQuote]:
    """Whose bill it is, what they have, and how it would be paid without points."""
    quoted = counter.quote(tx, clerk, draft.member, draft.bill())
    return name_of(tx, draft.member), available(tx, draft.member), quoted


def _at_bill(ask: Ask) -> Draft:
    """The sale whose bill was pressed; raises ScreenOld where another one is open by now."""
    draft = Draft.of(ask.dialog)
    if draft.price == 0 or base36(draft.hold or 0) != ask.args[0]:
        raise ScreenOld
    return draft


def _offer(ask: Ask, draft: Draft, points: int) -> Button:
    said: dict[str, Value] = {"points": Points(points), "worth": ask.worth(points)}
    return ask.button("most-points", "sale-pay", points, draft.summary, **said)
