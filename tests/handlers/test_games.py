"""Games in the chat: the odds first, then the price, then what came of it."""

import pytest

from domain.calendar import DAY
from domain.programme import Goods, MysteryBox, Named, Outcome, Programme, Raffle, Switches, Wheel
from tests.handlers.town import ANN, LIN, Reply, Town

TEA = Goods(id="tea", name=Named(en="Tea", zh="茶"), points=100, stock=1)
BOX = MysteryBox(
    id="box",
    name=Named(en="Box", zh="盲盒"),
    points=50,
    outcomes=(
        Outcome(points=20, weight=1),
        Outcome(points=30, weight=1),
        Outcome(reward="tea", weight=1),
    ),
)
WHEEL = Wheel(
    id="wheel",
    name=Named(en="Wheel", zh="转盘"),
    outcomes=(Outcome(points=5, weight=3), Outcome(weight=1)),
)
RAFFLE = Raffle(
    id="raffle",
    name=Named(en="Raffle", zh="抽奖"),
    points=10,
    draws_at="2026-11-30T20:00",
    prize_points=500,
)


@pytest.fixture
def programme(programme: Programme) -> Programme:
    return programme.model_copy(update={"rewards": (TEA, BOX, WHEEL, RAFFLE)})


@pytest.fixture(autouse=True)
async def members(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.says(LIN, "/start")


async def looks(town: Town, label: str, person: int = ANN) -> Reply:
    """Somebody looks at a game."""
    await town.says(person, "/rewards")
    return await town.presses(person, label)


async def test_the_odds_of_a_box_are_shown_before_it_is_opened(town: Town) -> None:
    box = await looks(town, "Box · 50")
    odds = [f"33.33 % · 1 in 3 · {prize}" for prize in ("20 points", "30 points", "Tea")]
    assert all(line in box.text.splitlines() for line in odds)
    assert box.labels == ["Open for 50", "Back"]


async def test_what_is_sold_out_is_no_part_of_the_odds(town: Town) -> None:
    await looks(town, "茶 · 100", LIN)
    await town.presses(LIN, town.text("button-redeem-for", "zh", price=100))
    box = await looks(town, "Box · 50")
    assert "50 % · 1 in 2 · 20 points" in box.text
    assert "Tea" not in box.text


async def test_odds_that_changed_since_are_shown_again_and_nothing_is_paid(town: Town) -> None:
    await looks(town, "Box · 50")
    await looks(town, "茶 · 100", LIN)
    await town.presses(LIN, town.text("button-redeem-for", "zh", price=100))
    refused = await town.presses(ANN, "Open for 50")
    assert refused.alert == town.text("refusal-reward-changed")
    assert "50 % · 1 in 2 · 20 points" in refused.text
    assert await town.points(ANN) == 500


async def test_a_box_is_opened_once_however_often_it_is_pressed(town: Town) -> None:
    await looks(town, "Box · 50")
    await town.presses_at_once(ANN, "Open for 50", 5)
    given = {20: 470, 30: 480, 0: 450}
    assert await town.points(ANN) in given.values()
    assert await town.audited()


async def test_a_wheel_that_costs_nothing_turns_once_a_day_and_shows_where_it_stopped(
    town: Town,
) -> None:
    wheel = await looks(town, "Wheel · free")
    assert "75 % · 3 in 4 · 5 points" in wheel.text
    assert "25 % · 1 in 4 · nothing" in wheel.text
    turned = await town.presses(ANN, "Turn")
    assert turned.toasts == [town.text("toast-played")]
    pictures = [m for m in town.heard(ANN) if m.photo and "Wheel" in m.html]
    assert len(pictures) == 1
    assert await town.points(ANN) in (500, 505)
    again = await looks(town, "Wheel · had it")
    assert again.labels == ["Back"]
    await town.advance(DAY)
    assert "Turn" in (await looks(town, "Wheel · free")).labels


async def test_a_wheel_that_stops_where_it_stopped_before_is_no_new_picture(town: Town) -> None:
    stops = set()
    for _ in range(4):
        await looks(town, "转盘 · 免费", LIN)
        await town.presses(LIN, "转一次")
        stops.add([m.photo for m in town.heard(LIN) if m.photo and "转盘" in m.html][-1])
        await town.advance(DAY)
    assert len(stops) <= 2


async def test_a_raffle_says_its_prize_its_hour_and_the_tickets(town: Town) -> None:
    raffle = await looks(town, "Raffle · 10")
    assert "No ticket is sold yet." in raffle.text
    assert "One winner gets 500 points, drawn 30 Nov 20:00." in raffle.text
    bought = await town.presses(ANN, "Ticket for 10")
    assert bought.toasts == [town.text("toast-ticket", number=1)]
    await looks(town, "抽奖 · 10", LIN)
    second = await town.presses(LIN, town.text("button-ticket", "zh", price=10))
    assert "2 号奖券是你的了。已售 2 张，你有 1 张" in second.text
    again = await looks(town, "Raffle · 10")
    assert "You have 1 of 2 tickets." in again.text
    assert "You keep 480." in again.text


async def test_a_raffle_that_was_drawn_says_who_won(town: Town) -> None:
    await looks(town, "Raffle · 10")
    await town.presses(ANN, "Ticket for 10")
    await town.advance(9 * DAY)
    drawn = await looks(town, "Raffle · over")
    assert ": 1 won." in drawn.text
    assert drawn.labels == ["Back"]


async def test_where_draws_are_not_allowed_there_are_no_games(
    town: Town, programme: Programme
) -> None:
    town.settings = town.settings.model_copy(
        update={"programme": programme.model_copy(update={"allowed": Switches(draws=False)})}
    )
    await looks(town, "Box · 50")
    await town.reopens()
    assert (await town.says(ANN, "/rewards")).labels[:2] == ["Tea · 100", "My vouchers"]
    late = await town.presses(ANN, "Open for 50")
    assert late.alert == town.text("refusal-reward-gone")
    assert await town.points(ANN) == 500
