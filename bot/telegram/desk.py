"""The desk that every answer is given from: what is sent, and how it leaves."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

from telegram import InputFile
from telegram.constants import ParseMode
from telegram.error import BadRequest, RetryAfter
from telegram.ext import ExtBot

from bot.settings import Staff
from bot.store import Store
from bot.telegram.buttons import Buttons
from bot.telegram.pacing import Pacer
from bot.telegram.pictures import Pictures
from bot.telegram.presses import Presses
from bot.telegram.sent import Sent
from bot.telegram.transport import AiohttpRequest
from bot.telegram.turning import Turner
from bot.texts import Texts
from bot.texts.formats import Html
from bot.web.front import Front


@dataclass(frozen=True)
class Button:
    """A button that asks for an action, signed for the one who will see it, or opens a link."""

    label: str
    action: str
    args: tuple[str | int, ...] = ()
    url: str = ""


@dataclass(frozen=True)
class Document:
    """A file to send."""

    name: str
    data: bytes


Rows = Sequence[Sequence[Button]]
# Told True when a call leaves for Telegram, False when it was sent back undone.
OnWire = Callable[[bool], None]


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
    paid_per_second: float = 0.0
    pictures: Pictures = field(default_factory=Pictures)
    turner: Turner = field(default_factory=Turner)
    presses: Presses = field(default_factory=Presses)
    staff: Staff = field(default_factory=Staff)
    front: Front = field(default_factory=Front)

    @property
    def pacer(self) -> Pacer:
        """Who decides when a call leaves."""
        return cast("Pacer", self.bot.rate_limiter)

    async def call(
        self,
        method: str,
        lane: str | None = None,
        on_wire: OnWire | None = None,
        until: float | None = None,
        **params: Any,
    ) -> Any:
        """Calls a Bot API method when its turn has come; returns Telegram's bare answer.

        Raises Late where it cannot leave before `until`, loop time. PTB's own methods build their
        result into objects, which costs a third of a whole reply, and takes what it cannot build
        for a message that did not go out.
        """
        pacer, wire = self.pacer, self.bot.request
        assert isinstance(wire, AiohttpRequest)
        given = {name: value for name, value in params.items() if value is not None}

        def leaving() -> None:
            pacer.hold(method, until)
            if on_wire is not None:
                on_wire(True)

        async def carry() -> Any:
            try:
                return await wire.call(method, given, leaving)
            except RetryAfter:
                if on_wire is not None:
                    on_wire(False)
                raise

        return await pacer.carry(carry, method, given, lane, until)

    async def send(
        self,
        chat: int | str,
        html: Html,
        rows: Rows = (),
        attached: bytes | str | Document | None = None,
        lane: str | None = None,
        on_wire: OnWire | None = None,
        *,
        silent: bool = False,
        until: float | None = None,
    ) -> Sent:
        """Sends a message, or a photo (its bytes or its file id) or a file with it as caption.

        `chat` is a person's id, or a channel's id or name; buttons are for people. A `lane` of
        bot.telegram.pacing waits behind everybody who waits for an answer; `silent` rings no bell.
        """
        common = {
            "chat_id": chat,
            "parse_mode": ParseMode.HTML,
            "disable_notification": silent or None,
            "reply_markup": self.markup(chat, rows) if isinstance(chat, int) else None,
        }
        method, content = _content(html, attached)
        return Sent.read(await self.call(method, lane, on_wire, until, **content, **common))

    def markup(self, person: int, rows: Rows) -> dict[str, Any] | None:
        """Rows of buttons as Telegram wants them, for this person alone; None for none."""
        if not rows:
            return None
        return {
            "inline_keyboard": [
                [{"text": button.label} | self._does(person, button) for button in row]
                for row in rows
                if row
            ]
        }

    def _does(self, person: int, button: Button) -> dict[str, str]:
        if button.url:
            return {"url": button.url}
        return {"callback_data": self.buttons.sign(person, button.action, *button.args)}

    async def edit(self, chat: int, message: int, html: Html, rows: Rows = ()) -> None:
        """Changes a message in place; to be the same as before is no fault."""
        await self._edit(
            "editMessageText", chat, message, rows, text=html, parse_mode=ParseMode.HTML
        )

    async def edit_caption(self, chat: int, message: int, html: Html, rows: Rows = ()) -> None:
        """Changes what stands below a picture."""
        await self._edit(
            "editMessageCaption", chat, message, rows, caption=html, parse_mode=ParseMode.HTML
        )

    async def edit_picture(
        self, chat: int, message: int, photo: bytes, html: Html, rows: Rows = ()
    ) -> None:
        """Changes a picture and what stands below it."""
        media = {
            "type": "photo",
            "media": "attach://picture",
            "caption": html,
            "parse_mode": ParseMode.HTML,
        }
        await self._edit(
            "editMessageMedia", chat, message, rows, media=media, picture=_photo(photo)
        )

    def expect(self, query: str) -> None:
        """A press has arrived: it is answered soon, whatever it waits for."""
        self.presses.expect(query, partial(self._answer, query))

    async def answer(self, query: str, text: str = "", *, alert: bool = False) -> None:
        """Gives a press its one answer; nothing where it has it."""
        await self.presses.answer(query, partial(self._answer, query, text, alert=alert))

    async def _answer(self, query: str, text: str = "", *, alert: bool = False) -> None:
        await self.call(
            "answerCallbackQuery",
            callback_query_id=query,
            text=text or None,
            show_alert=alert or None,
        )

    async def delete(self, chat: int, message: int) -> None:
        """Takes a message away; one that is too old for it, or gone, is left as it is."""
        with contextlib.suppress(BadRequest):
            await self.call("deleteMessage", chat_id=chat, message_id=message)

    async def _edit(self, method: str, chat: int, message: int, rows: Rows, **content: Any) -> None:
        markup = self.markup(chat, rows)
        try:
            await self.call(
                method, chat_id=chat, message_id=message, reply_markup=markup, **content
            )
        except BadRequest as error:
            # Telegram tells this one from a message that is gone by its words only.
            if "not modified" not in error.message:
                raise


def _content(html: Html, attached: bytes | str | Document | None) -> tuple[str, dict[str, Any]]:
    """The method that sends it, and what it sends."""
    if attached is None:
        return "sendMessage", {"text": html}
    if isinstance(attached, Document):
        document = InputFile(attached.data, attached.name)
        return "sendDocument", {"document": document, "caption": html}
    return "sendPhoto", {"photo": _photo(attached), "caption": html}


def _photo(picture: bytes | str) -> InputFile | str:
    return InputFile(picture, "picture.png") if isinstance(picture, bytes) else picture
