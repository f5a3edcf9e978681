"""What is earned as it must be: rules, caps and tiers, in plain arithmetic on a `Ledger`."""

from bisect import bisect_right

from domain.errors import LimitReached, RainOver, ReceiptTaken, UndoneAlready, UndoTooLate
from tests.simulation.ledger import Facts, Ledger
from tests.simulation.rules import (
    BONUS,
    BONUS_FROM,
    CHALLENGE,
    CHALLENGE_MONTHS,
    CHALLENGE_ORDERS,
    FIRST,
    GRACE_DAYS,
    MILESTONE,
    MILESTONE_DAY,
    MINUTE,
    MONTH_CAP,
    POT,
    REVIEW,
    REVIEWS,
    SHARE,
    SIGN_IN,
    STEP,
    STEP_FROM,
    THRESHOLDS,
    TIERS,
    UNDO_MINUTES,
    WARN_DAYS,
    WEEKEND,
    YEAR_CAP,
)
from tests.simulation.things import (
    Member,
    Purchase,
    Txn,
    day_of,
    end_after_days,
    end_after_year,
    is_weekend,
    month_of,
    window_start,
)

Mark = tuple[str, str]
Shares = tuple[tuple[str, int], ...]


class Earning(Ledger):
    """What members do for points, at `now`."""

    def __init__(self, now: int) -> None:
        super().__init__(now)
        self.purchases: list[Purchase] = []
        self.receipts: set[object] = set()
        self.pot = POT

    def credit(self, who: int, price: int, receipt: str | None) -> Facts:
        """A purchase earns what the rules say."""
        mark = (receipt, day_of(self.now))
        if receipt and mark in self.receipts:
            raise ReceiptTaken
        self.receipts.add(mark)
        member = self.members[who]
        earned = self._earned(member, self.now)
        tier = max(member.tier or 0, _tier_at(earned))
        shares, used = self._shares(member, price, tier)
        points, txn, repaid = sum(points for _, points in shares), None, 0
        if points:
            txn, repaid = self._earn(who, points, "purchase")
        purchase = Purchase(member, txn, self.now, price)
        self.purchases.append(purchase)
        member.taken |= dict.fromkeys(used, purchase)
        if member.grace is not None or _tier_at(earned + points) > tier:
            self._rise(member)
        balance = self.available(member)
        return {"points": points, "balance": balance, "repaid": repaid, "shares": shares}

    def undo(self, purchase: Purchase) -> Facts:
        """A purchase is taken back, within minutes, and what it had used up is free again."""
        if purchase.undone:
            raise UndoneAlready
        if self.now > purchase.at + UNDO_MINUTES * MINUTE:
            raise UndoTooLate(UNDO_MINUTES)
        purchase.undone = True
        back = self.reverse(purchase.txn, None) if purchase.txn else {"points": 0, "owed": 0}
        member = purchase.member
        member.taken = {mark: by for mark, by in member.taken.items() if by is not purchase}
        if member.before is not None and member.since == purchase.at:
            tier = max(member.before, _tier_at(self._earned(member)))
            if tier != member.tier:
                member.stands(tier, self.now)
        return back | {"balance": self.available(member)}

    def act(self, who: int) -> Facts:
        """Something is done for points, so often a month."""
        member, month = self.members[who], _named(month_of(self.now))
        done = sum(mark[0] == "review" and mark[1].startswith(month) for mark in member.taken)
        if done == REVIEWS:
            raise LimitReached(REVIEWS, "month")
        member.taken["review", f"{month}/{done + 1}"] = None
        points = min(REVIEW, self._room(member))
        repaid = self._earn(who, points, "activity")[1] if points else 0
        self._rise(member)
        left = REVIEWS - done - 1
        facts = {"points": points, "balance": self.available(member), "left": left}
        return facts | {"capped": REVIEW - points, "repaid": repaid}

    def catch(self, who: int) -> Facts:
        """A share of the pot, once each, while there is some."""
        member, repaid, is_new = self.members[who], 0, False
        if ("rain", "ever") not in member.taken:
            if self.pot < SHARE:
                raise RainOver(shares=POT // SHARE)
            self.pot -= SHARE
            member.taken["rain", "ever"] = None
            _, repaid = self._issue(who, SHARE, "rain", end_after_year(self.now), 0, self.now)
            is_new = True
        balance = self.available(member)
        return {"points": SHARE, "is_new": is_new, "balance": balance, "repaid": repaid}

    def sign_in(self, who: int) -> Facts:
        """Once a day, more for each day of a week in a row."""
        member, today = self.members[who], day_of(self.now)
        last, streak = member.signed
        if last >= today:
            points = _of_streak(streak)
            return {"is_new": False, "points": points, "balance": self.available(member)}
        member.signed = today, streak = today, streak + 1 if last == today - 1 else 1
        points = min(_of_streak(streak), self._room(member))
        if points:
            self._earn(who, points, "sign_in")
        return {"is_new": True, "points": points, "balance": self.available(member)}

    def judge(self, slot: int) -> Facts:
        """On the first of a month: who holds more than they earned has a grace from now on."""
        since = window_start(slot)
        for member in self.members:
            reached = _tier_at(self._earned(member, since=since))
            if member.tier is None or reached > member.tier:
                if member.tier is not None or reached:
                    member.stands(reached, self.now)
            elif reached < member.tier:
                if member.grace is None:
                    member.endangered(end_after_days(self.now, GRACE_DAYS))
            else:
                member.endangered(None)
        return {"count": len(self.members), "done": True}

    def tend(self) -> Facts:
        """Who is close to the end of their grace is warned once; when it is over, one step down."""
        until, count = end_after_days(self.now, WARN_DAYS), 0
        for member in self.members:
            if member.tier is None or member.grace is None or member.grace > until:
                continue
            is_over = member.grace <= self.now
            if member.is_warned and not is_over:
                continue
            count += 1
            if self._earned(member) >= THRESHOLDS[member.tier]:
                member.endangered(None)
            elif is_over:
                member.stands(member.tier - 1, self.now)
            else:
                member.is_warned = True
        return {"count": count, "done": True}

    def _shares(self, member: Member, price: int, tier: int) -> tuple[Shares, list[Mark]]:
        """Each rule's part of a purchase, and what it uses up."""
        before = [each for each in self.purchases if each.counts_for(member, self.now)]
        month, base, used = month_of(self.now), price // 100, []
        multiplier = TIERS[tier][2]
        by_tier = base * multiplier // 100
        found = {"base": base, "tier": by_tier - base}
        if is_weekend(self.now):
            found["weekend"] = base * multiplier * WEEKEND // 10_000 - by_tier
        elif not before and ("first", "ever") not in member.taken and base:
            found["first"] = base * multiplier * FIRST // 10_000 - by_tier
            used.append(("first", "ever"))
        found["bonus"] = BONUS if price >= BONUS_FROM else 0
        first, last = CHALLENGE_MONTHS
        in_window = [each for each in before if month_of(each.at) >= first]
        if first <= month <= last and len(in_window) + 1 >= CHALLENGE_ORDERS:
            used.append(("challenge", "ever"))
        spent = sum(each.price for each in before if month_of(each.at) == month)
        if spent + price >= STEP_FROM:
            used.append(("step", _named(month)))
        used = [mark for mark in used if mark not in member.taken]
        worth = {"challenge": CHALLENGE, "step": STEP}
        found |= {rule: worth[rule] for rule, _ in sorted(used) if rule in worth}
        found["cap"] = min(self._room(member) - sum(found.values()), 0)
        shares = tuple(item for item in found.items() if item[0] == "base" or item[1])
        return shares, used

    def _earn(self, who: int, points: int, origin: str) -> tuple[Txn, int]:
        txn, repaid = self._issue(who, points, origin, end_after_year(self.now), 0, self.now)
        self.members[who].earned.append((self.now, origin, txn))
        return txn, repaid

    def _earned(self, member: Member, until: int | None = None, since: int | None = None) -> int:
        """What counts towards the tier, undone purchases left out."""
        start = window_start(self.now) if since is None else since
        return sum(
            txn.whole - txn.back
            for at, origin, txn in member.earned
            if origin != "sign_in" and start <= at and (until is None or at <= until)
        )

    def _room(self, member: Member) -> int:
        """What both caps leave."""
        month = month_of(self.now)
        left = [MONTH_CAP, YEAR_CAP]
        for at, _, txn in member.earned:
            left[0] -= (txn.whole - txn.back) * (month_of(at) == month)
            left[1] -= (txn.whole - txn.back) * (month_of(at)[0] == month[0])
        return max(min(left), 0)

    def _rise(self, member: Member) -> None:
        """A tier rises as soon as it is earned; who has earned it again is out of danger."""
        tier, earned = member.tier or 0, self._earned(member)
        if _tier_at(earned) > tier:
            member.stands(_tier_at(earned), self.now, before=tier)
        elif earned >= THRESHOLDS[tier]:
            member.endangered(None)


def _tier_at(earned: int) -> int:
    return bisect_right(THRESHOLDS, earned) - 1


def _of_streak(day: int) -> int:
    return SIGN_IN[(day - 1) % len(SIGN_IN)] + MILESTONE * (day == MILESTONE_DAY)


def _named(month: tuple[int, int]) -> str:
    return f"{month[0]}-{month[1]:02}"
