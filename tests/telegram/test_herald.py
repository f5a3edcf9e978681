"""A seal that does not reach the channel today reaches it later, in its turn, once."""

import asyncio
from dataclasses import replace

import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.store import Store
from bot.telegram.herald import Herald
from domain.calendar import DAY
from tests.clock import StandingClock
from tests.scene import joins, seals, signs_in
from tests.telegram.desk import Telegram, desk_of

CHANNEL = "@corner_bakery"


@pytest.fixture
async def two_days(store: Store, clock: StandingClock) -> Store:
    """A shop with two seals."""
    ann = await joins(store)
    for _ in range(2):
        await signs_in(store, ann)
        clock.advance(DAY)
        await seals(store)
    return store


@pytest.mark.parametrize(
    "error", [NetworkError("502"), RetryAfter(3), BadRequest("chat not found"), TelegramError("?")]
)
async def test_what_could_not_be_posted_is_posted_later(
    two_days: Store, telegram: Telegram, error: TelegramError
) -> None:
    herald = Herald(replace(desk_of(two_days, telegram), channel=CHANNEL))
    telegram.trouble = lambda chat: error
    with pytest.raises(type(error)):
        await herald.post()
    assert telegram.got == []
    telegram.trouble = lambda chat: None
    for _ in range(2):
        await herald.post()
        assert telegram.got == [CHANNEL, CHANNEL]


async def test_an_outage_ends_nothing(two_days: Store, telegram: Telegram) -> None:
    herald = Herald(replace(desk_of(two_days, telegram), channel=CHANNEL))
    telegram.trouble = lambda chat: NetworkError("502")
    running = asyncio.create_task(herald.run())
    await telegram.failed.wait()
    telegram.trouble = lambda chat: None
    await herald.post()
    assert not running.done()
    running.cancel()
    assert telegram.got == [CHANNEL, CHANNEL]


async def test_a_shop_without_a_channel_posts_nothing(two_days: Store, telegram: Telegram) -> None:
    await Herald(desk_of(two_days, telegram)).run()
    assert telegram.got == []
