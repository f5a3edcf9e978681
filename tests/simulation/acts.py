"""What can be asked of the shop: each act as a call of the store, and as one of the oracle."""

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from functools import partial
from typing import Any

from domain import books, earning, rewards
from domain.calendar import DAY
from domain.earning import keeping
from domain.earning.moments import rain
from domain.earning.moments.activities import do_activity
from domain.errors import Refusal
from domain.members import Person
from domain.tx import Tx
from tests.scene import CASHIER, SHOP, mark
from tests.simulation.oracle import SHELF, Oracle
from tests.simulation.things import month_start

REWARDS = tuple(SHELF)
# The transactions of the books that can be taken back.
REVERSIBLE = ("issues", "spends", "captures")
_IDS = {"txn", "hold", "voucher", "purchase", "member", "id", "cursor"}

Outcome = dict[str, Any] | tuple[str, dict[str, Any]] | int | None


@dataclass(frozen=True)
class Deed:
    """One call of a verb, what the oracle makes of it, and the list its id goes to."""

    verb: Callable[..., Any]
    args: tuple[Any, ...]
    oracle: Callable[[], Any]
    ids: tuple[str, str] | None = None


def bonus(tx: Tx, member: int, points: int, ends: int, decay: int, earned_at: int) -> books.Posting:
    """An issue with everything that it can be given."""
    return books.issue(
        tx,
        member,
        points,
        "bonus",
        "programme",
        ends,
        happened_at=earned_at,
        decay_percent=decay,
    )


class Acts:
    """Acts by name, for one shop: arguments are small numbers, which mean what is there now.

    `which` counts back from the newest. An act for which there is nothing yet is None.
    """

    def __init__(self, oracle: Oracle) -> None:
        self.oracle = oracle
        self.members: list[int] = []
        self.ids: dict[str, list[int]] = {
            name: [] for name in (*REVERSIBLE, "holds", "vouchers", "purchases")
        }

    def join(self, who: int) -> Deed:
        """Somebody comes, or comes back."""
        person = Person(who + 1, f"member {who}", "en")
        return Deed(earning.join, (person,), partial(self.oracle.join, who))

    def issue(self, who: int, points: int, days: int, decay: int, ago: int) -> Deed:
        """Points that were earned some time `ago`, and end so many days after that."""
        earned_at = self.oracle.now - ago
        given = points, earned_at + days * DAY, decay, earned_at
        return Deed(
            bonus,
            (self.members[who], *given),
            partial(self.oracle.issue, who, *given),
            ("issues", "txn"),
        )

    def spend(self, who: int, points: int) -> Deed:
        """Points go."""
        args = self.members[who], points, "spend", "member"
        return Deed(books.spend, args, partial(self.oracle.spend, who, points), ("spends", "txn"))

    def hold(self, who: int, points: int, us: int) -> Deed:
        """Points wait."""
        ends = self.oracle.now + us
        args = self.members[who], points, "hold", "member", ends
        expected = partial(self.oracle.hold, who, points, ends)
        return Deed(books.hold, args, expected, ("holds", "hold"))

    def capture(self, which: int, part: int) -> Deed | None:
        """A hold is redeemed; a part of 0 is the whole."""
        if (found := self._newest("holds", self.oracle.holds, which)) is None:
            return None
        hold, known = found
        expected = partial(self.oracle.capture, known, part or None)
        return Deed(books.capture, (hold, "programme", part or None), expected, ("captures", "txn"))

    def release(self, which: int) -> Deed | None:
        """A hold is given up."""
        if (found := self._newest("holds", self.oracle.holds, which)) is None:
            return None
        hold, known = found
        return Deed(books.release, (hold, "programme"), partial(self.oracle.release, known))

    def expire_holds(self) -> Deed:
        """The scheduler looks after holds."""
        return Deed(books.expire_holds, (500,), self.oracle.expire_holds)

    def sweep(self, most: int) -> Deed:
        """The scheduler looks after lots."""
        return Deed(earning.sweep, (0, most), partial(self.oracle.sweep, most))

    def reverse(self, kind: int, which: int, part: int) -> Deed | None:
        """A transaction of the books is taken back; a part of 0 is all that is left of it."""
        name = REVERSIBLE[kind]
        if (found := self._newest(name, getattr(self.oracle, name), which)) is None:
            return None
        txn, known = found
        expected = partial(self.oracle.reverse, known, part or None)
        return Deed(books.reverse, (txn, "undo", "programme", part or None), expected)

    def reinstate(self, txn: int, who: int, line: int, us: int) -> Deed:
        """What expired in a member's line comes back."""
        ends = self.oracle.now + us
        known = self.oracle.members[who].expiries[line]
        expected = partial(self.oracle.reinstate, known, ends)
        return Deed(books.reinstate, (txn, ends, "they were ill", "owner"), expected)

    def extend(self, lot: int, who: int, place: int, us: int) -> Deed:
        """The lot in that place of a member's ends later."""
        known = self.oracle.members[who].in_order()[place]
        ends = known.ends + us
        args = lot, ends, "owner"
        return Deed(books.extend, args, partial(self.oracle.extend, known, ends))

    def credit(self, who: int, price: int, receipt: int) -> Deed:
        """A purchase; a receipt of 0 has no number."""
        number = f"R{receipt}" if receipt else None
        args = self.members[who], price, SHOP, number, CASHIER
        expected = partial(self.oracle.credit, who, price, number)
        return Deed(earning.credit, args, expected, ("purchases", "purchase"))

    def undo(self, which: int) -> Deed | None:
        """A purchase is taken back."""
        if (found := self._newest("purchases", self.oracle.purchases, which)) is None:
            return None
        purchase, known = found
        return Deed(earning.undo, (purchase, CASHIER), partial(self.oracle.undo, known))

    def redeem(self, who: int, reward: int, dearer: int) -> Deed:
        """A reward, at a price that may be another than was shown."""
        name = REWARDS[reward]
        shown = SHELF[name][0] + dearer
        args = self.members[who], name, mark(name) if not dearer else "dearer"
        expected = partial(self.oracle.redeem, who, name, shown)
        return Deed(rewards.redeem, args, expected, ("vouchers", "voucher"))

    def cancel(self, which: int) -> Deed | None:
        """A voucher is given back."""
        if (found := self._newest("vouchers", self.oracle.vouchers, which)) is None:
            return None
        voucher, known = found
        member = self.members[known.txn.member.number]
        return Deed(rewards.cancel, (member, voucher), partial(self.oracle.cancel, known))

    def use(self, which: int) -> Deed | None:
        """A voucher is handed in."""
        if (found := self._newest("vouchers", self.oracle.vouchers, which)) is None:
            return None
        voucher, known = found
        return Deed(rewards.use, (voucher, "staff"), partial(self.oracle.use, known))

    def lapse(self) -> Deed:
        """The scheduler looks after vouchers."""
        return Deed(rewards.lapse, (500,), self.oracle.lapse)

    def sign_in(self, who: int) -> Deed:
        """The day's tap."""
        return Deed(earning.sign_in, (self.members[who],), partial(self.oracle.sign_in, who))

    def act(self, who: int) -> Deed:
        """Something is done for points."""
        args = self.members[who], "review", "staff"
        return Deed(do_activity, args, partial(self.oracle.act, who))

    def catch(self, who: int) -> Deed:
        """A share of the rain."""
        return Deed(rain.catch, (self.members[who], "rain"), partial(self.oracle.catch, who))

    def judge(self) -> Deed:
        """The scheduler judges tiers, for the first of the month."""
        slot = month_start(self.oracle.now)
        return Deed(keeping.judge, (slot, 0, 500), partial(self.oracle.judge, slot))

    def tend(self) -> Deed:
        """The scheduler looks after tiers."""
        return Deed(keeping.tend, (0, 500), self.oracle.tend)

    def _newest(self, name: str, known: list[Any], which: int) -> tuple[int, Any] | None:
        ids = self.ids[name]
        place = len(ids) - 1 - which % (len(ids) or 1)
        return (ids[place], known[place]) if ids else None


def foretold(deed: Deed) -> Outcome:
    """What the oracle says will come of it."""
    try:
        outcome: Outcome = deed.oracle()
    except Refusal as refusal:
        return told(refusal)
    return outcome


def told(result: Any) -> Outcome:
    """What came of it, without ids: they differ from run to run."""
    if isinstance(result, Refusal):
        return type(result).__name__, result.facts()
    if not is_dataclass(result):
        outcome: Outcome = result
        return outcome
    facts = {f.name: getattr(result, f.name) for f in fields(result) if f.name not in _IDS}
    if "shares" in facts:
        facts["shares"] = tuple((share.rule, share.points) for share in facts["shares"])
    return facts


def agree(real: Outcome, expected: Outcome) -> bool:
    """Whether every fact that was foretold came true."""
    if isinstance(real, dict) and isinstance(expected, dict):
        return all(real[name] == fact for name, fact in expected.items())
    return real == expected
