"""The end of points: lots whose day is over, and days that are moved."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from domain.books.rules import loss
from domain.calendar import end_of_validity
from domain.tx import ReadTx, Tx

DECAY_MONTHS = 12
# So many open lots are looked at for each that a batch may end: it stays short where few are due.
SCANNED = 20
Due = tuple[int, int, int, int, int]


@dataclass(frozen=True)
class Ended:
    """What a member lost to the calendar, and what is available after it."""

    member: int
    points: int
    balance: int


@dataclass(frozen=True)
class Batch:
    """How many lots ended, where the next batch begins, and whether nothing is due any more."""

    count: int
    cursor: int
    done: bool
    ended: tuple[Ended, ...]


def expire_ended(tx: Tx, member: int) -> None:
    """Ends a member's lots whose day is over, without waiting for the sweep."""
    while rows := tx.sql.endings.due_of(member=member, now=tx.now):
        _end(tx, rows, {member: tx.sql.endings.account(member=member)})


def end_due(tx: Tx, cursor: int, most: int) -> Batch:
    """Ends up to `most` lots of anybody whose day is over.

    A few are found by their day. Many are met in order of their members, from `cursor` on: what
    a member has stands together, and so each page of the books is written once.
    """
    sql, given = tx.sql.endings, {"now": tx.now, "most": most}
    due = sql.count_due(**given)
    if due < most:
        sql.lock_due(**given)
        return _batch(tx, sql.due(**given), cursor, done=due == 0)
    last = sql.member_after(cursor=cursor, lots=SCANNED * most)
    if last is None:
        return Batch(0, 0, done=False, ended=())
    given |= {"first": cursor, "last": last}
    sql.lock_between(**given)
    rows = sql.due_between(**given)
    return _batch(tx, rows, rows[-1][1] if len(rows) == most else last + 1, done=False)


def _batch(tx: Tx, rows: list[Any], cursor: int, done: bool) -> Batch:
    accounts = {row[1]: (row[5], row[6]) for row in rows}
    return Batch(len(rows), cursor, done, _end(tx, [row[:5] for row in rows], accounts))


def left_of(tx: ReadTx, left: int, ends: int, decay: int) -> int:
    """What is left of a lot once all that is due has ended: of one that decays, year by year."""
    while left and ends <= tx.now:
        left -= loss(left, decay)
        ends = _next_end(tx, ends)
    return left


def extend(tx: Tx, lot: int, expires_at: int, actor: str) -> None:
    """Moves the end of a lot to later, and keeps the trace of it."""
    # Two at once would each tell of the same end before.
    tx.sql.books.lock(member=tx.sql.endings.owner(lot=lot))
    extend_all(tx, [(lot, tx.sql.endings.ends(lot=lot))], expires_at, actor)


def extend_all(tx: Tx, lots: Iterable[tuple[int, int]], expires_at: int, actor: str) -> None:
    """Moves the ends of lots to one day; with each its end until now, their members locked."""
    _move_ends(tx, [(lot, ends, expires_at) for lot, ends in lots], actor)


def _end(tx: Tx, rows: Iterable[Due], accounts: dict[int, tuple[int, int]]) -> tuple[Ended, ...]:
    """Posts what each lot loses; every table is written once for all of them."""
    lost: dict[int, int] = defaultdict(int)
    txns, entries, draws, moved = [], [], [], []
    before = dict(accounts)
    for lot, member, left, ends, decay in rows:
        points = loss(left, decay)
        balance, version = accounts[member]
        accounts[member] = balance, version = balance - points, version + 1
        lost[member] += points
        txn = tx.new_id()
        kind = "decay" if decay else "expire"
        # A lot can end twice: what was spent of it and returns later ends on its own.
        txns.append({"id": txn, "key": f"{kind}:{lot}:{txn}", "kind": kind})
        entries.append(
            {"txn": txn, "member": member, "points": -points, "after": balance, "version": version}
        )
        draws.append({"lot": lot, "txn": txn, "points": points})
        if decay:
            moved.append((lot, ends, _next_end(tx, ends)))
    common = {"now": tx.now, "rules": tx.version.number}
    tx.sql.endings.add_txns([txn | common for txn in txns])
    tx.sql.endings.move_accounts(
        [
            {"member": member, "points": points, "versions": accounts[member][1] - was[1]}
            for member, was in before.items()
            if (points := lost[member])
        ]
    )
    tx.sql.endings.add_entries(entries)
    tx.sql.endings.add_draws(draws)
    tx.sql.endings.draw_down([{"lot": draw["lot"], "points": draw["points"]} for draw in draws])
    if moved:
        _move_ends(tx, moved, "clock")
    return tuple(Ended(member, points, accounts[member][0]) for member, points in lost.items())


def _next_end(tx: ReadTx, ends: int) -> int:
    return end_of_validity(ends - 1, DECAY_MONTHS, tx.programme.zone)


def _move_ends(tx: Tx, moves: list[tuple[int, int, int]], actor: str) -> None:
    """Moves each lot's end from one instant to a later one, and keeps the trace of it."""
    assert all(after > before for _, before, after in moves), "an extension extends"
    traces = [
        {"id": tx.new_id(), "lot": lot, "before": before, "after": after}
        for lot, before, after in moves
    ]
    common = {"actor": actor, "now": tx.now}
    tx.sql.endings.add_extensions([trace | common for trace in traces])
    tx.sql.endings.move_ends([{"lot": lot, "ends": after} for lot, _, after in moves])
    # The new end is reminded of as if for the first time.
    tx.sql.endings.forget_reminders([{"lot": lot} for lot, _, _ in moves])
