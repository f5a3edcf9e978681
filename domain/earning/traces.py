"""Why a movement is what it is: kept with the credit, never changed, told under /why."""

from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from domain.earning.facts import Facts, Share
from domain.tx import ReadTx, Tx


@dataclass(frozen=True, slots=True)
class _Body:
    shares: tuple[Share, ...] = ()
    facts: Facts | None = None
    more: dict[str, Any] | None = None


@dataclass(frozen=True)
class Trace:
    """One explanation. `rules` is the version in force; `at` in UTC microseconds.

    `facts` are a purchase's; `more` is what else its kind knows.
    """

    id: int
    member: int
    txn: int | None
    kind: str
    rules: int
    at: int
    points: int
    shares: tuple[Share, ...]
    facts: Facts | None
    more: dict[str, Any]


_BODY = TypeAdapter(_Body)


def keep(
    tx: Tx,
    member: int,
    kind: str,
    points: int,
    *,
    txn: int | None = None,
    shares: tuple[Share, ...] = (),
    facts: Facts | None = None,
    **more: Any,
) -> int:
    """Keeps why `points` were credited (or, below zero, taken back); the explanation's id."""
    trace = tx.new_id()
    tx.sql.traces.add(
        id=trace,
        member=member,
        txn=txn,
        kind=kind,
        rules=tx.version.number,
        at=tx.now,
        points=points,
        body=_BODY.dump_json(_Body(shares, facts, more or None)).decode(),
    )
    return trace


def trace_of(tx: ReadTx, member: int, txn: int) -> Trace | None:
    """Why a member's transaction is what it is; None for one older than explanations."""
    row = tx.sql.traces.of_txn(member=member, txn=txn)
    return _trace(*row) if row else None


def traces(tx: ReadTx, member: int, before: int, most: int) -> tuple[Trace, ...]:
    """A member's latest explanations with an id below `before`, newest first."""
    return tuple(
        _trace(*row) for row in tx.sql.traces.latest(member=member, before=before, most=most)
    )


def of_purchase(tx: ReadTx, member: int, purchase: int) -> Trace | None:
    """Why a member's purchase earned what it did, also where that was nothing."""
    # It was kept in the same change, so it is among the first after the purchase's own id.
    rows = tx.sql.traces.following(member=member, id=purchase, most=8)
    found = (_trace(*row) for row in rows)
    return next((trace for trace in found if trace.more.get("purchase") == purchase), None)


def tier_change_of(tx: ReadTx, trace: Trace) -> Trace | None:
    """The change of tier that a credit brought about: kept with it, in the same change."""
    for row in tx.sql.traces.following(member=trace.member, id=trace.id, most=2):
        beside = _trace(*row)
        if beside.kind == "tier" and beside.at == trace.at:
            return beside
        if beside.kind != "surprise":
            break
    return None


def after(tx: ReadTx, newest: int, before: int, most: int) -> tuple[Trace, ...]:
    """Everybody's explanations with an id above `newest` and below `before`, oldest first."""
    return tuple(
        _trace(*row) for row in tx.sql.traces.after(newest=newest, before=before, most=most)
    )


def _trace(
    id_: int, member: int, txn: int | None, kind: str, rules: int, at: int, points: int, body: str
) -> Trace:
    told = _BODY.validate_json(body)
    return Trace(
        id_, member, txn, kind, rules, at, points, told.shares, told.facts, told.more or {}
    )
