"""What the owner tells everybody: counted, sent once, watched, reported so that it adds up."""

import re

import pytest

from tests.handlers.broadcasting import (
    begins,
    broadcasts,
    composes,
    ended,
    joins,
    news,
    presses,
    screen,
)
from tests.handlers.town import ANN, BO, LIN, MEI, Town


@pytest.fixture(autouse=True)
async def members(town: Town) -> None:
    await joins(town, ANN, LIN)


async def test_a_cancelled_draft_is_sent_to_nobody(town: Town) -> None:
    await composes(town)
    await presses(town, "Go on")
    data = town.newest(MEI, "Send to 2").button("Send to 2").data
    assert data is not None
    cancelled = await town.presses(MEI, "Cancel")
    assert cancelled.text == town.text("cancelled", flow="broadcast")
    refused = await town.forges(MEI, data)
    assert refused.alert == town.text("refusal-screen-old")
    assert news(town, ANN) == []


async def test_ten_presses_of_send_are_one_broadcast(town: Town) -> None:
    await composes(town)
    await presses(town, "Go on")
    await town.presses_at_once(MEI, "Send to 2", 10)
    await town.until(lambda: ended(town))
    assert (len(news(town, ANN)), len(news(town, LIN))) == (1, 1)


async def test_an_old_send_sends_no_other_message(town: Town) -> None:
    await composes(town, "First")
    await presses(town, "Go on")
    old = town.newest(MEI, "Send to 2")
    await town.says(MEI, "Second")
    pressed = await town.presses(MEI, "Send to 2", old)
    assert pressed.alert == town.text("refusal-screen-old")
    await town.settled()
    assert news(town, ANN, "Second") == []


async def test_an_old_send_reaches_no_audience_that_was_chosen_since(town: Town) -> None:
    await composes(town)
    await presses(town, "Go on")
    data = town.newest(MEI, "Send to 2").button("Send to 2").data
    assert data is not None
    await presses(town, "Back", "Audience", "Language", "中文")
    assert (await town.forges(MEI, data)).alert == town.text("refusal-screen-old")


async def test_the_report_adds_up(town: Town) -> None:
    """Blocked, muted and delivered are all there are."""
    await joins(town, 6002)
    town.world.add_person(6001, "Zoe")
    for person in (BO, 6001):
        await town.says(person, "/start")
    await town.presses(BO, "My own card")
    town.world.people[6002].blocked = True
    await composes(town)
    confirm = await presses(town, "Go on")
    assert "5 people, but not the 2 who want no news" in confirm.text
    await presses(town, "Send to 3")
    await town.until(lambda: ended(town))
    assert "Done with 5 of 5: 2 delivered, 1 blocked, 2 muted" in screen(town)
    assert [len(news(town, person)) for person in (ANN, LIN, BO, 6001, 6002)] == [1, 1, 0, 0, 0]
    details = await presses(town, "Details")
    counts = [int(found) for found in re.findall(r"^(\d+) ", details.text, re.MULTILINE)]
    assert sum(counts) == 5
    assert details.text.endswith("= 5 people")
    assert "uncertain" not in details.text


async def test_who_stops_the_news_gets_no_more_and_may_start_it_again(town: Town) -> None:
    await broadcasts(town)
    stopped = await town.presses(ANN, "Stop the news")
    assert stopped.text == town.text("news-stopped")
    assert "1 delivered, 1 muted" in await broadcasts(town)
    assert len(news(town, ANN)) == 1
    await town.presses(ANN, "News on again")
    await broadcasts(town)
    assert len(news(town, ANN)) == 2


async def test_who_left_because_of_it_is_its_price_and_known_before_the_next(town: Town) -> None:
    await broadcasts(town)
    await town.presses(ANN, "Stop the news")
    await town.says(MEI, "/broadcast")
    report = await presses(town, "✓ Fresh bread")
    assert "It cost readers: 1 stopped the news." in report.text
    town.world.blocks(LIN)
    await town.settled()
    await town.says(MEI, "/broadcast")
    report = await presses(town, "✓ Fresh bread")
    assert "It cost readers: 1 stopped the news, 1 blocked the bot." in report.text
    await joins(town, 6001)
    await composes(town)
    assert (
        "Of 2 who got news lately, 1 stopped it and 1 blocked"
        in (await presses(town, "Go on")).text
    )


async def test_the_list_shows_what_is_over_and_what_is_to_come(town: Town) -> None:
    await broadcasts(town, "First")
    await composes(town, "Second")
    await presses(town, "When", "Tomorrow 10:00", "Go on", "Plan for 2")
    listed = await town.says(MEI, "/broadcast")
    assert listed.text.splitlines() == [
        "Broadcasts · 1 on the way",
        "◷ Second · tomorrow 10:00",
        "✓ First · today 12:00, 2 got it",
    ]
    assert listed.labels == ["◷ Second", "✓ First", "New", "Back"]
    assert "Goes out tomorrow 10:00." in (await presses(town, "◷ Second")).text


async def test_a_shop_without_a_broadcast_yet_is_asked_for_its_first(town: Town) -> None:
    asked = await begins(town)
    assert asked.labels == ["Cancel"]
    assert "{name} {points} {tier} {expiring}" in asked.text


async def test_an_owner_who_reads_chinese_gets_it_all_in_chinese(town: Town) -> None:
    await town.says(MEI, "/settings")
    await town.presses(MEI, "中文")
    await town.says(MEI, "/broadcast")
    assert "2 人" in (await town.says(MEI, "新鲜面包")).text
    assert "发给 2 人" in (await town.presses(MEI, "下一步")).labels
    await town.presses(MEI, "发给 2 人")
    await town.until(lambda: "已完成 2 / 2：送达 2" in screen(town))


async def test_an_owner_s_buttons_are_nothing_in_a_cashier_s_hands(town: Town) -> None:
    await composes(town)
    await presses(town, "Go on")
    data = town.newest(MEI, "Send to 2").button("Send to 2").data
    assert data is not None
    await town.says(BO, "/start")
    assert (await town.forges(BO, data)).alert == town.text("toast-old-button")
    signed = town.app.shift.desk.buttons.sign(BO, "bc-send", "~1")
    assert (await town.forges(BO, signed)).alert == town.text("refusal-not-allowed")
    assert news(town, ANN) == []


async def test_what_nobody_wants_to_hear_cannot_be_sent(town: Town) -> None:
    for person in (ANN, LIN):
        await town.says(person, "/settings")
    await town.presses(ANN, "News")
    await town.presses(ANN, "Stop the news")
    await town.presses(LIN, "店铺消息")
    await town.presses(LIN, "不再接收")
    draft = await composes(town)
    assert "2 want no news" in draft.text
    assert town.text("broadcast-nobody") in draft.text
    assert "Go on" not in draft.labels


class TestForStars:
    @pytest.fixture(autouse=True)
    async def paid(self, town: Town, members: None) -> None:
        """A shop that lets broadcasts be paid for."""
        town.changes("telegram", paid_per_second=500.0)
        await town.reopens()

    async def test_what_it_costs_is_said_before(self, town: Town) -> None:
        await composes(town)
        assert "for Stars" in (await presses(town, "For Stars")).text
        confirm = await presses(town, "Go on")
        assert "up to 1 Star:" in confirm.text
        assert "at 500 a second" in confirm.text
        await presses(town, "Back", "✓ For Stars")
        assert "Stars" not in (await presses(town, "Go on")).text


async def test_no_shop_pays_that_did_not_say_so(town: Town) -> None:
    assert "For Stars" not in (await composes(town)).labels
