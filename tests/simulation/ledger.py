"""The books as they must be, in lists and plain arithmetic: nothing here is the product's code.

Each method is one verb: it returns the facts of its result, or raises the refusal, having
changed nothing.
"""

from typing import Any

from domain.errors import HoldClosed, NotEnoughPoints, TooMuch, UndoneAlready
from tests.simulation.things import Hold, Look, Lot, Member, Txn

Facts = dict[str, Any]
# Of so many open lots a sweep may end one.
LOOKED_AT = 20


class Ledger:
    """The books at `now`."""

    def __init__(self, now: int) -> None:
        self.now = now
        self.members: list[Member] = []
        self.issues: list[Txn] = []
        self.spends: list[Txn] = []
        self.captures: list[Txn] = []
        self.holds: list[Hold] = []
        self.issued = self.redeemed = self.expired = self.lots = 0

    def available(self, member: Member) -> int:
        """What can be spent now, whether or not what ended was swept."""
        return sum(lot.left_at(self.now) for lot in member.lots)

    def look(self, member: Member) -> Look:
        """Everything the books say of a member."""
        lots = tuple(lot.facts() for lot in member.in_order())
        return Look(self.available(member), member.balance, member.held, -member.owed, lots)

    def issue(self, who: int, points: int, ends: int, decay: int, earned_at: int) -> Facts:
        """One new lot, which pays what is owed."""
        txn, repaid = self._issue(who, points, "bonus", ends, decay, earned_at)
        self.issues.append(txn)
        return {"points": points, "balance": txn.member.balance, "repaid": repaid}

    def spend(self, who: int, points: int) -> Facts:
        """Points go, soonest to end first."""
        txn = self._spend(self.members[who], points, "spend")
        self.spends.append(txn)
        return {"points": -points, "balance": txn.member.balance}

    def hold(self, who: int, points: int, ends: int) -> Facts:
        """Points wait, out of their lots."""
        self.holds.append(self._hold(self.members[who], points, ends))
        return {"points": points, "balance": self.members[who].balance}

    def capture(self, hold: Hold, points: int | None) -> Facts:
        """The hold is redeemed, whole or in part."""
        self._must_be_open(hold)
        taken = points or hold.points
        if taken > hold.points:
            raise TooMuch(points=taken, most=hold.points)
        self.captures.append(self._capture(hold, taken))
        return {"points": hold.points - taken, "balance": hold.member.balance}

    def release(self, hold: Hold) -> Facts:
        """The hold goes back whence it came."""
        self._must_be_open(hold)
        return self._end_hold(hold, "released", "release", 0)

    def expire_holds(self) -> int:
        """Holds whose time is over go back."""
        due = [hold for hold in self.holds if hold.state == "open" and hold.ends <= self.now]
        for hold in due:
            self._end_hold(hold, "expired", "release", 0)
        return len(due)

    def sweep(self, most: int) -> Facts:
        """Up to `most` lots of anybody end, each once: where there are more, member by member."""
        members = sorted(self.members, key=lambda member: member.number)
        due = [(lot, member) for member in members for lot in member.due(self.now)]
        done = not due
        if len(due) >= most:
            opened = [member for member in members for _ in member.in_order()]
            last = opened[: LOOKED_AT * most][-1]
            due = [pair for pair in due if pair[1].number <= last.number]
        for lot, member in due[:most]:
            self._end_lot(member, lot)
        return {"count": min(len(due), most), "done": done}

    def reverse(self, txn: Txn, points: int | None, kind: str = "undo") -> Facts:
        """What is left of an issue or a spend is undone, or a part of it."""
        left = txn.whole - txn.back
        if left == 0:
            raise UndoneAlready
        part = points or left
        if part > left:
            raise TooMuch(points=part, most=left)
        txn.back += part
        if txn.lot is None:
            self.redeemed -= part
            self._give_back(txn.drawn, part)
            txn.member.write("undo", part)
            return {"points": part, "balance": txn.member.balance, "owed": 0}
        return self._unissue(txn.member, txn.lot, part, kind)

    def reinstate(self, txn: Txn, ends: int) -> Facts:
        """What expiry took and still has of a lot comes back, and ends later."""
        (lot,) = txn.drawn
        part = min(txn.whole - txn.back, lot.ended)
        if part == 0:
            raise UndoneAlready
        lot.ends = max(lot.ends, ends)
        lot.ended -= part
        lot.left += part
        txn.back += part
        self.expired -= part
        txn.member.write("reinstate", part)
        return {"points": part, "balance": txn.member.balance, "owed": 0}

    def extend(self, lot: Lot, ends: int) -> None:
        """The end of a lot moves."""
        lot.ends = ends

    def _issue(
        self, who: int, points: int, origin: str, ends: int, decay: int, earned_at: int
    ) -> tuple[Txn, int]:
        member = self.members[who]
        self._end_due(member)
        self.issued += points
        self.lots += 1
        lot = Lot(self.lots, points, points, earned_at, ends, origin, decay)
        member.lots.append(lot)
        member.write(origin, points)
        repaid = min(points, member.owed)
        member.owed -= repaid
        lot.left -= repaid
        member.write("repay", -repaid)
        return Txn(member, points, lot=lot), repaid

    def _spend(self, member: Member, points: int, kind: str) -> Txn:
        drawn = self._take(member, points)
        self.redeemed += points
        member.write(kind, -points)
        return Txn(member, points, drawn=drawn)

    def _take(self, member: Member, points: int) -> dict[Lot, int]:
        if (reach := self.available(member)) < points:
            raise NotEnoughPoints(price=points, available=reach)
        self._end_due(member)
        drawn = {}
        for lot in member.in_order():
            if points:
                drawn[lot] = min(lot.left, points)
                lot.left -= drawn[lot]
                points -= drawn[lot]
        return drawn

    def _give_back(self, drawn: dict[Lot, int], points: int) -> None:
        for lot in sorted(drawn, key=Lot.rank, reverse=True):
            back = min(drawn[lot], points)
            drawn[lot] -= back
            lot.left += back
            points -= back

    def _unissue(self, member: Member, lot: Lot, part: int, kind: str) -> Facts:
        self._end_due(member)
        taken = min(part, lot.left)
        lapsed = min(part - taken, lot.ended)
        owed = part - taken - lapsed
        lot.left -= taken
        lot.ended -= lapsed
        member.owed += owed
        self.issued -= part
        self.expired -= lapsed
        member.write(kind, -taken)
        return {"points": part, "balance": member.balance, "owed": owed}

    def _hold(self, member: Member, points: int, ends: int, agreed: bool | None = None) -> Hold:
        drawn = self._take(member, points)
        member.held += points
        member.write("hold", -points)
        return Hold(member, drawn, points, ends, agreed)

    def _capture(self, hold: Hold, points: int) -> Txn:
        self.redeemed += points
        self._end_hold(hold, "captured", "capture", points)
        return Txn(hold.member, points, drawn=hold.drawn)

    def _return(self, txn: Txn, points: int, kind: str) -> int:
        """What was redeemed goes back to its lots; what of it the member has again."""
        member = txn.member
        self._end_due(member)
        before = member.balance
        self.redeemed -= points
        self._give_back(txn.drawn, points)
        member.write(kind, points)
        self._end_due(member)
        return member.balance - before

    def _must_be_open(self, hold: Hold) -> None:
        if hold.state != "open":
            raise HoldClosed(hold.state, hold.at)
        if hold.ends <= self.now:
            raise HoldClosed("expired", hold.ends)

    def _end_hold(self, hold: Hold, state: str, kind: str, taken: int) -> Facts:
        back = hold.points - taken
        hold.state, hold.captured, hold.at = state, taken, self.now
        hold.member.held -= hold.points
        self._give_back(hold.drawn, back)
        hold.member.write(kind, back)
        self._end_due(hold.member)
        return {"points": back, "balance": hold.member.balance}

    def _end_due(self, member: Member) -> None:
        while due := member.due(self.now):
            for lot in due:
                self._end_lot(member, lot)

    def _end_lot(self, member: Member, lot: Lot) -> None:
        points, ends = lot.next_end()
        lot.left -= points
        lot.ended += points
        lot.ends = ends
        self.expired += points
        txn = Txn(member, points, drawn={lot: points})
        member.write("decay" if lot.decay else "expire", -points, txn)
