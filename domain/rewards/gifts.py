"""Rewards in kind: a gift that was earned becomes a voucher, and the books show what it cost."""

from domain import books
from domain.earning import grant, traces
from domain.earning.facts import Share
from domain.notices import tell
from domain.programme import Donation, Game, Raffle, Reward
from domain.rewards import stock
from domain.rewards.redeeming import issue, told
from domain.rewards.settling import give_back
from domain.rewards.terms import over_at
from domain.rewards.vouchers import voucher_of
from domain.tx import Tx

ACTOR = "programme"


def hand_over(tx: Tx, most: int) -> int:
    """Makes up to `most` due gifts vouchers; how many. Those of members in debt wait.

    The points of the reward's price are given and redeemed in one go.
    """
    rows = [
        (member, gift, rule, at, reward)
        for reward in _to_give(tx)
        for gift, member, rule, at in tx.sql.gifts.due(reward=reward.id, most=most)
    ][:most]
    # Members first, in order of id; shelves after them.
    for member in sorted({member for member, *_ in rows}):
        books.lock(tx, member)
    return sum(_give(tx, *row) for row in rows)


def take_back(tx: Tx, most: int) -> int:
    """Takes up to `most` gifts of undone purchases back; how many.

    An open voucher is cancelled, and the points that paid for it leave the member again. What was
    collected stays collected.
    """
    rows = list(tx.sql.gifts.recalled(most=most))
    for member in sorted({member for _, member, *_ in rows}):
        books.lock(tx, member)
    return sum(_take_back(tx, *row) for row in rows)


def _take_back(tx: Tx, gift: int, member: int, voucher: int, rule: str) -> bool:
    found = voucher_of(tx, member, voucher)
    if found.state in ("used", "ended") or not found.is_whole:
        tx.sql.gifts.keep(id=gift)
        return False
    # Before anything moves: what was taken back meanwhile is not taken twice. A voucher whose day
    # is over is ended by the clock first.
    is_over = found.state == "issued" and found.expires_at <= tx.now
    if is_over or not tx.sql.gifts.undo(id=gift):
        return False
    if found.state == "issued":
        give_back(tx, found, "cancelled", "member")
    back = books.reverse(tx, tx.sql.gifts.given_by(member=member, voucher=voucher), "undo", ACTOR)
    shares = (Share(rule, "in-kind", -back.points),)
    traces.keep(tx, member, "undo", -back.points, txn=back.txn, shares=shares)
    tell(tx, member, "gift_undone", None, reward=found.reward.model_dump())
    return True


def _to_give(tx: Tx) -> list[Reward]:
    """The rewards of which there is one to give."""
    shelf = stock.left(tx)
    return [
        reward
        for reward in tx.programme.rewards
        if shelf.get(reward.id) != 0
        and not isinstance(reward, Game | Raffle | Donation)
        and over_at(reward, tx.programme.zone) > tx.now
    ]


def _give(tx: Tx, member: int, gift: int, rule: str, at: int, reward: Reward) -> bool:
    # Undone or handed over while this change waited for the member.
    if tx.sql.gifts.state(id=gift) != "due" or stock.left(tx).get(reward.id) == 0:
        return False
    shares = (Share(rule, "in-kind", reward.points),)
    grant(tx, member, reward.points, "in_kind", ACTOR, shares=shares, reward=reward.id)
    done = issue(tx, member, reward, ACTOR)
    tx.makes_up_for(at)
    tell(tx, member, "gift", done.txn, **told(done))
    tx.sql.gifts.give(id=gift, voucher=done.voucher)
    return True
