"""What `liability` and `balance` say to an operator, while the bot runs on the same books."""

import json
from datetime import date
from functools import partial
from typing import Any

import pytest

from bot.looking_back import commands
from bot.store import Store
from domain.calendar import DAY, HOUR, instant
from domain.members import card_of
from tests import console
from tests.clock import StandingClock
from tests.scene import PROGRAMME, TEA, holds, joins, redeems

asks = partial(console.asks, commands)

KEY = (b"k" * 32).hex()


@pytest.fixture
def clock() -> StandingClock:
    """Noon of a day that is over, for the commands read the real time."""
    return StandingClock(instant(date(2025, 3, 1), PROGRAMME.zone, 12))


@pytest.fixture(autouse=True)
def _environment(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIFEN_DATABASE__URL", url)
    monkeypatch.setenv("JIFEN_SECURITY__KEY", KEY)


@pytest.fixture
async def card(store: Store, clock: StandingClock) -> str:
    """Ann, who joined on 1 March, had points put aside, and took a tea on the next day."""
    ann = await joins(store)
    await holds(store, ann, 50, for_us=400 * DAY)
    clock.advance(DAY)
    await redeems(store, ann, TEA)
    clock.advance(HOUR)
    return (await store.read(card_of, ann)).code


async def asks_json(*words: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(await console.does(commands, *words, "--json"))
    return told


@pytest.mark.usefixtures("card")
@pytest.mark.parametrize(
    ("at", "redeemed", "outstanding", "worth"),
    [
        ("2025-02-28", 0, 0, "0.00 CNY"),
        ("2025-03-01", 0, 500, "5.00 CNY"),
        ("2025-03-02T11:59", 0, 500, "5.00 CNY"),
        ("2025-03-02T12:00", 100, 400, "4.00 CNY"),
        (None, 100, 400, "4.00 CNY"),
    ],
)
async def test_the_liability_is_that_of_the_moment(
    at: str | None, redeemed: int, outstanding: int, worth: str
) -> None:
    told = await asks_json("liability", *(("--at", at) if at else ()))
    assert (told["redeemed"], told["outstanding"], told["worth"]) == (redeemed, outstanding, worth)
    assert told["issued"] - told["redeemed"] - told["expired"] == told["outstanding"]


async def test_a_balance_comes_with_its_lots_as_they_were(card: str) -> None:
    then = await asks_json("balance", card, "--at", "2025-03-01")
    assert (then["available"], then["held"], then["owed"]) == (450, 50, 0)
    assert [(lot["points_left"], lot["expires_at"]) for lot in then["lots"]] == [
        (450, "2026-03-02T00:00+08:00")
    ]
    assert then["at"] == "2025-03-01T23:59+08:00"
    now = await asks_json("balance", card.lower().replace("-", " "))
    assert (now["available"], now["held"]) == (350, 50)


async def test_both_say_it_in_words_too(card: str) -> None:
    said = (await asks("liability", "--at", "2025-03-02")).stdout
    assert "issued 500, redeemed 100, expired 0" in said
    assert "outstanding 400 points, worth 4.00 CNY" in said
    said = (await asks("balance", card, "--at", "2025-03-02")).stdout
    assert "available 350, held 50, owed 0" in said
    assert "350 of 500 end at 2026-03-02T00:00+08:00" in said


@pytest.mark.parametrize("command", ["liability", "balance"])
@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        ("2025-13-01", "a day is written 2026-10-31"),
        ("yesterday", "a day is written 2026-10-31"),
        ("2025-03-01T25:00", "a minute 2026-10-31T18:00"),
        ("9999-12-31", "a day is written 2026-10-31"),
        ("9999-12-30", "that is still to come"),
    ],
)
async def test_a_moment_that_cannot_be_looked_at_is_explained(
    card: str, command: str, at: str, sentence: str
) -> None:
    words = [command, *([card] if command == "balance" else []), "--at", at]
    refused = await asks(*words)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert f"--at {at}: " in refused.stderr
    assert sentence in refused.stderr


async def test_before_the_first_day_there_was_nothing(card: str) -> None:
    for at in ("0001-01-01", "0001-01-01T00:00"):
        assert (await asks_json("liability", "--at", at))["outstanding"] == 0
        assert (await asks_json("balance", card, "--at", at))["available"] == 0


@pytest.mark.usefixtures("card")
async def test_a_code_that_nobody_has_is_said_to_be_so() -> None:
    refused = await asks("balance", "ABCD-EFGH")
    assert refused.exit_code == 2
    assert "ABCD-EFGH: nobody's card has this code" in refused.stderr


async def test_where_there_are_no_books_there_is_nothing_to_look_at(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIFEN_DATABASE__URL", f"sqlite:///{tmp_path / 'none.db'}")
    for words in (("liability",), ("balance", "ABCD-EFGH")):
        refused = await asks(*words)
        assert refused.exit_code == 2
        assert refused.stderr
    assert not (tmp_path / "none.db").exists()
