"""The window as the far side sees it: a server that counts when it likes, on roads that jitter."""

import asyncio
import random
from collections.abc import Callable
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram.pacing import BULK, Pacer
from tests.telegram.leaping import run_leaping

# Seconds there and back again, for each message in its turn.
Road = Callable[[], tuple[float, float]]


def counted(road: Road, messages: int, rate: float) -> list[float]:
    """When the far side saw each of so many messages, all there to be sent at once; in order."""
    seen: list[float] = []

    async def cross(loop: asyncio.AbstractEventLoop) -> None:
        there, back = road()
        await asyncio.sleep(there)
        seen.append(loop.time())
        await asyncio.sleep(back)

    async def scene() -> None:
        pacer = Pacer(bulk_rate=rate)
        call = partial(cross, asyncio.get_running_loop())
        await asyncio.gather(
            *(pacer.carry(call, "sendMessage", {"chat_id": n}, BULK) for n in range(messages))
        )

    run_leaping(scene())
    return sorted(seen)


def most_in_a_second(seen: list[float]) -> int:
    """The greatest number in any one second, both of its ends included."""
    first, most = 0, 0
    for last, at in enumerate(seen):
        while seen[first] < at - 1.0:
            first += 1
        most = max(most, last - first + 1)
    return most


@pytest.mark.parametrize("rate", [1, 5.5, 25, 30, 1000])
@pytest.mark.parametrize("seed", range(3))
def test_no_second_holds_more_than_the_limit_and_hardly_any_holds_less(
    rate: float, seed: int
) -> None:
    chance = random.Random(seed)

    def road() -> tuple[float, float]:
        return chance.uniform(0.002, 0.005), chance.uniform(0.002, 0.005)

    seen = counted(road, min(int(rate * 20), 4000) + 1, rate)
    assert most_in_a_second(seen) <= rate
    # Whole messages in whole seconds: 5.5 allows 5.
    steady = [at for at in seen if at - seen[0] >= 1]
    assert len(steady) - 1 >= 0.99 * int(rate) * (steady[-1] - steady[0])


@settings(max_examples=60, deadline=None)
@given(
    rate=st.integers(1, 12),
    shortest=st.floats(0.0005, 0.1),
    legs=st.lists(st.tuples(st.floats(1, 3), st.floats(1, 3)), min_size=1, max_size=30),
)
def test_a_server_that_chooses_its_moments_finds_no_fuller_second(
    rate: int, shortest: float, legs: list[tuple[float, float]]
) -> None:
    # The first ones open their connections on the way there.
    turns = iter([(100.0, 1.0)] * rate + legs * 200)

    def road() -> tuple[float, float]:
        there, back = next(turns)
        return shortest * there, shortest * back

    assert most_in_a_second(counted(road, 200, rate)) <= rate


def test_where_nothing_takes_any_time_both_ends_of_a_second_are_counted() -> None:
    assert most_in_a_second(counted(lambda: (0.0, 0.0), 200, 25)) == 25


def test_a_call_that_hangs_keeps_its_place_and_no_other() -> None:
    calls = iter(range(10_000))

    def road() -> tuple[float, float]:
        return (0.01, 8.0) if next(calls) == 30 else (0.01, 0.01)

    seen = counted(road, 500, 25)
    assert most_in_a_second(seen) <= 25
    assert len(seen) / (seen[-1] - seen[0]) >= 0.95 * 24


def test_below_one_a_second_the_window_is_longer() -> None:
    seen = counted(lambda: (0.001, 0.001), 5, 0.5)
    assert min(after - before for before, after in pairwise(seen)) >= 2.0
