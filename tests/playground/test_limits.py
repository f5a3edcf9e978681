"""Rates, and the faults that a person can switch on."""

from typing import Any

import pytest

from bot.playground import Playground, World
from bot.playground.limits import Rates


def test_a_chat_takes_twenty_at_once_and_then_one_a_second() -> None:
    rates = Rates()
    assert [rates.admit(1, 0.0) for _ in range(20)] == [0] * 20
    assert rates.admit(1, 0.0) == 1
    assert rates.admit(1, 1.0) == 0
    assert rates.admit(1, 1.0) == 1
    assert rates.admit(2, 1.0) == 0


def test_the_whole_bot_takes_thirty_at_once_and_then_thirty_a_second() -> None:
    rates = Rates()
    passed = [chat for chat in range(40) if rates.admit(chat, 0.0) == 0]
    assert len(passed) == 30
    later = [chat for chat in range(100, 140) if rates.admit(chat, 0.5) == 0]
    assert len(later) == 15


async def test_too_many_messages_are_429_with_whole_seconds_to_wait(
    world: World, bot: Any, ann: int
) -> None:
    for number in range(20):
        await bot.do("sendMessage", chat_id=ann, text=str(number))
    answer = await bot.ask("sendMessage", chat_id=ann, text="21")
    assert answer["error_code"] == 429
    assert answer["description"] == "Too Many Requests: retry after 1"
    assert answer["parameters"] == {"retry_after": 1}
    edit = {"chat_id": ann, "message_id": world.chat(ann)[-1].id, "text": "edited"}
    assert (await bot.ask("editMessageText", **edit))["error_code"] == 429


async def test_answers_to_buttons_are_not_limited(world: World, bot: Any, ann: int) -> None:
    for _ in range(40):
        query = world.press_data(ann, 1, "x")["callback_query"]
        await bot.do("answerCallbackQuery", callback_query_id=query["id"])


async def test_limits_can_be_off(world: World, bot: Any, ann: int) -> None:
    free = Playground(world, limits=False)
    await free.start()
    bot.playground = free
    for number in range(25):
        await bot.do("sendMessage", chat_id=ann, text=str(number))
    await free.stop()


@pytest.mark.parametrize("method", ["sendMessage", "copyMessage"])
async def test_a_flood_refuses_every_send_until_it_is_over(
    world: World, bot: Any, ann: int, method: str
) -> None:
    world.set_flood(30)
    params = {"chat_id": ann, "text": "x", "from_chat_id": ann, "message_id": 1}
    answer = await bot.ask(method, **params)
    assert answer["parameters"]["retry_after"] in (29, 30)
    query = world.press_data(ann, 1, "x")["callback_query"]
    await bot.do("answerCallbackQuery", callback_query_id=query["id"])
    world.advance(31_000_000)
    await bot.do(method, **params)


async def test_refusals_are_counted_by_their_status(
    playground: Playground, bot: Any, ann: int
) -> None:
    playground.world.set_flood(5)
    await bot.refused("sendMessage", chat_id=ann, text="x")
    await bot.refused("sendMessage", chat_id=12, text="x")
    assert playground.refused == {429: 1, 400: 1}
