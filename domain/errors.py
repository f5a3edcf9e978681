"""Every refusal as data: the class name is the API's code and, in kebab case, the key of its text.

Fields go into the text by their own names. A refusal rolls back its verb and stores nothing.
"""

import re
from dataclasses import dataclass, fields
from typing import Any, ClassVar


@dataclass(eq=False)
class Refusal(Exception):
    """The base of everything the programme says no to."""

    status: ClassVar[int] = 409

    @classmethod
    def text_key(cls) -> str:
        """The key of its text: NotEnoughPoints is `refusal-not-enough-points`."""
        return "refusal" + re.sub(r"([A-Z])", r"-\1", cls.__name__).lower()

    def facts(self) -> dict[str, Any]:
        """Its fields, by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(eq=False)
class NotAMember(Refusal):
    """The person has not joined."""

    status: ClassVar[int] = 404


@dataclass(eq=False)
class NotAllowed(Refusal):
    """The person may not do this."""

    status: ClassVar[int] = 403


@dataclass(eq=False)
class UnknownCode(Refusal):
    """No member's card and no receipt has this code."""

    status: ClassVar[int] = 404


@dataclass(eq=False)
class AmountRefused(Refusal):
    """The amount is not one: `rule` says which rule it breaks."""

    rule: str
    decimals: int = 0
    most: int = 0
    status: ClassVar[int] = 422


@dataclass(eq=False)
class NotEnoughPoints(Refusal):
    """The balance does not reach."""

    price: int
    available: int


@dataclass(eq=False)
class RewardGone(Refusal):
    """The reward is no longer in the catalogue."""

    status: ClassVar[int] = 410


@dataclass(eq=False)
class SoldOut(Refusal):
    """The shelf is empty."""


@dataclass(eq=False)
class PriceChanged(Refusal):
    """The reward costs something else than was shown."""

    shown: int
    price: int


@dataclass(eq=False)
class VoucherUnknown(Refusal):
    """No voucher has this code."""

    status: ClassVar[int] = 404


@dataclass(eq=False)
class VoucherClosed(Refusal):
    """The voucher was used, given back or ran out: `state` says which, `at` when (UTC us)."""

    state: str
    at: int


@dataclass(eq=False)
class CategoryUnknown(Refusal):
    """The programme has no such category; `known` lists those there are."""

    category: str
    known: str
    status: ClassVar[int] = 422


@dataclass(eq=False)
class OwnPurchase(Refusal):
    """Staff may not credit their own card."""

    status: ClassVar[int] = 403


@dataclass(eq=False)
class ScreenOld(Refusal):
    """What was pressed belongs to something that was cancelled or changed since."""


@dataclass(eq=False)
class ReceiptTaken(Refusal):
    """This receipt was credited already today."""


@dataclass(eq=False)
class PurchaseUnknown(Refusal):
    """There is no such purchase."""

    status: ClassVar[int] = 404


@dataclass(eq=False)
class UndoTooLate(Refusal):
    """The time in which a purchase can be undone is over."""

    minutes: int


@dataclass(eq=False)
class UndoneAlready(Refusal):
    """The purchase was undone before."""


@dataclass(eq=False)
class HoldUnknown(Refusal):
    """There is no such hold."""

    status: ClassVar[int] = 404


@dataclass(eq=False)
class HoldClosed(Refusal):
    """The hold was captured, released or ran out: `state` says which, `at` when (UTC us)."""

    state: str
    at: int


@dataclass(eq=False)
class TooMuch(Refusal):
    """More than there is to capture, to refund or to give back."""

    points: int
    most: int
    status: ClassVar[int] = 422


@dataclass(eq=False)
class LineUnknown(Refusal):
    """The member's history has no such line."""

    status: ClassVar[int] = 404


@dataclass(eq=False)
class NotSealedYet(Refusal):
    """The day of the line is not sealed yet; it will be `at` (UTC us)."""

    at: int


@dataclass(eq=False)
class BroadcastUnknown(Refusal):
    """There is no such broadcast."""

    status: ClassVar[int] = 404


@dataclass(eq=False)
class BroadcastOver(Refusal):
    """The broadcast has ended; nothing about it can be changed."""


@dataclass(eq=False)
class TierUnknown(Refusal):
    """The programme has no such tier."""

    status: ClassVar[int] = 404


@dataclass(eq=False)
class RuleUnknown(Refusal):
    """The programme has no such rule, or it is over."""

    status: ClassVar[int] = 404


@dataclass(eq=False)
class RuleRefused(Refusal):
    """The programme would contradict itself: `reason` is the key at fault, and a sentence."""

    reason: str
    status: ClassVar[int] = 422


@dataclass(eq=False)
class BasketEmpty(Refusal):
    """There are no reference prices to tell the value of points by."""


@dataclass(eq=False)
class AudienceEmpty(Refusal):
    """Nobody would get this broadcast."""


@dataclass(eq=False)
class ActivityOver(Refusal):
    """There is no such thing to do for points, or not now, or not for this member."""

    status: ClassVar[int] = 410


@dataclass(eq=False)
class LimitReached(Refusal):
    """It was done as often as it pays: `limit` times a `per` (day, week, month, year, ever)."""

    limit: int
    per: str


@dataclass(eq=False)
class RainOver(Refusal):
    """The points rain is over; `shares`: how many had been caught when the pot was empty, or 0."""

    shares: int
    status: ClassVar[int] = 410


@dataclass(eq=False)
class BirthdayRefused(Refusal):
    """The birthday is not one: `rule` says which rule it breaks."""

    rule: str
    status: ClassVar[int] = 422


@dataclass(eq=False)
class BirthdayKnown(Refusal):
    """The birthday was told before; staff can change it."""


@dataclass(eq=False)
class NothingToRepair(Refusal):
    """No streak has just one day missing, or the month's repairs are used up."""


@dataclass(eq=False)
class Busy(Refusal):
    """More is asked at once than can be answered soon."""

    status: ClassVar[int] = 503


@dataclass(eq=False)
class KeyReused(Refusal):
    """The idempotency key was used for another request."""

    status: ClassVar[int] = 422
