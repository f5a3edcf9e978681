"""Moved books say the same to the last byte, or the place they were moved to stays as it was."""

import hmac
import sqlite3
from pathlib import Path

import psycopg
import pytest

from bot.keeping.copying import copy, fill, holds_nothing
from bot.keeping.places import at_rest, file_of, new_file, opened, url_of
from bot.keeping.progress import Progress
from bot.store import Store, Unavailable, open_store
from bot.store.migrate import migrate
from bot.store.ownership import Ownership
from domain.adoption import adopt, campaigns
from domain.counter import approvals, deciding, devices
from domain.earning.refusals import remember
from tests.clock import StandingClock
from tests.faults.acts_of_counter import ACTS_OF_COUNTER, TILLED
from tests.faults.acts_of_games import ACTS_OF_GAMES, PLAYFUL
from tests.faults.acts_of_rewards import ACTS_OF_REWARDS, SHELVED
from tests.faults.acts_of_rules import ACTS_OF_RULES
from tests.faults.acts_of_staff import ACTS_OF_STAFF
from tests.faults.place import Place
from tests.faults.stage import RULED, Stage
from tests.keeping.conftest import said, tampered
from tests.scene import VAULT, found, joins, points
from tests.till import OWNER

ENGINES = ("sqlite", "postgres")
# A table that nobody thought of: words of SQL for names, and a key that is not in their order.
LATER = (
    'CREATE TABLE later (a TEXT, "order" {int}, c {bytes}, PRIMARY KEY ("order", a))',
    "INSERT INTO later VALUES ('积分', -1, {blob}), ('b', 7, NULL), ('B', 7, NULL), ('', 7, NULL)",
)
# What the rules of earning write, besides the books.
OF_RULES = {
    *("trace", "taken", "tier_held", "streak_repair", "cost", "booked", "dimming", "birthday"),
    *("referral", "gift", "circular", "alert", "refused", "programme", "purchase", "sign_in"),
}
# What the counter, rewards of every kind and games write.
OF_COUNTER = {
    *("payment", "visit", "refund", "staff_person", "staff_act", "guess", "approval", "device"),
    *("late_entry", "voucher", "donation", "cause", "raffle", "raffle_ticket", "seed", "drawing"),
}
PARTS = (
    (TILLED, ACTS_OF_COUNTER | ACTS_OF_STAFF),
    (SHELVED, ACTS_OF_REWARDS),
    (PLAYFUL, ACTS_OF_GAMES),
)
SQLITE = {"int": "INTEGER", "bytes": "BLOB", "blob": "x'00ff'"}
POSTGRES = {"int": "BIGINT", "bytes": "BYTEA", "blob": "'\\x00ff'"}


@pytest.mark.parametrize("target", ENGINES)
@pytest.mark.parametrize("engine", ENGINES)
async def test_a_copy_says_the_same_and_the_shop_goes_on_there(
    books: str, place: str, clock: StandingClock, quiet: Progress
) -> None:
    assert copy(books, place, quiet) == said(books) == said(place)
    store = await open_store(place, clock, VAULT)
    assert (await found(store)).ok
    assert await points(store, await joins(store, 1)) == 500 + 100 + 5 - 100
    await store.close()


@pytest.mark.parametrize("engine", ["postgres"])
async def test_there_and_back_again_is_the_same(
    books: str, tmp_path: Path, postgres_place: str, quiet: Progress
) -> None:
    file = url_of(tmp_path / "between.db")
    there, back = copy(books, file, quiet), copy(file, postgres_place, quiet)
    assert there == back == said(books) == said(postgres_place)


@pytest.mark.parametrize(("engine", "target"), [ENGINES, ENGINES[::-1]])
async def test_what_rules_brought_about_moves_as_well(
    url: str, place: str, clock: StandingClock, quiet: Progress
) -> None:
    async with Place(url, clock).opened(RULED) as store:
        stage = Stage(store, clock)
        for act in ACTS_OF_RULES.values():
            stage.opens()
            await (await act(stage)).done(store)
        await store.write(remember, await stage.joins(), "NotEnoughPoints", {}, key=None)
    assert copy(url, place, quiet) == said(url) == said(place)
    with opened(place) as arrived:
        assert {table.name for table in arrived.all() if arrived.count(table)} >= OF_RULES
    reader = await open_store(place, clock, VAULT)
    assert (await found(reader)).ok
    assert await reader.read(campaigns) != ()
    await reader.close()


@pytest.mark.parametrize(("engine", "target"), [ENGINES, ENGINES[::-1]])
async def test_what_the_counter_brought_about_moves_as_well(
    url: str, place: str, clock: StandingClock, quiet: Progress
) -> None:
    """What waits for a second person can be agreed to there, and a page goes on signing."""
    async with Place(url, clock).opened(TILLED) as store:
        stage = Stage(store, clock)
        for programme, acts in PARTS:
            await store.write(adopt, programme, key=None)
            for act in acts.values():
                stage.opens()
                await (await act(stage)).done(store)
        stage.opens()
        await (await ACTS_OF_STAFF["ask"](stage)).done(store)
        key = await paired_key(store)
    assert copy(url, place, quiet) == said(url) == said(place)
    with opened(place) as arrived:
        assert {table.name for table in arrived.all() if arrived.count(table)} >= OF_COUNTER
    there = await open_store(place, clock, VAULT)
    assert (await found(there)).ok
    (waiting,) = await there.read(approvals.pending)
    await there.write(deciding.decide, OWNER, waiting.id, True, key="agreed")
    signed = [("{}", hmac.digest(key.key, b"{}", "sha256"))]
    assert await there.read(devices.signing_device, key.device.id, signed) == key.device
    assert (await found(there)).ok
    await there.close()


async def paired_key(store: Store) -> devices.Paired:
    """A page that was paired just now, and its key."""
    offered = await store.write(devices.offer_device, OWNER, key="offered")
    code = await store.read(devices.pairing_code, offered)
    return await store.write(devices.pair, code, "Tablet", key=None)


@pytest.mark.parametrize("target", ENGINES)
def test_every_table_of_the_schema_is_carried(
    books: str, place: str, quiet: Progress, target: str
) -> None:
    """Also one that nobody thought of when this was written."""
    migrate(place)
    create, insert = LATER
    tampered(books, create.format(**SQLITE), insert.format(**SQLITE))
    tampered(place, create.format(**POSTGRES if target == "postgres" else SQLITE))
    with opened(books) as leaving, opened(place, writing=True) as arriving:
        digest = fill(leaving, arriving, lambda count, table: None)
        assert {name for name, _, _ in digest.tables} == set(leaving.names()) - {"alembic_version"}
    assert said(place) == said(books) == digest


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE member SET card_number = card_number + 1 WHERE id = (SELECT min(id) FROM member)",
        "UPDATE member SET language_hint = '' WHERE language_hint IS NULL",
        "UPDATE stock SET reward = 'mug ' WHERE reward = 'mug'",
        "UPDATE keeper SET restored_at = 0",
        "DELETE FROM request WHERE key = (SELECT min(key) FROM request)",
    ],
)
def test_whatever_changes_changes_the_digest(books: str, change: str) -> None:
    before = said(books)
    tampered(books, change)
    after = said(books)
    assert after.whole != before.whole
    assert len(after.differs(before)) == 1


@pytest.mark.parametrize("engine", ENGINES)
def test_books_that_hold_something_are_not_written_over(
    books: str, template: Path, quiet: Progress
) -> None:
    before = said(books)
    with pytest.raises(Unavailable, match="is not empty"):
        copy(url_of(template), books, quiet)
    assert said(books) == before
    with opened(books) as old, opened(url_of(template)) as new:
        assert (holds_nothing(old), holds_nothing(new)) == (False, True)


def test_a_copy_that_fails_leaves_no_file(books: str, tmp_path: Path, quiet: Progress) -> None:
    """A row that the new tables refuse, say."""
    tampered(books, "PRAGMA ignore_check_constraints = ON", "UPDATE member SET reachable = 7")
    place = tmp_path / "place" / "copy.db"
    with pytest.raises(sqlite3.IntegrityError), new_file(place) as growing:
        copy(books, url_of(growing), quiet)
    assert list(place.parent.iterdir()) == []


def test_a_copy_that_fails_leaves_no_row_on_a_server(
    books: str, postgres_place: str, quiet: Progress
) -> None:
    tampered(books, "PRAGMA ignore_check_constraints = ON", "UPDATE member SET reachable = 7")
    with pytest.raises(psycopg.errors.CheckViolation):
        copy(books, postgres_place, quiet)
    with opened(postgres_place) as tables:
        assert holds_nothing(tables)


def test_books_of_another_schema_are_not_copied(
    books: str, tmp_path: Path, quiet: Progress
) -> None:
    tampered(books, "UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(Unavailable, match="stands at schema 0000"):
        copy(books, url_of(tmp_path / "copy.db"), quiet)
    assert not (tmp_path / "copy.db").exists()


def test_what_is_not_there_cannot_be_copied(tmp_path: Path, quiet: Progress) -> None:
    with pytest.raises(Unavailable, match="there is no database"):
        copy(url_of(tmp_path / "none.db"), url_of(tmp_path / "copy.db"), quiet)
    assert list(tmp_path.iterdir()) == []


def test_a_file_at_rest_lets_no_bot_in(books: str) -> None:
    file = file_of(books)
    assert file is not None
    with at_rest(books), pytest.raises(Unavailable, match="in use"):
        Ownership.take(file)
    owner = Ownership.take(file)
    with pytest.raises(Unavailable, match="stop it first"), at_rest(books):
        pass
    owner.release()


@pytest.mark.parametrize("engine", ["postgres"])
def test_a_server_with_a_leader_is_not_at_rest(books: str) -> None:
    lease = "INSERT INTO lease SELECT 'leader', 'bot', 1, {} + extract(epoch FROM now()) * 1000000"
    with at_rest(books):
        tampered(books, lease.format(60_000_000))
    with pytest.raises(Unavailable, match="stop it first"), at_rest(books):
        pass
