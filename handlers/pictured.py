"""Screens with a picture of the shop's own."""

from telegram.error import BadRequest

from bot.telegram.ask import Ask, Rows
from bot.texts.formats import Html


async def show_pictured(ask: Ask, picture: str, text: Html, rows: Rows) -> None:
    """Shows a screen with its picture; one that cannot be had does not stand in the way."""
    found = await ask.desk.pictures.find(picture)
    if found is not None:
        try:
            sent = await ask.picture(found, text, rows)
        except BadRequest:
            ask.desk.pictures.refused(picture)
        else:
            ask.desk.pictures.sent(picture, sent.photo)
            return
    await ask.show(text, rows)
