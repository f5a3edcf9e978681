"""The Bot API's methods about the bot itself: who it is, its menus and texts, chats and files."""

from typing import Any

from bot.playground import wire
from bot.playground.api import BotApi
from bot.playground.call import Call
from bot.playground.commands import menu_key, read_commands
from bot.playground.entities import units
from bot.playground.errors import bad_request
from bot.playground.sending import Method

NO_GIFTS = dict.fromkeys(
    (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    ),
    False,
)
LONGEST = {"name": 64, "description": 512, "short_description": 120}


def get_me(api: BotApi, call: Call) -> wire.Wire:
    """The bot itself."""
    switches = (
        "can_read_all_group_messages",
        "supports_inline_queries",
        "can_connect_to_business",
        "has_main_web_app",
    )
    return api.world.bot | {"can_join_groups": True} | dict.fromkeys(switches, False)


def set_my_commands(api: BotApi, call: Call) -> bool:
    """Sets the menu of a scope and a language."""
    menu = read_commands(call.structure("commands", "commands"))
    api.world.sets_menu(_menu_key(api, call), menu)
    return True


def delete_my_commands(api: BotApi, call: Call) -> bool:
    """Removes the menu of a scope and a language."""
    api.world.sets_menu(_menu_key(api, call), ())
    return True


def get_my_commands(api: BotApi, call: Call) -> list[dict[str, str]]:
    """The menu set for exactly this scope and language."""
    menu = api.world.menus.get(_menu_key(api, call), ())
    return [{"command": c.command, "description": c.description} for c in menu]


def set_chat_menu_button(api: BotApi, call: Call) -> bool:
    """Takes note of nothing: the page's menu button lists the commands."""
    button = call.structure("menu_button", "menu button")
    if button is not None and not isinstance(button, dict):
        raise bad_request("can't parse MenuButton: Expected an Object")
    return True


def get_chat_menu_button(api: BotApi, call: Call) -> wire.Wire:
    """The button that lists the commands."""
    return {"type": "commands"}


def get_chat(api: BotApi, call: Call) -> wire.Wire:
    """A chat in full."""
    full = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": NO_GIFTS}
    return wire.chat(api.chat(call)) | full


def get_file(api: BotApi, call: Call) -> wire.Wire:
    """Where a file can be fetched."""
    file = api.world.files.get(call.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    return {
        "file_id": file.id,
        "file_unique_id": wire.unique_id(file),
        "file_size": len(file.data),
        "file_path": file.path,
    }


def _menu_key(api: BotApi, call: Call) -> str:
    scope = call.structure("scope", "BotCommandScope")
    if isinstance(scope, dict) and str(scope.get("type", "")).startswith("chat"):
        api.chat(Call(call.method, {"chat_id": scope.get("chat_id", "")}))
    return menu_key(scope, call.text("language_code"))


def _setter(name: str) -> Method:
    def set_text(api: BotApi, call: Call) -> bool:
        text = call.text(name)
        if units(text) > LONGEST[name]:
            raise bad_request(f"{name.replace('_', ' ')} is too long")
        api.world.standing.texts[f"{name}:{call.text('language_code')}"] = text
        api.world.keep_standing()
        return True

    return set_text


def _getter(name: str) -> Method:
    def get_text(api: BotApi, call: Call) -> dict[str, Any]:
        texts, language = api.world.standing.texts, call.text("language_code")
        default = api.world.bot["first_name"] if name == "name" else ""
        return {name: texts.get(f"{name}:{language}") or texts.get(f"{name}:") or default}

    return get_text


METHODS: dict[str, Method] = {
    "getme": get_me,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "deletemycommands": delete_my_commands,
    "setmyname": _setter("name"),
    "getmyname": _getter("name"),
    "setmydescription": _setter("description"),
    "getmydescription": _getter("description"),
    "setmyshortdescription": _setter("short_description"),
    "getmyshortdescription": _getter("short_description"),
    "setchatmenubutton": set_chat_menu_button,
    "getchatmenubutton": get_chat_menu_button,
    "getchat": get_chat,
    "getfile": get_file,
}
