"""Settings: what is told, when it is quiet, and news, which is told to those who said yes."""

import re

from domain import members, notices
from domain.calendar import DAY
from domain.notices import Price
from tests.handlers.town import ANN, LIN, Town
from tests.scene import fresh_key


async def wants_news(town: Town, person: int) -> bool:
    """Whether somebody gets news."""
    return await town.app.store.read(members.wants_news, await town.member(person))


async def said(town: Town, person: int) -> list[tuple[bool, str]]:
    """What somebody answered about news, and where, the first answer first."""
    found = await town.app.store.read(members.consents_of, await town.member(person))
    return [(one.given, one.source) for one in reversed(found)]


async def reads(town: Town, person: int, source: str) -> None:
    """A piece of news reached somebody."""
    member = await town.member(person)
    await town.app.store.write(notices.booked, source, (member,), key=fresh_key())


# -- joining ------------------------------------------------------------------------------------


async def test_the_welcome_asks_for_news_and_waits_for_no_answer(town: Town) -> None:
    welcome = await town.says(ANN, "/start")
    assert "100 a week at most, and one tap stops them" in welcome.text
    assert welcome.labels[:2] == ["Tell me news", "Not now"]
    assert await town.points(ANN) == 500
    assert not await wants_news(town, ANN)
    assert await said(town, ANN) == []


async def test_a_yes_gives_way_to_the_card_and_is_on_record(town: Town) -> None:
    await town.says(ANN, "/start")
    card = await town.presses(ANN, "Tell me news")
    assert card.toasts == ["News is on."]
    assert card.html.startswith("<b>500 points</b>")
    assert "Tell me news" not in card.labels
    assert await wants_news(town, ANN)
    assert await said(town, ANN) == [(True, "start")]


async def test_a_no_is_an_answer_too_and_nobody_asks_again(town: Town) -> None:
    await town.says(ANN, "/start")
    card = await town.presses(ANN, "Not now")
    assert card.toasts == ["No news then."]
    assert await said(town, ANN) == [(False, "start")]
    assert "Tell me news" not in (await town.says(ANN, "/start")).labels


async def test_the_question_is_asked_in_the_members_language(town: Town) -> None:
    welcome = await town.says(LIN, "/start")
    assert welcome.labels[:2] == ["告诉我", "先不要"]
    assert (await town.presses(LIN, "告诉我")).html.startswith("<b>500 积分</b>")
    assert await wants_news(town, LIN)


# -- notices ------------------------------------------------------------------------------------


async def test_each_notice_is_a_switch_that_remembers(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.says(ANN, "/settings")
    switches = await town.presses(ANN, "Notices")
    assert len(switches.labels) == len(members.NOTICES) + 2
    assert "○ Expiring points" in (await town.presses(ANN, "✓ Expiring points")).labels
    later = await town.says(ANN, "/settings")
    assert "Notices" in later.labels
    assert {"○ News", "○ Expiring points", "✓ Surprises"} <= set(
        (await town.presses(ANN, "Notices")).labels
    )
    assert "✓ Expiring points" in (await town.presses(ANN, "○ Expiring points")).labels
    assert (await town.presses(ANN, "Back")).text.startswith("Settings")


async def test_news_is_a_switch_that_is_on_record(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.says(ANN, "/settings")
    await town.presses(ANN, "Notices")
    # What one agrees to stands on the screen where one does.
    assert "100 a week at most" in (await town.presses(ANN, "○ News")).text
    await town.presses(ANN, "Tell me news")
    await town.presses(ANN, "Back")
    await town.presses(ANN, "Notices")
    await reads(town, ANN, "broadcast:7")
    assert "○ News" in (await town.presses(ANN, "✓ News")).labels
    assert await said(town, ANN) == [(True, "settings"), (False, "settings")]
    assert await town.app.store.read(notices.price, "broadcast:7") == Price(1, 0, 1)


# -- quiet hours --------------------------------------------------------------------------------


async def test_quiet_hours_are_one_tap(town: Town) -> None:
    await town.says(ANN, "/start")
    assert "No quiet hours" in (await town.says(ANN, "/settings")).text
    screen = await town.presses(ANN, "Quiet hours")
    assert screen.labels[0] == "✓ Like the shop"
    assert screen.labels[-2:] == ["Back", "My points"]
    chosen = await town.presses(ANN, "22:00–08:00")
    assert "Quiet hours: 22:00–08:00" in chosen.text
    assert "✓ 22:00–08:00" in chosen.labels
    assert "Quiet hours: 22:00–08:00" in (await town.presses(ANN, "Back")).text
    await town.presses(ANN, "Quiet hours")
    assert "✓ Never" in (await town.presses(ANN, "Never")).labels
    assert "✓ Like the shop" in (await town.presses(ANN, "Like the shop")).labels


async def test_own_hours_are_typed(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.says(ANN, "/settings")
    await town.presses(ANN, "Quiet hours")
    assert "22-8" in (await town.presses(ANN, "Other hours")).text
    assert (await town.says(ANN, "at night")).text == town.text("refusal-quiet-refused")
    assert "Quiet hours: 21:15–06:30" in (await town.says(ANN, "21:15 - 6:30")).text
    quiet = await town.app.store.read(notices.quiet_of, await town.member(ANN))
    assert (quiet.from_minute, quiet.until_minute, quiet.own) == (1275, 390, True)


async def test_own_hours_can_be_left_as_they_are(town: Town) -> None:
    await town.says(LIN, "/start")
    await town.says(LIN, "/settings")
    await town.presses(LIN, "免打扰")
    await town.presses(LIN, "自己定")
    assert (await town.says(LIN, "/cancel")).text == "已取消，免打扰时间没有变化。"


# -- news ---------------------------------------------------------------------------------------


async def test_the_settings_say_what_was_agreed_to_and_when(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.says(ANN, "/settings")
    assert "You said" not in (await town.presses(ANN, "News")).text
    agreed = await town.presses(ANN, "Tell me news")
    assert "News and offers · on" in agreed.text
    assert "You said yes today, in /settings." in agreed.text
    await town.advance(2 * DAY)
    await town.says(ANN, "/settings")
    assert re.search(
        r"You said yes on \d+ Nov, in /settings\.", (await town.presses(ANN, "News")).text
    )
    stopped = await town.presses(ANN, "Stop the news")
    assert "News and offers · off" in stopped.text
    assert not await wants_news(town, ANN)


async def test_the_button_under_a_message_stops_all_news_and_names_it(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.agrees(ANN)
    await reads(town, ANN, "broadcast:7")
    await reads(town, ANN, "circular:8")
    sign = town.app.shift.desk.buttons.sign
    stopped = await town.forges(ANN, sign(ANN, "stop-news", "broadcast:7"))
    assert stopped.text == town.text("news-stopped")
    assert await town.app.store.read(notices.price, "broadcast:7") == Price(1, 0, 1)
    assert not await wants_news(town, ANN)
    await town.presses(ANN, "News on again")
    assert await wants_news(town, ANN)
    assert await said(town, ANN) == [(True, "start"), (False, "broadcast"), (True, "stop-button")]


async def test_who_blocks_the_bot_is_booked_and_who_returns_is_reached(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.agrees(ANN)
    await reads(town, ANN, "broadcast:7")
    town.world.blocks(ANN)
    await town.settled()
    assert await town.app.store.read(notices.price, "broadcast:7") == Price(1, 1, 0)
    member = await town.member(ANN)
    found = await town.app.store.read(members.contact, member)
    assert found is not None
    assert not found.reachable
    town.world.unblocks(ANN)
    await town.settled()
    back = await town.app.store.read(members.contact, member)
    assert back is not None
    assert back.reachable
