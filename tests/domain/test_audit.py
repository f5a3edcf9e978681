"""The audit finds each lie that somebody with the database in hand could plant."""

import sqlite3
from contextlib import closing

import psycopg
import pytest

from bot.store import Store, open_store
from domain import books, earning, members, notices, rewards
from domain.audit import INVARIANTS, TRIGGERS, check
from domain.calendar import DAY
from domain.programme import Prize, Programme, Surprise
from tests import tamper
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
    gets,
    holds,
    joins,
    redeems,
    reverses,
    signs_in,
)

# SQLite keeps the index for as long as the table: another one takes its place.
KEYS_LOSE_THEIR_INDEX = (
    "CREATE TABLE loose AS SELECT * FROM txn",
    "DROP TABLE txn",
    "ALTER TABLE loose RENAME TO txn",
)
KEYS_ARE_ONE = "UPDATE txn SET key = (SELECT min(key) FROM txn) WHERE kind = 'sign_in'"
LIES = {
    "entries_balance": "UPDATE entry SET points = points - 1 WHERE account = 'redeemed'",
    "books_balance": "UPDATE account SET points = points + 1 WHERE kind = 'available'",
    "no_member_below_zero": "UPDATE account SET points = -1 WHERE kind = 'held'",
    "cached_balances": "UPDATE account SET points = points + 1 WHERE kind = 'available'",
    "versions_without_gap": "UPDATE entry SET account_version = account_version + 100"
    " WHERE member > 0 AND txn IN (SELECT id FROM txn WHERE kind = 'sign_in')",
    "balances_follow_entries": "UPDATE entry SET balance_after = balance_after + 1"
    " WHERE txn IN (SELECT id FROM txn WHERE kind = 'sign_in')",
    "lots_carry_balances": "UPDATE lot SET points_left = points_left - 1 WHERE origin = 'sign_in'",
    "holds_carry_balances": "UPDATE hold SET state = 'released' WHERE state = 'open'",
    "lots_within_bounds": "UPDATE lot SET expires_at = earned_at WHERE origin = 'sign_in'",
    "draws_explain_lots": "UPDATE draw SET points = points + 1",
    "lots_explain_entries": "UPDATE lot SET points = points + 1, points_left = points_left + 1",
    "extensions_explain_ends": "UPDATE lot SET expires_at = expires_at + 1",
    "holds_end_once": "UPDATE hold SET captured = captured - 1 WHERE state = 'captured'",
    "reversals_mirror": "UPDATE entry SET points = points + 1 WHERE txn IN"
    " (SELECT txn FROM reversal)",
    "reversals_within_whole": "UPDATE reversal SET points = points + 1 WHERE number = 1",
    "keys_unique": KEYS_ARE_ONE,
    "postings_requested": "DELETE FROM request",
    "events_told": "DELETE FROM outbox WHERE kind = 'purchase'",
    "purchases_backed": "UPDATE purchase SET undone_at = 1",
    "sign_ins_backed": "DELETE FROM sign_in",
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
    ("cached_balances", "UPDATE account SET version = version + 1"),
    ("versions_without_gap", "UPDATE account SET version = 0 WHERE member > 0"),
    ("lots_carry_balances", "UPDATE lot SET member = (SELECT max(id) FROM member)"),
    ("lots_within_bounds", "UPDATE lot SET points_left = points + 1"),
    ("draws_explain_lots", "DELETE FROM draw"),
    ("extensions_explain_ends", "DELETE FROM extension WHERE id = (SELECT max(id) FROM extension)"),
    ("holds_end_once", "UPDATE hold SET end_txn = NULL"),
    ("holds_end_once", "UPDATE hold SET points = points + 1"),
    ("holds_end_once", "UPDATE hold SET state = 'captured', captured = 1 WHERE state = 'released'"),
    ("holds_end_once", "UPDATE hold SET txn = (SELECT max(id) FROM txn) WHERE state = 'open'"),
    (
        "reversals_mirror",
        "UPDATE reversal SET original = (SELECT min(id) FROM txn) WHERE number = 2",
    ),
    ("reversals_within_whole", "UPDATE reversal SET number = number + 9"),
    ("reversals_within_whole", "UPDATE reversal SET before = before + 1 WHERE number = 2"),
    ("reversals_within_whole", "DELETE FROM reversal"),
    ("reversals_within_whole", "UPDATE txn SET reverses = NULL"),
    ("vouchers_paid", "DELETE FROM voucher WHERE state = 'used'"),
    ("vouchers_paid", "UPDATE voucher SET points = points + 1"),
    ("vouchers_paid", "UPDATE voucher SET member = (SELECT max(id) FROM member) - member"),
    ("purchases_backed", "UPDATE purchase SET member = (SELECT max(id) FROM member)"),
    ("events_told", "DELETE FROM outbox WHERE kind = 'surprise'"),
    ("events_told", "UPDATE outbox SET txn = NULL WHERE kind = 'purchase'"),
    ("events_told", "UPDATE outbox SET txn = (SELECT max(txn) FROM outbox)"),
    ("one_identity_each", "DELETE FROM account WHERE kind = 'owed'"),
    ("outbox_blanked", "UPDATE outbox SET payload = NULL"),
]


@pytest.fixture
def postgres(defenceless: str) -> str:
    """What is tampered with has no constraints left."""
    return defenceless


@pytest.fixture
def programme() -> Programme:
    """Every purchase wins 20 points."""
    surprise = Surprise(purchase_percent=100, prizes=(Prize(points=20, weight=1),))
    return PROGRAMME.model_copy(update={"surprise": surprise})


@pytest.fixture
async def lived_in(store: Store) -> Store:
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
    taken, released = await holds(store, ann, 50), await holds(store, ann, 20)
    captured = await store.write(books.capture, taken.hold, "till", 30, key=fresh_key())
    await store.write(books.release, released.hold, "till", key=fresh_key())
    await holds(store, bo, 10)
    for part in (10, 5):
        await reverses(store, captured.txn, part)
    await gets(store, bo, 40)
    for later in (90, 120):
        lot = (await store.read(books.lots_left, bo))[0].id
        until = store.now() + later * DAY
        await store.write(books.extend, lot, until, "staff", key=fresh_key())
    await store.write(members.set_preference, ann, "news", False, key=fresh_key())
    told, *_ = await store.read(notices.due, 1)
    await store.write(notices.settle, told.id, told.member, "sent", key=None)
    return store


async def test_books_kept_by_verbs_are_sound(lived_in: Store) -> None:
    findings = await found(lived_in)
    assert findings.breaches == ()
    assert findings.ok
    assert findings.members == 2
    assert findings.outstanding_points == 505 - 100 - 30 + 15 + 500 + 108 - 400 + 40


def test_there_is_a_lie_for_every_invariant() -> None:
    assert sorted([*LIES, "append_only_triggers"]) == sorted(INVARIANTS)


@pytest.mark.parametrize(
    ("engine", "invariant", "words"),
    [
        *(("sqlite", *each) for each in [*LIES.items(), *MORE_LIES]),
        *(("postgres", *each) for each in LIES.items()),
    ],
)
async def test_the_audit_finds_the_lie(
    lived_in: Store, url: str, clock: StandingClock, invariant: str, words: str
) -> None:
    await lived_in.close()
    rebuilt = words == KEYS_ARE_ONE and url.startswith("sqlite")
    tamper.lie(url, *(KEYS_LOSE_THEIR_INDEX if rebuilt else ()), words)
    reader = await open_store(url, clock, VAULT, writable=False)
    breaches = dict((await found(reader)).breaches)
    await reader.close()
    assert breaches.get(invariant, 0) != 0
    assert "append_only_triggers" not in breaches


async def test_a_breach_names_who_or_what_it_concerns(
    store: Store, url: str, clock: StandingClock
) -> None:
    ann = await joins(store, 1)
    await joins(store, 2)
    await store.close()
    tamper.lie(url, f"UPDATE account SET points = 0 WHERE member = {ann} AND kind = 'available'")
    reader = await open_store(url, clock, VAULT, writable=False)
    breach = await reader.read(check, "lots_carry_balances")
    await reader.close()
    assert (breach.count, breach.ids) == (1, (ann,))


@pytest.mark.parametrize("engine", ["sqlite"])
@pytest.mark.parametrize("trigger", sorted(TRIGGERS))
async def test_the_audit_misses_a_trigger_that_is_gone(
    store: Store, url: str, clock: StandingClock, trigger: str
) -> None:
    await store.close()
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
        database.execute(f"DROP TRIGGER {trigger}")
    reader = await open_store(url, clock, VAULT, writable=False)
    findings = await found(reader)
    await reader.close()
    assert findings.breaches == (("append_only_triggers", 1),)


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_a_trigger_that_refuses_nothing_counts_as_gone(
    store: Store, url: str, clock: StandingClock
) -> None:
    await store.close()
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
        database.execute("DROP TRIGGER txn_no_delete")
        database.execute("CREATE TRIGGER txn_no_delete BEFORE DELETE ON txn BEGIN SELECT 1; END")
    reader = await open_store(url, clock, VAULT, writable=False)
    findings = await found(reader)
    await reader.close()
    assert findings.breaches == (("append_only_triggers", 1),)


@pytest.mark.parametrize("engine", ["postgres"])
@pytest.mark.parametrize("trigger", ["entry_no_truncate", "entry_no_delete", "lot_fixed"])
async def test_a_trigger_that_sleeps_counts_as_gone(
    store: Store, url: str, clock: StandingClock, trigger: str
) -> None:
    """What may be truncated may as well be deleted."""
    await store.close()
    table = trigger.partition("_")[0]
    reader = await open_store(url, clock, VAULT, writable=False)
    with psycopg.connect(url, autocommit=True) as database:
        database.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}".encode())
        findings = await found(reader)
        database.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}".encode())
    await reader.close()
    assert findings.breaches == (("append_only_triggers", 1),)
