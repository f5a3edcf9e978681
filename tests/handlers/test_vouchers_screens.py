"""Every kind of reward on its screen, and what it becomes: a voucher, a seat, a gift."""

import pytest

from domain.calendar import DAY
from domain.programme import (
    Donation,
    Event,
    GiftCard,
    Goods,
    MoneyOff,
    Named,
    PercentOff,
    Privilege,
    Programme,
    Service,
    Told,
)
from domain.programme.rewards import TierPrice
from tests.handlers.town import ANN, BO, LIN, Reply, Town

REWARDS = (
    Goods(
        id="mug",
        name=Named(en="Mug", zh="杯"),
        note=Told(en="Holds <0.3> l.", zh="容量 0.3 升。"),
        points=400,
        tier_points=(TierPrice(tier="silver", points=350),),
        stock=3,
        limit=1,
        per="month",
    ),
    Service(id="wash", name=Named(en="Wash", zh="洗车"), points=90, collect_days=7),
    MoneyOff(id="ten", name=Named(en="Ten off", zh="抵十元"), points=80, value_minor=1_000),
    PercentOff(id="fifth", name=Named(en="A fifth", zh="八折"), points=70, percent=20),
    GiftCard(id="card", name=Named(en="Gift card", zh="礼品卡"), points=60, value_minor=5_000),
    Privilege(id="desk", name=Named(en="Late desk", zh="晚间柜台"), points=50, days=30),
    Event(
        id="tasting",
        name=Named(en="Tasting", zh="品鉴会"),
        points=40,
        stock=2,
        at="2026-12-05T18:00",
        place=Named(en="The cellar", zh="地下室"),
    ),
    Donation(id="trees", name=Named(en="Trees", zh="植树"), points=30),
    Goods(id="gold", name=Named(en="Bar", zh="金条"), points=20, tiers=("gold",)),
)


@pytest.fixture
def programme(programme: Programme) -> Programme:
    return programme.model_copy(update={"rewards": REWARDS})


@pytest.fixture(autouse=True)
async def members(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.says(LIN, "/start")


async def looks(town: Town, person: int, name: str) -> Reply:
    """Somebody looks for a reward on the shelf and opens it."""
    shelf = await town.says(person, "/rewards")
    while not (found := [label for label in shelf.labels if label.startswith(name)]):
        shelf = await town.presses(person, "▶")
    return await town.presses(person, found[0])


async def redeems(town: Town, person: int, name: str) -> Reply:
    """Somebody redeems a reward."""
    offer = await looks(town, person, name)
    return await town.presses(person, offer.labels[0])


async def holds(town: Town, person: int, name: str) -> Reply:
    """Somebody looks at the voucher that they have of a reward."""
    await town.says(person, "/rewards")
    await town.presses(person, {ANN: "My vouchers", LIN: "我的兑换券"}[person])
    return await town.presses(person, f"● {name}")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Mug", ("400 points", "Holds <0.3> l.", "silver pays 350", "3 left", "One for each")),
        ("Wash", ("Ask for it", "7 days")),
        ("Ten off", ("¥10.00 off one bill", "90 days")),
        ("A fifth", ("20 % off one bill",)),
        ("Gift card", ("¥50.00 to spend",)),
        ("Late desk", ("30 days", "on your card")),
        ("Tasting", ("5 Dec 18:00", "The cellar", "2 seats left", "back until 4 Dec 18:00")),
        ("Trees", ("Nobody has given yet.",)),
    ],
)
async def test_an_offer_says_what_it_is_and_what_it_leaves(
    town: Town, name: str, says: tuple[str, ...]
) -> None:
    offer = await looks(town, ANN, name)
    for words in (*says, "You keep"):
        assert words in offer.text
    assert len(offer.text.splitlines()) <= 6


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("杯", ("400 积分", "容量 0.3 升。", "silver只要 350 积分", "每人每月限 1 份")),
        ("抵十元", ("抵 ¥10.00", "90 天")),
        ("品鉴会", ("12 月 5 日 18:00 · 地下室", "还剩 2 个座位", "12 月 4 日 18:00 前可以退")),
        ("植树", ("还没有人捐过。",)),
    ],
)
async def test_an_offer_reads_chinese(town: Town, name: str, says: tuple[str, ...]) -> None:
    offer = await looks(town, LIN, name)
    for words in says:
        assert words in offer.text


async def test_a_reward_for_another_tier_says_whose_it_is(town: Town) -> None:
    offer = await looks(town, ANN, "Bar · gold")
    assert town.text("offer-not-tier", tier="gold") in offer.text
    assert offer.labels == ["Back"]


async def test_who_has_had_theirs_is_told_when_there_is_another(town: Town) -> None:
    await redeems(town, ANN, "Mug")
    offer = await looks(town, ANN, "Mug · had it")
    assert town.text("offer-not-limit", limit=1, per="month") in offer.text


async def test_a_gift_to_a_cause_is_thanked_for_and_counted(town: Town) -> None:
    done = await redeems(town, ANN, "Trees")
    assert done.toasts == [town.text("toast-given")]
    assert "30 points for Trees. You keep 470 points" in done.text
    assert "30 积分，共 1 笔" in (await looks(town, LIN, "植树")).text
    assert await town.audited()


async def test_a_seat_says_when_and_where_and_is_given_back_in_time(town: Town) -> None:
    await redeems(town, ANN, "Tasting")
    seat = await holds(town, ANN, "Tasting")
    assert "5 Dec 18:00 · The cellar" in seat.text
    await town.presses(ANN, "Give back")
    await town.presses(ANN, "Give back for 40")
    assert await town.points(ANN) == 500


async def test_a_seat_is_kept_once_its_event_is_near(town: Town) -> None:
    await redeems(town, ANN, "Tasting")
    await town.advance(13 * DAY)
    assert (await holds(town, ANN, "Tasting")).labels == ["Show QR", "Back"]


async def test_a_privilege_is_shown_and_never_given_back(town: Town) -> None:
    await redeems(town, ANN, "Late desk")
    shown = await holds(town, ANN, "Late desk")
    assert town.text("voucher-on-card") in shown.text
    assert shown.labels == ["Show QR", "Back"]
    assert "Late desk" in (await town.says(BO, f"/find {await card_of(town)}")).text


async def test_a_gift_card_says_what_it_holds(town: Town) -> None:
    await redeems(town, LIN, "礼品卡")
    assert "面值 ¥50.00，还剩 ¥50.00" in (await holds(town, LIN, "礼品卡")).text


async def test_what_ended_stays_in_the_list_and_says_how(town: Town) -> None:
    await redeems(town, ANN, "Late desk")
    await redeems(town, ANN, "Wash")
    await town.advance(40 * DAY)
    await town.says(ANN, "/rewards")
    listed = await town.presses(ANN, "My vouchers")
    assert listed.labels[:2] == ["○ Wash", "○ Late desk"]
    assert "points returned" in (await town.presses(ANN, "○ Wash")).text
    await town.presses(ANN, "Back")
    assert "· ended on" in (await town.presses(ANN, "○ Late desk")).text


async def test_many_vouchers_have_pages(town: Town) -> None:
    for _ in range(7):
        await redeems(town, ANN, "Late desk")
    await town.says(ANN, "/rewards")
    first = await town.presses(ANN, "My vouchers")
    assert first.labels.count("● Late desk") == 6
    assert (await town.presses(ANN, "▶")).labels.count("● Late desk") == 1


async def card_of(town: Town) -> str:
    """The code on Ann's card."""
    await town.says(ANN, "/card")
    return town.code(ANN)
