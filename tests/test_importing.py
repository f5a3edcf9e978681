"""Importing purchases: what the books take in, and what the command answers."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.clock import SystemClock
from bot.importing.commands import commands
from bot.store import Store, open_store
from domain import earning, members
from domain.earning import timemachine
from tests.keeping.conftest import said
from tests.scene import VAULT, found, points

Writes = Callable[[str], Path]
HEAD = "receipt,member,time,amount\n"
BEN = "3,ben,1997-05-03T12:00,0\n"
# Three purchases of two people, the later ones first.
WHOLE = f"{HEAD}{BEN}2,anna,1997-05-02,30.50\n1,anna,1997-05-01,11.77\n"


@pytest.fixture(autouse=True)
def _environment(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIFEN_DATABASE__URL", url)
    monkeypatch.setenv("JIFEN_SECURITY__KEY", (b"k" * 32).hex())


@pytest.fixture
def writes(tmp_path: Path) -> Writes:
    """What a file says from now on."""

    def write(text: str) -> Path:
        path = tmp_path / "purchases.csv"
        path.write_text(text)
        return path

    return write


def imports(*words: object) -> Result:
    """An operator runs the command to its end."""
    return CliRunner().invoke(commands, ["purchases", *map(str, words)])


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Store]:
    """The books, open to be written."""
    store = await open_store(url, SystemClock(), VAULT)
    try:
        yield store
    finally:
        await store.close()


async def anna_in(store: Store) -> int:
    """The member whom the till calls anna."""
    anna = await store.read(members.outside_member, "anna")
    assert anna is not None
    return anna


async def test_purchases_become_history_and_earn_nothing(writes: Writes, url: str) -> None:
    done = await asyncio.to_thread(imports, writes(WHOLE))
    assert (done.exit_code, done.stdout) == (
        0,
        "3 purchases of 2 people: 3 new, 0 known; 2 members joined\n",
    )
    async with opened(url) as store:
        anna = await anna_in(store)
        past = await store.read(timemachine.past_of, anna)
        assert [bought.paid for bought in past.purchases] == [1177, 3050]
        assert past.joined_at == past.purchases[0].at
        assert await points(store, anna) == 0
        assert (await found(store)).ok


async def test_nobody_writes_to_a_member_without_a_chat(writes: Writes, url: str) -> None:
    await asyncio.to_thread(imports, writes(WHOLE))
    async with opened(url) as store:
        assert await store.read(members.contact, await anna_in(store)) is None


def test_a_second_run_changes_nothing_and_says_so(writes: Writes, url: str) -> None:
    imports(writes(WHOLE))
    before = said(url)
    again = imports(writes(WHOLE))
    assert again.stdout == "3 purchases of 2 people: 0 new, 3 known; nothing was changed\n"
    assert said(url) == before


def test_an_import_that_was_cut_off_goes_on(writes: Writes) -> None:
    imports(writes(HEAD + BEN))
    done = imports(writes(WHOLE))
    assert done.stdout == "3 purchases of 2 people: 2 new, 1 known; 1 members joined\n"


def test_a_dry_run_writes_nothing(writes: Writes, url: str) -> None:
    before = said(url)
    done = imports(writes(WHOLE), "--dry-run")
    assert done.stdout == "3 purchases of 2 people: 3 new, 0 known; nothing was written\n"
    assert said(url) == before


def test_one_bad_row_keeps_the_whole_file_out(writes: Writes, url: str) -> None:
    imports(writes(HEAD + BEN))
    before = said(url)
    file = writes(f"{WHOLE}4,ben,1997-05-04,88.405\n")
    done = imports(file)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "line 5: amount '88.405' has more than 2 decimals",
        f"{file}: faults: 1; nothing was imported",
    ]
    assert said(url) == before


def test_a_receipt_of_another_purchase_is_told(writes: Writes, url: str) -> None:
    imports(writes(WHOLE))
    before = said(url)
    done = imports(writes(WHOLE.replace("30.50", "30.51")))
    assert done.exit_code == 1
    assert done.stderr.startswith("line 3: receipt 2 is in the books already, of that day")
    assert said(url) == before


async def test_with_award_each_earns_as_of_its_own_time(writes: Writes, url: str) -> None:
    # A first purchase counts twice: 22 and 30.
    done = await asyncio.to_thread(imports, writes(WHOLE), "--award")
    assert done.stdout.endswith("2 members joined, 52 points were earned\n")
    async with opened(url) as store:
        # Years have gone by since: what was earned is not to be spent any more.
        assert await points(store, await anna_in(store)) == 0
        while not (await store.write(earning.sweep, 0, 100, key=None)).done:
            pass
        assert (await found(store)).ok


async def test_it_asks_for_a_stopped_bot(writes: Writes, url: str) -> None:
    async with opened(url):
        done = await asyncio.to_thread(imports, writes(WHOLE))
    assert (done.exit_code, "stop it first" in done.stderr) == (2, True)


def test_a_shop_and_a_file_that_are_not_there_are_named(writes: Writes) -> None:
    shop = imports(writes(WHOLE), "--shop", "nowhere")
    assert (shop.exit_code, shop.stderr) == (
        2,
        "--shop nowhere: is none of programme.shops: main\n",
    )
    file = imports("none.csv")
    assert (file.exit_code, file.stderr) == (2, "there is no file none.csv\n")
