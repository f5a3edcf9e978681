"""The owner hears it when points cost too much, and what would help."""

import pytest

from domain.calendar import DAY, MINUTE
from domain.programme import MultiplierRule, Named, Programme
from tests.handlers.town import ANN, BO, MEI, Town

DOUBLE = MultiplierRule(id="four-times", name=Named(en="Four times", zh="四倍日"), percent=400)


@pytest.fixture
def programme(programme: Programme, request: pytest.FixtureRequest) -> Programme:
    """A campaign that is too dear, judged from 1,000.00 on."""
    return programme.model_copy(
        update={
            "language": getattr(request, "param", "en"),
            "welcome_points": 0,
            "rules": (DOUBLE,),
            "budget": programme.budget.model_copy(update={"from_revenue_minor": 100_000}),
        }
    )


async def sells_too_dear(town: Town) -> None:
    """Ann buys for 1,000.00, and four points for each 1.00 are hers."""
    await town.says(MEI, "/start")
    await town.says(ANN, "/start")
    await town.says(ANN, "/card")
    await town.says(BO, f"/sale {town.code(ANN)} 1000")
    await town.presses(BO, "Confirm")
    await town.advance(MINUTE)


async def hears(town: Town, words: str) -> str:
    """The owner gets a message with these words."""
    await town.until(lambda: bool(town.told(MEI, words)))
    (html,) = town.told(MEI, words)
    return html


async def test_the_owner_is_told_at_the_soft_cap_and_when_it_is_over(town: Town) -> None:
    await sells_too_dear(town)
    assert (await hears(town, "above the soft cap")).split("\n") == [
        "<b>Points cost 4 %</b> of revenue, above the soft cap of 3 %.",
        "Campaigns’ multipliers and surprises run at 50 % now and stop at 5 %. Base points go on.",
        "Four times costs the most, 3 %. Pausing it brings that down to 1 %.",
    ]
    assert "Four times" in " ".join((await town.presses(MEI, "Campaigns")).labels)
    await town.advance(31 * DAY)
    assert (await hears(town, "run in full again")).split("\n") == [
        "<b>Campaigns and surprises run in full again.</b>",
        "Points cost 0 % of revenue now.",
    ]


@pytest.mark.parametrize("programme", ["zh"], indirect=True)
async def test_the_owner_reads_it_in_the_programme_s_language(town: Town) -> None:
    await sells_too_dear(town)
    assert (await hears(town, "警戒线")).split("\n") == [
        "<b>积分成本占营业额的 4%</b>，过了 3% 的警戒线。",
        "活动倍数和惊喜现在按 50% 发放，成本到 5% 就停。基础积分照发。",
        "花得最多的是四倍日，占 3%。暂停它，成本能降到 1%。",
    ]


async def test_the_owner_s_first_screen_says_what_points_cost(town: Town) -> None:
    assert "revenue" not in (await town.says(MEI, "/start")).text
    await sells_too_dear(town)
    line = "Points cost 4 % of revenue in 30 days, over 3 %: campaigns run at 50 %"
    assert (await town.says(MEI, "/start")).text.splitlines()[-1] == line
