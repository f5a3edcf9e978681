"""The desk that every answer is given from: what is sent, and how it leaves."""

import contextlib
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

from telegram import InputFile
from telegram.constants import ParseMode
from telegram.error import BadRequest, RetryAfter
from telegram.ext import ExtBot

from bot.settings import Staff
from bot.store import Store
from bot.telegram.buttons import Buttons
from bot.telegram.pictures import Pictures
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
    pictures: Pictures = field(default_factory=Pictures)
    turner: Turner = field(default_factory=Turner)
    staff: Staff = field(default_factory=Staff)
    front: Front = field(default_factory=Front)

    async def call(
        self, method: str, lane: str | None = None, on_wire: OnWire | None = None, **params: Any
    ) -> Any:
        """Calls a Bot API method when its turn has come; returns Telegram's bare answer.

        PTB's own methods build their result into objects, which costs a third of a whole reply,
        and takes what it cannot build for a message that did not go out.
        """
        pacer, wire = self.bot.rate_limiter, self.bot.request
        assert pacer is not None
        assert isinstance(wire, AiohttpRequest)
        given = {name: value for name, value in params.items() if value is not None}
        carry = _noting(wire.call, on_wire) if on_wire else wire.call
        return await pacer.process_request(carry, (method, given), {}, method, given, lane)

    async def send(
        self,
        chat: int | str,
        html: Html,
        rows: Rows = (),
        attached: bytes | str | Document | None = None,
        lane: str | None = None,
        on_wire: OnWire | None = None,
    ) -> Sent:
        """Sends a message, or a photo (its bytes or its file id) or a file with it as caption.

        `chat` is a person's id, or a channel's id or name; buttons are for people. `lane` "bulk"
        waits behind everybody who waits for an answer.
        """
        common = {
            "chat_id": chat,
            "parse_mode": ParseMode.HTML,
            "reply_markup": _markup(self.buttons, chat, rows) if isinstance(chat, int) else None,
        }
        method, content = _content(html, attached)
        return Sent.read(await self.call(method, lane, on_wire, **content, **common))

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

    async def delete(self, chat: int, message: int) -> None:
        """Takes a message away; one that is too old for it, or gone, is left as it is."""
        with contextlib.suppress(BadRequest):
            await self.call("deleteMessage", chat_id=chat, message_id=message)

    async def _edit(self, method: str, chat: int, message: int, rows: Rows, **content: Any) -> None:
        markup = _markup(self.buttons, chat, rows)
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


def _markup(buttons: Buttons, person: int, rows: Rows) -> dict[str, Any] | None:
    """Rows of buttons as Telegram wants them."""
    if not rows:
        return None
    return {
        "inline_keyboard": [
            [{"text": button.label} | _does(buttons, person, button) for button in row]
            for row in rows
            if row
        ]
    }


def _does(buttons: Buttons, person: int, button: Button) -> dict[str, str]:
    if button.url:
        return {"url": button.url}
    return {"callback_data": buttons.sign(person, button.action, *button.args)}
