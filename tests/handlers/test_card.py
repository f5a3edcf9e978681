"""The card in a member's hand: a picture that turns, and is dead when it is old."""

import pytest

from domain import members
from domain.calendar import SECOND
from domain.programme import Language
from handlers.screens import deep_link, qr
from tests.handlers.town import ANN, BO, LIN, Town

SECONDS = 30 * SECOND


@pytest.fixture(autouse=True)
async def ann(town: Town) -> None:
    await town.says(ANN, "/start")


async def token(town: Town, person: int = ANN) -> str:
    """What the picture of somebody's card says now."""
    return await town.app.store.read(members.token_of, await town.member(person))


def link(town: Town, token: str) -> str:
    """What a scanner reads from it."""
    return deep_link(town.app.shift.desk.bot.username, f"u-{token}")


def picture(town: Town, person: int = ANN) -> bytes:
    """The newest picture in somebody's chat, as it stands now."""
    shown = [m.photo for m in town.heard(person) if m.photo]
    return town.world.files[str(shown[-1])].data


@pytest.mark.parametrize(
    ("person", "language", "others"),
    [(ANN, "en", "付款时出示"), (LIN, "zh", "show it when you pay")],
)
async def test_the_card_says_how_it_is_shown(
    town: Town, person: int, language: Language, others: str
) -> None:
    await town.says(person, "/start")
    card = await town.says(person, "/card")
    assert town.text("card-turns", language) in card.text
    assert others not in card.text


async def test_what_is_scanned_is_the_members_picture_of_now(town: Town) -> None:
    await town.says(ANN, "/card")
    assert picture(town) == qr(link(town, await token(town)))
    opened = await town.says(BO, f"/start u-{await token(town)}")
    assert "Ann" in opened.text


async def test_the_picture_turns_in_place(town: Town) -> None:
    card = await town.says(ANN, "/card")
    before = picture(town)
    count = len(town.heard(ANN))
    town.world.advance(25 * SECOND)
    await town.until(lambda: picture(town) != before)
    assert picture(town) == qr(link(town, await token(town)))
    assert len(town.heard(ANN)) == count
    assert card.screen is not None
    assert town.heard(ANN)[-1].html == card.html


async def test_a_screenshot_is_dead_when_the_card_has_turned(town: Town) -> None:
    screenshot = await token(town)
    await town.says(ANN, "/card")
    await town.advance(SECONDS)
    late = await town.says(BO, f"/start u-{screenshot}")
    assert late.text == town.text("refusal-card-stale")
    assert "Ann" in (await town.says(BO, f"/start u-{await token(town)}")).text


async def test_a_second_card_ends_the_first(town: Town) -> None:
    first = (await town.says(ANN, "/card")).screen
    assert first is not None
    await town.says(ANN, "/card")
    await town.until(
        lambda: town.text("card-over") in town.world.chats[ANN].messages[first.id].text
    )
    second = picture(town)
    again = await town.presses(ANN, "Show again")
    assert again.screen is not None
    assert again.screen.id == first.id
    assert town.text("card-turns") in again.text
    assert picture(town) == second


async def test_a_card_in_sight_says_that_it_is_over_when_the_bot_stops(town: Town) -> None:
    await town.says(ANN, "/card")
    await town.closes()
    assert town.text("card-over") in town.heard(ANN)[-1].text
    await town.opens()
    assert town.text("card-turns") in (await town.presses(ANN, "Show again")).text


async def test_a_member_who_left_does_not_hold_the_bot_up(town: Town) -> None:
    await town.says(ANN, "/card")
    town.world.blocks(ANN)
    town.world.advance(25 * SECOND)
    await town.until(lambda: town.watch.made("editMessageMedia") == 1)
    assert (await town.says(LIN, "/start")).screen


@pytest.mark.parametrize("kind", ["card", "voucher"])
async def test_who_scans_what_the_counter_scans_learns_nothing(town: Town, kind: str) -> None:
    code = {"card": f"u-{await token(town)}", "voucher": "v-K7QF2M9XTR4W8HPD"}[kind]
    stranger = await town.says(LIN, f"/start {code}")
    assert stranger.text == town.text(f"{kind}-for-staff", "zh")
    assert stranger.labels == ["领会员卡"]
    await town.says(LIN, "/start")
    member = await town.says(LIN, f"/start {code}")
    assert member.labels == ["会员卡", "我的积分"]
