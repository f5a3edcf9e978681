"""Vouchers: what each promises, where it stands, and whose it is."""

from dataclasses import dataclass
from typing import Any

from domain.errors import VoucherUnknown
from domain.programme import (
    Event,
    GiftCard,
    MoneyOff,
    Named,
    PercentOff,
    Privilege,
    Reward,
)
from domain.rewards.terms import seat_closes_at, terms_of
from domain.tx import ReadTx
from domain.vault import code, typed

# 16 letters of 5 bits: a code of 80 random bits, kept only as its lookup.
CODE_LETTERS = 16
FOR_BILLS = (MoneyOff, PercentOff, GiftCard)


@dataclass(frozen=True)
class Voucher:
    """A voucher as it stands. States: issued, used, cancelled, expired, ended. Times in UTC us.

    Its `terms` are the reward as it was promised; `balance`, what a gift card still holds.
    """

    id: int
    member: int
    terms: Reward
    points: int
    txn: int | None
    balance: int | None
    is_prize: bool
    state: str
    expires_at: int
    settled_at: int | None

    @property
    def reward_id(self) -> str:
        """The reward's id."""
        return self.terms.id

    @property
    def reward(self) -> Named:
        """The reward's name."""
        return self.terms.name

    @property
    def kind(self) -> str:
        """The reward's kind."""
        return self.terms.kind

    @property
    def unused_points(self) -> int:
        """What it cost, or of a gift card the share of what it still holds, rounded down."""
        if isinstance(self.terms, GiftCard):
            return self.points * (self.balance or 0) // self.terms.value_minor
        return self.points

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it was used."""
        return not isinstance(self.terms, GiftCard) or self.balance == self.terms.value_minor


@dataclass(frozen=True)
class Vouchers:
    """A page of a member's vouchers: its number from 1, how many there are, and its items."""

    number: int
    pages: int
    items: tuple[Voucher, ...]


def code_of(tx: ReadTx, voucher: int) -> str:
    """A voucher's code, computed again whenever it is shown: `K7QF-2M9X-TR4W-8HPD`."""
    return code(tx.vault.secret("voucher", voucher), CODE_LETTERS)


def lookup(tx: ReadTx, text: str) -> bytes:
    """What of a code is kept, however it was typed."""
    return tx.vault.lookup("voucher", typed(text))


def voucher_of(tx: ReadTx, member: int, voucher: int) -> Voucher:
    """A member's own voucher; raises VoucherUnknown for anybody else's."""
    row = tx.sql.vouchers.find(id=voucher)
    if row is None or row[1] != member:
        raise VoucherUnknown
    return read(tx, row)


def my_vouchers(tx: ReadTx, member: int, page: int, size: int) -> Vouchers:
    """A page of a member's vouchers, the open ones first, then the newest.

    A page beyond the ends is the nearest one.
    """
    pages = max(-(-tx.sql.vouchers.count(member=member) // size), 1)
    page = min(max(page, 1), pages)
    rows = tx.sql.vouchers.of_member(member=member, most=size, skip=(page - 1) * size)
    return Vouchers(page, pages, tuple(read(tx, row) for row in rows))


def open_vouchers(tx: ReadTx, member: int) -> tuple[Voucher, ...]:
    """What a member can use now, soonest to end first."""
    return tuple(read(tx, row) for row in tx.sql.vouchers.open_of(member=member, now=tx.now))


def privileges(tx: ReadTx, member: int) -> tuple[Voucher, ...]:
    """What a member may for the time being: staff see it on the card."""
    return tuple(each for each in open_vouchers(tx, member) if isinstance(each.terms, Privilege))


def seats(tx: ReadTx, member: int) -> tuple[Voucher, ...]:
    """The seats a member has booked, of events to come."""
    return tuple(each for each in open_vouchers(tx, member) if isinstance(each.terms, Event))


def reward_of(tx: ReadTx, member: int, txn: int) -> Named | None:
    """What a member's transaction redeemed or gave back; None for any other."""
    row = tx.sql.vouchers.redeemed_by(member=member, txn=txn)
    if row is None:
        return None
    reward_id, terms = row
    # A draw goes by its game: wheel/lucky.
    return terms_of(tx, reward_id.rpartition("/")[2], terms).name


def voucher_at(tx: ReadTx, text: str) -> Voucher:
    """The voucher with this code, however it was typed; raises VoucherUnknown."""
    row = tx.sql.vouchers.by_code(code=lookup(tx, text))
    if row is None:
        raise VoucherUnknown
    return read(tx, row)


def kept_because(voucher: Voucher) -> str | None:
    """Why a voucher is not given back whatever the hour; None where it is."""
    if voucher.is_prize:
        return "prize"
    if isinstance(voucher.terms, Privilege):
        return "privilege"
    return None if voucher.is_whole else "used"


def returnable_until(tx: ReadTx, voucher: Voucher) -> int:
    """Until when a voucher can be given back (UTC us): to its end, a seat until it closes."""
    if isinstance(voucher.terms, Event):
        return seat_closes_at(voucher.terms, tx.programme.zone)
    return voucher.expires_at


def by_id(tx: ReadTx, voucher: int) -> Voucher:
    """A voucher as it stands now."""
    return read(tx, tx.sql.vouchers.find(id=voucher))


def read(tx: ReadTx, row: Any) -> Voucher:
    """A voucher from its row."""
    voucher, member, reward_id, terms, points, txn, balance, prize, *states = row
    known = terms_of(tx, reward_id, terms)
    return Voucher(voucher, member, known, points, txn, balance, bool(prize), *states)
