"""Purchases of the time before: kept as history, and credited only where it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from domain import books, purchases
from domain.earning.purchase.counter import award_history
from domain.members import enrol_outside, outside_member
from domain.tx import ReadTx, Tx

ACTOR = "import"


@dataclass(frozen=True, slots=True)
class PastPurchase:
    """A purchase as a till remembers it: `member` by the till's own id; `amount` was paid."""

    receipt: str
    member: str
    at: int
    amount: int
    category: str | None = None


@dataclass(frozen=True)
class TakenIn:
    """What a batch brought: purchases and members that were new, and the points they earned."""

    new: int
    members: int
    points: int


def in_books(
    tx: ReadTx, shop: str, past: Sequence[PastPurchase]
) -> list[Literal["new", "known", "other"]]:
    """What the books have of each: nothing, the same, or another purchase with its receipt."""
    found: list[Literal["new", "known", "other"]] = []
    for one in past:
        booked = purchases.known(tx, shop, one.receipt, one.at)
        if booked is None:
            found.append("new")
            continue
        same = (booked.member, booked.happened_at, booked.paid) == (
            outside_member(tx, one.member),
            one.at,
            one.amount,
        )
        found.append("known" if same else "other")
    return found


def take_in(tx: Tx, shop: str, past: Sequence[PastPurchase], award: bool) -> TakenIn:
    """Records purchases that are not known yet; with `award` each earns as of its own time.

    A member whom nobody knew joins with the first of them. Said again it changes nothing; raises
    ReceiptTaken where a receipt is another purchase's.
    """
    states = in_books(tx, shop, past)
    fresh = [one for one, state in zip(past, states, strict=True) if state != "known"]
    members: dict[str, int] = {}
    joined = points = 0
    for one in fresh:
        if one.member not in members:
            enrolment = enrol_outside(tx, one.member, one.at)
            members[one.member] = enrolment.member
            joined += enrolment.is_new
    if award:
        for member in sorted(members.values()):
            books.lock(tx, member)
    for one in fresh:
        points += _take(tx, members[one.member], shop, one, award)
    return TakenIn(len(fresh), joined, points)


def _take(tx: Tx, member: int, shop: str, one: PastPurchase, award: bool) -> int:
    if award:
        credited = award_history(
            tx, member, one.amount, shop, one.receipt, one.category, one.at, ACTOR
        )
        return credited.points
    purchases.record(
        tx,
        tx.new_id(),
        member,
        shop,
        one.receipt,
        one.amount,
        one.amount,
        ACTOR,
        category=one.category,
        happened_at=one.at,
    )
    return 0
