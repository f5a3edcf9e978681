"""What an operator reads about the staff: who did what, a line or an object for each act."""

import asyncio
import json

import pytest
from typer.testing import CliRunner, Result

from bot.recording import as_csv, commands
from bot.store import open_store
from domain.adoption import adopt
from domain.staff import Act, note
from tests.clock import StandingClock
from tests.scene import CASHIER, KEY, PROGRAMME, VAULT, buys, joins


@pytest.fixture
def books(url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A shop in which somebody sold, and tried what they may not."""
    monkeypatch.setenv("JIFEN_DATABASE__URL", url)
    monkeypatch.setenv("JIFEN_SECURITY__KEY", KEY.hex())
    asyncio.run(_lived_in(url))
    return url


async def _lived_in(url: str) -> None:
    store = await open_store(url, StandingClock(), VAULT)
    await store.write(adopt, PROGRAMME, key=None)
    await buys(store, await joins(store), 8840)
    await store.write(
        lambda tx: note(tx, CASHIER, "own_purchase", name="Bo", flagged=True), key=None
    )
    await store.close()


def says(*words: str) -> Result:
    """The command's answer."""
    return CliRunner().invoke(commands, words)


def test_each_act_is_a_line_newest_first(books: str) -> None:
    first, second = says().output.splitlines()
    assert first.startswith("! ")
    assert first.endswith("Bo (9002)  own_purchase")
    assert "Bo (9002)  sale card …" in second
    assert "points=88" in second


def test_it_is_asked_for_one_person_or_for_what_is_flagged(books: str) -> None:
    assert says("--person", "9001").output == ""
    (told,) = [json.loads(line) for line in says("--json", "--flagged").output.splitlines()]
    assert (told["person"], told["act"], told["flagged"]) == (9002, "own_purchase", True)


def test_no_cell_of_the_file_is_a_formula() -> None:
    for name in ("=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1"):
        act = Act("staff:0", 1, 0, "sale", None, None, {}, False, (1, name), "")
        assert f'"\'{name}"' in as_csv([act], "UTC").decode("utf-8-sig").replace("\r\r", "\r")
