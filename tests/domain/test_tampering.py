"""What changes behind a seal is found and named; what may change breaks none."""

import pytest

from bot.store import Store, open_store
from domain import books
from domain.books.tampering import Fault
from domain.calendar import DAY
from tests import tamper
from tests.clock import StandingClock
from tests.scene import VAULT, found, fresh_key, gets, holds, joins, reverses, seals

EDITS = [
    ("UPDATE txn SET actor = 'nobody' WHERE id = {}", "kind = 'capture'"),
    ("UPDATE txn SET happened_at = happened_at - 1 WHERE id = {}", "kind = 'welcome'"),
    ("UPDATE txn SET key = 'mine/1' WHERE id = {}", "kind = 'hold'"),
    ("UPDATE txn SET rules = 2 WHERE id = {}", "actor = 'owner'"),
    ("UPDATE entry SET points = points * 2 WHERE txn = {}", "actor = 'owner'"),
    ("UPDATE entry SET balance_after = 0 WHERE txn = {} AND member > 0", "actor = 'owner'"),
    ("DELETE FROM entry WHERE txn = {} AND member = 0", "actor = 'owner'"),
    ("UPDATE lot SET points = 1000 WHERE txn = {}", "actor = 'owner'"),
    ("UPDATE lot SET expires_at = expires_at + 1 WHERE txn = {}", "kind = 'welcome'"),
    ("UPDATE lot SET origin = 'purchase' WHERE txn = {}", "kind = 'welcome'"),
    ("DELETE FROM draw WHERE txn = {}", "kind = 'capture'"),
    ("UPDATE draw SET points = points - 1 WHERE txn = {}", "kind = 'hold'"),
    ("UPDATE hold SET expires_at = expires_at + 1 WHERE txn = {}", "kind = 'hold'"),
    ("UPDATE hold SET captured = 31 WHERE end_txn = {}", "kind = 'capture'"),
    ("UPDATE reversal SET whole = 11 WHERE txn = {}", "kind = 'undo'"),
    ("DELETE FROM reversal WHERE txn = {}", "kind = 'undo'"),
    ("UPDATE annotation SET digest = sealed WHERE txn = {}", "kind = 'undo'"),
]


@pytest.fixture
def postgres(defenceless: str) -> str:
    """What is tampered with has no constraints left."""
    return defenceless


@pytest.fixture
async def sealed(store: Store, clock: StandingClock) -> Store:
    """A shop with one of each kind of record, sealed, and a day that goes on after it."""
    ann = await joins(store, 1)
    await gets(store, ann, 100)
    taken = await holds(store, ann, 50)
    captured = await store.write(books.capture, taken.hold, "till", 30, key=fresh_key())
    part = await reverses(store, captured.txn, 10)
    await store.write(books.annotate, part.txn, ann, "one cup was cold", key=fresh_key())
    lot = (await store.read(books.lots_left, ann))[0]
    await store.write(books.extend, lot.id, clock.now() + 300 * DAY, "staff", key=fresh_key())
    await holds(store, ann, 5, for_us=9 * DAY)
    await joins(store, 2)
    clock.advance(DAY)
    await seals(store)
    await gets(store, ann, 7)
    return store


@pytest.mark.parametrize(("words", "which"), EDITS)
async def test_an_edited_record_is_found_and_named(
    sealed: Store, url: str, clock: StandingClock, words: str, which: str
) -> None:
    await sealed.close()
    (txn, *_) = tamper.seen(url, f"SELECT id FROM txn WHERE {which} ORDER BY id")
    tamper.lie(url, words.format(txn))
    assert Fault("edited", txn) in await faults(url, clock)


async def test_a_deleted_record_is_found_and_named(
    sealed: Store, url: str, clock: StandingClock
) -> None:
    await sealed.close()
    gone = tamper.seen(url, "SELECT id FROM txn ORDER BY id")[1]
    moved = tamper.seen(url, "SELECT id FROM extension")[0]
    tamper.lie(
        url,
        *(f"DELETE FROM {table} WHERE txn = {gone}" for table in ("entry", "lot", "draw")),
        f"DELETE FROM txn WHERE id = {gone}",
        f"DELETE FROM extension WHERE id = {moved}",
    )
    assert {Fault("deleted", gone), Fault("deleted", moved)} <= set(await faults(url, clock))


async def test_an_inserted_record_is_found_and_named(
    sealed: Store, url: str, clock: StandingClock
) -> None:
    await sealed.close()
    new = tamper.seen(url, "SELECT min(id) + 1 FROM txn")[0]
    columns = "key, kind, actor, happened_at, posted_at, rules"
    tamper.lie(
        url,
        f"INSERT INTO txn (id, {columns}) SELECT {new}, 'x/1', kind, actor, happened_at, "
        "posted_at, rules FROM txn WHERE id = (SELECT min(id) FROM txn)",
    )
    assert await faults(url, clock) == (Fault("inserted", new),)


async def test_moved_leaves_are_found_and_named(
    sealed: Store, url: str, clock: StandingClock
) -> None:
    await sealed.close()
    first, second = tamper.seen(url, "SELECT id FROM leaf ORDER BY position")[:2]
    tamper.lie(
        url,
        f"UPDATE leaf SET position = 99 WHERE id = {first}",
        f"UPDATE leaf SET position = 0 WHERE id = {second}",
        f"UPDATE leaf SET position = 1 WHERE id = {first}",
    )
    assert set(await faults(url, clock)) == {Fault("moved", first), Fault("seal", 1)}


@pytest.mark.parametrize(
    "words",
    [
        "UPDATE seal SET root = previous",
        "UPDATE seal SET hash = root",
        "UPDATE seal SET day = '2026-11-21'",
        "UPDATE seal SET number = 2",
        "UPDATE seal SET records = records - 1",
        "UPDATE seal_block SET hash = (SELECT root FROM seal LIMIT 1), number = 1",
        "DELETE FROM seal_block",
        "DELETE FROM leaf WHERE position = 0",
        "UPDATE leaf SET hash = (SELECT root FROM seal LIMIT 1) WHERE position = 2",
    ],
)
async def test_a_seal_that_was_touched_is_found(
    sealed: Store, url: str, clock: StandingClock, words: str
) -> None:
    await sealed.close()
    tamper.lie(url, words)
    assert "seal" in {fault.kind for fault in await faults(url, clock)}


async def test_what_may_change_breaks_no_seal(sealed: Store, clock: StandingClock) -> None:
    """Lots are spent and end later, holds end, and a text is erased with its member."""
    clock.advance(10 * DAY)
    assert await sealed.write(books.expire_holds, 10, key=None) == 1
    assert (await found(sealed)).ok


async def test_an_erased_text_breaks_no_seal(sealed: Store, url: str, clock: StandingClock) -> None:
    await sealed.close()
    tamper.lie(url, "UPDATE annotation SET sealed = NULL")
    assert await faults(url, clock) == ()


async def faults(url: str, clock: StandingClock) -> tuple[Fault, ...]:
    """What the audit says about the seals."""
    reader = await open_store(url, clock, VAULT, writable=False)
    findings = await found(reader)
    await reader.close()
    return findings.sealed
