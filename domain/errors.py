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
    # Staff who try this are on the record with it, and the owner is told.
    flagged: ClassVar[bool] = False

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
class VisitUnknown(UnknownCode):
    """It is not the code of the day of any shop."""


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
    flagged: ClassVar[bool] = True


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
class Uncopyable(Refusal):
    """A message of this kind cannot be sent on to members: `why` names what stands in the way."""

    why: str
    status: ClassVar[int] = 422


@dataclass(eq=False)
class ContentRefused(Refusal):
    """Telegram does not take the message: `reason` is its own word for why."""

    reason: str
    status: ClassVar[int] = 422


@dataclass(eq=False)
class TextTooLong(Refusal):
    """With everybody's own facts filled in it would be longer than Telegram takes."""

    letters: int
    limit: int
    status: ClassVar[int] = 422


@dataclass(eq=False)
class LinkUnknown(Refusal):
    """No button of ours leads this way."""

    status: ClassVar[int] = 404


@dataclass(eq=False)
class TierUnknown(Refusal):
    """The programme has no such tier."""

    status: ClassVar[int] = 404


@dataclass(eq=False)
class TagUnknown(Refusal):
    """Nobody has this tag."""

    tag: str
    status: ClassVar[int] = 404


@dataclass(eq=False)
class TagRefused(Refusal):
    """A tag is a word of 1 to `letters` letters, digits, - and _."""

    letters: int
    status: ClassVar[int] = 422


@dataclass(eq=False)
class TagsFull(Refusal):
    """There are `most` tags already: on this `where` = member, or in `all`."""

    most: int
    where: str


@dataclass(eq=False)
class DaysRefused(Refusal):
    """Days are counted from 1 to `most`."""

    most: int
    status: ClassVar[int] = 422


@dataclass(eq=False)
class BalanceSpanRefused(Refusal):
    """No balance lies between these two: points begin at 0, and the lesser one comes first."""

    status: ClassVar[int] = 422


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
class QuietRefused(Refusal):
    """These are no quiet hours: not from one time of the day until another."""

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


@dataclass(eq=False)
class CardStale(Refusal):
    """The card's picture has turned since: the member holds a fresh one."""

    status: ClassVar[int] = 410


@dataclass(eq=False)
class TooManyGuesses(Refusal):
    """Too many wrong codes: nothing is looked up until `until` (UTC us)."""

    until: int
    status: ClassVar[int] = 429


@dataclass(eq=False)
class SecondPersonNeeded(Refusal):
    """More than one person may do alone: `act` says what (sell, refund, make_good)."""

    act: str
    status: ClassVar[int] = 403


@dataclass(eq=False)
class OwnApproval(Refusal):
    """Nobody agrees to what they asked for themselves."""

    status: ClassVar[int] = 403
    flagged: ClassVar[bool] = True


@dataclass(eq=False)
class ApprovalUnknown(Refusal):
    """Nothing waits under this number."""

    status: ClassVar[int] = 404


@dataclass(eq=False)
class ApprovalClosed(Refusal):
    """It was decided, or nobody decided in time: `state` says which."""

    state: str


@dataclass(eq=False)
class AskerGone(Refusal):
    """Who asked for it no longer has the role in which they asked."""


@dataclass(eq=False)
class PairingOver(Refusal):
    """This link paired a counter page before, is too old, or never was one."""

    status: ClassVar[int] = 410


@dataclass(eq=False)
class DeviceUnknown(Refusal):
    """No counter page that is paired signed this."""

    status: ClassVar[int] = 401


@dataclass(eq=False)
class EntryTooOld(Refusal):
    """What was written down offline is handed in too late: `days` is how long it may take."""

    days: int
    status: ClassVar[int] = 422


@dataclass(eq=False)
class EntryAhead(Refusal):
    """What was written down is said to happen later than now."""

    status: ClassVar[int] = 422


@dataclass(eq=False)
class MaybeDoubled(Refusal):
    """Another till has the same sum on the same card, `at` (UTC us) nearly the same time."""

    at: int


@dataclass(eq=False)
class Unreadable(Refusal):
    """What was sent is not made as it should be."""

    status: ClassVar[int] = 400


@dataclass(eq=False)
class NothingHere(Refusal):
    """There is nothing at this address, or it cannot be asked this way."""

    status: ClassVar[int] = 404


@dataclass(eq=False)
class BodyTooLarge(Refusal):
    """More was sent at once than is taken."""

    status: ClassVar[int] = 413


@dataclass(eq=False)
class RewardHeld(Refusal):
    """Members still have so many of a reward: it can be hidden, but not removed."""

    held: int


@dataclass(eq=False)
class SeatsBooked(Refusal):
    """So many seats are `held` of an event: its day and place stay."""

    held: int


@dataclass(eq=False)
class RewardChanged(Refusal):
    """The reward is another than was shown, or costs something else."""


@dataclass(eq=False)
class TierNeeded(Refusal):
    """The reward is for another tier: `tier` is the lowest one's id."""

    tier: str


@dataclass(eq=False)
class RewardLimit(Refusal):
    """The member took as many as one may: `limit` a `per` (day, week, month, year, ever)."""

    limit: int
    per: str


@dataclass(eq=False)
class NotYet(Refusal):
    """The reward is on offer from `at` (UTC us)."""

    at: int


@dataclass(eq=False)
class SeatsClosed(Refusal):
    """The event's seats could be booked or given back until `at` (UTC us)."""

    at: int


@dataclass(eq=False)
class VoucherKept(Refusal):
    """The voucher cannot be given back: it is a `privilege`, a `prize`, or partly `used`."""

    why: str


@dataclass(eq=False)
class RefundTooLate(Refusal):
    """A purchase is refunded for so many `days`, and they are over."""

    days: int


@dataclass(eq=False)
class OtherShop(Refusal):
    """The purchase was made in another shop, and is taken back there."""

    status: ClassVar[int] = 403


@dataclass(eq=False)
class PartTooMuch(Refusal):
    """Points pay at most `percent` of a bill: `points` of this one."""

    percent: int
    points: int
    status: ClassVar[int] = 422


@dataclass(eq=False)
class PartTooLittle(Refusal):
    """Fewer than `points` pay nothing."""

    points: int
    status: ClassVar[int] = 422


@dataclass(eq=False)
class NotAgreed(Refusal):
    """The member has not agreed to pay with points yet."""


@dataclass(eq=False)
class PointsRefused(Refusal):
    """So many points are not given at once: 1 to `points` are."""

    points: int
    status: ClassVar[int] = 422


@dataclass(eq=False)
class ReasonRefused(Refusal):
    """Points given for nothing need a reason of 1 to `letters` letters."""

    letters: int
    status: ClassVar[int] = 422


@dataclass(eq=False)
class VoucherForBill(Refusal):
    """The voucher takes something off a bill: it is used with a purchase."""


@dataclass(eq=False)
class NotForThisBill(Refusal):
    """The voucher takes nothing off this bill."""
