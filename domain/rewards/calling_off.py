"""Events that were called off: each seat goes back to whoever holds it, with word to them."""

from dataclasses import dataclass

from domain import books
from domain.notices import tell
from domain.programme import Event
from domain.rewards.settling import give_back
from domain.rewards.vouchers import Voucher, by_id
from domain.tx import ReadTx, Tx


@dataclass(frozen=True)
class Booked:
    """The seats of an event that members hold, and the points that they cost."""

    seats: int
    points: int


def booked(tx: ReadTx, event: str) -> Booked:
    """What members hold of an event."""
    return Booked(*tx.sql.vouchers.seats_booked(reward=event))


def give_seats_back(tx: Tx, most: int) -> int:
    """Gives up to `most` seats of an event that was called off back to their lots; how many.

    What is booked or won in the same moment follows: the event stays called off.
    """
    rows = _next_seats(tx, most)
    # Members first, in order of id; shelves after them.
    for member in sorted({member for _, member in rows}):
        books.lock(tx, member)
    for voucher, _ in rows:
        found = by_id(tx, voucher)
        # Used or given back while this change waited for the member.
        if found.state == "issued":
            _give_back(tx, found)
    return len(rows)


def _next_seats(tx: ReadTx, most: int) -> list[tuple[int, int]]:
    for reward in tx.programme.rewards:
        if isinstance(reward, Event) and reward.called_off:
            rows = list(tx.sql.vouchers.next_seats(reward=reward.id, most=most))
            if rows:
                return rows
    return []


def _give_back(tx: Tx, seat: Voucher) -> None:
    back = give_back(tx, seat, "cancelled", "clock")
    told = {"reward": seat.reward.model_dump(), "points": back.points, "balance": back.balance}
    tell(tx, seat.member, "event_off", None, **told)
