"""A campaign planned in the owner's chat: question by question, seen whole, started once."""

from typing import Any

import pytest

from domain.calendar import DAY
from domain.programme import Language, Named
from handlers.owner.campaigns.kinds import KINDS, Kind
from tests.handlers.planning import (
    LIVE,
    TO_COME,
    answers,
    buys,
    data,
    plans,
    rules,
    starts,
)
from tests.handlers.town import ANN, LIN, MEI, Reply, Town


@pytest.mark.parametrize(("owner", "language"), [(MEI, "en"), (LIN, "zh")])
async def test_a_campaign_is_planned_step_by_step_in_the_owners_language(
    town: Town, owner: int, language: Language
) -> None:
    town.changes("staff", owners=(owner,))
    await town.reopens()

    def says(key: str, **facts: Any) -> str:
        return town.text(key, language, **facts)

    async def presses(key: str, **facts: Any) -> Reply:
        return await town.presses(owner, says(f"button-{key}", **facts))

    await town.says(owner, "/start")
    empty = await presses("campaigns")
    assert empty.text == says("campaigns-none")
    assert (await presses("campaign-new")).text == says("campaign-which")
    asked = await presses("campaign-kind.multiplier")
    assert asked.text.startswith(says("campaign-ask.percent", kind="multiplier"))
    asked = await town.presses(owner, "×2")
    assert "2026-11-29 2026-12-05" in asked.text
    await presses("campaign-when.week")
    asked = await presses("campaign-tier", tier="silver", top=False)
    assert says("campaign-name.multiplier") in asked.text
    preview = await presses("campaign-take-name")
    # Both languages, whichever the owner reads.
    assert "Extra points: ×2" in preview.text
    assert "silver and up" in preview.text
    assert "多倍积分：" in preview.text
    done = await presses("campaign-start")
    assert done.toasts == [says("toast-campaign-start-quiet")]
    assert says("campaign-state.live") in done.text
    (rule,) = rules(town).values()
    assert (rule.id, rule.starts, rule.ends) == ("extra-points", "2026-11-22", "2026-11-28")
    assert rule.tiers == ("silver", "gold", "platinum", "diamond")
    assert await town.audited()


async def test_what_was_started_pays_at_once_and_the_list_shows_it(town: Town, card: str) -> None:
    await buys(town, card)
    assert await town.points(ANN) == 600
    assert LIVE in (await starts(town, "×3")).text
    await buys(town, card)
    assert await town.points(ANN) == 900
    await town.advance(DAY)
    listed = await town.says(MEI, "/campaigns")
    assert listed.text.splitlines() == [
        "1 campaign, 1 on now",
        "● Extra points: ×3 · 200 points so far",
    ]
    shown = await town.presses(MEI, "● Extra points")
    assert "200 points given so far, worth ¥2.00" in shown.text


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.key)
async def test_every_kind_can_be_started_with_what_is_offered(town: Town, kind: Kind) -> None:
    await town.says(MEI, "/campaigns")
    page = await town.presses(MEI, "New")
    label = town.text(f"button-campaign-kind.{kind.key}")
    if label not in page.labels:
        await town.presses(MEI, "▶")
    asked = await town.presses(MEI, label)
    for question in kind.questions:
        assert len(asked.text.splitlines()) <= 6
        if question.unit == "words":
            asked = await town.says(MEI, "cup / 杯")
        else:
            asked = await town.presses(MEI, asked.labels[0])
    await town.presses(MEI, "Next 7 days")
    preview = await answers(town, "All", "Take this name")
    assert len(preview.text.splitlines()) <= 6
    # A rain calls everybody itself as it begins.
    start = "Announce and start" if kind.key == "rain" else "Start quietly"
    assert start in preview.labels, preview.text
    assert LIVE in (await town.presses(MEI, start)).text
    (rule,) = rules(town).values()
    assert type(rule) is kind.model


async def test_a_number_may_be_typed_and_a_wrong_one_loses_nothing(town: Town) -> None:
    await town.says(MEI, "/campaigns")
    await answers(town, "New", "Bonus points")
    for typed in ("lots", "-5", "0", "88.5", "NaN", "1000000001"):
        refused = await town.says(MEI, typed)
        assert refused.labels == ["20", "50", "100", "Back", "Cancel"]
        assert "100" in refused.text or "1 to 1,000,000,000" in refused.text
    asked = await town.says(MEI, "120")
    assert asked.text.startswith(town.text("campaign-ask.min_minor"))
    await town.says(MEI, "88.40")
    preview = await answers(town, "From now on", "All", "Take this name")
    assert "+120 points on purchases from ¥88.40 up" in preview.text


async def test_days_and_hours_may_be_typed_and_wrong_ones_lose_nothing(town: Town) -> None:
    await town.says(MEI, "/campaigns")
    await answers(town, "New", "Times the points", "×2")
    for typed, rule in (
        ("next week", "window"),
        ("2026-11-21", "past"),
        ("2026-12-07 2026-12-01", "order"),
        ("2026-12-01 2099-12-01", "far"),
    ):
        said = town.text("unfit." + rule, example="2026-11-29 2026-12-05", least=0, most=0)
        refused = await town.says(MEI, typed)
        assert refused.text == said
        assert "This weekend" in refused.labels
    await town.says(MEI, "2026-11-29 14:00-18:00")
    preview = await answers(town, "All", "Take this name")
    assert "×2 on 29 Nov, 14:00–18:00" in preview.text
    assert TO_COME in (await town.presses(MEI, "Start quietly")).text


async def test_days_of_the_week_are_marked(town: Town) -> None:
    await town.says(MEI, "/campaigns")
    marking = await answers(town, "New", "Times the points", "×2", "Days of the week", "Friday")
    assert "✓ Friday" in marking.labels
    assert marking.screen is not None
    assert all(len(row) <= 3 for row in marking.screen.keyboard)
    await answers(town, "Saturday", "✓ Friday", "Sunday", "On these days")
    preview = await answers(town, "All", "Take this name")
    assert "at weekends" in preview.text


async def test_days_of_the_week_hold_within_the_days_that_are_typed(town: Town) -> None:
    await town.says(MEI, "/campaigns")
    await answers(town, "New", "Times the points", "×2", "Days of the week", "Friday")
    await town.says(MEI, "2026-12-01 2026-12-31")
    await answers(town, "All", "Take this name", "Start quietly")
    rule = rules(town)["extra-points"]
    assert rule.model_dump()["weekdays"] == ("fri",)
    assert (rule.starts, rule.ends) == ("2026-12-01", "2026-12-31")


async def test_a_challenge_needs_its_end(town: Town) -> None:
    await town.says(MEI, "/campaigns")
    asked = await answers(town, "New", "Challenge", "¥500.00", "100")
    assert "From now on" not in asked.labels
    assert "Days of the week" not in asked.labels


async def test_the_owner_names_it(town: Town) -> None:
    await town.says(MEI, "/campaigns")
    await answers(town, "New", "Times the points", "×2", "Today", "All")
    refused = await town.says(MEI, "x" * 41)
    assert refused.text == town.text("unfit.name", example="Double day / 双倍日", least=0, most=40)
    preview = await town.says(MEI, "Bread <b>day / 面包日")
    assert "Bread <b>day: ×2" in preview.text
    assert "面包日：" in preview.text
    await town.presses(MEI, "Start quietly")
    assert rules(town)["bread-b-day"].name == Named(en="Bread <b>day", zh="面包日")


async def test_every_step_has_its_way_back(town: Town) -> None:
    preview = await plans(town)
    steps = [preview]
    for _ in range(4):
        steps.append(await town.presses(MEI, "Back", steps[-1].screen))
    _, named, preview_again, *_ = steps
    assert "Take this name" in named.labels
    # Once it was seen whole, back is back to the whole.
    assert preview_again.text == preview.text
    await town.says(MEI, "/campaigns")
    asked = await answers(town, "New", "Bonus points", "20", "¥50.00", "Today", "All")
    for label in ("All", "Today", "✓ ¥50.00", "✓ 20", "Bonus points", "New"):
        asked = await town.presses(MEI, "Back", asked.screen)
        assert label in asked.labels


async def test_one_answer_is_changed_and_the_rest_stays(town: Town) -> None:
    await plans(town)
    offered = await town.presses(MEI, "Change")
    assert offered.labels == ["Times: ×2", "When", "For whom", "Name", "Back", "Cancel"]
    await town.presses(MEI, "Times: ×2")
    preview = await town.presses(MEI, "×3")
    assert "Extra points: ×3" in preview.text
    await answers(town, "Change", "For whom")
    assert "some members first" in (await town.presses(MEI, "Pilot of 10 %")).text


async def test_a_pot_follows_the_share_that_is_changed(town: Town) -> None:
    await town.says(MEI, "/campaigns")
    await answers(town, "New", "Points rain", "20", "400", "Today", "All", "Take this name")
    await answers(town, "Change", "Each gets: 20")
    asked = await town.says(MEI, "30")
    assert asked.text.startswith(town.text("campaign-ask.pot"))
    assert "30 points each for the first 20" in (await town.presses(MEI, "600")).text


async def test_words_where_a_button_is_due_ask_again(town: Town) -> None:
    await town.says(MEI, "/campaigns")
    which = await town.presses(MEI, "New")
    assert (await town.says(MEI, "double points")).text == which.text
    whom = await answers(town, "Times the points", "×2", "Today")
    assert (await town.says(MEI, "everybody")).text == whom.text
    preview = await answers(town, "All", "Take this name")
    assert (await town.says(MEI, "go")).text == preview.text


async def test_ten_presses_start_one_campaign(town: Town) -> None:
    await plans(town)
    await town.presses_at_once(MEI, "Start quietly", 10)
    assert list(rules(town)) == ["extra-points"]
    await starts(town)
    assert list(rules(town)) == ["extra-points", "extra-points-2"]


async def test_a_preview_that_was_changed_or_cancelled_starts_nothing(town: Town) -> None:
    await plans(town)
    first = town.newest(MEI, "Start quietly")
    await town.says(MEI, "show me again")
    late = await town.presses(MEI, "Start quietly", first)
    assert late.alert == town.text("refusal-screen-old")
    quiet = data(town, "Start quietly")
    left = await town.presses(MEI, "Cancel")
    assert left.text == town.text("cancelled", flow="campaign")
    assert (await town.forges(MEI, quiet)).alert == town.text("refusal-screen-old")
    assert rules(town) == {}


async def test_buttons_of_a_dialog_that_was_left_do_nothing(town: Town) -> None:
    await town.says(MEI, "/campaigns")
    await answers(town, "New", "Times the points")
    set_ = data(town, "×2")
    await town.says(MEI, "/cancel")
    assert (await town.forges(MEI, set_)).alert == town.text("refusal-screen-old")
    await town.says(MEI, "/campaigns")
    await answers(town, "New", "Bonus points")
    assert (await town.forges(MEI, set_)).alert == town.text("refusal-screen-old")


async def test_buttons_of_an_older_draft_lead_no_further_than_this_one_is(town: Town) -> None:
    await plans(town)
    older = {label: data(town, label) for label in ("Try on past purchases", "Change", "Back")}
    await town.says(MEI, "/campaigns")
    first = await answers(town, "New", "Times the points")
    for label in ("Try on past purchases", "Change"):
        assert (await town.forges(MEI, older[label])).alert == town.text("refusal-screen-old")
    await town.forges(MEI, older["Back"])
    assert town.heard(MEI)[-1].text == first.text


async def test_a_restart_loses_no_answer(town: Town) -> None:
    await town.says(MEI, "/campaigns")
    await answers(town, "New", "Times the points", "×2", "Today")
    await town.reopens()
    assert "Extra points: ×2" in (await answers(town, "All", "Take this name")).text


async def test_what_costs_more_than_the_hard_cap_is_refused_with_its_reason(
    town: Town,
) -> None:
    await town.says(MEI, "/campaigns")
    await answers(town, "New", "▶", "Another rate", "5", "¥1.00", "Today", "All")
    preview = await town.presses(MEI, "Take this name")
    assert "diamond would cost 17 % of what is paid" in preview.text
    assert "The most is 5 %" in preview.text
    assert preview.labels == ["Change", "Back", "Cancel"]
    await answers(town, "Change", "Points: 5", "1")
    assert "Start quietly" in town.heard(MEI)[-1].button("Start quietly").text


async def test_a_campaign_for_nobody_says_so_before_it_starts(town: Town) -> None:
    await town.says(MEI, "/campaigns")
    await answers(town, "New", "First purchase", "×2", "From now on", "Active")
    preview = await town.presses(MEI, "Take this name")
    assert preview.text.endswith(town.text("campaign-for-nobody"))
