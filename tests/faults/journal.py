"""What callers were told, held against what stands in the books."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from tests.faults.snapshot import fetch
from tests.faults.writer import HELD, Line

# Refused or answered, by key; the order is the caller's.
Journal = dict[str, str | None]


class Told:
    """Every answer that a caller was given before its shop was killed."""

    def __init__(self) -> None:
        self.answers: Journal = {}
        self._next: dict[tuple[int, int], int] = defaultdict(int)

    def hears(self, lines: Iterable[Line]) -> None:
        """Writes answers down, in the order in which they came."""
        for key, answer in lines:
            session, client, count, _ = key.split(".")
            place = (int(session), int(client))
            assert int(count) == self._next[place], "each caller's answers come in order"
            self._next[place] += 1
            self.answers[key] = answer

    def agrees_with(self, url: str) -> None:
        """Raises AssertionError unless the database at `url` holds exactly what was told.

        One call of each caller may have been under way: it is there whole, or not at all.
        """
        kept = kept_answers(url)
        for key, answer in self.answers.items():
            assert (key in kept) == (answer is not None), f"{key} was told {answer}"
            assert answer is None or kept[key] == json.loads(answer), key
        for key in kept.keys() - self.answers.keys():
            session, client, count, _ = key.split(".")
            assert int(count) == self._next[int(session), int(client)], f"{key} came from nowhere"
        worth_agrees(url)


def kept_answers(url: str) -> dict[str, Any]:
    """The answers that the shop would give again, by key."""
    rows = fetch(url, "SELECT key, result FROM request")
    return {key: json.loads(bytes(result)) for key, result in rows}


def worth_agrees(url: str) -> None:
    """Raises AssertionError unless each member has what the kept answers add up to."""
    assert _worth_of_accounts(url) == _worth_of_answers(kept_answers(url))


def _worth_of_accounts(url: str) -> dict[int, int]:
    """What each member has: available, held and owed together."""
    worth: dict[int, int] = defaultdict(int)
    for member, points in fetch(url, "SELECT member, points FROM account WHERE member > 0"):
        worth[member] += points
    return dict(worth)


def _worth_of_answers(kept: dict[str, Any]) -> dict[int, int]:
    """What each member must have, by what every call answered."""
    worth: dict[int, int] = {}
    members: dict[str, list[int]] = defaultdict(list)
    for key, answer in kept.items():
        if key.endswith(".join"):
            worth[answer["member"]] = worth.get(answer["member"], 0) + answer["gift"]
            caller, count, _ = key.rsplit(".", 2)
            members[caller].insert(int(count), answer["member"])
    for key, answer in kept.items():
        caller, _, name = key.rsplit(".", 2)
        if name != "join":
            mine, everybodys = members[caller]
            worth[everybodys if name == "share" else mine] += _change(name, answer)
    return worth


def _change(name: str, answer: dict[str, int]) -> int:
    """What one answered call did to what its member has in all."""
    match name:
        case "credit" | "share" | "issue" | "cancel":
            return answer["points"]
        case "sign_in":
            return answer["points"] if answer["is_new"] else 0
        case "redeem" | "reverse":
            return -answer["points"]
        case "capture":
            return answer["points"] - HELD
        case "hold" | "release":
            return 0
    raise AssertionError(name)
