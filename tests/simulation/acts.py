"""What can be asked of the shop: each act as a call of the store, and as one of the oracle."""

from functools import partial

from domain import books, earning
from domain.calendar import DAY
from domain.earning import keeping
from domain.earning.moments import rain
from domain.earning.moments.activities import do_activity
from domain.members import Person
from domain.tx import Tx
from tests.simulation.counter_acts import REVERSIBLE, CounterActs
from tests.simulation.days import month_start
from tests.simulation.deeds import Deed


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


class Acts(CounterActs):
    """Acts by name, for one shop: arguments are small numbers, which mean what is there now.

    `which` counts back from the newest. An act for which there is nothing yet is None.
    """

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
        if (found := self._newest_hold(which, for_bill=False)) is None:
            return None
        hold, known = found
        expected = partial(self.oracle.capture, known, part or None)
        return Deed(books.capture, (hold, "programme", part or None), expected, ("captures", "txn"))

    def release(self, which: int) -> Deed | None:
        """A hold is given up."""
        if (found := self._newest_hold(which, for_bill=False)) is None:
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
