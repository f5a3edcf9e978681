"""The shop as it must be: what is bought, redeemed and given, on the books of `Ledger`."""

from domain.errors import (
    NotEnoughPoints,
    PriceChanged,
    ReceiptTaken,
    SoldOut,
    UndoneAlready,
    UndoTooLate,
    VoucherClosed,
)
from tests.simulation.ledger import Facts, Ledger
from tests.simulation.things import (
    Member,
    Purchase,
    Voucher,
    day_of,
    end_after_days,
    end_after_year,
)

MINUTE = 60_000_000
GIFT = 500
SIGN_IN = (5, 5, 10, 10, 15, 15, 40)
UNDO_MINUTES = 10
COLLECT_DAYS = 14
# What a reward costs, and how many there are; None: without end.
SHELF: dict[str, tuple[int, int | None]] = {"tea": (100, None), "tote": (300, 20), "mug": (400, 1)}


class Oracle(Ledger):
    """The shop at `now`."""

    def __init__(self, now: int) -> None:
        super().__init__(now)
        self.vouchers: list[Voucher] = []
        self.purchases: list[Purchase] = []
        self.receipts: set[object] = set()
        self.stock = {reward: amount for reward, (_, amount) in SHELF.items() if amount}

    def join(self, who: int) -> Facts:
        """A newcomer gets the gift, once."""
        if who < len(self.members):
            return {"is_new": False, "gift": 0}
        self.members.append(Member(who))
        self._issue(who, GIFT, "welcome", end_after_year(self.now), 0, self.now)
        return {"is_new": True, "gift": GIFT}

    def credit(self, who: int, price: int, receipt: str | None) -> Facts:
        """A purchase earns one point for each 1.00."""
        mark = (receipt, day_of(self.now))
        if receipt and mark in self.receipts:
            raise ReceiptTaken
        self.receipts.add(mark)
        member, points, txn, repaid = self.members[who], price // 100, None, 0
        if points:
            ends = end_after_year(self.now)
            txn, repaid = self._issue(who, points, "purchase", ends, 0, self.now)
        self.purchases.append(Purchase(member, txn, self.now))
        return {"points": points, "balance": self.available(member), "repaid": repaid}

    def undo(self, purchase: Purchase) -> Facts:
        """A purchase is taken back, within minutes."""
        if purchase.undone:
            raise UndoneAlready
        if self.now > purchase.at + UNDO_MINUTES * MINUTE:
            raise UndoTooLate(UNDO_MINUTES)
        purchase.undone = True
        back = self.reverse(purchase.txn, None) if purchase.txn else {"points": 0, "owed": 0}
        return back | {"balance": self.available(purchase.member)}

    def redeem(self, who: int, reward: str, shown: int) -> Facts:
        """Points for a voucher."""
        price, member = SHELF[reward][0], self.members[who]
        if shown != price:
            raise PriceChanged(shown, price)
        if (reach := self.available(member)) < price:
            raise NotEnoughPoints(price=price, available=reach)
        if self.stock.get(reward) == 0:
            raise SoldOut
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
        for voucher in due:
            self._settle(voucher, "expired")
        return len(due)

    def sign_in(self, who: int) -> Facts:
        """Once a day, more for each day of a week in a row."""
        member, today = self.members[who], day_of(self.now)
        last, streak = member.signed
        if last >= today:
            points = SIGN_IN[(streak - 1) % len(SIGN_IN)]
            return {"is_new": False, "points": points, "balance": self.available(member)}
        member.signed = today, streak = today, streak + 1 if last == today - 1 else 1
        points = SIGN_IN[(streak - 1) % len(SIGN_IN)]
        self._issue(who, points, "sign_in", end_after_year(self.now), 0, self.now)
        return {"is_new": True, "points": points, "balance": member.balance}

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
