"""A sale in the making: what was said of it so far, kept in the clerk's dialog."""

from dataclasses import asdict, dataclass
from typing import Self

from bot.telegram.ask import Ask
from bot.telegram.dialogs import Dialog
from domain.calendar import MINUTE
from domain.counter import Bill
from domain.errors import ScreenOld
from domain.members import Found

FLOW = "sale"


@dataclass(frozen=True)
class Draft:
    """Whose purchase, of what, and how it is paid; money in minor units.

    `here_until`: the member showed a fresh card, and counts as present so long (UTC us).
    `summary` is the nonce of the screen that shows it, and `paid` what that says is to pay: any
    other screen of it is old.
    """

    member: int
    here_until: int = 0
    price: int = 0
    category: str | None = None
    voucher: int | None = None
    points: int = 0
    hold: int | None = None
    paid: int = 0
    summary: str = ""

    @classmethod
    def opened(cls, ask: Ask, found: Found) -> Self:
        """A sale to whom a card was opened for."""
        minutes = ask.programme.counter.hold_minutes
        here = ask.desk.store.now() + minutes * MINUTE if found.present else 0
        return cls(found.member, here)

    @classmethod
    def of(cls, dialog: Dialog | None) -> Self:
        """The sale that a dialog is about; raises ScreenOld where it is about none."""
        if dialog is None or dialog.flow != FLOW or "member" not in dialog.data:
            raise ScreenOld
        return cls(**dialog.data)

    def bill(self) -> Bill:
        """What is to be paid, and how."""
        return Bill(self.price, self.category, self.voucher, self.points, self.hold)


async def keep(ask: Ask, step: str, draft: Draft) -> None:
    """Brings the clerk to a step of this sale."""
    await ask.step(FLOW, step, **asdict(draft))


def at_summary(ask: Ask, nonce: str) -> Draft:
    """The sale whose summary was pressed; raises ScreenOld where it was changed since."""
    draft = Draft.of(ask.dialog)
    if draft.summary != nonce:
        raise ScreenOld
    return draft
