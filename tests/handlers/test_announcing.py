"""What the owner announces reaches members in their language, unless it was taken back before."""

import pytest

from bot.store import Unavailable
from domain.adoption import announce
from domain.calendar import DAY
from domain.programme import Programme
from tests.handlers.town import ANN, LIN, Town
from tests.owner import DOUBLE, FOR_GOLD, OWNER, SETTINGS, ends, pauses, puts, values, withdraws
from tests.scene import TIERS, fresh_key

CAMPAIGN = DOUBLE.model_copy(update={"starts": "2026-11-28", "ends": "2026-11-28"})


@pytest.fixture
def programme() -> Programme:
    return SETTINGS


@pytest.fixture(autouse=True)
async def _members(town: Town) -> None:
    """Ann reads English, Lin reads Chinese, and both want news."""
    await town.says(ANN, "/start")
    await town.says(LIN, "/start")
    await town.agrees(ANN, LIN)


async def announces(town: Town) -> None:
    """The owner tells members of a double day."""
    await puts(town.app.store, CAMPAIGN)
    await town.app.store.write(announce, CAMPAIGN.id, OWNER, key=fresh_key())


async def test_a_campaign_is_told_in_one_line(town: Town) -> None:
    await announces(town)
    await town.advance(0)
    (english,), (chinese,) = town.told(ANN, "News from"), town.told(LIN, "有新活动")
    assert english == "<b>News from Jifen</b>\nDeal: ×2 on 28 Nov"
    assert chinese == "<b>积分有新活动</b>\n活动：11 月 28 日，积分 ×2"
    rules = await town.presses(ANN, town.text("button-rules"))
    assert town.text("button-announced") in rules.labels


@pytest.mark.parametrize("back", ["paused", "ended"])
async def test_what_was_taken_back_is_not_told(town: Town, back: str) -> None:
    await announces(town)
    if back == "paused":
        await pauses(town.app.store, CAMPAIGN.id)
    else:
        await ends(town.app.store, CAMPAIGN.id)
    await town.advance(0)
    assert town.told(ANN, "News from") == []


async def test_another_value_of_points_is_told_before_it_applies(town: Town) -> None:
    await values(town.app.store, 103, days=3)
    await town.advance(0)
    assert town.told(ANN, "on,") == ["From 25 Nov on, <b>100 points are worth ¥1.03</b>."]
    assert town.told(LIN, "起，") == ["11 月 25 日起，<b>100 积分值 ¥1.03</b>。"]
    await town.advance(4 * DAY)
    assert "¥5.15" in (await town.says(ANN, "/points")).html


async def test_a_value_that_was_withdrawn_is_not_told(town: Town) -> None:
    await values(town.app.store, 103, days=3)
    await withdraws(town.app.store)
    await town.advance(0)
    assert town.told(ANN, "From") == []


async def test_settings_that_do_not_go_with_a_campaign_do_not_open_the_shop(town: Town) -> None:
    await puts(town.app.store, FOR_GOLD)
    await town.closes()
    town.settings = town.settings.model_copy(
        update={"programme": SETTINGS.model_copy(update={"tiers": TIERS[:2]})}
    )
    with pytest.raises(Unavailable, match=r"programme\.rules\.0 \(golden\)\.tiers: .* no gold"):
        await town.opens()
    await town.closes()
    town.settings = town.settings.model_copy(update={"programme": SETTINGS})
    await town.opens()
    assert town.app.store.programme.rules == (FOR_GOLD,)
