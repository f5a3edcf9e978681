"""Screens with a picture of the shop's own: one at a time, like every screen."""

from telegram.error import BadRequest

from bot.telegram.ask import Ask, Rows
from bot.texts.formats import Html

# Telegram's limit for what stands below a picture.
CAPTION_LETTERS_MAX = 1024


async def show_pictured(ask: Ask, picture: str, text: Html, rows: Rows) -> None:
    """Shows a screen with its picture; one that cannot be had does not stand in the way."""
    pictures = ask.desk.pictures
    found = await pictures.find(picture) if len(text) <= CAPTION_LETTERS_MAX else None
    if found is not None:
        try:
            sent = await ask.picture(found, text, rows)
        except BadRequest:
            pictures.refused(picture)
        else:
            pictures.sent(picture, sent.photo)
            await _take_the_place(ask, sent.message)
            return
    await ask.show(text, rows)


async def show_below(ask: Ask, text: Html, rows: Rows) -> None:
    """Shows what became of a screen in its place: below its picture, where it has one."""
    pressed, me = ask.incoming.pressed, ask.person.outside_id
    if pressed is not None and ask.desk.pictures.is_screen(me, pressed.message):
        try:
            await ask.desk.edit_caption(me, pressed.message, text, rows)
        except BadRequest:
            await ask.show(text, rows)
    else:
        await ask.show(text, rows)


async def _take_the_place(ask: Ask, message: int) -> None:
    """A text cannot become a picture: the screen before goes once the new one is there."""
    pressed, me = ask.incoming.pressed, ask.person.outside_id
    if before := ask.desk.pictures.hang(me, message):
        await ask.desk.delete(me, before)
    if pressed is not None and pressed.in_place:
        await ask.desk.delete(me, pressed.message)
