"""Rewards in kind: a gift that was earned becomes a voucher, and the books show what it cost."""

from domain import books
from domain.calendar import DAY
from domain.earning import grant, traces
from domain.earning.facts import Share
from domain.ids import first_id
from domain.notices import tell
from domain.programme import Reward
from domain.rewards import stock
from domain.rewards.vouchers import cancel, issue, told, voucher_of
from domain.tx import Tx

# A purchase can be undone for a day at most; a clock that stood still looks back further.
_LOOKS_BACK = 7 * DAY


def hand_over(tx: Tx, most: int) -> int:
    """Makes up to `most` due gifts vouchers; how many. Those of members in debt wait.

    The points of the reward's price are given and redeemed in one go.
    """
    rows = [
        (member, gift, rule, reward)
        for reward in _to_give(tx)
        for gift, member, rule in tx.sql.gifts.due(reward=reward.id, most=most)
    ][:most]
    # Members first, in order of id; shelves after them.
    for member in sorted({member for member, *_ in rows}):
        books.lock(tx, member)
    return sum(_give(tx, *row) for row in rows)


def take_back(tx: Tx, most: int) -> int:
    """Cancels up to `most` open vouchers of gifts whose purchase was undone; how many.

    The points that paid for one leave the member again.
    """
    since = first_id(tx.now - _LOOKS_BACK)
    rows = list(tx.sql.gifts.undone(since_id=since, most=most))
    for member in sorted({member for member, *_ in rows}):
        books.lock(tx, member)
    for member, voucher, rule in rows:
        given = tx.sql.gifts.given_by(member=member, voucher=voucher)
        reward = voucher_of(tx, member, voucher).reward
        cancel(tx, member, voucher)
        back = books.reverse(tx, given, "undo", "programme")
        shares = (Share(rule, "in-kind", -back.points),)
        traces.keep(tx, member, "undo", -back.points, txn=back.txn, shares=shares)
        tell(tx, member, "gift_undone", None, reward=reward.model_dump())
    return len(rows)


def _to_give(tx: Tx) -> list[Reward]:
    """The rewards that gifts wait for and the shelf still has."""
    shelf = stock.left(tx)
    waiting = [tx.programme.reward(reward) for (reward,) in tx.sql.gifts.rewards()]
    return [reward for reward in waiting if reward and shelf.get(reward.id) != 0]


def _give(tx: Tx, member: int, gift: int, rule: str, reward: Reward) -> bool:
    # Undone or handed over while this change waited for the member.
    if tx.sql.gifts.state(id=gift) != "due" or stock.left(tx).get(reward.id) == 0:
        return False
    shares = (Share(rule, "in-kind", reward.points),)
    grant(tx, member, reward.points, "in_kind", "programme", shares=shares, reward=reward.id)
    done = issue(tx, member, reward, "programme")
    tell(tx, member, "gift", done.txn, **told(done))
    tx.sql.gifts.give(id=gift, voucher=done.voucher)
    return True
