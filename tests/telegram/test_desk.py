"""What leaves the desk: how it rings, when it leaves, and what its sender hears of it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import cast

import pytest
from telegram.error import RetryAfter, TelegramError, TimedOut

from bot.store import Store
from bot.telegram.desk import Button, Desk
from bot.telegram.pacing import BULK, Pacer
from bot.telegram.transport import Late
from bot.texts.formats import Html
from tests.telegram.desk import Telegram, desk_of
from tests.telegram.leaping import run_leaping

Scene = Callable[[Desk, Telegram], Awaitable[None]]


def play(scene: Scene) -> None:
    """The scene, with a real pacer between the desk and a Telegram of this test's own."""

    async def run() -> None:
        telegram = Telegram()
        telegram.rate_limiter = Pacer()
        await scene(desk_of(cast("Store", None), telegram), telegram)

    run_leaping(run())


def now() -> float:
    return asyncio.get_running_loop().time()


def test_a_silent_message_rings_no_bell_and_any_other_does() -> None:
    async def scene(desk: Desk, telegram: Telegram) -> None:
        await desk.send(7, Html("by night"), silent=True)
        await desk.send(7, Html("by day"))
        assert [said.get("disable_notification") for said in telegram.sent] == [True, None]

    play(scene)


def test_buttons_are_for_people_and_none_are_no_keyboard() -> None:
    async def scene(desk: Desk, telegram: Telegram) -> None:
        home = [[Button("Home", "home")], []]
        await desk.send(7, Html("hello"), home)
        await desk.send("@seals", Html("a seal"), home)
        await desk.send(7, Html("hello"))
        keyboards = [said.get("reply_markup") for said in telegram.sent]
        assert keyboards == [desk.markup(7, home), None, None]
        assert desk.markup(7, home) != desk.markup(8, home)

    play(scene)


def test_what_cannot_leave_in_time_never_reaches_telegram() -> None:
    async def scene(desk: Desk, telegram: Telegram) -> None:
        on_wire: list[bool] = []
        telegram.trouble = lambda chat: RetryAfter(30) if chat == 1 else None
        flooded = asyncio.create_task(desk.send(1, Html("x")))
        await asyncio.sleep(0.1)
        with pytest.raises(Late):
            await desk.send(2, Html("x"), lane=BULK, on_wire=on_wire.append, until=now() + 0.5)
        with pytest.raises(Late):
            await desk.call("sendMessage", until=now() - 0.1, chat_id=3, text="x")
        flooded.cancel()
        assert telegram.got == on_wire == []

    play(scene)


@pytest.mark.parametrize(
    ("error", "heard"),
    [(None, [True]), (TimedOut(), [True]), (RetryAfter(1), [True, False, True])],
)
def test_a_sender_hears_when_its_message_leaves_and_when_it_was_sent_back(
    error: TelegramError | None, heard: list[bool]
) -> None:
    async def scene(desk: Desk, telegram: Telegram) -> None:
        troubles = [error]
        telegram.trouble = lambda chat: troubles.pop() if troubles else None
        on_wire: list[bool] = []
        answer = desk.send(7, Html("x"), lane=BULK, on_wire=on_wire.append)
        await asyncio.gather(answer, return_exceptions=True)
        assert on_wire == heard

    play(scene)
