"""Telegram says no, wait, or nothing: who is gone is left in peace, and nothing is told twice."""

import pytest

from bot.clock import ShiftedClock
from domain.calendar import DAY, SECOND
from domain.members import who
from tests.handlers.town import ANN, BO, LIN, MEI, Town
from tests.handlers.watch import Call

EXPIRED = "expired"


@pytest.fixture(autouse=True)
async def members(town: Town) -> None:
    for person in (ANN, LIN):
        await town.says(person, "/start")
    await town.says(ANN, "/card")


async def test_who_blocked_the_bot_is_marked_by_the_first_403_and_then_left_alone(
    town: Town,
) -> None:
    town.world.people[ANN].blocked = True
    await sells(town)
    assert not await reachable(town)
    tried = len(written_to(town, ANN))
    await sells(town)
    assert len(written_to(town, ANN)) == tried
    assert await town.audited()


async def test_blocking_is_noted_before_anything_is_written(town: Town) -> None:
    tried = len(written_to(town, ANN))
    await town.reply(town.world.blocks(ANN))
    await sells(town)
    assert not await reachable(town)
    assert len(written_to(town, ANN)) == tried


async def test_who_unblocks_the_bot_is_written_to_again(town: Town) -> None:
    await town.reply(town.world.blocks(ANN))
    await town.reply(town.world.unblocks(ANN))
    await sells(town)
    assert await reachable(town)
    assert len(town.told(ANN, "for ¥10.00")) == 1


async def test_any_new_message_brings_a_member_back(town: Town) -> None:
    town.world.people[ANN].blocked = True
    await sells(town)
    town.world.people[ANN].blocked = False
    await town.says(ANN, "hm")
    await sells(town)
    assert await reachable(town)
    assert len(town.told(ANN, "for ¥10.00")) == 1


async def test_who_blocks_the_bot_while_it_answers_is_marked(town: Town) -> None:
    town.world.says(ANN, "/signin")
    town.world.people[ANN].blocked = True
    await town.settled()
    assert not await reachable(town)


async def test_who_blocks_the_bot_while_it_is_refused_something_is_marked(town: Town) -> None:
    town.world.says(ANN, "/sale X 1")
    town.world.people[ANN].blocked = True
    await town.settled()
    assert not await reachable(town)


async def test_a_broadcast_counts_who_blocked_and_marks_them(town: Town) -> None:
    await town.agrees(ANN, LIN)
    town.world.people[ANN].blocked = True
    await broadcasts(town)
    await town.until(lambda: "Done with 2 of 2: 1 delivered, 1 blocked" in town.heard(MEI)[-1].text)
    assert not await reachable(town)


async def test_notices_that_an_outage_held_up_arrive_once_after_it(town: Town) -> None:
    town.world.set_outage(True)
    await town.advance(367 * DAY)
    assert town.told(ANN, EXPIRED) == []
    await town.advance(5 * SECOND)
    town.world.set_outage(False)
    await town.advance(60 * SECOND)
    await town.advance(DAY)
    assert len(town.told(ANN, EXPIRED)) == 1
    assert await town.points(ANN) == 0


async def test_what_people_write_during_an_outage_is_answered_after_it(town: Town) -> None:
    town.world.set_outage(True)
    for _ in range(3):
        town.world.says(ANN, "/signin")
    town.world.set_outage(False)
    await town.settled()
    assert await town.points(ANN) == 505


class TestFlood:
    """Here time runs, for Telegram says in seconds how long to wait."""

    @pytest.fixture
    def clock(self) -> ShiftedClock:
        return ShiftedClock()

    async def test_nothing_goes_out_before_a_429_allows_it(self, town: Town) -> None:
        town.world.add_person(7001, "Kim")
        await town.says(7001, "/start")
        await town.agrees(ANN, LIN, 7001)
        town.changes("telegram", bulk_per_second=4.0)
        await town.reopens()
        await broadcasts(town)
        await town.until(lambda: bulk(town) == 1)
        flooded_at = len(town.watch.calls)
        town.world.set_flood(1)
        await town.until(lambda: bulk(town) == 3)
        refused, *later = [call.at for call in town.watch.calls[flooded_at:] if call.writes]
        assert later
        assert all(at >= refused + 1 for at in later)
        assert [len(town.told(p, "Fresh bread")) for p in (ANN, LIN, 7001)] == [1, 1, 1]

    async def test_an_answer_and_a_notice_wait_for_a_429_and_arrive_once(self, town: Town) -> None:
        await town.says(BO, f"/sale {town.code(ANN)} 10")
        town.world.set_flood(1)
        confirmed = await town.presses(BO, "Confirm")
        assert "+10" in confirmed.text
        assert len(town.told(ANN, "for ¥10.00")) == 1


async def sells(town: Town) -> None:
    """Bo credits Ann with ten."""
    await town.says(BO, f"/sale {town.code(ANN)} 10")
    await town.presses(BO, "Confirm")


async def broadcasts(town: Town) -> None:
    """Mei tells everybody."""
    await town.says(MEI, "/broadcast")
    await town.says(MEI, "Fresh bread")
    asked = await town.presses(MEI, "Go on")
    label = next(label for label in asked.labels if label.startswith("Send"))
    town.world.presses(MEI, town.newest(MEI, label).id, label)


async def reachable(town: Town) -> bool:
    """Whether the bot thinks that it can write to Ann."""
    found = await town.app.store.read(who, ANN)
    return found is not None and found.reachable


def written_to(town: Town, person: int) -> list[Call]:
    """The bot's attempts to write to somebody."""
    return [call for call in town.watch.calls if call.writes and call.chat == person]


def bulk(town: Town) -> int:
    """How many members have the broadcast."""
    return sum(len(town.told(person, "Fresh bread")) for person in (ANN, LIN, 7001))
