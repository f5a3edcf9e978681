"""What can be asked of the shop at its counter: bills, and what there is for points."""

from collections.abc import Callable
from functools import partial
from typing import Any

from domain import counter, earning, rewards
from domain.counter import Bill
from domain.rewards import games
from tests.scene import CASHIER, SHOP, mark
from tests.simulation.catalogue import CAUSE, FOR_BILLS, GAMES, RAFFLE, SHELF
from tests.simulation.deeds import Deed
from tests.simulation.oracle import Oracle
from tests.simulation.rules import RULED
from tests.simulation.things import Hold, Voucher
from tests.till import CLERK

REWARDS, PLAYED = tuple(SHELF), tuple(GAMES)
# The transactions of the books that can be taken back.
REVERSIBLE = ("issues", "spends", "captures")


class CounterActs:
    """Acts by name, as `Acts` says."""

    def __init__(self, oracle: Oracle) -> None:
        self.oracle = oracle
        self.members: list[int] = []
        self.ids: dict[str, list[int]] = {
            name: [] for name in (*REVERSIBLE, "holds", "vouchers", "purchases")
        }

    def sell(self, who: int, price: int, voucher: int, hold: int) -> Deed:
        """A bill; a voucher and points of the member's pay a part: 0 is none, 1 is an open one."""
        on = self._theirs("vouchers", self.oracle.vouchers, who, voucher, _is_for_bill)
        put = self._theirs("holds", self.oracle.holds, who, hold, _is_payment)
        bill = Bill(price, voucher=on and on[0], hold=put and put[0])
        expected = partial(self.oracle.sell, who, price, on and on[1], put and put[1])
        args = CLERK, self.members[who], bill
        return Deed(counter.sell, args, expected, ("purchases", "purchase"))

    def put_aside(self, who: int, points: int, present: int) -> Deed:
        """Points wait for a bill; who is not present is asked."""
        args = CLERK, self.members[who], points, bool(present)
        expected = partial(self.oracle.put_aside, who, points, bool(present))
        return Deed(counter.put_aside, args, expected, ("holds", "hold"))

    def agree(self, which: int) -> Deed | None:
        """The member agrees to pay with points."""
        if (found := self._newest_hold(which, for_bill=True)) is None:
            return None
        hold, known = found
        member = self.members[known.member.number]
        return Deed(counter.agree, (member, hold), partial(self.oracle.agree, known))

    def decline(self, which: int) -> Deed | None:
        """The member does not."""
        if (found := self._newest_hold(which, for_bill=True)) is None:
            return None
        hold, known = found
        member = self.members[known.member.number]
        return Deed(counter.decline, (member, hold), partial(self.oracle.decline, known))

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
        return Deed(counter.undo, (CLERK, purchase), partial(self.oracle.undo, known))

    def refund(self, which: int, part: int) -> Deed | None:
        """Money of a purchase goes back, a part of 0 is all that is left of it."""
        if (found := self._newest("purchases", self.oracle.purchases, which)) is None:
            return None
        purchase, known = found
        minor = part * 100 or None
        expected = partial(self.oracle.refund, known, minor)
        return Deed(counter.refund, (CLERK, purchase, minor), expected)

    def redeem(self, who: int, reward: int, dearer: int) -> Deed:
        """A reward, at a price that may be another than was shown."""
        name = REWARDS[reward]
        shown = SHELF[name].price + dearer
        args = self.members[who], name, mark(name, RULED) if not dearer else "dearer"
        expected = partial(self.oracle.redeem, who, name, shown)
        return Deed(rewards.redeem, args, expected, ("vouchers", "voucher"))

    def cancel(self, which: int) -> Deed | None:
        """A voucher is given back."""
        if (found := self._newest("vouchers", self.oracle.vouchers, which)) is None:
            return None
        voucher, known = found
        member = self.members[known.member.number]
        return Deed(rewards.cancel, (member, voucher), partial(self.oracle.cancel, known))

    def use(self, which: int) -> Deed | None:
        """A voucher is handed in."""
        if (found := self._newest("vouchers", self.oracle.vouchers, which)) is None:
            return None
        voucher, known = found
        return Deed(counter.use_voucher, (CLERK, voucher), partial(self.oracle.use, known))

    def lapse(self) -> Deed:
        """The scheduler looks after vouchers."""
        return Deed(rewards.lapse, (500,), self.oracle.lapse)

    def donate(self, who: int) -> Deed:
        """Points for a cause."""
        args = self.members[who], CAUSE, mark(CAUSE, RULED)
        return Deed(rewards.redeem, args, partial(self.oracle.donate, who))

    def ticket(self, who: int) -> Deed:
        """A ticket of the raffle."""
        args = self.members[who], RAFFLE, mark(RAFFLE, RULED)
        return Deed(games.buy_ticket, args, partial(self.oracle.buy_ticket, who))

    def play(self, who: int, game: str, shown: str) -> Deed:
        """A game, at the odds that are shown now."""
        args = self.members[who], game, shown
        expected = partial(self.oracle.play, who, game, self.oracle.odds(game))
        return Deed(games.play, args, expected, ("vouchers", "voucher"), by_chance=True)

    def _newest_hold(self, which: int, for_bill: bool) -> tuple[int, Hold] | None:
        return self._newest(
            "holds", self.oracle.holds, which, lambda hold: _is_payment(hold) == for_bill
        )

    def _theirs(
        self,
        name: str,
        known: list[Any],
        who: int,
        choice: int,
        meant: Callable[[Any], bool],
    ) -> tuple[int, Any] | None:
        """A member's newest that is open, or whatever is their newest."""
        if choice == 0:
            return None
        member, now = self.oracle.members[who], self.oracle.now

        def is_open(one: Any) -> bool:
            return meant(one) and one.state in ("issued", "open") and one.ends > now

        return self._newest(
            name, known, 0, lambda one: one.member is member and (choice > 1 or is_open(one))
        )

    def _newest(
        self,
        name: str,
        known: list[Any],
        which: int,
        meant: Callable[[Any], bool] = lambda _: True,
    ) -> tuple[int, Any] | None:
        pairs = zip(self.ids[name], known, strict=True)
        found = [pair for pair in pairs if meant(pair[1])]
        return found[-1 - which % len(found)] if found else None


def _is_for_bill(voucher: Voucher) -> bool:
    return voucher.kind in FOR_BILLS


def _is_payment(hold: Hold) -> bool:
    return hold.agreed is not None
