"""Command menus per scope and language, and which of them a person sees."""

import re
from dataclasses import dataclass
from typing import Any

from bot.playground.errors import bad_request

MOST_COMMANDS = 100
LONGEST_DESCRIPTION = 256
NAME = re.compile(r"[a-z0-9_]{1,32}")
PLAIN_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")


@dataclass(frozen=True, slots=True)
class Command:
    """One line of a menu."""

    command: str
    description: str


Menus = dict[str, tuple[Command, ...]]


def menu_key(scope: Any, language: str) -> str:
    """What a menu is kept under; ApiError if the scope or the language is none."""
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    if scope is None:
        return f"default::{language}"
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind in PLAIN_SCOPES:
        return f"{kind}::{language}"
    if kind not in CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    where = str(scope.get("chat_id", ""))
    if kind == "chat_member":
        where += f"/{scope.get('user_id', '')}"
    return f"{kind}:{where}:{language}"


def read_commands(raw: Any) -> tuple[Command, ...]:
    """The menu that setMyCommands was given."""
    if not isinstance(raw, list):
        raise bad_request("can't parse commands JSON array: Expected an Array of BotCommand")
    if len(raw) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return tuple(_command(item) for item in raw)


def _command(item: Any) -> Command:
    if not isinstance(item, dict):
        raise bad_request("can't parse BotCommand: Expected an Object")
    name = str(item.get("command", "")).removeprefix("/")
    description = str(item.get("description", "")).strip()
    if not NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= LONGEST_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return Command(name, description)


def menu_of(menus: Menus, person_id: int, language: str) -> tuple[Command, ...]:
    """The menu in a person's private chat: the nearest scope first, with the language first."""
    for scope in (f"chat:{person_id}", "all_private_chats:", "default:"):
        for code in (language[:2].lower(), ""):
            if menu := menus.get(f"{scope}:{code}"):
                return menu
    return ()
