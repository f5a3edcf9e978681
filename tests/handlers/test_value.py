"""What points are worth: the owner sees what things cost, and announces another value."""

import pytest

from domain.calendar import DAY
from domain.programme import Good, Named, Programme
from tests.handlers.town import ANN, LIN, MEI, Town


def good(then: int, now: int) -> Good:
    """A loaf of bread, then and now."""
    return Good(name=Named(en="Bread", zh="面包"), then_minor=then, now_minor=now)


@pytest.fixture
def basket() -> tuple[Good, ...]:
    """A basket that costs 6 % more than it did."""
    return (good(10_000, 10_600),)


@pytest.fixture
def programme(programme: Programme, basket: tuple[Good, ...]) -> Programme:
    """A programme that watches a price."""
    budget = programme.budget.model_copy(update={"hard_percent": 6})
    return programme.model_copy(update={"basket": basket, "budget": budget})


async def test_a_rise_is_made_up_for_by_half_from_the_next_month_on(town: Town, card: str) -> None:
    assert card
    shown = await town.says(MEI, "/value")
    assert "¥100.00" in shown.text
    assert "¥106.00 now: 6 % more" in shown.text
    assert "10,000 points would be worth ¥103.00" in shown.text
    told = await town.presses(MEI, "Announce for 1 Dec")
    assert told.toasts == [town.text("toast-value-announced")]
    assert "From 1 Dec on, 10,000 points are worth ¥103.00" in told.text
    assert "worth ¥5.00" in (await town.says(ANN, "/points")).text
    await town.advance(9 * DAY)
    assert "worth ¥5.15" in (await town.says(ANN, "/points")).text
    # The basket counts anew from there.
    assert town.text("value-steady") in (await town.says(MEI, "/value")).text


async def test_what_was_announced_is_withdrawn(town: Town, card: str) -> None:
    assert card
    await town.says(MEI, "/value")
    await town.presses(MEI, "Announce for 1 Dec")
    back = await town.presses(MEI, "Withdraw")
    assert back.toasts == [town.text("toast-value-withdrawn")]
    assert "Announce for 1 Dec" in back.labels
    await town.advance(9 * DAY)
    assert "worth ¥5.00" in (await town.says(ANN, "/points")).text


async def test_ten_presses_announce_once(town: Town, card: str) -> None:
    assert card
    await town.says(MEI, "/value")
    await town.presses_at_once(MEI, "Announce for 1 Dec", 10)
    await town.advance(DAY)
    assert len(town.told(ANN, "¥103.00")) <= 1
    assert len(town.told(LIN, "¥103.00")) <= 1


@pytest.mark.parametrize(
    ("basket", "said"),
    [
        ((good(100, 105),), "¥1.05 now: 5 % more"),
        ((good(100, 97),), "¥0.97 now: 3 % less"),
    ],
)
async def test_where_prices_are_calm_nothing_is_proposed(
    town: Town, basket: tuple[Good, ...], said: str
) -> None:
    assert basket
    shown = await town.says(MEI, "/value")
    assert said in shown.text
    assert town.text("value-steady") in shown.text
    assert shown.labels == ["Back"]


@pytest.mark.parametrize("basket", [()])
async def test_an_empty_basket_is_said_to_be_empty(town: Town, basket: tuple[Good, ...]) -> None:
    assert basket == ()
    assert (await town.says(MEI, "/value")).text == town.text("refusal-basket-empty")
