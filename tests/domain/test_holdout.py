"""Hold-outs: drawn once for each member, kept for good, as many as were asked for."""

import pytest

from bot.store import Store
from domain import notices
from domain.notices.holdout import drawn_by
from domain.tx import ReadTx
from tests.scene import joins

CROWD = 10_000


async def draws(store: Store, name: str, members: list[int], percent: int) -> frozenset[int]:
    """A campaign asks who is left out."""
    return await store.write(notices.held_out, name, members, percent, key=None)


def left_out_of_a_crowd(tx: ReadTx, name: str, percent: int) -> frozenset[int]:
    return frozenset(m for m in range(CROWD) if drawn_by(tx, name, m, percent))


async def test_who_was_drawn_stays_drawn_whatever_the_percent_is_later(store: Store) -> None:
    joined = [await joins(store, number) for number in range(1, 41)]
    some = await draws(store, "streak", joined[:20], 50)
    assert 0 < len(some) < 20
    for percent in (0, 1, 50):
        assert await draws(store, "streak", joined[:20], percent) == some
    later = await draws(store, "streak", joined, 1)
    assert later & set(joined[:20]) == some


async def test_the_order_in_which_members_are_asked_for_changes_nothing(store: Store) -> None:
    joined = [await joins(store, number) for number in range(1, 21)]
    at_once = await draws(store, "circular:1", joined, 50)
    one_by_one = {
        member for member in reversed(joined) if await draws(store, "circular:1", [member], 50)
    }
    assert one_by_one == at_once
    assert await draws(store, "circular:2", joined, 50) != at_once


async def test_where_nobody_is_left_out_nobody_is_drawn(store: Store) -> None:
    joined = [await joins(store, number) for number in range(1, 21)]
    assert await draws(store, "goal", joined, 0) == frozenset()
    assert await draws(store, "goal", joined, 50)


@pytest.mark.parametrize("percent", [1, 5, 50])
async def test_as_many_are_left_out_as_were_asked_for(store: Store, percent: int) -> None:
    out = await store.read(left_out_of_a_crowd, "broadcast:7", percent)
    share = percent * CROWD // 100
    # Four standard deviations of a fair draw.
    assert abs(len(out) - share) <= 4 * (share * (100 - percent) / 100) ** 0.5
