"""The audit finds each lie that somebody with the file in hand could plant."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.store import SqliteStore
from domain import earning, members, notices, rewards
from domain.audit import INVARIANTS, TRIGGERS
from domain.programme import Prize, Programme, Surprise
from tests.clock import StandingClock
from tests.scene import (
    CASHIER,
    MUG,
    PROGRAMME,
    TEA,
    VAULT,
    buys,
    found,
    fresh_key,
    joins,
    redeems,
    signs_in,
)

KEYS_LOSE_THEIR_INDEX = """
    CREATE TABLE loose AS SELECT * FROM txn;
    DROP TABLE txn;
    ALTER TABLE loose RENAME TO txn;
    UPDATE txn SET key = (SELECT min(key) FROM txn) WHERE kind = 'sign_in';
"""
LIES = {
    "entries_balance": "UPDATE entry SET points = points - 1 WHERE account = 'redeemed'",
    "books_balance": "UPDATE account SET points = points + 1 WHERE kind = 'available'",
    "no_member_below_zero": "UPDATE account SET points = -1 WHERE kind = 'held'",
    "cached_balances": "UPDATE account SET points = points + 1 WHERE kind = 'available'",
    "lots_carry_balances": "UPDATE lot SET points_left = points_left - 1 WHERE origin = 'sign_in'",
    "lots_within_bounds": "UPDATE lot SET expires_at = earned_at WHERE origin = 'sign_in'",
    "draws_explain_lots": "UPDATE draw SET points = points + 1",
    "reversals_mirror": "UPDATE entry SET points = points + 1 WHERE txn IN"
    " (SELECT id FROM txn WHERE reverses IS NOT NULL)",
    "versions_without_gap": "UPDATE entry SET account_version = account_version + 100"
    " WHERE member > 0 AND txn IN (SELECT id FROM txn WHERE kind = 'sign_in')",
    "balances_follow_entries": "UPDATE entry SET balance_after = balance_after + 1"
    " WHERE txn IN (SELECT id FROM txn WHERE kind = 'sign_in')",
    "keys_unique": KEYS_LOSE_THEIR_INDEX,
    "events_told": "DELETE FROM outbox WHERE kind = 'purchase'",
    "purchases_backed": "UPDATE purchase SET undone_at = 1",
    "vouchers_paid": "UPDATE voucher SET state = 'cancelled', settled_at = 1"
    " WHERE state = 'issued'",
    "stock_not_negative": "UPDATE stock SET amount = -1",
    "budget_spent": "UPDATE budget SET spent = spent - 1",
    "one_identity_each": "DELETE FROM identity WHERE member = (SELECT min(member) FROM identity)",
    "outbox_blanked": "UPDATE outbox SET state = 'sent'",
}
MORE_LIES = [
    ("entries_balance", "DELETE FROM entry WHERE account = 'issued'"),
    ("entries_balance", "DELETE FROM entry"),
    ("lots_carry_balances", "UPDATE lot SET member = (SELECT max(id) FROM member)"),
    ("lots_within_bounds", "UPDATE lot SET points_left = points + 1"),
    ("draws_explain_lots", "DELETE FROM draw"),
    ("vouchers_paid", "DELETE FROM voucher WHERE state = 'used'"),
    ("events_told", "DELETE FROM outbox WHERE kind = 'surprise'"),
    ("events_told", "UPDATE outbox SET txn = NULL WHERE kind = 'purchase'"),
    ("events_told", "UPDATE outbox SET txn = (SELECT max(txn) FROM outbox)"),
    ("one_identity_each", "DELETE FROM account WHERE kind = 'owed'"),
    ("outbox_blanked", "UPDATE outbox SET payload = NULL"),
]


@pytest.fixture
def programme() -> Programme:
    """Every purchase wins 20 points."""
    surprise = Surprise(purchase_percent=100, prizes=(Prize(points=20, weight=1),))
    return PROGRAMME.model_copy(update={"surprise": surprise})


@pytest.fixture
async def lived_in(store: SqliteStore) -> SqliteStore:
    """A shop in which everything has happened once."""
    ann, bo = await joins(store, 1), await joins(store, 2)
    await signs_in(store, ann)
    await buys(store, bo, 8840)
    undone = await buys(store, ann, 10_000)
    await store.write(earning.undo, undone.purchase, CASHIER, key=fresh_key())
    used, returned = await redeems(store, ann, TEA), await redeems(store, ann, TEA)
    await store.write(rewards.use, used.voucher, "staff", key=fresh_key())
    await store.write(rewards.cancel, ann, returned.voucher, key=fresh_key())
    await redeems(store, bo, MUG)
    await store.write(members.set_preference, ann, "news", False, key=fresh_key())
    told, *_ = await store.read(notices.due, 1)
    await store.write(notices.settle, told.id, told.member, "sent", key=None)
    return store


async def test_books_kept_by_verbs_are_sound(lived_in: SqliteStore) -> None:
    findings = await found(lived_in)
    assert findings.ok
    assert findings.breaches == ()
    assert findings.members == 2
    assert findings.outstanding_points == 500 + 5 - 100 + 500 + 88 + 20 - 400


def test_there_is_a_lie_for_every_invariant() -> None:
    assert sorted(LIES) == sorted(INVARIANTS)


@pytest.mark.parametrize(("invariant", "lie"), [*LIES.items(), *MORE_LIES])
async def test_the_audit_finds_the_lie(
    lived_in: SqliteStore, clock: StandingClock, invariant: str, lie: str
) -> None:
    await lived_in.close()
    with tampered(lived_in.path) as database:
        database.executescript(lie)
    reader = await SqliteStore.open(lived_in.path, clock, VAULT, writable=False)
    breaches = dict((await found(reader)).breaches)
    await reader.close()
    assert breaches.get(invariant, 0) != 0
    assert "append_only_triggers" not in breaches or lie is KEYS_LOSE_THEIR_INDEX


@pytest.mark.parametrize("trigger", sorted(TRIGGERS))
async def test_the_audit_misses_a_trigger_that_is_gone(
    lived_in: SqliteStore, clock: StandingClock, trigger: str
) -> None:
    await lived_in.close()
    with closing(sqlite3.connect(lived_in.path)) as database:
        database.execute(f"DROP TRIGGER {trigger}")
    reader = await SqliteStore.open(lived_in.path, clock, VAULT, writable=False)
    findings = await found(reader)
    await reader.close()
    assert findings.breaches == (("append_only_triggers", 1),)


@contextmanager
def tampered(path: Path) -> Iterator[sqlite3.Connection]:
    """The file in hands that take the guards off first, and put them back on after."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        guards = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = guards.fetchall()
        for name, _ in triggers:
            database.execute(f"DROP TRIGGER {name}")
        database.execute("PRAGMA ignore_check_constraints = ON")
        database.execute("PRAGMA foreign_keys = OFF")
        yield database
        for name, sql in triggers:
            if database.execute(
                "SELECT 1 FROM sqlite_master WHERE name = ?", (name.split("_")[0],)
            ).fetchone():
                database.execute(sql)
