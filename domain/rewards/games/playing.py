"""Mystery boxes and wheels: paid for, drawn and given in one change."""

from dataclasses import dataclass

from domain import books, draws
from domain.earning.facts import Share
from domain.earning.granting import grant
from domain.errors import RewardGone, SoldOut
from domain.notices import tell
from domain.programme import Game, Reward
from domain.rewards import limits, stock
from domain.rewards.odds import Chance, chances, odds_of
from domain.rewards.redeeming import Redeemed, as_shown, issue, told
from domain.tx import ReadTx, Tx

PRIZE = "prize"


@dataclass(frozen=True)
class Played:
    """What a game gave: points, or a voucher of `prize`, or nothing; `draw` is what to prove."""

    game: Reward
    chance: Chance
    points: int
    voucher: Redeemed | None
    draw: int
    balance: int

    @property
    def prize(self) -> Reward | None:
        """The reward that was won."""
        return self.chance.reward


@dataclass(frozen=True)
class Given:
    """What was given: by which movement, or as which voucher."""

    txn: int | None = None
    voucher: Redeemed | None = None


def odds(tx: ReadTx, game: Game) -> tuple[Chance, ...]:
    """What a game can give now, and how likely each of it is; none where it is sold out."""
    return chances(tx, game, stock.left(tx))


def play(tx: Tx, member: int, reward_id: str, mark: str) -> Played:
    """Plays a box or a wheel at the price and the odds that were shown; raises as `as_shown`."""
    books.lock(tx, member)
    _lock_shelves(tx, reward_id)
    seen = as_shown(tx, member, reward_id, mark)
    game = seen.reward
    if not isinstance(game, Game):
        raise RewardGone
    txn = books.spend(tx, member, seen.price, "redeem", "member").txn if seen.price else None
    if not stock.take(tx, game):
        raise SoldOut
    can_give = odds(tx, game)
    drawing = draws.draw(tx, f"{game.kind}/{game.id}", odds_of(can_give), member)
    won = can_give[drawing.line]
    given = give(tx, member, game, won.reward or won.outcome.points, price=seen.price, txn=txn)
    voucher = given.voucher.voucher if given.voucher else None
    draw = draws.keep(tx, drawing, member, txn=txn, prize_txn=given.txn, voucher=voucher)
    limits.note(tx, member, game, draw)
    if given.voucher:
        tell(tx, member, "prize", txn, game=game.name.model_dump(), **told(given.voucher))
    balance = books.available(tx, member)
    return Played(game, won, won.outcome.points, given.voucher, draw, balance)


def give(
    tx: Tx,
    member: int,
    game: Reward,
    prize: Reward | int,
    *,
    price: int,
    txn: int | None,
    is_kept: bool = False,
) -> Given:
    """Gives a prize, a reward or so many points, that was won with what `txn` paid."""
    if not isinstance(prize, int):
        return Given(
            voucher=issue(tx, member, prize, "programme", price=price, txn=txn, is_kept=is_kept)
        )
    if prize == 0:
        return Given()
    shares = (Share(game.id, PRIZE, prize),)
    return Given(grant(tx, member, prize, PRIZE, "programme", shares=shares, reward=game.id).txn)


def _lock_shelves(tx: Tx, reward_id: str) -> None:
    """Keeps others from the shelves of a game and its prizes: what is drawn is there."""
    game = tx.programme.reward(reward_id)
    if isinstance(game, Game):
        prizes = {each.reward for each in game.outcomes if each.reward}
        stock.lock(tx, {game.id, *prizes})
