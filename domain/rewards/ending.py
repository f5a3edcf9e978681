"""The end of vouchers: what ran out unused, and the word beforehand."""

from datetime import timedelta

from domain import books
from domain.calendar import instant, local_date
from domain.notices import tell, tell_each
from domain.programme import Event, Privilege
from domain.rewards import stock
from domain.rewards.settling import give_back, settle
from domain.rewards.vouchers import FOR_BILLS, Voucher, by_id
from domain.tx import Tx

REMIND_DAYS = 3


def lapse(tx: Tx, most: int) -> int:
    """Ends up to `most` vouchers whose day is over: points return, with word to the member.

    For what the shop did not hand over, it says sorry. Of a privilege that was enjoyed, a seat
    after its event, and a prize that cost nothing, nothing returns.
    """
    rows = tx.sql.vouchers.due(now=tx.now, most=most)
    # Members first, in order of id; shelves after them.
    for member in sorted({row[1] for row in rows}):
        books.lock(tx, member)
    for voucher, *_ in rows:
        found = by_id(tx, voucher)
        # Used or given back while this change waited for the member.
        if found.state == "issued":
            _end(tx, found)
    return len(rows)


def _end(tx: Tx, voucher: Voucher) -> None:
    if isinstance(voucher.terms, Privilege | Event) or not voucher.unused_points:
        _end_without_points(tx, voucher)
        return
    back = give_back(tx, voucher, "expired", "clock")
    told = {
        "reward": voucher.reward.model_dump(),
        "points": back.points,
        "balance": back.balance,
    }
    if not isinstance(voucher.terms, FOR_BILLS):
        tell(tx, voucher.member, "voucher_lapsed", None, reward_id=voucher.reward_id, **told)
    elif back.points:
        tell(tx, voucher.member, "voucher_returned", None, **told)
    else:
        _tell_the_end(tx, voucher)


def _end_without_points(tx: Tx, voucher: Voucher) -> None:
    settle(tx, voucher.id, "ended", "clock")
    if isinstance(voucher.terms, Event):
        return
    if not isinstance(voucher.terms, Privilege) and voucher.is_whole:
        stock.put_back(tx, voucher.reward_id)
    if isinstance(voucher.terms, (Privilege, *FOR_BILLS)):
        _tell_the_end(tx, voucher)
    else:
        tell(tx, voucher.member, "prize_lapsed", None, reward=voucher.reward.model_dump())


def _tell_the_end(tx: Tx, voucher: Voucher) -> None:
    tell(tx, voucher.member, "voucher_ended", None, reward=voucher.reward.model_dump())


def remind(tx: Tx, most: int) -> int:
    """Tells of up to `most` open vouchers that end within days, of each once; how many.

    Of a seat, the day before.
    """
    zone = tx.programme.zone
    today = local_date(tx.now, zone)
    rows = tx.sql.vouchers.remind(
        now=tx.now,
        soon=instant(today + timedelta(days=REMIND_DAYS + 1), zone),
        tomorrow=instant(today + timedelta(days=2), zone),
        most=most,
    )
    told = sorted((voucher, member) for voucher, member in rows)
    tell_each(tx, "voucher_expiring", ((member, {"voucher": voucher}) for voucher, member in told))
    return len(told)
