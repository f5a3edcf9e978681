"""Attention: enough news is enough, and what drives members away is booked as its price."""

from typing import Literal

import pytest

from bot.store import Store
from domain import notices
from domain.calendar import DAY, HOUR
from domain.notices import Price
from domain.programme import Messages, Programme
from tests.clock import StandingClock
from tests.scene import MESSAGES, PROGRAMME, fresh_key, joins


@pytest.fixture
def programme() -> Programme:
    """A shop that tells a member two pieces of news a week."""
    messages = MESSAGES.model_copy(update={"weekly_most": 2, "blame_hours": 72})
    return PROGRAMME.model_copy(update={"messages": Messages(**messages.model_dump())})


async def reads(store: Store, source: str, *members: int) -> None:
    """Members are told a piece of news."""
    await store.write(notices.booked, source, members, key=None)


async def leaves(
    store: Store, member: int, how: Literal["blocked", "muted"], source: str | None = None
) -> None:
    """A member leaves: blocks the bot, or stops the news."""
    await store.write(notices.left, member, how, source, key=fresh_key())


async def had_enough(store: Store, member: int) -> bool:
    """Whether another piece of news, which waits for them, would not be sent to a member now."""
    waiting = await store.read(notices.due, 10)
    return all(notice.unsent == "capped" for notice in waiting if notice.member == member)


async def test_two_pieces_of_news_are_enough_for_any_seven_days(
    store: Store, clock: StandingClock
) -> None:
    ann, lin = await joins(store, 1), await joins(store, 2)
    await store.write(notices.tell_each, "rain", [(ann, {}), (lin, {})], key=None)
    await reads(store, "broadcast:1", ann, lin)
    clock.advance(3 * DAY)
    assert not await had_enough(store, ann)
    await reads(store, "circular:2", ann)
    assert await had_enough(store, ann)
    assert not await had_enough(store, lin)
    clock.advance(4 * DAY - 1)
    assert await had_enough(store, ann)
    clock.advance(1)
    assert not await had_enough(store, ann)


async def test_who_leaves_is_booked_on_their_last_news(store: Store, clock: StandingClock) -> None:
    ann, lin = await joins(store, 1), await joins(store, 2)
    await reads(store, "broadcast:1", ann, lin)
    clock.advance(HOUR)
    await reads(store, "circular:2", ann)
    clock.advance(71 * HOUR)
    await leaves(store, ann, "blocked")
    await leaves(store, lin, "muted")
    assert await store.read(notices.price, "broadcast:1") == Price(told=2, blocked=0, muted=1)
    assert await store.read(notices.price, "circular:2") == Price(told=1, blocked=1, muted=0)
    assert await store.read(notices.recent_price) == Price(told=3, blocked=1, muted=1)


async def test_who_leaves_long_after_their_last_news_left_for_another_reason(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await leaves(store, ann, "blocked")
    await reads(store, "broadcast:1", ann)
    clock.advance(72 * HOUR + 1)
    await leaves(store, ann, "blocked")
    assert await store.read(notices.price, "broadcast:1") == Price(told=1, blocked=0, muted=0)


async def test_the_button_under_an_old_broadcast_names_it_exactly(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await reads(store, "broadcast:1", ann)
    clock.advance(10 * DAY)
    await reads(store, "broadcast:2", ann)
    await leaves(store, ann, "muted", "broadcast:1")
    await leaves(store, ann, "muted", "broadcast:3")
    assert await store.read(notices.price, "broadcast:1") == Price(told=1, blocked=0, muted=1)
    assert await store.read(notices.price, "broadcast:2") == Price(told=1, blocked=0, muted=0)
    assert await store.read(notices.price, "broadcast:3") == Price(told=0, blocked=0, muted=0)


async def test_a_member_is_lost_once_to_each_piece(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    await reads(store, "broadcast:1", ann)
    hows: tuple[Literal["blocked", "muted"], ...] = ("muted", "blocked", "muted")
    for how in hows:
        clock.advance(HOUR)
        await leaves(store, ann, how)
    assert await store.read(notices.price, "broadcast:1") == Price(told=1, blocked=0, muted=1)


async def test_old_news_is_forgotten_and_its_price_is_not(
    store: Store, clock: StandingClock
) -> None:
    joined = [await joins(store, number) for number in range(1, 6)]
    await reads(store, "broadcast:1", *joined)
    clock.advance(35 * DAY + 1)
    await reads(store, "broadcast:2", *joined)
    forgotten = [await store.write(notices.forget_attention, 3, key=None) for _ in range(3)]
    assert forgotten == [3, 2, 0]
    assert await store.read(notices.price, "broadcast:1") == Price(told=5, blocked=0, muted=0)
    assert await store.read(notices.recent_price) == Price(told=10, blocked=0, muted=0)
    clock.advance(56 * DAY)
    assert await store.read(notices.recent_price) == Price(told=5, blocked=0, muted=0)
