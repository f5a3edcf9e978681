"""What a broadcast changed, told against those who were left out."""

from hypothesis import given
from hypothesis import strategies as st

from bot.store import Store
from domain import broadcasts
from domain.broadcasts.effect import difference
from domain.calendar import DAY
from tests.clock import StandingClock
from tests.domain.test_broadcast_life import goes_out, reports, starts
from tests.scene import buys, joins


async def test_the_effect_is_told_after_a_week_against_those_left_out(
    store: Store, clock: StandingClock
) -> None:
    people = [await joins(store, number) for number in range(1, 101)]
    broadcast = await starts(store, holdout_percent=50)
    await goes_out(store, broadcast)
    report = await reports(store, broadcast)
    clock.advance(DAY)
    for member in people[:20]:
        await buys(store, member, 1_000)
    assert await store.read(broadcasts.effect, broadcast) is None
    clock.advance(6 * DAY)
    await buys(store, people[-1], 1_000)
    found = await store.read(broadcasts.effect, broadcast)
    assert found is not None
    assert (found.told, found.held_out) == (report.delivered, report.held_out)
    assert found.told_bought + found.held_out_bought == 20, "the last one came a week later"


async def test_of_too_few_left_out_nothing_is_said(store: Store, clock: StandingClock) -> None:
    for number in range(1, 31):
        await joins(store, number)
    broadcast = await starts(store, holdout_percent=50)
    await goes_out(store, broadcast)
    clock.advance(8 * DAY)
    assert await store.read(broadcasts.effect, broadcast) is None


def test_the_interval_is_newcombes() -> None:
    """The example (a) of his paper: 56 of 70 against 48 of 80, 0.2 from 0.0524 to 0.3339."""
    found = difference(70, 56, 80, 48)
    assert (found.permille, found.low, found.high) == (200, 52, 334)
    assert found.proven


def test_none_of_few_is_no_proof() -> None:
    found = difference(10, 0, 30, 0)
    assert (found.permille, found.proven) == (0, False)
    assert found.low < 0 < found.high


@given(
    told=st.integers(1, 10**6),
    held=st.integers(30, 10**6),
    data=st.data(),
)
def test_an_interval_holds_the_difference_and_turns_with_the_groups(
    told: int, held: int, data: st.DataObject
) -> None:
    bought = data.draw(st.integers(0, told))
    held_bought = data.draw(st.integers(0, held))
    found = difference(told, bought, held, held_bought)
    assert -1000 <= found.low <= found.permille <= found.high <= 1000
    turned = difference(held, held_bought, told, bought)
    assert (turned.low, turned.high) == (-found.high, -found.low)
