"""The pacer, on a loop whose time leaps: exact, and finished at once."""

import asyncio
from itertools import pairwise

import pytest

from bot.telegram.pacing import BULK, NOTICE, PAID
from tests.telegram.paced import Telegram, play


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


def test_bulk_goes_out_evenly_at_its_rate() -> None:
    async def scene(telegram: Telegram) -> None:
        await asyncio.gather(*(telegram.call(str(n), chat=n, lane=BULK) for n in range(100)))
        gaps = [after - before for before, after in pairwise(telegram.times())]
        assert sum(at == 0.0 for at in telegram.times()) == 2
        assert max(gaps) < 0.11
        assert telegram.times()[-1] == pytest.approx(99 / 25, rel=0.015)
        assert telegram.names() == [str(n) for n in range(100)]

    play(scene)


def test_an_answer_never_waits_behind_ten_thousand_letters() -> None:
    async def scene(telegram: Telegram) -> None:
        bulk = [telegram.call(str(n), chat=n, lane=BULK) for n in range(10_000)]
        await asyncio.sleep(0)
        assert telegram.pacer.waiting(BULK) == 9_998
        for n in range(5):
            asked = telegram.clock()
            await telegram.call("answer", chat=20_000 + n)
            assert telegram.clock() == asked
            await asyncio.sleep(0.7)
        for task in bulk:
            task.cancel()

    play(scene)


def test_notices_go_before_broadcasts() -> None:
    async def scene(telegram: Telegram) -> None:
        bulk = [telegram.call("news", chat=n, lane=BULK) for n in range(40)]
        await asyncio.sleep(0)
        notices = [telegram.call("notice", chat=100 + n, lane=NOTICE) for n in range(40)]
        await asyncio.gather(*bulk, *notices)
        assert telegram.names() == ["news"] * 2 + ["notice"] * 40 + ["news"] * 38

    play(scene)


def test_bulk_makes_room_for_answers() -> None:
    async def scene(telegram: Telegram) -> None:
        bulk = [telegram.call("news", chat=n, lane=BULK) for n in range(300)]
        await asyncio.sleep(2)
        for n in range(50):
            await telegram.call("answer", chat=1000 + n)
            await asyncio.sleep(0.1)
        times = [at for at in telegram.times() if 3 <= at <= 7]
        # At the moment of an answer nothing can be taken back; at all others the limit holds.
        assert max(sum(start < at <= start + 1 for at in times) for start in times) <= 26
        assert telegram.names().count("news") == pytest.approx(2 * 25 + 5 * 15, abs=4)
        await asyncio.gather(*bulk)

    play(scene)


def test_however_many_answers_there_are_an_eighth_of_the_bulk_goes_out() -> None:
    async def scene(telegram: Telegram) -> None:
        for n in range(100):
            telegram.call("news", chat=n, lane=BULK)
        for n in range(1000):
            await telegram.call("answer", chat=1000 + n)
            await asyncio.sleep(0.01)
        assert telegram.names().count("news") == pytest.approx(10 * 3, abs=4)

    play(scene, bulk_rate=24)


def test_what_is_paid_for_has_a_pace_of_its_own() -> None:
    async def scene(telegram: Telegram) -> None:
        paid = [telegram.call("paid", chat=n, lane=PAID) for n in range(2000)]
        news = [telegram.call("news", chat=3000 + n, lane=BULK) for n in range(50)]
        await asyncio.gather(*paid, *news)
        last = {name: at for at, name in telegram.seen}
        assert last["news"] == pytest.approx(1.9, abs=0.01)
        assert last["paid"] == pytest.approx(3.9, abs=0.01)
        assert telegram.pacer.paid_rate == 500
        assert telegram.pacer.sent == {(PAID, "ok"): 2000, (BULK, "ok"): 50}

    play(scene, paid_rate=500)


def test_where_nothing_is_paid_for_all_bulk_shares_one_pace() -> None:
    async def scene(telegram: Telegram) -> None:
        calls = [telegram.call(str(n), chat=n, lane=(BULK, PAID)[n % 2]) for n in range(100)]
        await asyncio.gather(*calls)
        assert telegram.times()[-1] == pytest.approx(99 / 25, rel=0.015)

    play(scene)


def test_a_person_waiting_overtakes_bulk_everywhere() -> None:
    async def scene(telegram: Telegram) -> None:
        bulk = [telegram.call(f"bulk {n}", chat=n % 2, lane=BULK) for n in range(40)]
        await asyncio.sleep(0)
        await telegram.call("reply elsewhere", chat=99)
        assert telegram.clock() == 0.0
        await telegram.call("reply in the same chat", chat=1)
        assert telegram.clock() <= 1.0
        await asyncio.gather(*bulk)

    play(scene, chat_burst=1, bulk_rate=4)


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


def test_bulk_that_gives_up_waiting_leaves_its_place_to_others() -> None:
    async def scene(telegram: Telegram) -> None:
        calls = [telegram.call(str(n), chat=n, lane=BULK) for n in range(1000)]
        await asyncio.sleep(0.5)
        for task in calls[20:990]:
            task.cancel()
        await asyncio.gather(*calls, return_exceptions=True)
        assert telegram.names() == [str(n) for n in (*range(20), *range(990, 1000))]
        assert telegram.times()[-1] == pytest.approx(1.1, abs=0.01)
        assert telegram.pacer.waiting(BULK) == 0
        assert not telegram.pacer._bulk._waiting

    play(scene)


def test_no_call_is_ever_made_a_paid_broadcast() -> None:
    async def scene(telegram: Telegram) -> None:
        data = {"chat_id": 1, "text": "hello"}
        await telegram.pacer.process_request(telegram.take, ("x",), {}, "sendMessage", data, BULK)
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
