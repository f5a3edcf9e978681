"""What Telegram itself shows of the bot: the menu of commands, per audience and language."""

import logging
from collections.abc import Iterable, Mapping

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.settings import Staff
from bot.telegram.ask import Desk
from bot.telegram.routes import AUDIENCES_OF, Routes
from bot.texts import LANGUAGES
from domain.errors import Busy
from domain.programme import Language
from domain.staff import begin

logger = logging.getLogger(__name__)


async def publish(desk: Desk, staff: Staff, routes: Iterable[Routes]) -> None:
    """Sets menus and descriptions. A person Telegram does not know yet is no fault."""
    by_audience = {each.audience: each for each in routes}
    await _set(desk, by_audience, "member", BotCommandScopeAllPrivateChats())
    for user in await _served(desk, staff):
        await publish_for(desk, staff, by_audience, user)
    for language in LANGUAGES:
        shop = desk.store.programme.name.in_(language)
        try:
            await desk.bot.set_my_description(
                desk.texts.plain(language, "bot-description", shop=shop), language
            )
            await desk.bot.set_my_short_description(
                desk.texts.plain(language, "bot-about", shop=shop), language
            )
        except TelegramError as error:
            logger.info("the bot's description was not set: %s", error)


async def _served(desk: Desk, staff: Staff) -> Iterable[int]:
    """Who serves or ever did: who serves no more gets a member's menu again.

    Telegram would keep the old one.
    """
    try:
        return await desk.store.write(begin, staff.everybody(), key=None)
    except Busy as error:
        logger.warning("it is not on the record yet who serves: %s", error)
        return staff.everybody()


async def publish_for(desk: Desk, staff: Staff, routes: Mapping[str, Routes], user: int) -> None:
    """Sets the menu of one member of staff."""
    await _set(desk, routes, staff.role_of(user), BotCommandScopeChat(user))


async def _set(desk: Desk, routes: Mapping[str, Routes], role: str, scope: BotCommandScope) -> None:
    names = [name for audience in AUDIENCES_OF[role] for name in routes[audience].menu]
    default = desk.store.programme.language
    try:
        await desk.bot.set_my_commands(_menu(desk, default, names), scope)
        for language in LANGUAGES:
            await desk.bot.set_my_commands(_menu(desk, language, names), scope, language)
    except TelegramError as error:
        # A person who has not opened the bot yet has no chat: their first /start sets it.
        logger.info("the menu of a %s was not set: %s", role, error)


def _menu(desk: Desk, language: Language, names: list[str]) -> list[BotCommand]:
    return [BotCommand(name, desk.texts.plain(language, f"command-{name}")) for name in names]
