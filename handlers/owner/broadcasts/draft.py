"""A broadcast before it is sent: kept in its author's dialog, so that a restart loses nothing."""

from dataclasses import dataclass
from typing import Any, Self

from bot.telegram.ask import Ask
from bot.telegram.dialogs import dialog_of, end_dialog
from domain import broadcasts
from domain.broadcasts import EVERYBODY, Audience, Content, Started
from domain.errors import ScreenOld
from domain.tx import Tx

FLOW = "broadcast"


@dataclass(frozen=True)
class Draft:
    """What it says, to whom, and how; `starts_at` in UTC microseconds, None for at once."""

    content: Content
    audience: Audience = EVERYBODY
    starts_at: int | None = None
    holdout_percent: int = 0
    paid: bool = False

    def data(self) -> dict[str, Any]:
        """As a dialog keeps it."""
        return {
            "content": self.content.packed().decode(),
            "audience": self.audience.packed(),
            "starts_at": self.starts_at,
            "holdout_percent": self.holdout_percent,
            "paid": self.paid,
        }

    @classmethod
    def told(cls, data: dict[str, Any]) -> Self | None:
        """The draft in a dialog; None where it holds none."""
        if "content" not in data:
            return None
        return cls(
            Content.read(data["content"].encode()),
            Audience.read(data["audience"]),
            data["starts_at"],
            data["holdout_percent"],
            data["paid"],
        )

    def later(self, now: int) -> int | None:
        """When it starts, if that is still to come."""
        return self.starts_at if self.starts_at is not None and self.starts_at > now else None


def found_draft(ask: Ask) -> Draft | None:
    """The draft that the author is at, if any."""
    if ask.dialog is None or ask.dialog.flow != FLOW:
        return None
    return Draft.told(ask.dialog.data)


def draft_of(ask: Ask) -> Draft:
    """The draft that the author is at; raises ScreenOld where they are at none."""
    draft = found_draft(ask)
    if draft is None:
        raise ScreenOld
    return draft


async def keep(ask: Ask, draft: Draft, step: str = "draft", **more: Any) -> None:
    """Keeps the draft, and at which step its author is: what they send next belongs to that."""
    await ask.step(FLOW, step, **draft.data(), **more)


def send_draft(tx: Tx, author: int, confirmed: str) -> Started:
    """Starts what its author saw last before they confirmed; the draft is used up with it."""
    dialog = dialog_of(tx, author)
    if dialog is None or dialog.data.get("confirmed") != confirmed:
        raise ScreenOld
    draft = Draft.told(dialog.data)
    assert draft is not None
    started = broadcasts.start(
        tx,
        author,
        draft.content,
        draft.audience,
        starts_at=draft.later(tx.now),
        holdout_percent=draft.holdout_percent,
        paid=draft.paid,
        people=dialog.data["people"],
    )
    end_dialog(tx, author)
    return started
