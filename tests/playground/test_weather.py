"""Bad weather: faults by chance, a crowd to meet them, and how busy it was."""

import asyncio
import sys
from collections import Counter
from typing import Any

import aiohttp
import pytest

from bot.playground import Faults, Lost, Playground, World
from bot.playground.errors import ApiError
from bot.playground.limits import Busiest, Rates
from bot.playground.weather import bad_weather
from tests.playground.conftest import Bot

CROWD = range(1, 2001)


def sunny(world: World) -> Playground:
    return Playground(world, limits=False)


async def tries(playground: Playground, people: range = CROWD) -> Counter[str]:
    """Writes once to each, without waiting for anything; what came of it."""
    found: Counter[str] = Counter()
    for person in people:
        try:
            await playground.answer("sendMessage", {"chat_id": person, "text": "Fresh bread"})
            found["ok"] += 1
        except ApiError as error:
            found[str(error.code)] += 1
        except Lost:
            found["lost"] += 1
    return found


async def test_each_fault_comes_about_as_often_as_it_was_asked_for() -> None:
    world = World(people=(), crowd=CROWD)
    faults = Faults(server=20, lost=10, blocked=30)
    found = await tries(Playground(world, limits=False, faults=faults))
    assert 330 < found["500"] + found["502"] < 470
    assert found["500"] > 150
    assert 100 < found["lost"] < 200
    assert 380 < found["403"] < 580
    assert faults.met["server"] == found["500"] + found["502"]


async def test_the_same_seed_brings_the_same_weather() -> None:
    async def day(seed: int) -> Counter[str]:
        world = World(people=(), crowd=CROWD)
        faults = Faults(server=5, lost=5, blocked=5, seed=seed)
        return await tries(Playground(world, limits=False, faults=faults))

    assert await day(1) == await day(1)
    assert await day(1) != await day(2)


async def test_what_is_lost_was_delivered_and_what_failed_was_not() -> None:
    world = World(people=(), crowd=CROWD)
    found = await tries(Playground(world, limits=False, faults=Faults(server=20, lost=10)))
    assert sum(world.crowd.received) == found["ok"] + found["lost"]
    assert max(world.crowd.received) == 1


async def test_who_has_blocked_stays_so_until_they_do_something() -> None:
    world = World(people=(), crowd=CROWD)
    faults = Faults(blocked=30)
    playground = Playground(world, limits=False, faults=faults)
    gone = next(person for person in CROWD if faults.has_blocked(person))
    for _ in range(2):
        with pytest.raises(ApiError, match="blocked by the user"):
            await playground.answer("sendMessage", {"chat_id": gone, "text": "x"})
    world.says(gone, "/start")
    await playground.answer("sendMessage", {"chat_id": gone, "text": "x"})
    assert world.crowd.got(gone) == 1


def test_after_a_429_everybody_waits_and_who_does_not_is_counted() -> None:
    faults = Faults(flood=100, retry_after=3)
    with pytest.raises(ApiError, match="retry after 3"):
        faults.meet(10.0)
    for on_its_way in (10.0, 10.05):
        with pytest.raises(ApiError, match="retry after 3"):
            faults.meet(on_its_way)
    assert faults.ignored == 0
    with pytest.raises(ApiError, match="retry after 1"):
        faults.meet(12.5)
    assert (faults.ignored, faults.met["flood"]) == (1, 1)
    with pytest.raises(ApiError, match="retry after 3"):
        faults.meet(13.0)
    assert (faults.ignored, faults.met["flood"]) == (1, 2)


async def test_only_what_writes_into_a_chat_meets_the_weather(
    world: World, bot: Bot, ann: int
) -> None:
    world.faults = Faults(server=100)
    query = world.press_data(ann, 1, "x")["callback_query"]["id"]
    await bot.do("answerCallbackQuery", callback_query_id=query)
    await bot.do("getMe")
    for method in ("sendMessage", "editMessageText", "sendDice", "copyMessage"):
        with pytest.raises(ApiError):
            await bot.playground.answer(method, {"chat_id": ann})


async def test_a_lost_answer_is_a_line_that_goes_dead(world: World, bot: Bot, ann: int) -> None:
    world.faults = Faults(lost=100)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await bot.ask("sendMessage", chat_id=ann, text="hi")
    assert world.chat(ann)[-1].text == "hi"
    world.faults = None
    await bot.do("sendMessage", chat_id=ann, text="again")


async def test_a_server_fault_is_telegrams_500_or_a_proxys_502(
    world: World, bot: Bot, ann: int
) -> None:
    world.faults = Faults(server=100)
    url = f"{bot.playground.api_url}{bot.playground.token}/sendMessage"
    seen = set()
    for _ in range(2):
        async with bot.session.post(url, data={"chat_id": ann, "text": "x"}) as response:
            seen.add((response.status, response.content_type))
    assert seen == {(500, "application/json"), (502, "text/html")}
    assert [m.text for m in world.chat(ann)] == ["/start"]


async def test_a_person_whom_the_weather_made_block_can_come_back(world: World) -> None:
    playground = sunny(world)
    world.says(1001, "/start")
    world.faults = Faults(blocked=100)
    with pytest.raises(ApiError, match="blocked"):
        await playground.answer("sendMessage", {"chat_id": 1001, "text": "x"})
    assert world.people[1001].blocked
    world.unblocks(1001)
    await playground.answer("sendMessage", {"chat_id": 1001, "text": "x"})


def test_bad_weather_is_kept_and_a_fresh_start_ends_it(tmp_path: Any) -> None:
    world = World(tmp_path / "world.db")
    world.set_weather(bad=True)
    world.close()
    again = World(tmp_path / "world.db")
    assert again.faults is not None
    assert again.faults.flood == bad_weather().flood
    again.start_over()
    assert not again.standing.weather
    assert World(tmp_path / "world.db").faults is None


async def test_of_a_crowd_nothing_but_numbers_is_kept() -> None:
    world = World(people=(), crowd=range(1, 1_000_001))
    found = await tries(sunny(world), range(1, 3001))
    assert found == {"ok": 3000}
    assert (world.crowd.got(3000), world.crowd.got(3001)) == (1, 0)
    assert len(world.people) == len(world.chats) == 1
    assert sys.getsizeof(world.crowd.received) < 5_000_000
    with pytest.raises(ApiError, match="chat not found"):
        await sunny(world).answer("sendMessage", {"chat_id": 1_000_001, "text": "x"})


async def test_one_of_the_crowd_who_does_something_gets_a_phone() -> None:
    world = World(people=(), crowd=CROWD)
    playground = sunny(world)
    world.press_data(7, 1, "bc-open:1:0")
    await playground.answer("sendMessage", {"chat_id": 7, "text": "Your points"})
    assert [m.text for m in world.chat(7)] == ["Your points"]
    world.blocks(8)
    with pytest.raises(ApiError, match="blocked"):
        await playground.answer("sendMessage", {"chat_id": 8, "text": "x"})
    assert (world.crowd.got(7), world.crowd.got(8)) == (1, 0)


def test_the_busiest_second_is_the_fullest_there_was() -> None:
    pace = Busiest()
    for now in (0.0, 0.4, 0.9, 1.0, 1.3, 5.0, 6.0):
        pace.note(now)
    assert (pace.most, pace.total) == (4, 7)


async def test_how_busy_it_was_counts_every_message_and_edit_that_came() -> None:
    world = World(people=(), crowd=CROWD)
    playground = Playground(world, faults=Faults(server=50))
    await tries(playground, range(1, 41))
    world.add_person(9001, "Mei", started=True)
    await asyncio.gather(
        playground.answer("editMessageText", {"chat_id": 9001, "text": "x"}),
        playground.answer("getMe", {}),
        return_exceptions=True,
    )
    assert (playground.pace.total, world.crowd.pace.total) == (41, 40)
    assert playground.pace.most == 41


def test_a_group_takes_twenty_a_minute() -> None:
    rates = Rates()
    assert [rates.admit(-1001, 0.1 * n) for n in range(20)] == [0] * 20
    assert rates.admit(-1001, 2.0) in (1, 2)
    assert rates.admit(-1001, 61.0) == 0


def test_a_paid_message_goes_beyond_the_thirty_up_to_a_thousand() -> None:
    rates = Rates()
    passed = sum(rates.admit(chat, 0.0, paid=True) == 0 for chat in range(1, 2001))
    assert (passed, rates.charged) == (1030, 1000)


def test_chats_that_rest_are_forgotten() -> None:
    rates = Rates()
    sent = sum(rates.admit(chat, chat / 30) == 0 for chat in range(1, 50_001))
    assert sent == 50_000
    assert len(rates._chats) < 25_000
