"""Telegram's own description of its Bot API, and whether a call is one that it knows.

The description lies beside the project, not in it: where it is missing, nothing is checked.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.playground import Playground
from bot.playground.bot_html import parse
from bot.playground.entities import units
from bot.playground.errors import ApiError

PATH = Path(__file__).resolve().parents[2] / "shared" / "botapi" / "api.json"
LIMIT = re.compile(r"\b(\d+)-(\d+) (characters|bytes)")
COMMANDS_MAX = 100
# What an inline button may carry beside its one action.
DRESS = {"text", "icon_custom_emoji_id", "style"}
# What else must hold a text when the other ways to say it are left out.
NEEDED = {"editMessageText": ("chat_id", "message_id", "text")}


class ApiSpec:
    """The methods and types; `faults` is what was wrong with the calls that were seen."""

    def __init__(self, description: Mapping[str, Any]) -> None:
        self._methods: dict[str, Any] = description["methods"]
        self._types: dict[str, Any] = description["types"]
        self.calls = 0
        self.faults: list[str] = []

    def watch(self, playground: Playground) -> None:
        """Checks every call that reaches this server from now on."""
        playground.on_call.append(self.note)

    def note(self, method: str, params: Mapping[str, Any], files: set[str]) -> None:
        """Checks a call that was made."""
        self.calls += 1
        test = os.environ.get("PYTEST_CURRENT_TEST", "").partition(" ")[0]
        self.faults += [f"{test}: {method}: {why}" for why in self.check(method, params, files)]

    def check(self, method: str, params: Mapping[str, Any], files: set[str]) -> Iterator[str]:
        """What is wrong with a call: its parameters as they arrive, and the files beside them."""
        if method not in self._methods:
            yield "there is no such method"
            return
        fields = self._methods[method].get("fields", [])
        known = {field["name"]: field for field in fields}
        attached = {name for name in files if f"attach://{name}" in str(params.get("media"))}
        given = {**dict.fromkeys(files - attached), **params}
        yield from (f"{name}: no such parameter" for name in given.keys() - known.keys())
        wanted = [field["name"] for field in fields if field["required"]]
        wanted += NEEDED.get(method, ())
        yield from (f"{name}: is missing" for name in wanted if name not in given)
        for name in known.keys() & params.keys():
            html = name in ("text", "caption") and params.get("parse_mode") == "HTML"
            yield from self._value(known[name], params[name], html=html)

    def wrong(self, type_: str, value: Any) -> list[str]:
        """What is wrong with an object of a type, such as an Update."""
        return list(self._structure(type_, value))

    def _value(self, field: Mapping[str, Any], value: Any, *, html: bool = False) -> Iterator[str]:
        """What is wrong with one value; any of its types will do."""
        found = [list(self._typed(type_, value)) for type_ in field["types"]]
        if all(found):
            yield from (f"{field['name']}: {why}" for why in min(found, key=len))
        elif isinstance(value, str) and "String" in field["types"]:
            yield from _lengths(field, value, html)
        if field["name"] == "commands" and len(_read(value)) > COMMANDS_MAX:
            yield f"commands: more than {COMMANDS_MAX}"

    def _typed(self, type_: str, value: Any) -> Iterator[str]:
        match type_:
            case "String" | "InputFile":
                right = isinstance(value, str)
            case "Integer":
                right = bool(re.fullmatch(r"-?\d+", str(value))) and not isinstance(value, bool)
            case "Float":
                right = bool(re.fullmatch(r"-?\d+(\.\d+)?", str(value)))
            case "Boolean":
                right = value in (True, False, "true", "false")
            case _:
                yield from self._structure(type_, _read(value))
                return
        if not right:
            yield f"{value!r} is no {type_}"

    def _structure(self, type_: str, value: Any) -> Iterator[str]:
        if type_.startswith("Array of "):
            if not isinstance(value, list):
                yield f"{value!r} is no array"
                return
            for item in value:
                yield from self._typed(type_.removeprefix("Array of "), item)
            return
        known = self._types[type_]
        if "subtypes" in known:
            found = [list(self._structure(each, value)) for each in known["subtypes"]]
            yield from min(found, key=len)
            return
        if not isinstance(value, dict):
            yield f"{value!r} is no {type_}"
            return
        fields = {field["name"]: field for field in known.get("fields", [])}
        yield from (f"{type_} has no {name}" for name in value.keys() - fields.keys())
        for name, field in fields.items():
            if name in value:
                yield from self._value(field, value[name])
            elif field["required"]:
                yield f"{type_} lacks {name}"
        if type_ == "InlineKeyboardButton" and len(value.keys() - DRESS) != 1:
            yield f"a button with the actions {sorted(value.keys() - DRESS)}"


@cache
def spec() -> ApiSpec | None:
    """The description that all calls of this run are held against, where it is there."""
    return ApiSpec(json.loads(PATH.read_text("utf-8"))) if PATH.exists() else None


def watch(playground: Playground) -> None:
    """Holds every call that reaches this server against the description."""
    if (found := spec()) is not None:
        found.watch(playground)


def _lengths(field: Mapping[str, Any], value: str, html: bool) -> Iterator[str]:
    """Whether a text is as long as it may be: UTF-16 units after its markup is read, or bytes."""
    if html:
        try:
            value = parse(value).text
        except ApiError as error:
            yield f"{field['name']}: {error.description}"
    for least, most, unit in LIMIT.findall(field["description"]):
        size = len(value.encode()) if unit == "bytes" else units(value)
        if not int(least) <= size <= int(most):
            yield f"{field['name']}: {size} {unit}, not {least} to {most}"


def _read(value: Any) -> Any:
    """A nested value, which arrives as JSON."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
