"""Referrals: who brings a friend is paid after the friend's first purchase is final."""

import hmac
from dataclasses import dataclass

from domain import books
from domain.calendar import DAY, MINUTE, local_date
from domain.earning.facts import Share
from domain.earning.granting import grant
from domain.earning.moments.eligible import is_meant, running
from domain.earning.taken import count, period_of, take
from domain.earning.welcome import Joined, join
from domain.members import Person
from domain.notices import tell
from domain.programme import ReferralRule
from domain.tx import ReadTx, Tx

_DIGITS = 12


@dataclass(frozen=True)
class Invited:
    """How a member's invitations stand: friends who joined, and those paid for."""

    rule: ReferralRule | None
    code: str
    joined: int
    paid: int


def invited(tx: ReadTx, member: int) -> Invited:
    """What a member gets for a friend now, the code they pass on, and how many came by it."""
    joined, paid = tx.sql.referrals.of_inviter(inviter=member)
    return Invited(_rule_for(tx, member), _code(tx, member), joined, paid)


def join_invited(tx: Tx, person: Person, code: str) -> Joined:
    """Enrols a person who came by a member's invitation.

    It counts for who is new; a code that nobody has, or that pays nothing now, brings a member
    all the same.
    """
    joined = join(tx, person)
    inviter = _inviter(tx, code)
    if joined.is_new and inviter is not None:
        rule = _rule_for(tx, inviter)
        if rule is not None:
            tx.sql.referrals.add(friend=joined.member, inviter=inviter, rule=rule.id, at=tx.now)
    return joined


def qualify(tx: Tx, member: int, purchase: int, paid: int) -> None:
    """Notes the first purchase of a friend that is large enough: it is paid for when it is final.

    One that was undone meanwhile has not counted.
    """
    row = tx.sql.referrals.open_of(friend=member)
    rule = tx.programme.rule(row[0]) if row else None
    if not isinstance(rule, ReferralRule) or paid < rule.min_minor:
        return
    undoable = tx.programme.earning.undo_minutes * MINUTE
    due_at = tx.now + max(rule.return_days * DAY, undoable + 1)
    tx.sql.referrals.qualify(friend=member, purchase=purchase, due_at=due_at)


def pay_referrals(tx: Tx, most: int) -> int:
    """Pays up to `most` referrals that are due; how many were."""
    rows = list(tx.sql.referrals.due(now=tx.now, most=most))
    # Members first, in order of id.
    for member in sorted({member for friend, inviter, *_ in rows for member in (friend, inviter)}):
        books.lock(tx, member)
    # A friend who bought again while this change waited for them is looked at anew.
    still = set(tx.sql.referrals.due(now=tx.now, most=most))
    for friend, inviter, rule_id, undone_at, kept, due_at in filter(still.__contains__, rows):
        rule = tx.programme.rule(rule_id)
        is_too_small = isinstance(rule, ReferralRule) and kept < rule.min_minor
        if undone_at is not None or is_too_small:
            tx.sql.referrals.settle(friend=friend, state="waiting")
        elif isinstance(rule, ReferralRule):
            tx.makes_up_for(due_at)
            _pay(tx, friend, inviter, rule)
        else:
            # The rule was taken out of the programme before anything was final.
            tx.sql.referrals.settle(friend=friend, state="undone")
    return len(rows)


def _pay(tx: Tx, friend: int, inviter: int, rule: ReferralRule) -> None:
    month = period_of(local_date(tx.now, tx.programme.zone), "month")
    paid = count(tx, inviter, rule.id, month)
    within = paid < rule.limit
    # Before anything is given: what was settled meanwhile is not paid twice.
    if not tx.sql.referrals.settle(friend=friend, state="paid" if within else "capped"):
        return
    if within:
        take(tx, inviter, rule.id, f"{month}/{paid + 1}")
        _give(tx, inviter, rule, rule.points, "inviter")
    if rule.friend_points:
        _give(tx, friend, rule, rule.friend_points, "friend")


def _give(tx: Tx, member: int, rule: ReferralRule, points: int, role: str) -> None:
    shares = (Share(rule.id, rule.kind, points),)
    posting = grant(tx, member, points, "referral", "programme", shares=shares, role=role)
    told = {"points": points, "balance": posting.balance, "repaid": posting.repaid}
    tell(tx, member, "referral", posting.txn, role=role, **told)


def _rule_for(tx: ReadTx, inviter: int) -> ReferralRule | None:
    rules = running(tx, ReferralRule)
    return next((rule for rule in rules if is_meant(tx, rule, inviter)), None)


def _code(tx: ReadTx, member: int) -> str:
    """A member's number with a signature: nobody can make up another's."""
    return f"{member:x}-{tx.vault.secret('referral', member).hex()[:_DIGITS]}"


def _inviter(tx: ReadTx, code: str) -> int | None:
    number = code.partition("-")[0]
    if not (number.isascii() and number.isalnum() and len(number) <= 16):
        return None
    try:
        member = int(number, 16)
    except ValueError:
        return None
    known = hmac.compare_digest(code.encode(), _code(tx, member).encode())
    return member if known and tx.sql.referrals.is_member(id=member) else None
