"""What the clock brings: ends, reminders, surprises, lapsed vouchers; all of it once."""

import re

import pytest

from bot.telegram.app import App
from domain.calendar import DAY, HOUR
from domain.programme import Prize, Programme, Surprise
from handlers import EDGES
from tests import scene
from tests.handlers.town import ANN, BO, LIN, Town

EXPIRING, EXPIRED = "will expire soon", "expired"
YEAR = 366


async def test_points_end_after_their_last_day_and_the_member_is_told_once(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.advance((YEAR - 1) * DAY)
    assert await town.points(ANN) == 500
    await town.advance(DAY)
    assert await town.points(ANN) == 0
    assert len(town.told(ANN, EXPIRED)) == 1
    await town.advance(DAY)
    assert len(town.told(ANN, EXPIRED)) == 1
    assert "expired" in (await town.says(ANN, "/history")).text
    assert await town.audited()


async def test_time_may_jump_before_the_bot_works(town: Town) -> None:
    App(town.settings, town.clock, scene.VAULT, EDGES).wake()


async def test_each_lot_ends_on_its_own_day(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.advance(10 * DAY)
    await town.says(ANN, "/signin")
    await town.advance((YEAR - 10) * DAY)
    assert await town.points(ANN) == 5
    await town.advance(10 * DAY)
    assert await town.points(ANN) == 0


async def test_an_end_is_told_30_7_and_1_days_before(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.advance(330 * DAY)
    told_on = []
    for day in range(331, YEAR + 1):
        before = len(town.told(ANN, EXPIRING))
        await town.advance(DAY)
        if len(town.told(ANN, EXPIRING)) > before:
            told_on.append(YEAR - 1 - day)
    assert told_on == [30, 7, 1]


async def test_what_ends_soon_comes_in_one_digest_line_by_line(town: Town) -> None:
    await town.says(ANN, "/start")
    for _ in range(2):
        await town.advance(DAY)
        await town.says(ANN, "/signin")
    await town.advance(340 * DAY)
    (digest,) = town.told(ANN, EXPIRING)
    first, *days = digest.splitlines()
    assert "510 points" in first
    assert "¥5.10" in first
    assert [re.findall(r"\d+", line)[0] for line in days] == ["500", "5", "5"]


async def test_reminders_can_be_switched_off(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.says(ANN, "/settings")
    await town.presses(ANN, "Notices")
    await town.presses(ANN, "✓ Expiring points")
    await town.advance(340 * DAY)
    await town.advance(30 * DAY)
    assert town.told(ANN, EXPIRING) + town.told(ANN, EXPIRED) == []
    assert await town.points(ANN) == 0


async def test_reminders_are_written_in_the_members_language(town: Town) -> None:
    await town.says(LIN, "/start")
    await town.advance(340 * DAY)
    assert len(town.told(LIN, "500 积分")) >= 1
    assert town.told(LIN, EXPIRING) == []


async def test_a_voucher_nobody_collects_lapses_and_its_points_return(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.says(ANN, "/rewards")
    await town.presses(ANN, "Tea · 100")
    await town.presses(ANN, "Redeem for 100")
    code = town.code(ANN)
    await town.advance(14 * DAY)
    assert await town.points(ANN) == 400
    assert "Use voucher" in (await town.says(BO, f"/voucher {code}")).labels
    await town.advance(DAY)
    assert await town.points(ANN) == 500
    assert len(town.told(ANN, "never reached you in time")) == 1
    assert "Use voucher" not in (await town.says(BO, f"/voucher {code}")).labels
    await town.advance(DAY)
    assert len(town.told(ANN, "never reached you in time")) == 1
    assert await town.audited()


async def test_after_downtime_everything_is_caught_up_once(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.says(ANN, "/rewards")
    await town.presses(ANN, "Tea · 100")
    await town.presses(ANN, "Redeem for 100")
    await town.closes()
    town.clock.advance(340 * DAY)
    await town.opens()
    await town.reopens()
    await town.settled()
    assert len(town.told(ANN, EXPIRING)) == 1
    assert len(town.told(ANN, "never reached you in time")) == 1
    await town.closes()
    town.clock.advance(60 * DAY)
    await town.opens()
    await town.reopens()
    await town.settled()
    assert len(town.told(ANN, EXPIRED)) == 1
    assert len(town.told(ANN, EXPIRING)) == 1
    assert await town.points(ANN) == 0
    assert await town.audited()


async def test_the_clock_of_the_shop_is_the_worlds(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.advance(13 * HOUR)
    await town.says(ANN, "/signin")
    await town.advance(DAY)
    assert "day 2" in (await town.says(ANN, "/signin")).text


class TestSurprises:
    """Every purchase wins and every day draws, as long as the day's budget lasts."""

    @pytest.fixture
    def programme(self, programme: Programme) -> Programme:
        surprise = Surprise(
            purchase_percent=100, prizes=(Prize(points=20, weight=1),), daily_budget=50
        )
        return programme.model_copy(update={"surprise": surprise})

    async def test_a_purchase_may_win_until_the_days_budget_is_spent(self, town: Town) -> None:
        await town.says(ANN, "/start")
        await town.says(ANN, "/card")
        won = []
        for _ in range(4):
            await town.says(BO, f"/sale {town.code(ANN)} 10")
            won.append("surprise" in (await town.presses(BO, "Confirm")).text)
        assert won == [True, True, False, False]
        assert len(town.told(ANN, "just like that")) == 2
        assert await town.points(ANN) == 500 + 4 * 10 + 2 * 20

    async def test_a_surprise_goes_back_with_its_purchase(self, town: Town) -> None:
        await town.says(ANN, "/start")
        await town.says(ANN, "/card")
        await town.says(BO, f"/sale {town.code(ANN)} 10")
        await town.presses(BO, "Confirm")
        await town.presses(BO, "Undo")
        assert await town.points(ANN) == 500
        assert await town.audited()

    async def test_the_days_draw_surprises_one_active_member(self, town: Town) -> None:
        for person in (ANN, LIN, BO):
            await town.says(person, "/start")
        for person in (ANN, LIN):
            await town.says(person, "/signin")
        await town.advance(DAY)
        assert len(surprised(town)) == 1
        await town.advance(HOUR)
        assert len(surprised(town)) == 1
        await town.advance(DAY)
        assert len(surprised(town)) == 2
        assert await town.points(ANN) + await town.points(LIN) == 1050

    async def test_draws_missed_in_downtime_are_held_once_each(self, town: Town) -> None:
        await town.says(ANN, "/start")
        await town.says(ANN, "/signin")
        await town.closes()
        town.clock.advance(3 * DAY)
        await town.opens()
        await town.reopens()
        await town.settled()
        assert len(surprised(town)) == 3
        assert await town.points(ANN) == 565
        assert await town.audited()


def surprised(town: Town) -> list[str]:
    """Every surprise that anybody was told of; several may stand in one message."""
    told = town.told(ANN, "just like that") + town.told(LIN, "惊喜")
    return re.findall("just like that|惊喜", "\n".join(told))
