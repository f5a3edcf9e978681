"""Alerts: what the owner is to be told, written with the change that causes it."""

import json
from dataclasses import dataclass
from typing import Any

from pydantic_core import to_json

from domain.tx import ReadTx, Tx


@dataclass(frozen=True)
class Alert:
    """One thing to tell the owner: what kind, with which facts."""

    id: int
    kind: str
    facts: dict[str, Any]


def alert(tx: Tx, kind: str, **facts: Any) -> None:
    """Writes down one thing to be told to the owner; the facts hold nothing personal."""
    tx.sql.alerts.add(id=tx.new_id(), kind=kind, facts=to_json(facts).decode(), at=tx.now)
    tx.ring("alert")


def untold(tx: ReadTx) -> tuple[Alert, ...]:
    """What the owner has not been told yet, oldest first."""
    return tuple(Alert(id_, kind, json.loads(facts)) for id_, kind, facts in tx.sql.alerts.untold())


def mark_told(tx: Tx, alert_id: int) -> None:
    """Notes that the owner was told."""
    tx.sql.alerts.mark_told(id=alert_id, at=tx.now)
