"""getUpdates has Telegram's manners."""

import asyncio
from typing import Any

import aiohttp
import pytest

from bot.playground import Playground, World
from bot.playground.memory import SECOND
from bot.playground.updates import Pending, UpdateQueue

HOUR = 3600 * SECOND


def ids(updates: list[dict[str, Any]]) -> list[int]:
    return [update["update_id"] for update in updates]


async def test_updates_come_in_order_until_a_higher_offset_forgets_them(
    world: World, bot: Any
) -> None:
    first = world.says(1001, "one")["update_id"]
    world.says(1002, "二")
    found = await bot.do("getUpdates")
    assert ids(found) == [first, first + 1]
    assert found[1]["message"]["text"] == "二"
    assert ids(await bot.do("getUpdates", offset=first + 1)) == [first + 1]
    assert ids(await bot.do("getUpdates", offset=first)) == [first + 1]


async def test_an_offset_forgets_when_it_arrives_and_not_when_it_is_answered(
    world: World, bot: Any
) -> None:
    last = world.says(1001, "one")["update_id"]
    poll = asyncio.create_task(bot.do("getUpdates", offset=last + 1, timeout=50))
    await called(bot.playground, "getUpdates")
    assert len(world.updates) == 0
    assert not poll.done()
    poll.cancel()


async def test_a_waiting_poll_is_answered_by_the_next_update(world: World, bot: Any) -> None:
    poll = asyncio.create_task(bot.do("getUpdates", timeout=50))
    await called(bot.playground, "getUpdates")
    update = world.says(1001, "hello")
    assert ids(await poll) == [update["update_id"]]


async def test_a_negative_offset_keeps_only_the_last(world: World, bot: Any) -> None:
    for text in "abc":
        world.says(1001, text)
    assert [u["message"]["text"] for u in await bot.do("getUpdates", offset=-2)] == ["b", "c"]
    assert len(world.updates) == 2


async def test_limits_are_clamped(world: World, bot: Any) -> None:
    for number in range(120):
        world.says(1001, str(number))
    assert len(await bot.do("getUpdates", offset=0, limit=500)) == 100
    assert len(await bot.do("getUpdates", offset=1, limit=0)) == 1


async def test_a_second_poller_ends_the_first_with_409(bot: Any) -> None:
    first = asyncio.create_task(bot.ask("getUpdates", offset=1, timeout=50))
    await called(bot.playground, "getUpdates")
    second = asyncio.create_task(bot.ask("getUpdates", offset=2, timeout=50))
    answer = await first
    assert answer["error_code"] == 409
    assert answer["description"].startswith("Conflict: terminated by other getUpdates request")
    assert not second.done()
    bot.playground.world.says(1001, "hi")
    assert (await second)["ok"]


async def test_the_same_offset_within_half_a_second_gets_one_update(world: World, bot: Any) -> None:
    world.says(1001, "a")
    world.says(1001, "b")
    assert len(await bot.do("getUpdates", offset=0)) == 2
    assert len(await bot.do("getUpdates", offset=0)) == 1


async def test_the_same_offset_within_three_seconds_waits_three(world: World, bot: Any) -> None:
    assert await bot.do("getUpdates", offset=0) == []
    poll = asyncio.create_task(bot.do("getUpdates", offset=0, timeout=0))
    await called(bot.playground, "getUpdates")
    assert not poll.done()
    world.says(1001, "a")
    assert len(await poll) == 1


async def test_messages_expire_after_a_day_and_pressed_buttons_after_150_seconds(
    world: World, bot: Any, ann: int
) -> None:
    world.says(ann, "still here")
    world.press_data(ann, 1, "x")
    world.advance(151 * SECOND)
    assert ["message" in update for update in await bot.do("getUpdates", offset=0)] == [True]
    world.advance(24 * HOUR)
    assert await bot.do("getUpdates", offset=1) == []


async def test_allowed_updates_stay_until_they_are_named_again(world: World, bot: Any) -> None:
    await bot.do("getUpdates", offset=0, allowed_updates=["callback_query"])
    await bot.do("getUpdates", offset=1)
    world.says(1001, "nobody hears")
    assert len(world.updates) == 0
    await bot.do("getUpdates", offset=2, allowed_updates=[])
    world.says(1001, "heard")
    assert len(world.updates) == 1


async def test_an_outage_is_502_with_html_even_for_those_who_wait(
    world: World, playground: Playground, session: aiohttp.ClientSession
) -> None:
    url = f"{playground.api_url}{playground.token}/getUpdates"
    poll = asyncio.create_task(session.get(url, params={"timeout": "50"}))
    await called(playground, "getUpdates")
    world.set_outage(True)
    assert (await poll).status == 502
    async with session.get(url) as response:
        assert response.status == 502
        assert response.content_type == "text/html"
    world.set_outage(False)
    async with session.get(url, params={"offset": "5"}) as response:
        assert response.status == 200


async def test_an_answer_is_at_most_about_four_megabytes() -> None:
    queue = UpdateQueue(lambda: 0, lambda offset: None)
    for number in range(1, 4):
        queue.put(Pending(number, b"x" * (3 << 20), expires=1))
    assert len(await queue.fetch(0, 100, 0)) == 1


@pytest.mark.parametrize("method", ["getupdates", "GETUPDATES"])
async def test_methods_do_not_mind_their_case(bot: Any, method: str) -> None:
    assert await bot.do(method) == []


async def called(playground: Playground, method: str) -> None:
    """Returns once the server has begun to answer a call of this method."""
    begun = asyncio.Event()
    playground.on_call.append(lambda name, params, files: begun.set() if name == method else None)
    await begun.wait()
    playground.on_call.pop()
