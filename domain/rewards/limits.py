"""How many a member may take of a reward in a period: each is noted, and free when given back."""

from domain.calendar import local_date
from domain.earning.taken import free, period_of, take
from domain.programme import Reward
from domain.tx import ReadTx, Tx


def period_now(tx: ReadTx, per: str) -> str:
    """The name of the period that today is in."""
    return period_of(local_date(tx.now, tx.programme.zone), per)


def note(tx: Tx, member: int, reward: Reward, cause: int) -> None:
    """Notes one more: `cause` is its voucher, or the movement that paid for it."""
    if reward.limit:
        period = period_now(tx, reward.per)
        take(tx, member, f"reward:{reward.id}", f"{period}/{cause}", cause)


def forgive(tx: Tx, member: int, cause: int) -> None:
    """Gives free what was taken and given back."""
    free(tx, member, cause)
