"""What the file says of the catalogue, and what the chat made of it, stand side by side."""

from typing import Any

import pytest

from bot.store import Store
from domain.adoption import hide_reward, put_reward, restock, shelf
from domain.programme import Goods, Named, Programme, Reward
from domain.staff import Clerk
from tests.owner import OWNER, SETTINGS, reads
from tests.scene import REWARDS, TEA, TOTE, fresh_key

BEE = Clerk(OWNER, "manager", "main", "Bee")
HONEY = Goods(id="honey", name=Named(en="Honey", zh="蜂蜜"), points=250, stock=6)


@pytest.fixture
def programme() -> Programme:
    return SETTINGS


async def changes(store: Store, verb: Any, *args: Any) -> None:
    """A manager changes the catalogue."""
    await store.write(verb, *args, BEE, key=fresh_key())


async def on_shelf(store: Store) -> dict[str, tuple[str, int | None]]:
    """How each reward stands, and how many are left."""
    return {each.reward.id: (each.state, each.left) for each in await store.read(shelf)}


def with_rewards(*found: Reward) -> Programme:
    """The file with other rewards."""
    return SETTINGS.model_copy(update={"rewards": found})


async def test_a_restart_leaves_what_the_chat_made_of_the_catalogue(store: Store) -> None:
    await changes(store, put_reward, HONEY)
    await changes(store, hide_reward, TEA, True)
    assert not await reads(store, SETTINGS)
    changed = REWARDS[1].model_copy(update={"points": 350})
    assert await reads(store, with_rewards(REWARDS[0], changed, REWARDS[2]))
    assert (await on_shelf(store))[TEA][0] == "hidden"
    assert store.programme.reward(TOTE) == changed
    assert store.programme.reward("honey") == HONEY


async def test_a_reward_that_the_file_takes_out_is_gone(store: Store) -> None:
    await changes(store, put_reward, HONEY)
    await reads(store, with_rewards(*REWARDS[:2]))
    assert [reward.id for reward in store.programme.rewards] == [TEA, TOTE, "honey"]


async def test_a_price_that_the_file_changes_leaves_the_shelf_as_it_was_restocked(
    store: Store,
) -> None:
    await changes(store, restock, TOTE, 10)
    await reads(store, with_rewards(REWARDS[0], REWARDS[1].model_copy(update={"points": 350})))
    assert (await on_shelf(store))[TOTE] == ("open", 30)
    assert store.programme.reward(TOTE).points == 350  # type: ignore[union-attr]
