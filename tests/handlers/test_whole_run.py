"""Every call of the whole run is one that Telegram knows; and the check sees what it forbids."""

import json
from typing import Any

import pytest

from tests import api_spec
from tests.handlers.watch import PRESSES

MISSING = f"Telegram's description of its Bot API is not at {api_spec.PATH}"
with_the_description = pytest.mark.skipif(api_spec.spec() is None, reason=MISSING)


def markup(**button: Any) -> str:
    """A keyboard of one button."""
    return json.dumps({"inline_keyboard": [[{"text": "x", **button}]]})


@with_the_description
@pytest.mark.parametrize(
    ("method", "params", "fault"),
    [
        ("sendMesage", {}, "no such method"),
        ("sendMessage", {"chat_id": "1"}, "text: is missing"),
        ("sendMessage", {"chat_id": "1", "text": "x", "colour": "red"}, "colour: no such"),
        ("sendMessage", {"chat_id": "1", "text": ""}, "0 characters"),
        ("sendMessage", {"chat_id": "1", "text": "😀" * 2049}, "4098 characters"),
        ("sendMessage", {"chat_id": "1", "text": "<b>x", "parse_mode": "HTML"}, "can't parse"),
        ("sendMessage", {"chat_id": "1", "text": "x", "disable_notification": "on"}, "no Boolean"),
        ("sendMessage", {"chat_id": "1", "text": "x", "reply_markup": "[]"}, "no "),
        ("sendMessage", {"chat_id": "1", "text": "x", "reply_markup": markup()}, "actions []"),
        (
            "sendMessage",
            {"chat_id": "1", "text": "x", "reply_markup": markup(url="a.b", callback_data="c")},
            "actions ['callback_data', 'url']",
        ),
        (
            "sendMessage",
            {"chat_id": "1", "text": "x", "reply_markup": markup(callback_data="签" * 22)},
            "66 bytes",
        ),
        ("editMessageText", {"text": "x"}, "message_id: is missing"),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "201 characters"),
        ("setMyCommands", {"commands": '[{"command": "a"}]'}, "BotCommand lacks description"),
        ("getUpdates", {"offset": "soon"}, "no Integer"),
    ],
)
def test_the_check_sees_what_it_forbids(method: str, params: dict[str, str], fault: str) -> None:
    found = api_spec.spec()
    assert found is not None
    assert any(fault in why for why in found.check(method, params, set()))


@with_the_description
def test_the_check_lets_pass_what_is_right() -> None:
    found = api_spec.spec()
    assert found is not None
    html = {"chat_id": "1", "text": f"<b>{'😀' * 2048}</b>", "parse_mode": "HTML"}
    right = html | {"reply_markup": markup(callback_data="x" * 64, style="danger")}
    assert list(found.check("sendMessage", right, set())) == []
    assert list(found.check("sendPhoto", {"chat_id": "1"}, {"photo"})) == []


def test_every_press_of_this_run_was_answered_exactly_once_within_a_second() -> None:
    assert [
        f"{press.test}: {[round(at - press.at, 3) for at in press.answered]}"
        for press in PRESSES
        if len(press.answered) != 1 or press.answered[0] - press.at > 1
    ] == []


@with_the_description
def test_every_call_of_this_run_is_one_that_telegram_knows() -> None:
    found = api_spec.spec()
    assert found is not None
    assert found.faults == []
