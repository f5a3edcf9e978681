"""Screens with a picture of the shop's own: one at a time, and what is to be kept stays."""

from pathlib import Path

import pytest

from domain.programme import Goods, MysteryBox, Named, Outcome, Programme, Raffle
from handlers.screens import qr
from tests.handlers.town import ANN, MEI, Town

MUG = Goods(id="mug", name=Named(en="Mug", zh="杯"), points=400, picture="mug.png")
GHOST = Goods(id="ghost", name=Named(en="Ghost", zh="无"), points=300, picture="AgAC-unknown")
BOX = MysteryBox(
    id="box",
    name=Named(en="Box", zh="盲盒"),
    points=50,
    picture="mug.png",
    outcomes=(Outcome(points=20, weight=1),),
)
RAFFLE = Raffle(
    id="raffle",
    name=Named(en="Raffle", zh="抽奖"),
    points=10,
    picture="mug.png",
    draws_at="2026-11-30T20:00",
    prize_points=500,
)
REDEEM = "Redeem for 400"


@pytest.fixture
def programme(programme: Programme) -> Programme:
    """A shop with a picture beside its settings, and one that Telegram does not know."""
    return programme.model_copy(update={"rewards": (MUG, GHOST, BOX, RAFFLE)})


@pytest.fixture(autouse=True)
async def _ann(town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The picture is there, and Ann has a card."""
    (tmp_path / "mug.png").write_bytes(qr("a mug"))
    monkeypatch.setenv("JIFEN_SETTINGS", str(tmp_path / "settings.toml"))
    await town.reopens()
    await town.says(ANN, "/start")


async def looks(town: Town, name: str = "Mug · 400", times: int = 1) -> None:
    """Ann opens a reward, once or in a hurry."""
    await town.says(ANN, "/rewards")
    await town.presses_at_once(ANN, name, times)


def live(town: Town, label: str, person: int = ANN) -> int:
    """How many messages in somebody's chat have a button."""
    return sum(b.text == label for m in town.heard(person) for row in m.keyboard for b in row)


async def test_an_offer_takes_the_place_of_the_list_and_of_the_offer_before(town: Town) -> None:
    lists = live(town, "Mug · 400")
    for _ in range(2):
        await looks(town, times=3)
    assert town.newest(ANN, REDEEM).photo
    assert live(town, REDEEM) == 1
    assert live(town, "Mug · 400") == lists


async def test_the_way_back_leads_to_one_screen(town: Town) -> None:
    await looks(town)
    await town.presses(ANN, "Back")
    assert live(town, REDEEM) == 0
    assert live(town, "Mug · 400") == 1
    assert not [m for m in town.heard(ANN) if m.photo]


async def test_what_was_redeemed_is_said_below_its_picture_once(town: Town) -> None:
    await looks(town)
    await town.presses_at_once(ANN, REDEEM, 3)
    (said,) = [m for m in town.heard(ANN) if "You keep 100 points" in m.html]
    assert said.photo
    assert await town.points(ANN) == 100


@pytest.mark.parametrize(
    ("game", "play", "said"),
    [
        ("Box · 50", "Open for 50", "Box: +20"),
        ("Raffle · 10", "Ticket for 10", "Ticket no. 1 is yours"),
    ],
)
async def test_a_game_has_its_picture_and_what_came_of_it_stands_below(
    town: Town, game: str, play: str, said: str
) -> None:
    await looks(town, game)
    assert town.newest(ANN, play).photo
    await town.presses_at_once(ANN, play, 3)
    (shown,) = [m for m in town.heard(ANN) if said in m.text]
    assert shown.photo
    assert live(town, play) == 0


async def test_a_vouchers_picture_stays_when_one_goes_on_from_it(town: Town) -> None:
    await looks(town)
    await town.presses(ANN, REDEEM)
    (code,) = [m for m in town.heard(ANN) if m.photo and "show it at the counter" in m.html]
    await town.presses(ANN, "My points", code)
    assert code in town.heard(ANN)


async def test_a_picture_that_telegram_does_not_take_is_left_out(town: Town) -> None:
    for _ in range(2):
        await looks(town, "Ghost · 300")
    assert not town.newest(ANN, "Redeem for 300").photo
    await town.presses(ANN, "Redeem for 300")
    assert await town.points(ANN) == 200


async def test_a_manager_keeps_one_screen_too(town: Town) -> None:
    await town.says(MEI, "/catalogue")
    await town.presses(MEI, "● Mug · 400")
    await town.presses(MEI, "Hide")
    await town.presses(MEI, "Show")
    assert live(town, "Hide", MEI) == 1
    await town.presses(MEI, "Back")
    assert live(town, "Hide", MEI) == 0
