"""The pacer, on a loop whose time leaps: exact, and finished at once."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.telegram.pacing import Pacer
from tests.telegram.leaping import run_leaping


class Telegram:
    """The far side: notes who came when, and asks for a pause as often as it is told to."""

    def __init__(self, pacer: Pacer) -> None:
        self.pacer = pacer
        self.start = asyncio.get_running_loop().time()
        self.seen: list[tuple[float, str]] = []
        self.floods: list[int] = []
        self.latency = 0.0

    async def take(self, name: str) -> str:
        self.seen.append((round(self.clock(), 3), name))
        flood = self.floods.pop(0) if self.floods else None
        if self.latency:
            await asyncio.sleep(self.latency)
        if flood is not None:
            raise RetryAfter(flood)
        return name

    def clock(self) -> float:
        return asyncio.get_running_loop().time() - self.start

    def call(
        self, name: str, chat: int | None = 1, lane: str | None = None, method: str = "sendMessage"
    ) -> asyncio.Task[Any]:
        data = {} if chat is None else {"chat_id": chat}
        return asyncio.create_task(
            self.pacer.process_request(self.take, (name,), {}, method, data, lane)
        )

    def times(self) -> list[float]:
        return [at for at, _ in self.seen]

    def names(self) -> list[str]:
        return [name for _, name in self.seen]


Scene = Callable[[Telegram], Awaitable[None]]


def play(scene: Scene, **rates: Any) -> None:
    async def run() -> None:
        await scene(Telegram(Pacer(**rates)))

    run_leaping(run())


def test_a_chat_gets_a_burst_of_eight_and_then_one_a_second() -> None:
    async def scene(telegram: Telegram) -> None:
        await asyncio.gather(*(telegram.call(str(n)) for n in range(11)))
        assert telegram.times() == [0.0] * 8 + [1.0, 2.0, 3.0]
        assert telegram.names() == [str(n) for n in range(11)]

    play(scene)


def test_edits_count_as_messages_and_answers_to_buttons_do_not() -> None:
    async def scene(telegram: Telegram) -> None:
        await asyncio.gather(
            telegram.call("send"),
            telegram.call("edit", method="editMessageText"),
            telegram.call("answer", method="answerCallbackQuery"),
            telegram.call("typing", method="sendChatAction"),
            telegram.call("menu", method="setMyCommands"),
        )
        assert telegram.seen[-1] == (1.0, "edit")
        assert telegram.times() == [0.0, 0.0, 0.0, 0.0, 1.0]

    play(scene, chat_burst=1)


def test_people_in_other_chats_do_not_wait_for_a_busy_chat() -> None:
    async def scene(telegram: Telegram) -> None:
        for n in range(20):
            telegram.call(f"busy {n}")
        await telegram.call("other", chat=2)
        assert telegram.clock() == 0.0

    play(scene)


def test_bulk_goes_at_its_rate_with_a_quarter_second_in_hand() -> None:
    async def scene(telegram: Telegram) -> None:
        await asyncio.gather(*(telegram.call(str(n), chat=n, lane="bulk") for n in range(100)))
        assert sum(at == 0.0 for at in telegram.times()) == 6
        assert telegram.times()[-1] == pytest.approx((100 - 6.25) / 25, abs=0.001)
        assert telegram.names() == [str(n) for n in range(100)]

    play(scene)


def test_a_person_waiting_overtakes_bulk_everywhere() -> None:
    async def scene(telegram: Telegram) -> None:
        bulk = [telegram.call(f"bulk {n}", chat=n % 2, lane="bulk") for n in range(40)]
        await asyncio.sleep(0)
        await telegram.call("reply elsewhere", chat=99)
        assert telegram.clock() == 0.0
        await telegram.call("reply in the same chat", chat=1)
        assert telegram.clock() <= 1.0
        await asyncio.gather(*bulk)

    play(scene, chat_burst=1, bulk_rate=4)


def test_a_429_silences_everything_for_exactly_as_long_as_told() -> None:
    async def scene(telegram: Telegram) -> None:
        telegram.floods = [7]
        first = telegram.call("first")
        await asyncio.sleep(0.5)
        assert telegram.pacer.paused_for() == pytest.approx(6.5)
        calls = [
            telegram.call("bulk", chat=2, lane="bulk"),
            telegram.call("reply", chat=3),
            telegram.call("menu", chat=None, method="setMyCommands"),
            telegram.call("toast", chat=None, method="answerCallbackQuery"),
        ]
        await asyncio.gather(first, *calls)
        at = {name: when for when, name in telegram.seen}
        assert at.pop("toast") == 0.5
        assert at.pop("bulk") > 7.0
        assert set(at.values()) == {7.0}
        assert telegram.names()[0] == "first"
        assert telegram.pacer.paused_for() == 0.0

    play(scene)


def test_messages_to_one_chat_keep_their_order_over_a_429() -> None:
    async def scene(telegram: Telegram) -> None:
        telegram.floods, telegram.latency = [3, 3], 0.1
        await asyncio.gather(*(telegram.call(str(n)) for n in range(5)))
        assert telegram.names()[-5:] == ["0", "1", "2", "3", "4"]

    play(scene, chat_burst=2)


def test_a_longer_pause_prolongs_and_a_shorter_one_does_not_shorten() -> None:
    async def scene(telegram: Telegram) -> None:
        telegram.floods, telegram.latency = [2, 9, 1], 0.25
        await asyncio.gather(*(telegram.call(str(n), chat=n) for n in range(4)))
        # All four were on their way before the first answer came.
        assert telegram.times() == [0.0] * 4 + [9.25] * 3

    play(scene)


def test_bulk_restarts_gently_and_regains_its_rate() -> None:
    async def scene(telegram: Telegram) -> None:
        telegram.floods = [5]
        await asyncio.gather(*(telegram.call(str(n), chat=n, lane="bulk") for n in range(1000)))
        times = [at for at in telegram.times() if at > 0]

        def sent(start: float) -> int:
            return sum(start <= at < start + 1 for at in times)

        assert sent(0) == sent(4) == 0
        assert 10 <= sent(5) <= 14
        assert sent(5) < sent(12) < sent(30)
        assert sent(30) in {24, 25, 26}

    play(scene)


def test_five_retries_and_then_the_caller_hears_of_it() -> None:
    async def scene(telegram: Telegram) -> None:
        telegram.floods = [1] * 6
        with pytest.raises(RetryAfter):
            await telegram.call("unlucky")
        assert telegram.times() == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]

    play(scene)


def test_other_errors_reach_the_caller_untouched() -> None:
    async def scene(telegram: Telegram) -> None:
        async def fails() -> None:
            raise ValueError("no")

        with pytest.raises(ValueError, match="no"):
            await telegram.pacer.process_request(fails, (), {}, "sendMessage", {"chat_id": 1}, None)
        assert telegram.pacer.paused_for() == 0.0

    play(scene)


def test_who_gives_up_waiting_takes_nobodys_turn() -> None:
    async def scene(telegram: Telegram) -> None:
        calls = [telegram.call(str(n)) for n in range(4)]
        await asyncio.sleep(0.1)
        calls[1].cancel()
        await asyncio.gather(calls[0], calls[2], calls[3])
        assert telegram.seen == [(0.0, "0"), (1.0, "2"), (2.0, "3")]

    play(scene, chat_burst=1)


def test_a_turn_given_to_one_who_leaves_goes_to_the_next() -> None:
    async def scene(telegram: Telegram) -> None:
        await telegram.call("0")
        leaving, staying = telegram.call("leaving"), telegram.call("staying")
        await asyncio.sleep(0)
        loop = asyncio.get_running_loop()
        # Cancels between the moment the turn is given and the moment it is taken.
        loop.call_at(telegram.start + 1.0, leaving.cancel)
        await staying
        assert telegram.seen == [(0.0, "0"), (1.0, "staying")]

    play(scene, chat_burst=1)


def test_no_call_is_ever_made_a_paid_broadcast() -> None:
    async def scene(telegram: Telegram) -> None:
        data = {"chat_id": 1, "text": "hello"}
        await telegram.pacer.process_request(telegram.take, ("x",), {}, "sendMessage", data, "bulk")
        assert data == {"chat_id": 1, "text": "hello"}

    play(scene)


def test_chats_that_fell_silent_are_forgotten() -> None:
    async def scene(telegram: Telegram) -> None:
        for round_of in range(3):
            await asyncio.gather(
                *(telegram.call("hi", chat=round_of * 9_000 + n) for n in range(9_000))
            )
            await asyncio.sleep(5)
        assert len(telegram.pacer._chats) <= 10_000

    play(scene)
