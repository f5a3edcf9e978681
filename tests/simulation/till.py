"""The till as it must be: a bill, what pays it, what it earns, and money given back."""

from domain.errors import (
    HoldUnknown,
    NotAgreed,
    NotEnoughPoints,
    NotForThisBill,
    PartTooLittle,
    PartTooMuch,
    ReceiptTaken,
    RefundTooLate,
    TooMuch,
    UndoneAlready,
    UndoTooLate,
)
from tests.simulation.catalogue import (
    HOLD_MINUTES,
    LEAST,
    PART,
    SHELF,
    TENNER_FROM,
    TENTH_MOST,
)
from tests.simulation.days import day_of, is_weekend, month_of
from tests.simulation.earning import named, tier_at
from tests.simulation.ledger import Facts
from tests.simulation.rules import (
    BONUS,
    BONUS_FROM,
    CHALLENGE,
    CHALLENGE_MONTHS,
    CHALLENGE_ORDERS,
    DAY,
    FIRST,
    MINUTE,
    REFUND_DAYS,
    STEP,
    STEP_FROM,
    TIERS,
    UNDO_MINUTES,
    WEEKEND,
)
from tests.simulation.shelf import Shelf
from tests.simulation.things import Hold, Member, Purchase, Voucher

Mark = tuple[str, str]
Shares = tuple[tuple[str, int], ...]


class Till(Shelf):
    """What is sold, at `now`."""

    def __init__(self, now: int) -> None:
        super().__init__(now)
        self.purchases: list[Purchase] = []
        self.receipts: set[object] = set()

    def credit(self, who: int, price: int, receipt: str | None) -> Facts:
        """A purchase that is paid in money earns what the rules say."""
        mark = (receipt, day_of(self.now))
        if receipt and mark in self.receipts:
            raise ReceiptTaken
        self.receipts.add(mark)
        return self._buy(who, price)

    def sell(self, who: int, price: int, voucher: Voucher | None, hold: Hold | None) -> Facts:
        """A bill that a voucher and points pay a part of; what is paid in money earns."""
        minor = self._taken_off(voucher, price) if voucher else 0
        if hold is not None:
            self._must_pay(hold, self.members[who], price - minor)
        if voucher is not None:
            voucher.left -= minor if voucher.value else 0
            if voucher.left == 0:
                voucher.state, voucher.at = "used", self.now
        captured = self._capture(hold, hold.points) if hold else None
        points = hold.points if hold else 0
        facts = self._buy(who, price - minor - points)
        bought = self.purchases[-1]
        bought.voucher, bought.voucher_minor, bought.captured = voucher, minor, captured
        return facts | {"paid": bought.paid}

    def put_aside(self, who: int, points: int, present: bool) -> Facts:
        """Points wait for a bill; those that waited for one before go back first."""
        member = self.members[who]
        if points < LEAST:
            raise PartTooLittle(LEAST)
        waiting = [
            hold
            for hold in self.holds
            if hold.member is member
            and hold.agreed is not None
            and hold.state == "open"
            and hold.ends > self.now
        ]
        if (reach := self._reach_with(member, waiting)) < points:
            raise NotEnoughPoints(price=points, available=reach)
        for hold in waiting:
            self._end_hold(hold, "released", "release", 0)
        ends = self.now + HOLD_MINUTES * MINUTE
        self.holds.append(self._hold(member, points, ends, agreed=present))
        return {"points": points, "balance": member.balance, "expires_at": ends}

    def agree(self, hold: Hold) -> Facts:
        """The member says yes."""
        self._must_be_open(hold)
        hold.agreed = True
        return {"points": hold.points, "state": "agreed"}

    def decline(self, hold: Hold) -> Facts:
        """The member says no."""
        self.release(hold)
        return {"points": hold.points, "state": "released"}

    def undo(self, purchase: Purchase) -> Facts:
        """A purchase is taken back, within minutes, and what it had used up is free again."""
        if purchase.undone:
            raise UndoneAlready
        if self.now > purchase.at + UNDO_MINUTES * MINUTE:
            raise UndoTooLate(UNDO_MINUTES)
        return self._take_back(purchase, purchase.left, "undo")

    def refund(self, purchase: Purchase, minor: int | None) -> Facts:
        """Money goes back, and its part of the points with it."""
        if self.now > purchase.at + REFUND_DAYS * DAY:
            raise RefundTooLate(REFUND_DAYS)
        if purchase.undone:
            raise UndoneAlready
        if minor is not None and minor > purchase.left:
            raise TooMuch(points=minor, most=purchase.left)
        return self._take_back(purchase, minor or purchase.left, "refund")

    def _buy(self, who: int, paid: int) -> Facts:
        member = self.members[who]
        earned = self._earned(member, self.now)
        tier = max(member.tier or 0, tier_at(earned))
        shares, used = self._shares(member, paid, tier)
        points, txn, repaid = sum(points for _, points in shares), None, 0
        if points:
            txn, repaid = self._earn(who, points, "purchase")
        purchase = Purchase(member, txn, self.now, paid)
        self.purchases.append(purchase)
        member.taken |= dict.fromkeys(used, purchase)
        if member.grace is not None or tier_at(earned + points) > tier:
            self._rise(member)
        balance = self.available(member)
        return {"points": points, "balance": balance, "repaid": repaid, "shares": shares}

    def _taken_off(self, voucher: Voucher, price: int) -> int:
        self._must_be_issued(voucher)
        value, minor = SHELF[voucher.reward].value, 0
        if voucher.kind == "gift-card":
            minor = min(voucher.left, price)
        elif voucher.kind == "money-off" and price >= TENNER_FROM:
            minor = min(value, price)
        elif voucher.kind == "percent-off":
            minor = min(price * value // 100, TENTH_MOST)
        if minor == 0:
            raise NotForThisBill
        return minor

    def _must_pay(self, hold: Hold, member: Member, due: int) -> None:
        if hold.agreed is None or hold.member is not member:
            raise HoldUnknown
        self._must_be_open(hold)
        if not hold.agreed:
            raise NotAgreed
        # A point is worth a cent here.
        if hold.points > (most := due * PART // 100):
            raise PartTooMuch(PART, most)

    def _reach_with(self, member: Member, holds: list[Hold]) -> int:
        """What could be spent, had these gone back."""
        drawn = [pair for hold in holds for pair in hold.drawn.items()]
        for lot, points in drawn:
            lot.left += points
        reach = self.available(member)
        for lot, points in drawn:
            lot.left -= points
        return reach

    def _take_back(self, purchase: Purchase, minor: int, kind: str) -> Facts:
        """With the last of it, what a purchase had used up is free again, also what paid for it."""
        member, stayed = purchase.member, purchase.stays()
        purchase.undone = minor == purchase.left
        purchase.refunded += minor
        back: Facts = {"points": 0, "owed": 0, "returned": 0}
        if purchase.txn and (gone := stayed - purchase.stays()):
            back |= self.reverse(purchase.txn, gone, kind)
        if purchase.undone:
            member.taken = {mark: by for mark, by in member.taken.items() if by is not purchase}
            if captured := purchase.captured:
                back["returned"] = self._return(captured, captured.whole, "returned")
        if member.before is not None and member.since == purchase.at:
            tier = max(member.before, tier_at(self._earned(member)))
            if tier != member.tier:
                # After a part of it, the rise is still that purchase's.
                since, before = (
                    (self.now, None) if purchase.undone else (purchase.at, member.before)
                )
                member.stands(tier, since, before=before)
        whole = {"minor": minor, "whole": purchase.undone}
        facts = back | whole | {"balance": self.available(member)}
        if purchase.undone and purchase.voucher:
            self._reopen(purchase.voucher, purchase.voucher_minor)
        return facts

    def _reopen(self, voucher: Voucher, minor: int) -> None:
        """A voucher is as it was before the bill; of a gift card that ran out, points return."""
        if voucher.state in ("issued", "used"):
            voucher.state, voucher.at = "issued", 0
            voucher.left += minor if voucher.value else 0
        elif voucher.value and voucher.txn:
            share = voucher.price * minor // voucher.value
            self._return(voucher.txn, share, "give_back")

    def _shares(self, member: Member, paid: int, tier: int) -> tuple[Shares, list[Mark]]:
        """Each rule's part of a purchase, and what it uses up: nothing where no money paid."""
        if paid == 0:
            return (("base", 0),), []
        before = [each for each in self.purchases if each.counts_for(member, self.now)]
        month, base, used = month_of(self.now), paid // 100, []
        multiplier = TIERS[tier][2]
        by_tier = base * multiplier // 100
        found = {"base": base, "tier": by_tier - base}
        if is_weekend(self.now):
            found["weekend"] = base * multiplier * WEEKEND // 10_000 - by_tier
        elif not before and ("first", "ever") not in member.taken and base:
            found["first"] = base * multiplier * FIRST // 10_000 - by_tier
            used.append(("first", "ever"))
        found["bonus"] = BONUS if paid >= BONUS_FROM else 0
        first, last = CHALLENGE_MONTHS
        in_window = [each for each in before if month_of(each.at) >= first]
        if first <= month <= last and len(in_window) + 1 >= CHALLENGE_ORDERS:
            used.append(("challenge", "ever"))
        spent = sum(each.left for each in before if month_of(each.at) == month)
        if spent + paid >= STEP_FROM:
            used.append(("step", named(month)))
        used = [mark for mark in used if mark not in member.taken]
        worth = {"challenge": CHALLENGE, "step": STEP}
        found |= {rule: worth[rule] for rule, _ in sorted(used) if rule in worth}
        found["cap"] = min(self._room(member) - sum(found.values()), 0)
        shares = tuple(item for item in found.items() if item[0] == "base" or item[1])
        return shares, used
