"""What is answered: a person's own words and presses, in their own chat, and nothing else."""

from typing import Any

import pytest

from bot.telegram.incoming import Incoming, Pressed

ANN = {"id": 1001, "is_bot": False, "first_name": "Ann", "language_code": "en"}
CHAT = {"id": 1001, "type": "private"}
SHOWN = {"message_id": 7, "date": 1, "chat": CHAT, "text": "Hello"}


def _message(**more: Any) -> dict[str, Any]:
    return {"update_id": 1, "message": {"message_id": 8, "from": ANN, "chat": CHAT} | more}


def _press(shown: dict[str, Any] | None) -> dict[str, Any]:
    query = {"id": "q", "from": ANN, "data": "points:x"}
    return {"update_id": 2, "callback_query": query | ({"message": shown} if shown else {})}


def test_a_message_is_read_with_who_sent_it() -> None:
    read = Incoming.read(_message(text="/points"))
    assert read is not None
    assert (read.update_id, read.user, read.name, read.language) == (1, 1001, "Ann", "en")
    assert (read.words, read.caption, read.pressed) == ("/points", None, None)


@pytest.mark.parametrize(
    ("shown", "in_place"),
    [
        (SHOWN, True),
        ({**SHOWN, "photo": [{}]}, False),
        ({**SHOWN, "date": 0}, False),
        (None, False),
    ],
)
def test_a_press_knows_whether_its_screen_can_be_changed(
    shown: dict[str, Any] | None, in_place: bool
) -> None:
    read = Incoming.read(_press(shown))
    assert read is not None
    assert read.pressed == Pressed("q", "points:x", 7 if shown else 0, in_place)


@pytest.mark.parametrize(
    "raw",
    [
        {"update_id": 1},
        {"update_id": 1, "edited_message": _message(text="x")["message"]},
        _message(text="x", chat={"id": -5, "type": "group"}),
        _message(text="x", **{"from": {**ANN, "is_bot": True}}),
        {"update_id": 1, "message": {"message_id": 1, "chat": CHAT, "text": "a channel's"}},
        _press({**SHOWN, "chat": {"id": -5, "type": "group"}}),
    ],
)
def test_everything_else_is_left_alone(raw: dict[str, Any]) -> None:
    assert Incoming.read(raw) is None
