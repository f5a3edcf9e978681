"""What the oracle keeps: members, lots, holds, vouchers and purchases."""

from dataclasses import dataclass, field
from typing import NamedTuple

from tests.simulation.days import end_after_year

LotFacts = tuple[int, int, int, int, str, int]


class Look(NamedTuple):
    """A member's books: what can be spent, accounts, and each lot that holds something."""

    available: int
    balance: int
    held: int
    owed: int
    lots: tuple[LotFacts, ...]


class Line(NamedTuple):
    """A movement of what is available."""

    kind: str
    points: int
    balance: int


@dataclass(eq=False)
class Lot:
    """Points that end together; `ended` is what expiry took of them and kept."""

    number: int
    points: int
    left: int
    earned_at: int
    ends: int
    origin: str
    decay: int
    ended: int = 0

    def rank(self) -> tuple[int, int]:
        """Its place among lots: the one that ends first is spent first."""
        return self.ends, self.number

    def facts(self) -> LotFacts:
        """What the books say of it."""
        return self.points, self.left, self.earned_at, self.ends, self.origin, self.decay

    def next_end(self) -> tuple[int, int]:
        """What it loses when its day is over, and when that is next."""
        if not self.decay:
            return self.left, self.ends
        return self.left - self.left * (100 - self.decay) // 100, end_after_year(self.ends - 1)

    def left_at(self, now: int) -> int:
        """What is left of it once all that is due by `now` has ended."""
        if not self.decay:
            return self.left if self.ends > now else 0
        left, ends = self.left, self.ends
        while left and ends <= now:
            left = left * (100 - self.decay) // 100
            ends = end_after_year(ends - 1)
        return left


@dataclass(eq=False)
class Member:
    """Somebody with lots; `owed` counts up, `lines` are the history, oldest first."""

    number: int
    held: int = 0
    owed: int = 0
    signed: tuple[int, int] = (0, 0)
    lots: list[Lot] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    # What expired, by the place of its line.
    expiries: dict[int, "Txn"] = field(default_factory=dict)
    # What counts towards caps and tiers: when, as what, and the transaction.
    earned: list[tuple[int, str, "Txn"]] = field(default_factory=list)
    # What was paid once, by rule and period, and the purchase that used it up.
    taken: dict[tuple[str, str], "Purchase | None"] = field(default_factory=dict)
    # The tier that is held, since when, what a purchase raised it from; the end of its grace, and
    # whether they were warned of that.
    tier: int | None = None
    since: int = 0
    before: int | None = None
    grace: int | None = None
    is_warned: bool = False
    # The days on which they turned the wheel, and the tickets they have.
    turned: set[int] = field(default_factory=set)
    tickets: int = 0

    @property
    def balance(self) -> int:
        """What is available, ended lots included until they are swept."""
        return self.lines[-1].balance if self.lines else 0

    def stands(self, tier: int, now: int, before: int | None = None) -> None:
        """Holds another tier from now on."""
        self.tier, self.since, self.before = tier, now, before
        self.endangered(None)

    def endangered(self, grace: int | None) -> None:
        """Is to lose the tier at the end of a grace, or is out of danger."""
        self.grace, self.is_warned = grace, False

    def in_order(self) -> list[Lot]:
        """The lots that hold something, in the order in which they are spent."""
        return sorted((lot for lot in self.lots if lot.left), key=Lot.rank)

    def due(self, now: int) -> list[Lot]:
        """Those of them whose day is over."""
        return [lot for lot in self.in_order() if lot.ends <= now]

    def write(self, kind: str, points: int, expiry: "Txn | None" = None) -> None:
        """Adds a line, where something moved."""
        if points:
            self.lines.append(Line(kind, points, self.balance + points))
        if expiry is not None:
            self.expiries[len(self.lines)] = expiry


@dataclass(eq=False)
class Txn:
    """A transaction that can be taken back: it issued a lot, or drew from some."""

    member: Member
    whole: int
    lot: Lot | None = None
    drawn: dict[Lot, int] = field(default_factory=dict)
    back: int = 0


@dataclass(eq=False)
class Hold:
    """Points put aside; `agreed` says whether to pay a bill with them, None: for no bill."""

    member: Member
    drawn: dict[Lot, int]
    points: int
    ends: int
    agreed: bool | None = None
    state: str = "open"
    captured: int = 0
    at: int = 0


@dataclass(eq=False)
class Voucher:
    """A reward, with what paid for it; `left` is what a gift card of `value` still holds."""

    member: Member
    txn: Txn | None
    reward: str
    kind: str
    price: int
    ends: int
    value: int = 0
    is_prize: bool = False
    left: int = 0
    state: str = "issued"
    at: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it was used."""
        return self.kind != "gift-card" or self.left == self.value

    @property
    def unused(self) -> int:
        """The points of what is unused, rounded down."""
        return self.price * self.left // self.value if self.kind == "gift-card" else self.price


@dataclass(eq=False)
class Purchase:
    """A purchase that was credited: what was paid, the voucher's part, the points that paid."""

    member: Member
    txn: Txn | None
    at: int
    paid: int
    voucher: Voucher | None = None
    voucher_minor: int = 0
    captured: Txn | None = None
    refunded: int = 0
    undone: bool = False

    @property
    def left(self) -> int:
        """The money that was not given back."""
        return self.paid - self.refunded

    def stays(self) -> int:
        """What of its points stays, after what was refunded of what was paid."""
        return self.txn.whole * self.left // self.paid if self.txn else 0

    def counts_for(self, member: Member, now: int) -> bool:
        """Whether it stands among what a member bought so far."""
        return self.member is member and self.at <= now and not self.undone
