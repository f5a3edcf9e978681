"""The shop as it must be: who joins, and what is redeemed of all that is earned."""

from domain.errors import NotEnoughPoints, RewardChanged, SoldOut, VoucherClosed
from tests.simulation.earning import Earning
from tests.simulation.ledger import Facts
from tests.simulation.things import Member, Voucher, end_after_days, end_after_year

GIFT = 500
COLLECT_DAYS = 14
# What a reward costs, and how many there are; None: without end.
SHELF: dict[str, tuple[int, int | None]] = {"tea": (100, None), "tote": (300, 20), "mug": (400, 1)}


class Oracle(Earning):
    """The shop at `now`."""

    def __init__(self, now: int) -> None:
        super().__init__(now)
        self.vouchers: list[Voucher] = []
        self.stock = {reward: amount for reward, (_, amount) in SHELF.items() if amount}

    def join(self, who: int) -> Facts:
        """A newcomer gets the gift, once."""
        if who < len(self.members):
            return {"is_new": False, "gift": 0}
        self.members.append(Member(who))
        self._issue(who, GIFT, "welcome", end_after_year(self.now), 0, self.now)
        return {"is_new": True, "gift": GIFT}

    def redeem(self, who: int, reward: str, shown: int) -> Facts:
        """Points for a voucher."""
        price, member = SHELF[reward][0], self.members[who]
        if shown != price:
            raise RewardChanged
        if self.stock.get(reward) == 0:
            raise SoldOut
        if (reach := self.available(member)) < price:
            raise NotEnoughPoints(price=price, available=reach)
        if reward in self.stock:
            self.stock[reward] -= 1
        txn = self._spend(member, price, "redeem")
        ends = end_after_days(self.now, COLLECT_DAYS)
        self.vouchers.append(Voucher(txn, reward, ends))
        return {"points": price, "balance": member.balance, "expires_at": ends}

    def use(self, voucher: Voucher) -> Facts:
        """The voucher is handed in."""
        self._must_be_issued(voucher)
        voucher.state, voucher.at = "used", self.now
        return {"state": "used", "settled_at": self.now}

    def cancel(self, voucher: Voucher) -> Facts:
        """The voucher is given back."""
        self._must_be_issued(voucher)
        return self._settle(voucher, "cancelled")

    def lapse(self) -> int:
        """Vouchers nobody collected are given back."""
        due = [one for one in self.vouchers if one.state == "issued" and one.ends <= self.now]
        for voucher in sorted(due, key=lambda one: one.ends):
            self._settle(voucher, "expired")
        return len(due)

    def _must_be_issued(self, voucher: Voucher) -> None:
        if voucher.state != "issued":
            raise VoucherClosed(voucher.state, voucher.at)
        if voucher.ends <= self.now:
            raise VoucherClosed("expired", voucher.ends)

    def _settle(self, voucher: Voucher, state: str) -> Facts:
        member = voucher.txn.member
        voucher.state, voucher.at = state, self.now
        before = self.available(member)
        self.redeemed -= voucher.txn.whole
        self._give_back(voucher.txn.drawn, voucher.txn.whole)
        member.write("give_back", voucher.txn.whole)
        self._end_due(member)
        if voucher.reward in self.stock:
            self.stock[voucher.reward] += 1
        return {"points": member.balance - before, "balance": member.balance}
