"""A prize is a voucher like others, but nobody gives it back to play again."""

from typing import Any

import pytest

from bot.store import Store
from domain import rewards
from domain.adoption import put_reward
from domain.calendar import DAY
from domain.errors import RewardChanged, VoucherKept
from domain.programme import MysteryBox, Outcome, Programme, Raffle, Wheel
from domain.rewards import games
from tests.clock import StandingClock
from tests.kinds import named
from tests.scene import PROGRAMME, TOTE, found, fresh_key, joins, left, points, told

PRIZE = (Outcome(reward=TOTE, weight=1),)
BOX = MysteryBox(id="box", name=named("Box"), points=50, outcomes=PRIZE)
FREE = Wheel(id="free", name=named("Free"), outcomes=PRIZE)
RAFFLE = Raffle(
    id="raffle", name=named("Raffle"), points=10, draws_at="2026-11-24", prize_reward=TOTE
)


@pytest.fixture
def programme() -> Programme:
    return PROGRAMME.model_copy(update={"rewards": (*PROGRAMME.rewards, BOX, FREE)})


async def _wins(store: Store, member: int, game: str) -> rewards.Redeemed:
    """A member plays a game that always gives the same."""
    seen = await store.read(rewards.offer, member, game)
    played = await store.write(games.play, member, game, seen.mark, key=fresh_key())
    assert played.voucher is not None
    return played.voucher


@pytest.mark.parametrize("game", [BOX.id, FREE.id])
async def test_a_prize_is_handed_over_and_never_given_back(store: Store, game: str) -> None:
    ann = await joins(store)
    prize = await _wins(store, ann, game)
    with pytest.raises(VoucherKept) as kept:
        await store.write(rewards.cancel, ann, prize.voucher, key=fresh_key())
    assert kept.value.why == "prize"
    used = await store.write(rewards.use, prize.voucher, "staff", key=fresh_key())
    assert (used.reward_id, used.state) == (TOTE, "used")
    assert (await found(store)).ok


@pytest.mark.parametrize(
    ("game", "kept", "state", "kind"),
    [(BOX.id, 450, "expired", "voucher_lapsed"), (FREE.id, 500, "ended", "prize_lapsed")],
)
async def test_a_prize_that_is_not_handed_over_returns_what_its_game_cost(
    store: Store, clock: StandingClock, game: str, kept: int, state: str, kind: str
) -> None:
    ann = await joins(store)
    prize = await _wins(store, ann, game)
    assert (await points(store, ann), await left(store, ann, TOTE)) == (kept, 19)
    clock.advance(15 * DAY)
    await store.write(rewards.lapse, 100, key=None)
    assert (await store.read(rewards.voucher_of, ann, prize.voucher)).state == state
    assert (await points(store, ann), await left(store, ann, TOTE)) == (500, 20)
    assert len(await told(store, kind)) == 1
    assert (await found(store)).ok


async def test_what_was_spent_on_a_game_is_told_by_the_games_name(store: Store) -> None:
    ann = await joins(store)
    prize = await _wins(store, ann, BOX.id)
    assert prize.txn is not None
    assert await store.read(rewards.reward_of, ann, prize.txn) == BOX.name


class TestAnotherPrize:
    """The owner changes what a game gives while somebody looks at it."""

    @pytest.fixture
    def programme(self) -> Programme:
        shelf = (*PROGRAMME.rewards, BOX, FREE, RAFFLE)
        return PROGRAMME.model_copy(update={"rewards": shelf})

    @pytest.mark.parametrize(
        ("game", "confirm"),
        [(BOX.id, games.play), (FREE.id, games.play), (RAFFLE.id, games.buy_ticket)],
    )
    async def test_a_game_whose_prize_is_another_one_by_now_is_shown_again(
        self, store: Store, game: str, confirm: Any
    ) -> None:
        ann = await joins(store)
        shown = (await store.read(rewards.offer, ann, game)).mark
        tote = store.programme.reward(TOTE)
        assert tote is not None
        await store.write(
            put_reward, tote.model_copy(update={"name": named("Paper bag")}), None, key=fresh_key()
        )
        with pytest.raises(RewardChanged):
            await store.write(confirm, ann, game, shown, key=fresh_key())
        assert await points(store, ann) == 500
