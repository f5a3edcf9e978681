"""What nobody expects: one friendly answer or none, never a trace, and nothing is lost."""

import logging
from collections.abc import Iterator

import pytest

from bot.playground.memory import GROUP
from domain.calendar import HOUR
from tests.handlers.town import ANN, BO, LIN, MEI, Town

RTL = "\u202e\u200f\u2067"
PAYLOADS = (
    "x" * 5_000,
    "<b>bold</b><script>alert(1)</script>",
    "'; DROP TABLE member; --",
    "1 OR 1=1",
    f"{RTL}evil",
    "%s {name} {{ $shop }}",
    "u-" + "A" * 64,
    "v-' OR '1'='1",
    "\x00\x07",
    "😀" * 100,
)
FORGERIES = (
    "",
    ":",
    "sale",
    "::::::",
    "sale-ok:1:100:1:AAAAAAAAAAA",
    "redeem:tea:0:1:AAAAAAAAAAA",
    "points:",
    "x" * 64,
    "x" * 65,
    "x" * 5_000,
    "签到:" * 20,
    "<b>",
    "'; DROP TABLE member; --",
)
NAMES = (
    "<b>Ann</b>",
    "</code><a href='x'>",
    "&lt;&amp;",
    f"{RTL}nnA",
    "{ $name }",
    "*_`[",
    "N" * 300,
    "👩‍👩‍👧‍👦",
    "\u200b\u2800",
)


@pytest.fixture(autouse=True)
def _no_trace(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Nothing here is a fault of ours: no error is logged, no update is parked."""
    yield
    logged = caplog.get_records("call")
    assert [r.getMessage() for r in logged if r.levelno >= logging.ERROR] == []


async def test_an_unknown_command_gets_one_answer_with_ways_on(town: Town) -> None:
    await town.says(ANN, "/start")
    for command in ("/nope", "/", "//", "/ start", "/unknown", "/points!", "/sаle"):
        answer = await town.says(ANN, command)
        assert len(answer.answers) == 1, command
        assert answer.text == town.text("unknown")
        assert "Redeem" in answer.labels


async def test_commands_may_be_loud_and_named_for_the_bot(town: Town) -> None:
    for command in ("/START", "/start@jifen_playground_bot"):
        assert (await town.says(ANN, command)).html.startswith("<b>500 points</b>")


async def test_a_sticker_a_voice_and_bare_emoji_get_one_friendly_answer(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.says(LIN, "/start")
    for sends in (town.world.sends_sticker, town.world.sends_voice):
        english, chinese = await town.reply(sends(ANN)), await town.reply(sends(LIN))
        assert [a.text for a in english.answers] == [town.text("unknown-thing")]
        assert [a.text for a in chinese.answers] == [town.text("unknown-thing", "zh")]
    for text in ("😀😀", "🙏🏽", "…", "\u200b", "qwertz" * 600):
        assert len((await town.says(ANN, text)).answers) == 1


async def test_an_edit_is_not_a_second_message(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.says(ANN, "/signin")
    mine = [m for m in town.world.chat(ANN) if m.sender == "person"][-1]
    assert (await town.reply(town.world.edits(ANN, mine.id, "/rewards"))).answers == ()
    assert await town.points(ANN) == 505


async def test_a_group_is_not_answered(town: Town) -> None:
    for text in ("/start", "/points", "积分", "/sale X 1"):
        town.world.says_in_group(ANN, text)
    await town.settled()
    assert [m for m in town.world.chat(GROUP.id) if m.sender == "bot"] == []
    assert (await town.says(ANN, "/points")).text == town.text("refusal-not-a-member")


async def test_a_hostile_start_payload_is_a_plain_start(town: Town) -> None:
    await town.says(ANN, "/start")
    for payload in PAYLOADS:
        answer = await town.says(ANN, f"/start {payload}")
        assert len(answer.answers) == 1, payload
        links = {"u-": "card-for-staff", "v-": "voucher-for-staff"}
        if key := links.get(payload[:2]):
            assert answer.text == town.text(key)
        else:
            assert answer.html.startswith("<b>500 points</b>")
    assert await town.audited()


async def test_hostile_codes_at_the_counter_are_refused_like_any_wrong_code(town: Town) -> None:
    for payload in PAYLOADS:
        for command in ("/sale", "/find", "/voucher", "/start u-", "/start v-"):
            separator = "" if command.endswith("-") else " "
            answer = await town.says(BO, f"{command}{separator}{payload}")
            assert len(answer.answers) == 1, (command, payload)
    # So many wrong codes look like guessing, for which one waits.
    await town.advance(HOUR)
    assert (await town.says(BO, "/find ' OR 1=1 --")).text == town.text("refusal-unknown-code")


async def test_forged_button_data_does_nothing_and_is_answered_once(town: Town) -> None:
    await town.says(ANN, "/start")
    for data in FORGERIES:
        answer = await town.forges(ANN, data)
        assert [a.kind for a in answer.answers] == ["toast"], data
        assert answer.alert == town.text("toast-old-button")
    assert await town.points(ANN) == 500


async def test_a_changed_argument_breaks_a_buttons_signature(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.says(ANN, "/rewards")
    await town.presses(ANN, "Tea · 100")
    data = town.newest(ANN, "Redeem for 100").button("Redeem for 100").data
    assert data is not None
    assert (await town.forges(ANN, data.replace(":tea:", ":mug:"))).alert
    assert await town.points(ANN) == 500


async def test_a_button_under_a_message_that_is_gone_is_answered_below(town: Town) -> None:
    await town.says(ANN, "/start")
    data = town.newest(ANN, "Sign in").button("Sign in").data
    assert data is not None
    answer = await town.reply(town.world.press_data(ANN, 10**6, data))
    assert "+5" in answer.text
    assert await town.points(ANN) == 505


async def test_an_old_button_works_as_long_as_it_is_true(town: Town) -> None:
    first = await town.says(ANN, "/start")
    assert first.screen is not None
    for command in ("/points", "/history", "/settings"):
        await town.says(ANN, command)
    answer = await town.presses(ANN, "Sign in", first.screen)
    assert "+5" in answer.text


async def test_a_name_is_never_markup_and_never_too_long(town: Town) -> None:
    for number, name in enumerate(NAMES, start=7000):
        town.world.add_person(number, name)
        shown = [await town.says(number, command) for command in ("/start", "/card")]
        await town.says(BO, f"/sale {town.code(number)} 10")
        shown.append(await town.presses(BO, "Confirm"))
        for screen in shown:
            assert screen.text
            assert not any(mark in screen.text for mark in RTL), name
            assert "N" * 41 not in screen.text
        assert await town.points(number) == 510
    assert "<b>Ann</b>" in town.heard(7000)[0].text


async def test_a_broadcast_as_long_as_telegram_takes_goes_out_whole(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.agrees(ANN)
    text = "<&>😀" * 819
    await town.says(MEI, "/broadcast")
    await town.says(MEI, text)
    await town.presses(MEI, "Go on")
    await town.presses(MEI, "Send to 1")
    await town.until(lambda: any(m.text == text for m in town.heard(ANN)))


async def test_a_hundred_messages_in_a_row_are_all_answered_in_order(town: Town) -> None:
    await town.says(ANN, "/start")
    before = len(town.heard(ANN))
    words = ["/points", "/privacy", "/help", "/cancel"] * 25
    for word in words:
        town.world.says(ANN, word)
    await town.settled()
    answers = [m.text for m in town.heard(ANN)[before:]]
    assert len(answers) == 100
    assert answers == answers[:4] * 25
