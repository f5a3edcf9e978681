"""Redemption and vouchers: issued once, used once; what is not collected comes back."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from domain import books
from domain.calendar import instant, local_date
from domain.errors import PriceChanged, RewardGone, SoldOut, VoucherClosed, VoucherUnknown
from domain.members import contact
from domain.notices import tell
from domain.programme import Named, Reward
from domain.rewards import stock
from domain.tx import ReadTx, Tx
from domain.vault import code, typed

# 16 letters of 5 bits: a code of 80 random bits, kept only as its lookup.
CODE_LETTERS = 16
LISTED_MAX = 50


@dataclass(frozen=True)
class Redeemed:
    """A fresh voucher and the balance that is left; the code is asked for with `code_of`."""

    voucher: int
    reward: Named
    points: int
    balance: int
    expires_at: int
    txn: int


@dataclass(frozen=True)
class Voucher:
    """A voucher as it stands. States: issued, used, cancelled, expired. Times in UTC us."""

    id: int
    member: int
    reward_id: str
    reward: Named
    points: int
    state: str
    issued_at: int
    expires_at: int
    settled_at: int | None
    name: str = ""


@dataclass(frozen=True)
class GivenBack:
    """What came back for a voucher: less than it cost where a lot's day is over by now."""

    points: int
    balance: int


def redeem(tx: Tx, member: int, reward_id: str, shown_price: int) -> Redeemed:
    """Spends points on a reward at the price that was shown, and issues its voucher.

    Raises RewardGone, PriceChanged, NotEnoughPoints or SoldOut.
    """
    reward = tx.programme.reward(reward_id)
    if reward is None:
        raise RewardGone
    books.lock(tx, member)
    if reward.points != shown_price:
        raise PriceChanged(shown_price, reward.points)
    done = issue(tx, member, reward, "member")
    tell(tx, member, "voucher", done.txn, **told(done))
    return done


def issue(tx: Tx, member: int, reward: Reward, actor: str) -> Redeemed:
    """Spends a reward's points and issues its voucher; raises NotEnoughPoints or SoldOut."""
    posting = books.spend(tx, member, reward.points, "redeem", actor)
    if reward.stock is not None and not stock.take(tx, reward.id):
        raise SoldOut
    voucher = tx.new_id()
    days = getattr(reward, "collect_days", 14)
    last_day = local_date(tx.now, tx.programme.zone) + timedelta(days=days)
    expires_at = instant(last_day + timedelta(days=1), tx.programme.zone)
    tx.sql.rewards.add_voucher(
        id=voucher,
        member=member,
        reward=reward.id,
        kind=reward.kind,
        terms=reward.model_dump_json(),
        points=reward.points,
        txn=posting.txn,
        code=_lookup(tx, code_of(tx, voucher)),
        issued_at=tx.now,
        expires_at=expires_at,
    )
    return Redeemed(voucher, reward.name, reward.points, posting.balance, expires_at, posting.txn)


def told(done: Redeemed) -> dict[str, Any]:
    """What a notice says of a fresh voucher."""
    return {
        "voucher": done.voucher,
        "reward": done.reward.model_dump(),
        "expires_at": done.expires_at,
    }


def code_of(tx: ReadTx, voucher: int) -> str:
    """A voucher's code, computed again whenever it is shown: `K7QF-2M9X-TR4W-8HPD`."""
    return code(tx.vault.secret("voucher", voucher), CODE_LETTERS)


def voucher_of(tx: ReadTx, member: int, voucher: int) -> Voucher:
    """A member's own voucher; raises VoucherUnknown for anybody else's."""
    row = tx.sql.rewards.voucher(id=voucher)
    if row is None or row[1] != member:
        raise VoucherUnknown
    return _voucher(tx, row)


def my_vouchers(tx: ReadTx, member: int) -> tuple[Voucher, ...]:
    """A member's vouchers: the open ones first, then the newest."""
    rows = tx.sql.rewards.vouchers_of(member=member, most=LISTED_MAX)
    return tuple(_voucher(tx, row) for row in rows)


def reward_of(tx: ReadTx, member: int, txn: int) -> Named | None:
    """What a member's transaction redeemed or gave back; None for any other."""
    reward_id = tx.sql.rewards.reward_of(member=member, txn=txn)
    reward = tx.programme.reward(reward_id) if reward_id else None
    return reward.name if reward else None


def voucher_at(tx: ReadTx, text: str) -> Voucher:
    """The voucher with this code, however it was typed; raises VoucherUnknown."""
    row = tx.sql.rewards.by_code(code=_lookup(tx, text))
    if row is None:
        raise VoucherUnknown
    found = contact(tx, row[1])
    return _voucher(tx, row, found.name if found else "")


def use(tx: Tx, voucher: int, actor: str) -> Voucher:
    """Hands the reward over: an open voucher is used once. Raises VoucherClosed."""
    found = _open(tx, voucher)
    _settle(tx, voucher, "used", actor)
    tell(tx, found.member, "voucher_used", None, reward=found.reward.model_dump())
    return _voucher(tx, tx.sql.rewards.voucher(id=voucher))


def cancel(tx: Tx, member: int, voucher: int) -> GivenBack:
    """Gives an open voucher back: the points return to the lots they came from."""
    found = _open(tx, voucher)
    if found.member != member:
        raise VoucherUnknown
    return _give_back(tx, found, "cancelled", "member")


def lapse(tx: Tx, most: int) -> int:
    """Ends up to `most` vouchers nobody collected: points return, with word to the member."""
    rows = tx.sql.rewards.due_vouchers(now=tx.now, most=most)
    # Members first, in order of id; shelves after them.
    for member in sorted({row[1] for row in rows}):
        books.lock(tx, member)
    for voucher, *_ in rows:
        found = _voucher(tx, tx.sql.rewards.voucher(id=voucher))
        if found.state != "issued":
            # Used or given back while this change waited for the member.
            continue
        back = _give_back(tx, found, "expired", "clock")
        tell(
            tx,
            found.member,
            "voucher_lapsed",
            None,
            reward=found.reward.model_dump(),
            points=back.points,
            balance=back.balance,
        )
    return len(rows)


def _open(tx: Tx, voucher: int) -> Voucher:
    row = tx.sql.rewards.voucher(id=voucher)
    if row is None:
        raise VoucherUnknown
    books.lock(tx, row[1])
    found = _voucher(tx, tx.sql.rewards.voucher(id=voucher))
    if found.state != "issued":
        raise VoucherClosed(found.state, found.settled_at or 0)
    if found.expires_at <= tx.now:
        raise VoucherClosed("expired", found.expires_at)
    return found


def _give_back(tx: Tx, voucher: Voucher, state: str, actor: str) -> GivenBack:
    _settle(tx, voucher.id, state, actor)
    before = books.available(tx, voucher.member)
    books.reverse(tx, tx.sql.rewards.txn_of(id=voucher.id), "give_back", actor)
    books.expire_ended(tx, voucher.member)
    stock.put_back(tx, voucher.reward_id)
    balance = books.available(tx, voucher.member)
    return GivenBack(balance - before, balance)


def _settle(tx: Tx, voucher: int, state: str, actor: str) -> None:
    settled = tx.sql.rewards.settle(id=voucher, state=state, at=tx.now, actor=actor)
    assert settled is not None, "only an open voucher is settled"


def _voucher(
    tx: ReadTx, row: tuple[int, int, str, int, str, int, int, int | None], name: str = ""
) -> Voucher:
    voucher, member, reward_id, points, state, issued_at, expires_at, settled_at = row
    reward = tx.programme.reward(reward_id)
    # A reward that left the catalogue keeps its id as its name.
    title = reward.name if reward else Named(en=reward_id, zh=reward_id)
    return Voucher(
        voucher, member, reward_id, title, points, state, issued_at, expires_at, settled_at, name
    )


def _lookup(tx: ReadTx, text: str) -> bytes:
    return tx.vault.lookup("voucher", typed(text))
