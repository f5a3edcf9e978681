"""Ids rise, fit 63 bits, and say when they were made."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store import Store
from bot.store.ids import Ids
from bot.store.keeper import newest_id
from domain import broadcasts, members, notices
from domain.broadcasts import EVERYBODY, Content
from domain.earning import refusals, traces
from domain.ids import first_id
from domain.tx import Tx
from tests.clock import DAY_ONE
from tests.scene import joins

HELLO = Content("text", "Hello", title="Hello")
times = st.integers(DAY_ONE, DAY_ONE + 40 * 365 * 86_400_000_000)


@given(st.lists(times, max_size=50))
def test_ids_only_rise_also_when_time_stands_still_or_is_set_back(moments: list[int]) -> None:
    ids = Ids()
    made = [ids.new(us) for us in [*moments, DAY_ONE, DAY_ONE]]
    assert all(before < after for before, after in pairwise(made))
    assert all(0 < one < 1 << 63 for one in made)


@given(times)
def test_an_id_is_not_before_the_first_of_its_time(us: int) -> None:
    assert first_id(us) <= Ids().new(us) < first_id(us + 1_000)


@given(times, times)
def test_first_ids_are_in_the_order_of_time(one: int, other: int) -> None:
    assert (first_id(one) <= first_id(other)) or one > other


def test_before_2020_there_are_no_ids() -> None:
    assert first_id(0) == first_id(-1) == 0


def test_two_processes_in_the_same_millisecond_do_not_meet() -> None:
    """Not by law but by odds: about five in a million that their ids overlap."""
    one, other = Ids(), Ids()
    made = [ids.new(DAY_ONE + ms * 1_000) for ms in range(1_000) for ids in (one, other)]
    assert len(set(made)) >= len(made) - 1


def test_threads_share_one_maker_of_ids() -> None:
    ids = Ids()
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(ids.new, [DAY_ONE] * 4_000))
    assert len(set(made)) == len(made)


async def test_a_verb_never_gets_an_id_twice(store: Store) -> None:
    made: list[int] = []
    for _ in range(3):
        made += await store.write(_makes, 100, key=None)
    assert made == sorted(set(made))


@pytest.mark.parametrize(
    "verb",
    [
        lambda tx, member: traces.keep(tx, member, "purchase", 0),
        lambda tx, member: refusals.remember(tx, member, "NotEnoughPoints", {}),
        lambda tx, member: notices.circular(tx, "anchor", tx.now),
        lambda tx, member: notices.alert(tx, "budget"),
        lambda tx, member: members.withdraw(tx, member, "settings"),
        lambda tx, member: broadcasts.start(tx, 9001, HELLO, EVERYBODY),
    ],
)
async def test_whatever_a_change_writes_last_its_id_is_known_after_a_restart(
    store: Store, verb: Callable[[Tx, int], Any]
) -> None:
    """Else it would be given again where the clock was set back meanwhile."""
    ann = await joins(store)
    await store.write(verb, ann, key=None)
    (following,) = await store.write(_makes, 1, key=None)
    assert await store.read(newest_id) == following - 1


def _makes(tx: Tx, count: int) -> list[int]:
    return [tx.new_id() for _ in range(count)]
