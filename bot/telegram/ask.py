"""One update being answered: who asks, in which language, and the ways to answer."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, TypeVarTuple

from telegram.error import BadRequest

from bot.telegram.buttons import NONCE
from bot.telegram.desk import Button, Desk, Document, OnWire, Rows
from bot.telegram.dialogs import Dialog, end_dialog, put_dialog
from bot.telegram.incoming import Incoming
from bot.telegram.sent import Sent
from bot.texts.formats import Day, Html, Moment, Money, Value
from bot.texts.refused import refusal_facts
from domain.earning.refusals import remember
from domain.errors import (
    Busy,
    KeyReused,
    NotAllowed,
    NotAMember,
    Refusal,
    ScreenOld,
)
from domain.members import Person, Who
from domain.programme import Language, Programme, Role
from domain.staff import Clerk, note_attempt
from domain.tx import ReadTx, Tx

__all__ = ["Ask", "Button", "Desk", "Document", "OnWire", "Rows"]

logger = logging.getLogger(__name__)

R = TypeVar("R")
Ts = TypeVarTuple("Ts")
TOAST_MAX = 200
# These say nothing about the programme: nobody asks "why not" of them.
FORGOTTEN = (Busy, KeyReused, NotAllowed, NotAMember, ScreenOld)


@dataclass
class Ask:
    """An update, with what is known of the person behind it."""

    desk: Desk
    incoming: Incoming
    person: Person
    who: Who | None
    role: Role
    language: Language
    dialog: Dialog | None
    args: tuple[str, ...] = ()
    text: str = ""
    nonce_key: str | None = None

    @property
    def member(self) -> int:
        """The member who asks; raises NotAMember for somebody who has not joined."""
        if self.who is None:
            raise NotAMember
        return self.who.member

    @property
    def clerk(self) -> Clerk:
        """The member of staff who asks, as the verbs of the counter know them."""
        return Clerk(self.person.outside_id, self.role, self.desk.shop, self.person.name)

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
            await self._take_picture_away()

    async def _take_picture_away(self) -> None:
        """A picture cannot become a text: a screen with one goes once the other is there."""
        pressed, pictures, me = self.incoming.pressed, self.desk.pictures, self.person.outside_id
        if pressed is not None and pictures.is_screen(me, pressed.message):
            pictures.unhang(me)
            await self.desk.delete(me, pressed.message)

    async def say(self, text: Html, rows: Rows = ()) -> None:
        """Sends a new message."""
        await self.desk.send(self.person.outside_id, text, rows)

    async def picture(self, photo: bytes | str, caption: Html, rows: Rows = ()) -> Sent:
        """Sends a picture (its bytes or its file id) with a caption."""
        return await self.desk.send(self.person.outside_id, caption, rows, photo)

    async def document(self, document: Document, caption: Html, rows: Rows = ()) -> None:
        """Sends a file with a caption."""
        await self.desk.send(self.person.outside_id, caption, rows, document)

    async def toast(self, text: str, alert: bool = False) -> None:
        """Answers the press: the one answer it gets. Nothing where nothing was pressed."""
        if (pressed := self.incoming.pressed) is not None:
            await self.desk.answer(pressed.query, text[:TOAST_MAX], alert=alert)

    async def refuse(self, refusal: Refusal) -> None:
        """Says what happened and what would help: an alert on a press, a message otherwise."""
        key, facts = refusal.text_key(), self.refusal_facts(refusal)
        pressed = self.incoming.pressed
        if pressed is not None and not self.desk.presses.is_answered(pressed.query):
            await self.toast(self.plain(key, **facts), alert=True)
        else:
            await self.say(self.render(key, **facts), self._ways_on(refusal))
        await self._remember(refusal)
        await self._note(refusal)

    async def _note(self, refusal: Refusal) -> None:
        """Puts on the record what staff tried and may not; the owner is told."""
        if refusal.flagged and self.role != "member":
            act = refusal.text_key().removeprefix("refusal-").replace("-", "_")
            key = f"attempt:{self.incoming.update_id}"
            await self.desk.store.write(note_attempt, self.clerk, act, key=key)

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
        return refusal_facts(refusal, self.programme)

    def _ways_on(self, refusal: Refusal) -> Rows:
        if isinstance(refusal, NotAMember):
            return [[self.button("join", "join")]]
        if self.dialog is not None:
            return [[self.button("cancel", "cancel")]]
        if self.role != "member":
            return [[self.button("back", "staff-home")]]
        return [[self.button("home", "points")]] if self.who else []
