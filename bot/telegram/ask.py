"""One update being answered: who asks, in which language, and the ways to answer."""

import contextlib
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, TypeVarTuple

from telegram import InputFile
from telegram.constants import ParseMode
from telegram.error import BadRequest, RetryAfter
from telegram.ext import ExtBot

from bot.store import Store
from bot.telegram.buttons import NONCE, Buttons
from bot.telegram.dialogs import Dialog, end_dialog, put_dialog
from bot.telegram.incoming import Incoming
from bot.telegram.transport import AiohttpRequest
from bot.texts import Texts
from bot.texts.formats import Day, Html, Moment, Money, Value
from domain.earning.refusals import remember
from domain.errors import (
    AmountRefused,
    Busy,
    KeyReused,
    NotAllowed,
    NotAMember,
    Refusal,
    ScreenOld,
)
from domain.members import Person, Who
from domain.programme import Language, Programme
from domain.tx import ReadTx, Tx

logger = logging.getLogger(__name__)

R = TypeVar("R")
Ts = TypeVarTuple("Ts")
TOAST_MAX = 200
# These say nothing about the programme: nobody asks "why not" of them.
FORGOTTEN = (Busy, KeyReused, NotAllowed, NotAMember, ScreenOld)


@dataclass(frozen=True)
class Button:
    """A button that asks for an action: signed for the one who will see it."""

    label: str
    action: str
    args: tuple[str | int, ...] = ()


@dataclass(frozen=True)
class Document:
    """A file to send."""

    name: str
    data: bytes


Rows = Sequence[Sequence[Button]]
# Told True when a call leaves for Telegram, False when it was sent back undone.
OnWire = Callable[[bool], None]
Carry = Callable[[str, dict[str, Any]], Coroutine[Any, Any, Any]]


@dataclass(frozen=True)
class Desk:
    """What every answer needs: made once, by the composition root."""

    bot: ExtBot[str]
    store: Store
    texts: Texts
    buttons: Buttons
    shop: str
    bulk_per_second: float
    channel: str = ""

    async def call(
        self, method: str, lane: str | None = None, on_wire: OnWire | None = None, **params: Any
    ) -> None:
        """Calls a Bot API method when its turn has come; what it returns is not read.

        PTB's own methods build their result into objects, which costs a third of a whole reply,
        and takes what it cannot build for a message that did not go out.
        """
        pacer, wire = self.bot.rate_limiter, self.bot.request
        assert pacer is not None
        assert isinstance(wire, AiohttpRequest)
        given = {name: value for name, value in params.items() if value is not None}
        carry = _noting(wire.call, on_wire) if on_wire else wire.call
        await pacer.process_request(carry, (method, given), {}, method, given, lane)

    async def send(
        self,
        chat: int | str,
        html: Html,
        rows: Rows = (),
        attached: bytes | str | Document | None = None,
        lane: str | None = None,
        on_wire: OnWire | None = None,
    ) -> None:
        """Sends a message, or a photo (its bytes or its file id) or a file with it as caption.

        `chat` is a person's id, or a channel's id or name; buttons are for people. `lane` "bulk"
        waits behind everybody who waits for an answer.
        """
        common = {
            "chat_id": chat,
            "parse_mode": ParseMode.HTML,
            "reply_markup": _markup(self.buttons, chat, rows) if isinstance(chat, int) else None,
        }
        if attached is None:
            await self.call("sendMessage", lane, on_wire, text=html, **common)
        elif isinstance(attached, Document):
            file = InputFile(attached.data, attached.name)
            await self.call("sendDocument", lane, on_wire, document=file, caption=html, **common)
        else:
            photo = InputFile(attached, "picture.png") if isinstance(attached, bytes) else attached
            await self.call("sendPhoto", lane, on_wire, photo=photo, caption=html, **common)

    async def edit(self, chat: int, message: int, html: Html, rows: Rows = ()) -> None:
        """Changes a message in place; to be the same as before is no fault."""
        try:
            await self.call(
                "editMessageText",
                chat_id=chat,
                message_id=message,
                text=html,
                parse_mode=ParseMode.HTML,
                reply_markup=_markup(self.buttons, chat, rows),
            )
        except BadRequest as error:
            # Telegram tells this one from a message that is gone by its words only.
            if "not modified" not in error.message:
                raise


def _noting(carry: Carry, on_wire: OnWire) -> Carry:
    """Tells when a call leaves, and when Telegram sent it back untouched."""

    async def carry_and_note(method: str, params: dict[str, Any]) -> Any:
        on_wire(True)
        try:
            return await carry(method, params)
        except RetryAfter:
            on_wire(False)
            raise

    return carry_and_note


@dataclass
class Ask:
    """An update, with what is known of the person behind it."""

    desk: Desk
    incoming: Incoming
    person: Person
    who: Who | None
    role: str
    language: Language
    dialog: Dialog | None
    args: tuple[str, ...] = ()
    text: str = ""
    nonce_key: str | None = None
    answered: bool = False

    @property
    def member(self) -> int:
        """The member who asks; raises NotAMember for somebody who has not joined."""
        if self.who is None:
            raise NotAMember
        return self.who.member

    @property
    def programme(self) -> Programme:
        """The rules in force now."""
        return self.desk.store.programme

    @property
    def key(self) -> str:
        """The idempotency key of what is asked: the button's where it commits, else the update's.

        Ten presses of one button are ten updates, and one change.
        """
        return self.nonce_key or f"update:{self.incoming.update_id}"

    async def read(self, question: Callable[[ReadTx, *Ts], R], *args: *Ts) -> R:
        """Asks the programme a question."""
        return await self.desk.store.read(question, *args)

    async def write(self, verb: Callable[[Tx, *Ts], R], *args: *Ts) -> R:
        """Changes something, once for this update or button."""
        return await self.desk.store.write(verb, *args, key=self.key)

    async def step(self, flow: str, step: str, **data: Any) -> None:
        """Brings the person to a step of a dialog."""
        dialog = Dialog(flow, step, data)
        await self.desk.store.write(put_dialog, self.person.outside_id, dialog, key=None)
        self.dialog = dialog

    async def leave(self) -> str:
        """Ends the person's dialog; its flow, or nothing where they were in none."""
        if self.dialog is None:
            return ""
        self.dialog = None
        return await self.desk.store.write(end_dialog, self.person.outside_id, key=None)

    # -- what is said -----------------------------------------------------------------------

    def render(self, key: str, /, **args: Value) -> Html:
        """A text in the person's language, as HTML."""
        return self.desk.texts.render(self.language, key, **args)

    def plain(self, key: str, /, **args: Value) -> str:
        """A text in the person's language for a button or a toast."""
        return self.desk.texts.plain(self.language, key, **args)

    def money(self, minor: int) -> Money:
        """An amount in the programme's currency."""
        return Money(minor, self.programme.currency)

    def worth(self, points: int) -> Money:
        """What points are worth at the anchor."""
        return self.money(self.programme.worth_minor(points))

    def day(self, us: int) -> Day:
        """An instant as a local day."""
        return Day(us, self.programme.zone)

    def moment(self, us: int) -> Moment:
        """An instant as local day and time."""
        return Moment(us, self.programme.zone)

    def button(self, key: str, action: str, *args: str | int, **values: Value) -> Button:
        """A button whose label is `button-<key>`."""
        return Button(self.plain(f"button-{key}", **values), action, args)

    def fresh(self) -> str:
        """A nonce, the last argument of a button that commits: drawn anew, it is a new intent."""
        return f"{NONCE}{self.incoming.update_id}"

    # -- how it is said ---------------------------------------------------------------------

    async def show(self, text: Html, rows: Rows = ()) -> None:
        """Puts a screen in place of the one that was pressed, or below what was written."""
        pressed = self.incoming.pressed
        if pressed is not None and pressed.in_place:
            try:
                await self.desk.edit(self.person.outside_id, pressed.message, text, rows)
            except BadRequest:
                await self.say(text, rows)
        else:
            await self.say(text, rows)

    async def say(self, text: Html, rows: Rows = ()) -> None:
        """Sends a new message."""
        await self.desk.send(self.person.outside_id, text, rows)

    async def picture(self, photo: bytes, caption: Html, rows: Rows = ()) -> None:
        """Sends a picture with a caption."""
        await self.desk.send(self.person.outside_id, caption, rows, photo)

    async def document(self, document: Document, caption: Html, rows: Rows = ()) -> None:
        """Sends a file with a caption."""
        await self.desk.send(self.person.outside_id, caption, rows, document)

    async def toast(self, text: str, alert: bool = False) -> None:
        """Answers the press: the one answer it gets. Nothing where nothing was pressed."""
        pressed = self.incoming.pressed
        if pressed is None or self.answered:
            return
        self.answered = True
        with contextlib.suppress(BadRequest):  # The press is older than Telegram remembers.
            await self.desk.call(
                "answerCallbackQuery",
                callback_query_id=pressed.query,
                text=text[:TOAST_MAX] or None,
                show_alert=alert or None,
            )

    async def refuse(self, refusal: Refusal) -> None:
        """Says what happened and what would help: an alert on a press, a message otherwise."""
        key, facts = refusal.text_key(), self.refusal_facts(refusal)
        if self.incoming.pressed is not None and not self.answered:
            await self.toast(self.plain(key, **facts), alert=True)
        else:
            await self.say(self.render(key, **facts), self._ways_on(refusal))
        await self._remember(refusal)

    async def _remember(self, refusal: Refusal) -> None:
        """Keeps what a member was refused, for "why not"; the answer was given either way."""
        if self.who is None or self.role != "member" or isinstance(refusal, FORGOTTEN):
            return
        code, facts = type(refusal).__name__, refusal.facts()
        try:
            await self.desk.store.write(remember, self.member, code, facts, key=None)
        except Exception:
            logger.exception("a refusal could not be kept")

    def refusal_facts(self, refusal: Refusal) -> dict[str, Value]:
        """What a refusal's text is filled with."""
        facts = {name: self._fact(name, value) for name, value in refusal.facts().items()}
        if isinstance(refusal, AmountRefused):
            facts["example"] = self.programme.currency.example
        return facts

    def _ways_on(self, refusal: Refusal) -> Rows:
        if isinstance(refusal, NotAMember):
            return [[self.button("join", "join")]]
        if self.dialog is not None:
            return [[self.button("cancel", "cancel")]]
        if self.role != "member":
            return [[self.button("back", "staff-home")]]
        return [[self.button("home", "points")]] if self.who else []

    def _fact(self, name: str, value: Any) -> Value:
        if name == "at":
            return self.moment(value)
        if name == "most":
            return self.money(value)
        fact: Value = value
        return fact


def _markup(buttons: Buttons, person: int, rows: Rows) -> dict[str, Any] | None:
    """Rows of buttons as Telegram wants them."""
    if not rows:
        return None
    return {
        "inline_keyboard": [
            [
                {
                    "text": button.label,
                    "callback_data": buttons.sign(person, button.action, *button.args),
                }
                for button in row
            ]
            for row in rows
            if row
        ]
    }
