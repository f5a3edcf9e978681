"""Books as large as the goals ask for: written in bulk, and as true as if verbs had written them.

The audit is the judge of that: it finds nothing wrong in them.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.shops import FIRST_PERSON, KEY, open_shop
from domain.calendar import DAY, instant, local_date
from domain.ids import first_id
from domain.vault import Vault

# Each member's year: a gift, three purchases of 88 points and a tea for 100: ten entries.
PHASES = ("welcome", "purchase", "purchase", "purchase", "redeem")
ENTRIES_EACH = 2 * len(PHASES)
GIFT, BOUGHT, TEA = 500, 88, 100
PHASE = 60 * DAY
CHUNK = 50_000
SCATTER = 7_919
# The longest that what a notice says is; it is blanked once it is sent.
Row = tuple[Any, ...]


def member_id(number: int, began: int) -> int:
    """The id of the so-and-so-many-th member; members are known by number."""
    return first_id(began - DAY) + number


async def write_great_books(path: Path, members: int, began: int) -> None:
    """Writes a shop of so many members whose year began at `began` (UTC us); see PHASES."""
    async with open_shop(path) as store:
        zone = store.programme.zone
    with closing(sqlite3.connect(path, isolation_level=None)) as books:
        for pragma in ("synchronous = OFF", "cache_size = -400000", "temp_store = MEMORY"):
            books.execute(f"PRAGMA {pragma}")
        for first in range(0, members, CHUNK):
            _write(books, _people(range(first, min(first + CHUNK, members)), began))
        for phase in range(len(PHASES)):
            for first in range(0, members, CHUNK):
                numbers = range(first, min(first + CHUNK, members))
                _write(books, _movements(numbers, members, phase, began, zone))
        books.execute("PRAGMA optimize")


def _write(books: sqlite3.Connection, tables: dict[str, list[Row]]) -> None:
    books.execute("BEGIN IMMEDIATE")
    for into, rows in tables.items():
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            books.executemany(f"INSERT INTO {into} VALUES ({marks})", rows)
    books.execute("COMMIT")


def _people(numbers: range, began: int) -> dict[str, list[Row]]:
    vault = Vault(KEY)
    wrapped = vault.new_key()
    sealed = vault.seal_for(wrapped, b'{"id": 1, "name": "Member"}')
    ids = [(number, member_id(number, began)) for number in numbers]
    return {
        "member (id, joined_at, card, language_hint)": [
            (
                member,
                began,
                vault.lookup("card", str(member)),
                "en",
            )
            for _, member in ids
        ],
        "identity (lookup, member, sealed, wrapped_key)": [
            (vault.lookup("telegram", str(FIRST_PERSON + number)), member, sealed, wrapped)
            for number, member in ids
        ],
        "account (member, kind, points, version)": [
            row
            for _, member in ids
            for row in (
                (member, "available", GIFT + 3 * BOUGHT - TEA, len(PHASES)),
                (member, "held", 0, 0),
                (member, "owed", 0, 0),
            )
        ],
    }


def _movements(
    numbers: range, members: int, phase: int, began: int, zone: str
) -> dict[str, list[Row]]:
    kind = PHASES[phase]
    points = {"welcome": GIFT, "purchase": BOUGHT, "redeem": -TEA}[kind]
    after = sum(
        {"welcome": GIFT, "purchase": BOUGHT, "redeem": -TEA}[k] for k in PHASES[: phase + 1]
    )
    other = "redeemed" if points < 0 else "issued"
    tables: dict[str, list[Row]] = {name: [] for name in _TABLES}
    for number, txn, at in _instants(numbers, members, phase, began):
        member = member_id(number, began)
        tables[_TXN].append((txn, f"bulk:{txn}", kind, "programme", at, at, 1))
        tables[_ENTRY].append((txn, member, "available", points, after, phase + 1))
        tables[_ENTRY].append((txn, 0, other, -points, None, None))
        if points > 0:
            left = points - TEA if kind == "welcome" else points
            ends = _end(number, phase, began, zone)
            tables[_LOT].append((txn + 1, member, txn, points, left, at, ends, kind))
        if kind == "purchase":
            tables[_PURCHASE].append(
                (
                    txn + 2,
                    member,
                    "main",
                    txn.to_bytes(8),
                    b"",
                    "2026-01-01",
                    8_840,
                    8_840,
                    "staff",
                    at,
                    txn,
                )
            )
        if kind == "redeem":
            gift = _txn(number, members, 0, began) + 1
            tables[_DRAW].append((gift, txn, TEA))
            tables[_VOUCHER].append(
                (
                    txn + 2,
                    member,
                    "tea",
                    TEA,
                    txn,
                    txn.to_bytes(8),
                    "used",
                    at,
                    at + DAY,
                    at,
                    "staff",
                )
            )
        if kind != "welcome":
            tables[_OUTBOX].append((txn + 3, member, txn, kind, at, "sent"))
    return tables


_TXN = "txn (id, key, kind, actor, happened_at, posted_at, rules)"
_ENTRY = "entry (txn, member, account, points, balance_after, account_version)"
_LOT = "lot (id, member, txn, points, points_left, earned_at, expires_at, origin)"
_DRAW = "draw (lot, txn, points)"
_PURCHASE = (
    "purchase (id, member, shop, receipt, sealed_receipt, business_day, price, paid, actor,"
    " happened_at, txn)"
)
_VOUCHER = (
    "voucher (id, member, reward, points, txn, code, state, issued_at, expires_at, settled_at,"
    " settled_by)"
)
_OUTBOX = "outbox (id, member, txn, kind, due_at, state)"
_TABLES = (_TXN, _ENTRY, _LOT, _DRAW, _PURCHASE, _VOUCHER, _OUTBOX)


def _instants(
    numbers: range, members: int, phase: int, began: int
) -> Iterator[tuple[int, int, int]]:
    """Each member's transaction of a phase and when it was posted, in the order of time."""
    for number in numbers:
        yield number, _txn(number, members, phase, began), _at(number, members, phase, began)


def _at(number: int, members: int, phase: int, began: int) -> int:
    return began + phase * PHASE + number * (PHASE // members)


def _txn(number: int, members: int, phase: int, began: int) -> int:
    # Eight ids apart: a transaction's lot, purchase and notice stand between it and the next.
    return first_id(began + phase * PHASE) + (number + 1) * max(
        8, (first_id(began + PHASE) - first_id(began)) // members
    )


def _end(number: int, phase: int, began: int, zone: str) -> int:
    """A day's lots are of members from all over the tables."""
    day = local_date(began + 365 * DAY + phase * PHASE, zone)
    return instant(day, zone) + (number * SCATTER % 60) * DAY
