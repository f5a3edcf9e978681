"""A reward made in the chat: question by question, and seen before it is on the shelf."""

from typing import Any

import pytest

from domain.programme import Language, Named
from handlers.manager.catalogue.kinds import KINDS, Kind
from tests.handlers.planning import answers, data
from tests.handlers.shelving import honey, names, picks, shelf
from tests.handlers.town import LIN, MEI, Town

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x08\0\0\0\x04" + bytes(16)


@pytest.mark.parametrize(("person", "language"), [(MEI, "en"), (LIN, "zh")])
async def test_goods_are_made_step_by_step_in_the_language_of_who_makes_them(
    town: Town, person: int, language: Language
) -> None:
    town.changes("staff", owners=(), managers=(person,))
    await town.reopens()

    def says(key: str, **facts: Any) -> str:
        return town.text(key, language, **facts)

    asked = await picks(town, "goods", person, language)
    assert asked.text.startswith(says("catalogue-ask.name", kind="goods"))
    asked = await town.says(person, "Honey / 蜂蜜")
    assert asked.text.startswith(says("catalogue-ask.points", kind="goods"))
    asked = await town.presses(person, "200")
    assert asked.text.startswith(says("catalogue-ask.stock", kind="goods"))
    asked = await town.presses(person, "10")
    assert asked.text.startswith(says("catalogue-ask.note"))
    asked = await town.says(person, "From our own bees\n自家蜜蜂酿的")
    assert asked.text.startswith(says("catalogue-ask.picture"))
    preview = await town.reply(town.world.sends_photo(person, PNG))
    assert preview.screen is not None
    assert preview.screen.photo
    for words in ("Honey", "From our own bees", "蜂蜜", "自家蜜蜂酿的"):
        assert words in preview.text
    done = await town.presses(person, says("button-catalogue-put"))
    assert done.toasts == [says("toast-catalogue-saved")]
    made = shelf(town)["honey"]
    assert (made.name, made.points, made.stock) == (Named(en="Honey", zh="蜂蜜"), 200, 10)
    assert made.picture == preview.screen.photo
    assert await town.audited()


async def test_money_off_is_priced_at_the_anchor(town: Town) -> None:
    await picks(town, "money-off")
    await names(town, "Ten off / 10 元券")
    await answers(town, "¥10.00", "¥20.00")
    preview = await answers(town, "1,000", "Skip", "Skip")
    assert "¥10.00 off one bill of ¥20.00 or more" in preview.text
    await town.presses(MEI, "Put on the shelf")
    made = shelf(town)["ten-off"].model_dump()
    assert (made["value_minor"], made["from_minor"], made["points"]) == (1_000, 2_000, 1_000)


async def test_an_event_and_its_seats(town: Town) -> None:
    await picks(town, "event")
    await names(town, "Tasting / 品鉴会")
    for typed, rule in (
        ("tomorrow", "moment"),
        ("2026-11-21 18:00", "over"),
        ("2099-01-01 18:00", "far"),
    ):
        refused = await town.says(MEI, typed)
        assert refused.text == town.text(
            f"unfit.{rule}", example="2026-11-29 18:00", least=0, most=0
        )
    asked = await town.says(MEI, "2026-12-05 14:30")
    assert asked.text.startswith(town.text("catalogue-ask.place"))
    await town.says(MEI, "Upstairs / 二楼")
    await town.says(MEI, "12")
    await town.presses(MEI, "500")
    await town.says(MEI, "Bring a friend\n带上朋友")
    await town.presses(MEI, "Skip")
    await town.presses(MEI, "Change")
    await town.presses(MEI, "Limit: –")
    await town.presses(MEI, "2")
    preview = await town.presses(MEI, "In all")
    assert preview.text.splitlines() == [
        "This is what members see:",
        "Tasting · 500 points",
        "Bring a friend",
        "5 Dec 14:30 · Upstairs · It can be given back until 4 Dec 14:30.",
        "品鉴会 · 带上朋友 · 二楼",
        "2 each · 12 go on the shelf.",
    ]
    await town.presses(MEI, "Put on the shelf")
    made = shelf(town)["tasting"].model_dump()
    assert (made["at"], made["stock"]) == ("2026-12-05T14:30", 12)


async def test_a_box_s_prizes_are_points_rewards_and_their_weights(town: Town) -> None:
    await picks(town, "mystery-box")
    await names(town, "Surprise bag / 惊喜袋")
    asked = await town.presses(MEI, "200")
    assert "100 × 60" in asked.text
    for typed, rule in (
        ("lots", "outcomes"),
        ("100 × 0", "outcomes"),
        ("100 × -5", "outcomes"),
        ("ghost × 5", "prize"),
        ("100 × 60\n1.5 × 5", "prize"),
    ):
        refused = await town.says(MEI, typed)
        assert refused.text == town.text(
            f"unfit.{rule}", example="100 × 60\n200 × 35\n600 × 5", least=0, most=0
        )
        assert "Take these" in refused.labels
    await town.says(MEI, "100 × 60\nMug × 5\n茶 x 35")
    preview = await answers(town, "Skip", "Skip")
    assert "100 × 60, Mug × 5, Tea × 35" in preview.text
    await town.presses(MEI, "Put on the shelf")
    made = shelf(town)["surprise-bag"].model_dump()["outcomes"]
    assert [(each["points"], each["reward"], each["weight"]) for each in made] == [
        (100, None, 60),
        (0, "mug", 5),
        (0, "tea", 35),
    ]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.key)
async def test_every_kind_can_be_made_with_what_is_offered(town: Town, kind: Kind) -> None:
    asked = await picks(town, kind.key)
    for question in kind.asked:
        assert len(asked.text.splitlines()) <= 6
        if question.optional:
            asked = await town.presses(MEI, "Skip")
        elif question.unit == "words":
            asked = await names(town)
        elif question.unit == "moment":
            asked = await town.says(MEI, "2026-12-05 14:30")
        else:
            asked = await town.presses(MEI, asked.labels[0])
    assert "Put on the shelf" in asked.labels, asked.text
    assert len(asked.text.splitlines()) <= 6
    await town.presses(MEI, "Put on the shelf")
    assert shelf(town)["honey"].kind == kind.key


async def test_what_counts_on_a_bill_can_run_low_too(town: Town) -> None:
    asked = await picks(town, "gift-card")
    await names(town)
    preview = await answers(town, "¥50.00", "5,000", "Skip", "Skip")
    for what, said in (("Stock", "20"), ("Alarm at", "3")):
        asked = await town.presses(MEI, "Change", preview.screen)
        label = next(each for each in asked.labels if each.startswith(what))
        asked = await town.presses(MEI, label, asked.screen)
        preview = await town.presses(MEI, said, asked.screen)
    await town.presses(MEI, "Put on the shelf")
    assert (shelf(town)["honey"].stock, shelf(town)["honey"].low_stock) == (20, 3)


async def test_a_wrong_answer_loses_nothing(town: Town) -> None:
    await picks(town, "goods")
    for typed in ("a /", "x" * 41, "a / b / c"):
        refused = await town.says(MEI, typed)
        assert refused.labels == ["Back", "Cancel"]
    await names(town)
    for typed in ("lots", "-5", "0", "88.5", "NaN", "1000000001", "１２"):
        refused = await town.says(MEI, typed)
        assert refused.labels == ["200", "500", "1,000", "Back", "Cancel"]
    await town.says(MEI, "250")
    for typed in ("0", "many", "-1"):
        assert "Skip" in (await town.says(MEI, typed)).labels
    await town.presses(MEI, "Skip")
    refused = await town.says(MEI, "x" * 201)
    assert refused.text == town.text("unfit.note", example="", least=0, most=200)
    await town.presses(MEI, "Skip")
    assert (await town.says(MEI, "no photo")).text == town.text(
        "unfit.picture", example="", least=0, most=0
    )
    assert "Honey · 250 points" in (await town.presses(MEI, "Skip")).text


async def test_every_step_has_its_way_back(town: Town) -> None:
    preview = await honey(town)
    changing = await town.presses(MEI, "Change", preview.screen)
    assert changing.labels[:2] == ["Name: Honey", "Price: 250"]
    again = await town.presses(MEI, "Back", changing.screen)
    assert again.text == preview.text
    asked = await picks(town, "goods")
    asked = await names(town)
    asked = await town.presses(MEI, "Back", asked.screen)
    assert asked.text.startswith(town.text("catalogue-ask.name", kind="goods"))
    assert "Goods" in (await town.presses(MEI, "Back", asked.screen)).labels


async def test_one_answer_is_changed_and_the_rest_stays(town: Town) -> None:
    await honey(town)
    await answers(town, "Change", "Limit: –", "2", "Month")
    await answers(town, "Change", "For: All", "gold and up")
    await answers(town, "Change", "On offer: always")
    preview = await town.says(MEI, "2026-12-01 2026-12-31")
    assert "gold, platinum, diamond · 2 each a month · 2026-12-01 – 2026-12-31" in preview.text
    await town.presses(MEI, "Put on the shelf")
    made = shelf(town)["honey"]
    assert (made.limit, made.per, made.points) == (2, "month", 250)
    assert made.tiers == ("gold", "platinum", "diamond")
    assert (await town.says(MEI, "/catalogue")).labels[3] == "◷ Honey · 250 · 10 left"


async def test_what_contradicts_itself_is_not_put(town: Town) -> None:
    await picks(town, "mystery-box")
    await names(town)
    await town.presses(MEI, "200")
    await town.says(MEI, "100 × 60\n0 × 40")
    refused = await answers(town, "Skip", "Skip")
    assert "a mystery box is never empty" in refused.text
    assert "Put on the shelf" not in refused.labels
    await answers(town, "Change", "Prizes: 2 prizes", "Take these")
    await town.presses(MEI, "Put on the shelf")
    assert "honey" in shelf(town)


async def test_games_that_the_law_forbids_are_not_offered(town: Town) -> None:
    allowed = town.settings.programme.allowed.model_copy(update={"draws": False})
    town.changes("programme", allowed=allowed)
    await town.reopens()
    await town.says(MEI, "/catalogue")
    page = await town.presses(MEI, "New")
    offered = list(page.labels)
    for _ in range(2):
        page = await town.presses(MEI, "▶", page.screen)
        offered += page.labels
    assert "Donation" in offered
    assert not {"Wheel", "Mystery box", "Raffle"} & set(offered)


async def test_words_where_a_button_is_due_ask_again(town: Town) -> None:
    await town.says(MEI, "/catalogue")
    which = await town.presses(MEI, "New")
    assert (await town.says(MEI, "a mug")).text == which.text
    preview = await honey(town)
    assert (await town.says(MEI, "go")).text == preview.text


async def test_a_preview_that_was_left_puts_nothing(town: Town) -> None:
    await honey(town)
    put = data(town, "Put on the shelf")
    left = await town.presses(MEI, "Cancel")
    assert left.text == town.text("cancelled", flow="catalogue")
    assert "broadcast" not in left.text
    assert (await town.forges(MEI, put)).alert == town.text("refusal-screen-old")
    assert "honey" not in shelf(town)


async def test_a_restart_loses_no_answer(town: Town) -> None:
    await picks(town, "goods")
    await names(town)
    await town.says(MEI, "250")
    await town.reopens()
    assert "Honey · 250 points" in (await answers(town, "Skip", "Skip", "Skip")).text


async def test_a_tier_pays_a_price_of_its_own(town: Town) -> None:
    await honey(town)
    await answers(town, "Change", "Tier prices: –")
    for typed in ("gold", "black 200", "gold 0", "gold -5", "gold 1.5"):
        refused = await town.says(MEI, typed)
        example = "platinum 400\ndiamond 350"
        assert refused.text == town.text("unfit.prices", example=example, least=0, most=0)
    preview = await town.says(MEI, "Gold 200\ndiamond: 150")
    assert "gold 200, diamond 150" in preview.text
    await town.presses(MEI, "Put on the shelf")
    made = shelf(town)["honey"]
    assert [made.price(tier) for tier in ("silver", "gold", "diamond")] == [250, 200, 150]
