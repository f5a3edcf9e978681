"""Redeeming: at the price and the terms that were shown, in one change or not at all."""

from dataclasses import dataclass
from typing import Any

from domain import books
from domain.errors import (
    NotEnoughPoints,
    NotYet,
    RewardChanged,
    RewardGone,
    RewardLimit,
    SeatsClosed,
    SoldOut,
    TierNeeded,
)
from domain.notices import tell
from domain.programme import Donation, Event, Game, GiftCard, Named, Raffle, Reward
from domain.rewards import donations, limits, stock
from domain.rewards.catalogue import Offer, offer
from domain.rewards.terms import as_of_now, ends_at
from domain.rewards.vouchers import code_of, lookup
from domain.tx import Tx


@dataclass(frozen=True)
class Redeemed:
    """What was redeemed, and the balance that is left; the code is asked for with `code_of`.

    A donation's `voucher` and end are 0; what cost nothing has no `txn`.
    """

    voucher: int
    reward: Named
    points: int
    balance: int
    expires_at: int
    txn: int | None


def redeem(tx: Tx, member: int, reward_id: str, mark: str) -> Redeemed:
    """Spends points on a reward as it was shown, and issues its voucher; raises as `as_shown`."""
    books.lock(tx, member)
    seen = as_shown(tx, member, reward_id, mark)
    reward = seen.reward
    if isinstance(reward, Game | Raffle):
        raise RewardGone
    if isinstance(reward, Donation):
        return _donate(tx, member, reward, seen.price)
    done = issue(tx, member, reward, "member", price=seen.price)
    limits.note(tx, member, reward, done.voucher)
    tell(tx, member, "voucher", done.txn, **told(done))
    return done


def as_shown(tx: Tx, member: int, reward_id: str, mark: str) -> Offer:
    """What a member saw on offer, by its mark, as long as it can be had.

    Raises RewardChanged where it is another by now, and else RewardGone, SeatsClosed, NotYet,
    TierNeeded, SoldOut, RewardLimit or NotEnoughPoints.
    """
    seen = offer(tx, member, reward_id)
    if seen.mark != mark:
        raise RewardChanged
    _refuse(seen)
    return seen


def _refuse(seen: Offer) -> None:
    """Raises what stands against an offer; nothing where it can be had."""
    match seen.why:
        case "closed" if isinstance(seen.reward, Event):
            raise SeatsClosed(seen.open_until or 0)
        case "closed" | "over":
            raise RewardGone
        case "later":
            raise NotYet(seen.opens_at or 0)
        case "tier":
            raise TierNeeded(seen.tier_needed.id if seen.tier_needed else "")
        case "sold-out":
            raise SoldOut
        case "limit":
            raise RewardLimit(seen.reward.limit, seen.reward.per)
        case "points":
            raise NotEnoughPoints(seen.price, seen.balance)


def issue(
    tx: Tx,
    member: int,
    reward: Reward,
    actor: str,
    *,
    price: int | None = None,
    txn: int | None = None,
    is_kept: bool = False,
) -> Redeemed:
    """Issues a reward's voucher for its price; raises NotEnoughPoints or SoldOut.

    A game's prize is paid for already, by `txn` at the game's price; or by nothing, at a price of
    0. It is not given back, for else one could play again until the best comes. What `is_kept` was
    taken from its shelf before.
    """
    points = reward.points if price is None else price
    is_prize = txn is not None or points == 0
    if is_prize:
        balance = books.available(tx, member)
    else:
        posting = books.spend(tx, member, points, "redeem", actor)
        txn, balance = posting.txn, posting.balance
    if not (is_kept or stock.take(tx, reward)):
        raise SoldOut
    voucher, terms, expires_at = tx.new_id(), as_of_now(tx, reward), ends_at(tx, reward)
    tx.sql.vouchers.add(
        id=voucher,
        member=member,
        reward=reward.id,
        kind=reward.kind,
        terms=terms.model_dump_json(),
        points=points,
        txn=txn,
        prize=int(is_prize),
        code=lookup(tx, code_of(tx, voucher)),
        balance=terms.value_minor if isinstance(terms, GiftCard) else None,
        issued_at=tx.now,
        expires_at=expires_at,
    )
    return Redeemed(voucher, reward.name, points, balance, expires_at, txn)


def told(done: Redeemed) -> dict[str, Any]:
    """What a notice says of a fresh voucher."""
    return {
        "voucher": done.voucher,
        "reward": done.reward.model_dump(),
        "expires_at": done.expires_at,
    }


def _donate(tx: Tx, member: int, cause: Donation, points: int) -> Redeemed:
    posting = books.spend(tx, member, points, "redeem", "member")
    if not stock.take(tx, cause):
        raise SoldOut
    limits.note(tx, member, cause, posting.txn)
    total, _ = donations.give(tx, member, cause, points, posting.txn)
    name = cause.name.model_dump()
    tell(tx, member, "donation", posting.txn, reward=name, points=points, total=total)
    return Redeemed(0, cause.name, points, posting.balance, 0, posting.txn)
