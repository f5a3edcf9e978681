"""What staff see of a member, what they find, and what they did today."""

import re

import pytest

from domain.calendar import DAY, HOUR
from domain.members import token_of
from domain.programme import ActivityRule, GreenRule, Named, Programme, ReferralRule
from tests.handlers.selling import LOUNGE, REWARDS, TASTING, holds, sells
from tests.handlers.town import ANN, BO, MEI, Town
from tests.scene import TEA


def named(en: str, zh: str) -> Named:
    """A name in both languages."""
    return Named(en=en, zh=zh)


RULES = (
    ReferralRule(id="friends", name=named("Friends", "好友"), points=100, friend_points=50),
    *(
        ActivityRule(id=f"deed{n}", name=named(f"Deed {n}", f"善举 {n}"), points=n)
        for n in range(1, 10)
    ),
    GreenRule(
        id="cup", name=named("Own cup", "自带杯"), points=5, unit=named("cup", "杯"), limit=40
    ),
)


@pytest.fixture
def programme(programme: Programme) -> Programme:
    """A shop with a lounge, tastings, and a lot to be credited for."""
    return programme.model_copy(update={"rewards": REWARDS, "rules": RULES})


async def test_a_card_shows_rights_privileges_and_todays_seats(town: Town, card: str) -> None:
    await holds(town, LOUNGE)
    await holds(town, TASTING)
    opened = await town.says(BO, f"/sale {card}")
    assert opened.text.splitlines() == [
        "Ann · bronze · 300 points",
        "points on every purchase",
        "Has: Lounge, until 22 Dec",
        "How much? Send the amount, like 88.40.",
    ]
    await town.advance(DAY + 20 * HOUR)
    assert "Seat today: Tasting 18:00" in (await town.says(BO, f"/sale {card}")).text


async def test_a_screenshot_of_a_card_is_dead_after_half_a_minute(town: Town, card: str) -> None:
    token = await town.app.store.read(token_of, await town.member(ANN))
    await town.advance(30_000_000)
    stale = await town.says(BO, f"/start u-{token}")
    assert stale.text == town.text("refusal-card-stale")
    assert "Ann" not in stale.text


async def test_every_deed_is_in_reach_page_by_page(town: Town, card: str) -> None:
    opened = await town.says(BO, f"/find {card}")
    assert opened.labels[:3] == ["Deed 1 +1", "Deed 2 +2", "More"]
    first = await town.presses(BO, "More")
    assert "1/2" in first.labels
    second = await town.presses(BO, "▶")
    assert "Deed 9 +9" in second.labels
    await town.presses(BO, "Own cup +5")
    assert "+75 for Ann · Own cup × 15" in (await town.says(BO, "15")).text
    assert await town.points(ANN) == 575


async def test_units_above_the_limit_are_refused(town: Town, card: str) -> None:
    await town.says(BO, f"/find {card}")
    await town.presses(BO, "More")
    await town.presses(BO, "▶")
    await town.presses(BO, "Own cup +5")
    for said in ("41", "99999", "0", "-3", "1.5", "٣"):
        assert "How many? Up to 40." in (await town.says(BO, said)).text, said
    assert await town.points(ANN) == 500


async def test_find_knows_a_voucher(town: Town, card: str) -> None:
    code = await holds(town, TEA)
    found = await town.says(BO, f"/find {code}")
    assert found.text.splitlines()[0] == "Tea · Ann"
    await town.presses(BO, "Use voucher")
    assert "Used" in (await town.says(BO, f"/find {code}")).text


async def test_a_privilege_is_shown_and_never_used_up(town: Town, card: str) -> None:
    code = await holds(town, LOUNGE)
    checked = await town.says(BO, f"/voucher {code}")
    assert "Theirs until 22 Dec" in checked.text
    assert "Use voucher" not in checked.labels


async def test_a_seat_lets_its_member_in_once(town: Town, card: str) -> None:
    code = await holds(town, TASTING)
    await town.says(BO, f"/voucher {code}")
    let_in = await town.presses(BO, "Use voucher")
    assert "Tasting: let Ann in." in let_in.text
    assert "Use voucher" not in (await town.says(BO, f"/voucher {code}")).labels


async def test_a_hundred_guessed_codes_open_nothing_and_neither_does_the_right_one(
    town: Town, card: str
) -> None:
    code = await holds(town, TEA)
    for number in range(100):
        await town.says(BO, f"/voucher AAAA-BBBB-CCCC-{number:04}")
    refused = await town.says(BO, f"/voucher {code}")
    assert "Use voucher" not in refused.labels
    assert "Ann" not in (await town.says(BO, f"/find {card}")).text


async def test_today_sums_up_what_one_did(town: Town, card: str) -> None:
    assert (await town.says(BO, "/today")).text.splitlines() == [
        "Today · Bo",
        "No sale yet",
        "Made good: 0 points, 500 left",
    ]
    receipt = await sells(town, card, "88.40")
    await sells(town, card, "10")
    await town.presses(BO, "Undo")
    await town.says(BO, f"/refund {receipt} 8.40")
    await town.presses(BO, "Give back ¥8.40")
    code = await holds(town, TEA)
    await town.says(BO, f"/voucher {code}")
    await town.presses(BO, "Use voucher")
    await town.says(BO, f"/makegood {card}")
    for said in ("30", "Cold tea"):
        await town.says(BO, said)
    await town.presses(BO, "Give 30 points")
    await town.says(MEI, f"/sale {card} 5")
    await town.presses(MEI, "Confirm")
    assert (await town.says(BO, "/today")).text.splitlines() == [
        "Today · Bo",
        "1 sale · ¥88.40",
        "1 undone",
        "1 refund · ¥8.40",
        "1 voucher handed out",
        "Made good: 30 points, 470 left",
    ]
    await town.advance(DAY)
    assert "No sale yet" in (await town.says(BO, "/today")).text


async def test_the_code_of_the_day_is_sent_as_a_picture(town: Town, card: str) -> None:
    sent = await town.says(BO, "/code")
    assert sent.screen is not None
    assert sent.screen.photo
    code = town.code(BO)
    assert len(code) == 6
    await town.says(ANN, f"/visit {code}")
    assert await town.points(ANN) == 505


async def test_a_cashier_whom_a_friend_invites_keeps_the_invitation(town: Town) -> None:
    await town.says(ANN, "/start")
    invitation = await town.says(ANN, "/invite")
    link = re.search(r"start=(ref_\S+)", invitation.text)
    assert link
    opened = await town.says(BO, f"/start {link.group(1)}")
    assert opened.labels == ["My own card", "Back"]
    await town.presses(BO, "My own card")
    assert "1 friend joined by it" in (await town.says(ANN, "/invite")).text


async def test_each_role_finds_what_it_may_do_on_its_first_screen(town: Town, card: str) -> None:
    counter = ["Sale", "Use voucher", "Refund", "Code of the day", "Today", "Offline page"]
    desk = ["Find", "Make good"]
    assert (await town.says(BO, "/start")).labels == [*counter, *desk, "My own card"]
    await town.says(MEI, "/start")
    owners = await town.presses(MEI, "Counter")
    assert owners.labels == [*counter, *desk, "My own card", "Back"]
    town.changes("staff", cashiers=(), managers=(BO,))
    await town.reopens()
    managers = [*counter, *desk, "Rewards", "Approvals", "My own card"]
    assert (await town.says(BO, "/start")).labels == managers
    assert (await town.presses(BO, "Approvals")).text == town.text("approvals-none")


async def test_a_removed_cashiers_keyboards_do_nothing(town: Town, card: str) -> None:
    receipt = await sells(town, card, "10")
    await town.says(BO, f"/refund {receipt} 5")
    await town.says(BO, f"/find {card}")
    town.changes("staff", cashiers=())
    await town.reopens()
    for label in ("Give back ¥5.00", "Make good", "Purchases", "Undo"):
        assert (await town.presses(BO, label)).alert == town.text("refusal-not-allowed"), label
    assert await town.points(ANN) == 510


async def test_the_card_reads_well_in_chinese(town: Town, card: str) -> None:
    await holds(town, LOUNGE)
    await town.says(BO, "/settings")
    await town.presses(BO, "中文")
    opened = await town.says(BO, f"/sale {card}")
    assert opened.text.splitlines()[2:] == [
        "享有：休息室（到 12 月 22 日）",
        "多少钱？发金额，比如 88.40。",
    ]
