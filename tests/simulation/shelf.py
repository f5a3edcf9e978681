"""What points buy as it must be: vouchers of each kind, games, gifts to a cause."""

from domain.errors import (
    NotEnoughPoints,
    RewardChanged,
    RewardGone,
    RewardLimit,
    SeatsClosed,
    SoldOut,
    VoucherClosed,
    VoucherForBill,
    VoucherKept,
)
from tests.simulation.catalogue import (
    CONCERT_AT,
    CONCERT_OVER,
    DRAWN_AT,
    FOR_BILLS,
    GAMES,
    GIVEN,
    SHELF,
    TICKET,
    WHEEL,
)
from tests.simulation.days import day_of, end_after_days, end_after_year
from tests.simulation.earning import Earning
from tests.simulation.ledger import Facts
from tests.simulation.rules import DAY
from tests.simulation.things import Member, Txn, Voucher

Odds = tuple[tuple[str, int], ...]


class Shelf(Earning):
    """What there is for points, at `now`."""

    def __init__(self, now: int) -> None:
        super().__init__(now)
        self.vouchers: list[Voucher] = []
        self.stock = {reward: one.stock for reward, one in SHELF.items() if one.stock}
        self.given = self.gifts = self.tickets = 0

    def redeem(self, who: int, reward: str, shown: int) -> Facts:
        """Points for a voucher."""
        price, member = SHELF[reward].price, self.members[who]
        if shown != price:
            raise RewardChanged
        if reward == "concert" and self.now >= CONCERT_AT:
            raise SeatsClosed(CONCERT_AT)
        if self.stock.get(reward) == 0:
            raise SoldOut
        self._must_reach(member, price)
        txn = self._spend(member, price, "redeem")
        voucher = self._voucher(member, reward, price, txn)
        return {"points": price, "balance": member.balance, "expires_at": voucher.ends}

    def donate(self, who: int) -> Facts:
        """Points for a cause."""
        member = self.members[who]
        self._must_reach(member, GIVEN)
        self._spend(member, GIVEN, "redeem")
        self.given, self.gifts = self.given + GIVEN, self.gifts + 1
        return {"points": GIVEN, "balance": member.balance, "expires_at": 0}

    def buy_ticket(self, who: int) -> Facts:
        """Points for the next number of the raffle."""
        member = self.members[who]
        if self.now >= DRAWN_AT:
            raise RewardGone
        self._must_reach(member, TICKET)
        self._spend(member, TICKET, "redeem")
        self.tickets, member.tickets = self.tickets + 1, member.tickets + 1
        numbers = {"number": self.tickets, "tickets_all": self.tickets}
        return numbers | {"tickets_mine": member.tickets, "balance": member.balance}

    def odds(self, game: str) -> Odds:
        """What a game can give now: of what the shelf has."""
        lines = GAMES[game][1]
        return tuple(line for line in lines if self.stock.get(line[0].partition(":")[2]) != 0)

    def play(self, who: int, game: str, shown: Odds, drawn: str | None) -> Facts:
        """Points for a chance: whatever was `drawn` must have been one of them."""
        price, odds, member = GAMES[game][0], self.odds(game), self.members[who]
        if odds != shown:
            raise RewardChanged
        if game == WHEEL and day_of(self.now) in member.turned:
            raise RewardLimit(1, "day")
        self._must_reach(member, price)
        if drawn not in dict(odds):
            raise SoldOut
        member.turned |= {day_of(self.now)} if game == WHEEL else set()
        txn = self._spend(member, price, "redeem") if price else None
        kind, _, what = drawn.partition(":")
        if kind == "points":
            self._issue(who, int(what), "prize", end_after_year(self.now), 0, self.now)
        elif kind == "reward":
            self._voucher(member, what, price, txn, is_prize=True)
        of = sum(weight for _, weight in odds)
        chance = drawn, dict(odds)[drawn], of
        points = int(what) if kind == "points" else 0
        return {"points": points, "chance": chance, "balance": self.available(member)}

    def use(self, voucher: Voucher) -> Facts:
        """The voucher is handed in."""
        self._must_be_issued(voucher)
        if voucher.kind in FOR_BILLS:
            raise VoucherForBill
        if voucher.kind == "privilege":
            raise VoucherKept("privilege")
        voucher.state, voucher.at = "used", self.now
        return {"state": "used", "settled_at": self.now}

    def cancel(self, voucher: Voucher) -> Facts:
        """The voucher is given back."""
        self._must_be_issued(voucher)
        if voucher.is_prize:
            raise VoucherKept("prize")
        if voucher.kind == "privilege":
            raise VoucherKept("privilege")
        if not voucher.is_whole:
            raise VoucherKept("used")
        if voucher.kind == "event" and self.now >= CONCERT_AT - DAY:
            raise SeatsClosed(CONCERT_AT - DAY)
        return self._settle(voucher, "cancelled")

    def lapse(self) -> int:
        """Of vouchers nobody collected the points are given back, where there is something."""
        due = [one for one in self.vouchers if one.state == "issued" and one.ends <= self.now]
        for voucher in sorted(due, key=lambda one: one.ends):
            if voucher.unused and voucher.kind not in ("privilege", "event"):
                self._settle(voucher, "expired")
            else:
                voucher.state, voucher.at = "ended", self.now
        return len(due)

    def _must_reach(self, member: Member, price: int) -> None:
        if (reach := self.available(member)) < price:
            raise NotEnoughPoints(price=price, available=reach)

    def _voucher(
        self, member: Member, reward: str, price: int, txn: Txn | None, is_prize: bool = False
    ) -> Voucher:
        if reward in self.stock:
            self.stock[reward] -= 1
        one = SHELF[reward]
        ends = CONCERT_OVER if one.kind == "event" else end_after_days(self.now, one.days)
        value = one.value if one.kind == "gift-card" else 0
        voucher = Voucher(
            member, txn, reward, one.kind, price, ends, value, is_prize=is_prize, left=value
        )
        self.vouchers.append(voucher)
        return voucher

    def _must_be_issued(self, voucher: Voucher) -> None:
        if voucher.state != "issued":
            raise VoucherClosed(voucher.state, voucher.at)
        if voucher.ends <= self.now:
            raise VoucherClosed("expired", voucher.ends)

    def _settle(self, voucher: Voucher, state: str) -> Facts:
        voucher.state, voucher.at = state, self.now
        assert voucher.txn is not None, "what cost points was paid for"
        again = self._return(voucher.txn, voucher.unused, "give_back")
        if voucher.is_whole and voucher.reward in self.stock:
            self.stock[voucher.reward] += 1
        return {"points": again, "balance": voucher.member.balance}
