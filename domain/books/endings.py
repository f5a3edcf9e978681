"""The end of points: lots whose day is over, and days that are moved."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from domain.books.rules import loss
from domain.calendar import end_of_validity
from domain.tx import ReadTx, Tx

DECAY_MONTHS = 12
Due = tuple[int, int, int, int, int]


@dataclass(frozen=True)
class Ended:
    """What a member lost to the calendar, and what is available after it."""

    member: int
    points: int
    balance: int


def expire_ended(tx: Tx, member: int) -> None:
    """Ends a member's lots whose day is over, without waiting for the sweep."""
    while rows := tx.sql.endings.due_of(member=member, now=tx.now):
        _end(tx, rows, {member: tx.sql.endings.account(member=member)})


def end_due(tx: Tx, most: int) -> tuple[int, tuple[Ended, ...]]:
    """Ends up to `most` lots of anybody whose day is over: how many, and what each lost.

    A member's lots of one day stand side by side in the index, and so do their pages.
    """
    tx.sql.endings.lock_due(now=tx.now, most=most)
    rows = tx.sql.endings.due(now=tx.now, most=most)
    accounts = {row[1]: (row[5], row[6]) for row in rows}
    return len(rows), _end(tx, [row[:5] for row in rows], accounts)


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
    ends = tx.sql.endings.ends(lot=lot)
    assert expires_at > ends, "an extension extends"
    tx.sql.endings.add_extensions([_extension(tx, lot, ends, expires_at, actor)])
    tx.sql.endings.move_ends([{"lot": lot, "ends": expires_at}])


def _end(tx: Tx, rows: Iterable[Due], accounts: dict[int, tuple[int, int]]) -> tuple[Ended, ...]:
    """Posts what each lot loses; every table is written once for all of them."""
    lost: dict[int, int] = defaultdict(int)
    txns, entries, draws, moved, traces = [], [], [], [], []
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
            later = _next_end(tx, ends)
            traces.append(_extension(tx, lot, ends, later, "clock"))
            moved.append({"lot": lot, "ends": later})
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
        tx.sql.endings.add_extensions(traces)
        tx.sql.endings.move_ends(moved)
    return tuple(Ended(member, points, accounts[member][0]) for member, points in lost.items())


def _next_end(tx: ReadTx, ends: int) -> int:
    return end_of_validity(ends - 1, DECAY_MONTHS, tx.programme.zone)


def _extension(tx: Tx, lot: int, before: int, after: int, actor: str) -> dict[str, int | str]:
    return {
        "id": tx.new_id(),
        "lot": lot,
        "before": before,
        "after": after,
        "actor": actor,
        "now": tx.now,
    }
