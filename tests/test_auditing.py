"""What an operator reads about the books: the audit's sentences, and the chain as a file."""

import asyncio
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.auditing import commands
from bot.store import open_store
from domain.adoption import adopt
from domain.calendar import DAY
from tests import tamper, verifier
from tests.clock import StandingClock
from tests.scene import KEY, PROGRAMME, VAULT, joins, seals


@pytest.fixture
def books(url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with two members and one seal; where the commands look for it."""
    monkeypatch.setenv("JIFEN_DATABASE__URL", url)
    monkeypatch.setenv("JIFEN_SECURITY__KEY", KEY.hex())
    asyncio.run(_lived_in(url))
    return url


async def _lived_in(url: str) -> None:
    clock = StandingClock()
    store = await open_store(url, clock, VAULT)
    await store.write(adopt, PROGRAMME, key=None)
    await joins(store, 1)
    await joins(store, 2)
    clock.advance(DAY)
    await seals(store)
    await store.close()


def says(*words: str) -> Result:
    """A command's answer."""
    return CliRunner().invoke(commands, words)


def test_right_books_are_said_to_be_right(books: str) -> None:
    assert says("audit").output == "The books are right.\n"
    told = says("audit", "--json")
    assert told.exit_code == 0
    assert json.loads(told.output) == {
        "ok": True,
        "members": 2,
        "transactions": 2,
        "outstanding_points": 1_000,
    }


def test_each_lie_is_said_in_a_sentence_that_names_its_rows(books: str) -> None:
    first, second = tamper.seen(books, "SELECT id FROM txn ORDER BY id")
    tamper.lie(books, f"UPDATE lot SET points_left = 1 WHERE txn = {first}")
    tamper.lie(books, f"UPDATE txn SET actor = 'x' WHERE id = {second}")
    said = says("audit")
    (member,) = tamper.seen(books, f"SELECT member FROM lot WHERE txn = {first}")
    assert said.exit_code == 1
    assert f"a member's lots do not hold what is available ({member})\n" in said.output
    assert f"seals: record {second} was edited after it was sealed\n" in said.output
    assert said.stdout == "The books are wrong.\n"
    told = json.loads(says("audit", "--json").stdout)
    assert told["breaches"] == {"draws_explain_lots": 1, "lots_carry_balances": 1}
    assert told["sealed"] == [{"kind": "edited", "id": second}]


def test_the_chain_is_listed_and_exported(books: str, tmp_path: Path) -> None:
    told = says("seals", "--json").stdout
    (seal,) = json.loads(told)["seals"]
    assert verifier.run(tmp_path, told, "--root", seal["root"])[0] == 0
    listed = says("seals").stdout.splitlines()
    assert listed[0].startswith("2026-11-22 ")
    assert listed[0].endswith(f" 2 records  {seal['root']}")
    assert listed[-1].endswith(seal["hash"])


def test_where_nothing_can_be_read_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIFEN_DATABASE__URL", f"sqlite:///{tmp_path}/none.db")
    monkeypatch.setenv("JIFEN_SECURITY__KEY", KEY.hex())
    for command in ("audit", "seals"):
        refused = says(command)
        assert refused.exit_code == 2
        assert "start the bot once" in refused.output
