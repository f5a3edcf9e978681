"""Wrong codes are counted for each guesser: after a few, nothing is looked up for a while."""

from bot.store import Store
from domain.calendar import DAY, MINUTE
from domain.errors import TooManyGuesses
from domain.notices import untold
from domain.staff.guessing import (
    check,
    forget_guesses,
    forgive,
    missed,
    who_guessed,
)
from tests.clock import StandingClock

BO, LIN = "cashier:9002", "member:1002"


async def misses(store: Store, guesser: str, times: int) -> None:
    """So many wrong codes, one after the other."""
    for _ in range(times):
        await store.write(missed, guesser, key=None)


async def blocked(store: Store, guesser: str) -> int:
    """Until when nothing is looked up for a guesser; 0 where they may try."""
    try:
        await store.read(check, guesser)
    except TooManyGuesses as refused:
        return refused.until
    return 0


async def test_the_fifth_miss_within_ten_minutes_blocks_for_ten(
    store: Store, clock: StandingClock
) -> None:
    await misses(store, BO, 4)
    assert await store.read(check, BO) == 4
    await misses(store, BO, 1)
    until = clock.now() + 10 * MINUTE
    assert await blocked(store, BO) == until
    clock.advance(10 * MINUTE)
    assert await store.read(check, BO) == 0


async def test_others_are_not_blocked(store: Store) -> None:
    await misses(store, BO, 5)
    assert await store.read(check, LIN) == 0


async def test_misses_far_apart_block_nobody(store: Store, clock: StandingClock) -> None:
    for _ in range(10):
        await misses(store, BO, 2)
        clock.advance(10 * MINUTE)
    assert await blocked(store, BO) == 0


async def test_a_right_code_forgives_the_misses(store: Store) -> None:
    await misses(store, BO, 4)
    await store.write(forgive, BO, key=None)
    await misses(store, BO, 4)
    assert await store.read(check, BO) == 4


async def test_each_further_block_lasts_twice_as_long_up_to_a_day(
    store: Store, clock: StandingClock
) -> None:
    lasted = []
    for _ in range(10):
        await misses(store, BO, 5)
        until = await blocked(store, BO)
        lasted.append((until - clock.now()) // MINUTE)
        clock.advance(until - clock.now())
    assert lasted == [10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440]
    clock.advance(DAY)
    await misses(store, BO, 5)
    assert await blocked(store, BO) == clock.now() + 10 * MINUTE


async def test_a_right_code_does_not_shorten_the_next_block(
    store: Store, clock: StandingClock
) -> None:
    await misses(store, BO, 5)
    clock.advance(10 * MINUTE)
    await store.write(forgive, BO, key=None)
    await misses(store, BO, 5)
    assert await blocked(store, BO) == clock.now() + 20 * MINUTE


async def test_the_owner_is_told_once_for_each_block_and_no_code_with_it(store: Store) -> None:
    await misses(store, BO, 50)
    (alert,) = await store.read(untold)
    assert alert.kind == "guessing"
    assert set(alert.facts) == {"who", "until"}
    assert "9002" not in str(alert.facts)
    assert await store.read(who_guessed, alert.facts["who"]) == ("cashier", "9002")


async def test_a_guesser_who_was_quiet_for_days_is_forgotten(
    store: Store, clock: StandingClock
) -> None:
    await misses(store, BO, 5)
    assert await store.write(forget_guesses, key=None) == 0
    clock.advance(3 * DAY)
    assert await store.write(forget_guesses, key=None) == 1
    assert await blocked(store, BO) == 0
