"""The pacer in bad weather: floods, pauses, messages that come too late or never leave."""

import asyncio

import pytest
from telegram.error import BadRequest, Forbidden, RetryAfter, TimedOut

from bot.telegram.pacing import BULK, NOTICE, PAID, Paused
from bot.telegram.transport import Late, NotSent, ServerFault
from tests.telegram.paced import Telegram, play


def test_a_429_silences_everything_for_exactly_as_long_as_told() -> None:
    async def scene(telegram: Telegram) -> None:
        telegram.floods = [7]
        first = telegram.call("first")
        await asyncio.sleep(0.5)
        assert telegram.pacer.paused_for() == pytest.approx(6.5, abs=0.003)
        calls = [
            telegram.call("bulk", chat=2, lane=BULK),
            telegram.call("reply", chat=3),
            telegram.call("menu", chat=None, method="setMyCommands"),
            telegram.call("toast", chat=None, method="answerCallbackQuery"),
        ]
        await asyncio.gather(first, *calls)
        at = {name: when for when, name in telegram.seen}
        assert at.pop("toast") == 0.5
        assert at.pop("bulk") > 7.0
        assert all(7.0 <= when <= 7.003 for when in at.values())
        assert telegram.names()[0] == "first"
        assert telegram.pacer.paused_for() == 0.0

    play(scene)


def test_no_message_leaves_during_a_pause_whatever_waits_and_whenever_it_came() -> None:
    async def scene(telegram: Telegram) -> None:
        telegram.latency = 0.03
        lanes = (BULK, NOTICE, PAID, None)
        calls = [telegram.call(str(n), chat=n % 70, lane=lanes[n % 4]) for n in range(400)]
        await asyncio.sleep(1)
        telegram.floods = [4, 9, 2]
        for n in range(60):
            await asyncio.sleep(0.2)
            calls.append(telegram.call("later", chat=100 + n, lane=lanes[n % 4]))
        await asyncio.gather(*calls)
        begun = telegram.paused_at[0]
        # Those that were on their way when the word came cannot be called back.
        assert not [at for at in telegram.times() if begun < at < begun + 9]
        assert telegram.times()[-1] > begun + 9

    play(scene, paid_rate=50, chat_burst=3)


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
        assert telegram.times()[:4] == [0.0] * 4
        assert all(9.25 <= at <= 9.253 for at in telegram.times()[4:])

    play(scene)


def test_bulk_restarts_gently_and_regains_its_rate() -> None:
    async def scene(telegram: Telegram) -> None:
        telegram.floods = [5]
        await asyncio.gather(*(telegram.call(str(n), chat=n, lane=BULK) for n in range(1000)))
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
        assert telegram.times() == pytest.approx([0.0, 1.0, 2.0, 3.0, 4.0, 5.0], abs=0.015)

    play(scene)


def test_other_errors_reach_the_caller_untouched() -> None:
    async def scene(telegram: Telegram) -> None:
        async def fails() -> None:
            raise ValueError("no")

        with pytest.raises(ValueError, match="no"):
            await telegram.pacer.process_request(fails, (), {}, "sendMessage", {"chat_id": 1}, None)
        assert telegram.pacer.paused_for() == 0.0

    play(scene)


def test_whoever_cannot_leave_in_time_is_told_so_and_nothing_is_sent() -> None:
    async def scene(telegram: Telegram) -> None:
        telegram.floods = [30]
        flooded = telegram.call("flooded", chat=1)
        await asyncio.sleep(1)
        late = [telegram.call("late", chat=n, lane=BULK, within=0.5) for n in range(2, 50)]
        for task in late:
            with pytest.raises(Late):
                await task
        assert telegram.clock() == 1.5
        await flooded
        # Who was late holds nobody up afterwards.
        await telegram.call("next", chat=99, lane=BULK, within=0.5)
        assert telegram.names() == ["flooded", "flooded", "next"]
        assert telegram.pacer.sent == {
            ("answer", "flood"): 1,
            ("answer", "ok"): 1,
            (BULK, "ok"): 1,
        }

    play(scene)


def test_a_message_that_a_429_holds_up_for_too_long_is_late_not_repeated() -> None:
    async def scene(telegram: Telegram) -> None:
        telegram.floods = [3]
        with pytest.raises(Late):
            await telegram.call("news", lane=BULK, within=0.5)
        assert telegram.clock() == 0.5
        await asyncio.sleep(10)
        assert telegram.times() == [0.0]

    play(scene)


def test_a_call_that_waits_for_its_connection_through_the_start_of_a_pause_waits_again() -> None:
    async def scene(telegram: Telegram) -> None:
        telegram.floods = [5]
        waited = asyncio.Event()

        async def connects_slowly() -> str:
            await asyncio.sleep(0.2)
            waited.set()
            telegram.pacer.hold("sendMessage", until=None)
            return await telegram.take("slow")

        data = {"chat_id": 2}
        slow = asyncio.create_task(telegram.pacer.carry(connects_slowly, "sendMessage", data, BULK))
        flooded = telegram.call("flooded")
        await waited.wait()
        with pytest.raises(Paused):
            telegram.pacer.hold("sendMessage")
        telegram.pacer.hold("answerCallbackQuery")
        with pytest.raises(Late):
            telegram.pacer.hold("sendMessage", telegram.start)
        await asyncio.gather(slow, flooded)
        assert [name for _, name in telegram.seen] == ["flooded", "flooded", "slow"]
        assert telegram.times()[-1] >= 5.2

    play(scene)


def test_what_became_of_the_messages_is_counted_by_lane() -> None:
    async def scene(telegram: Telegram) -> None:
        telegram.troubles = [
            Forbidden("blocked"),
            BadRequest("no such chat"),
            TimedOut(),
            ServerFault("HTTP 502"),
            NotSent("refused"),
        ]
        calls = [telegram.call("x", chat=n, lane=NOTICE) for n in range(6)]
        await asyncio.gather(*calls, return_exceptions=True)
        await telegram.call("menu", chat=None, method="setMyCommands")
        results = {"blocked": 1, "refused": 1, "unknown": 1, "fault": 2, "ok": 1}
        assert telegram.pacer.sent == {(NOTICE, result): n for result, n in results.items()}

    play(scene)


def test_what_was_never_sent_takes_no_room_from_what_is() -> None:
    async def scene(telegram: Telegram) -> None:
        telegram.troubles = [NotSent("refused")] * 50
        calls = [telegram.call("x", chat=n, lane=BULK) for n in range(52)]
        await asyncio.gather(*calls, return_exceptions=True)
        # The pace is kept all the same: nobody hammers at a door that is shut.
        assert telegram.times()[-1] == pytest.approx(50 / 5, rel=0.02)

    play(scene, bulk_rate=5)


def test_letters_on_their_way_are_never_more_than_the_window_holds() -> None:
    async def scene(telegram: Telegram) -> None:
        telegram.latency = 3.0
        calls = [telegram.call(str(n), chat=n, lane=BULK) for n in range(8)]
        await asyncio.sleep(2.9)
        assert len(telegram.seen) == 5
        await asyncio.gather(*calls)
        assert telegram.times()[5] >= 4.0 - telegram.latency / 2

    play(scene, bulk_rate=5)
