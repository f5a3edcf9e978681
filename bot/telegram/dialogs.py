"""Dialogs of several steps: one row for each person, so that a restart loses none."""

import json
from dataclasses import dataclass
from typing import Any

from domain.calendar import HOUR
from domain.members import identify
from domain.tx import ReadTx, Tx

LIFETIME = 24 * HOUR


@dataclass(frozen=True)
class Dialog:
    """Where a person stands in a flow, and what they said so far."""

    flow: str
    step: str
    data: dict[str, Any]


def dialog_of(tx: ReadTx, person: int) -> Dialog | None:
    """The dialog a person is in, unless they left it lying for a day."""
    row = tx.sql.dialogs.of(person=identify(tx, person), now=tx.now)
    if row is None:
        return None
    return Dialog(row[0], row[1], json.loads(tx.vault.unseal("dialog", row[2])))


def put_dialog(tx: Tx, person: int, dialog: Dialog) -> None:
    """Brings a person to a step; what they were in before is dropped."""
    tx.sql.dialogs.put(
        person=identify(tx, person),
        flow=dialog.flow,
        step=dialog.step,
        data=tx.vault.seal("dialog", json.dumps(dialog.data).encode()),
        expires_at=tx.now + LIFETIME,
    )


def end_dialog(tx: Tx, person: int) -> str:
    """Ends what a person is in and says which flow it was; empty where there was none."""
    row = tx.sql.dialogs.end(person=identify(tx, person))
    return row[0] if row else ""


def tidy_dialogs(tx: Tx) -> None:
    """Drops what was left lying."""
    tx.sql.dialogs.tidy(now=tx.now)
