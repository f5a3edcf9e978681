"""Who may hand in: a page that was paired from the chat, for as long as its person serves."""

import aiohttp

from domain.calendar import MINUTE
from tests.handlers.town import ANN, BO, MEI, Town
from tests.http.till import Till, ask, link


async def test_a_link_pairs_one_page_once(town: Town, session: aiohttp.ClientSession) -> None:
    await town.says(BO, "/start")
    _, code = await link(town, BO)
    status, told = await ask(town, session, "pair", {"code": code})
    assert (status, told["currency"], told["who"]) == (200, "CNY", "Bo")
    status, told = await ask(town, session, "pair", {"code": code})
    assert (status, told["error"]) == (410, "PairingOver")
    assert "/counter" in told["said"]


async def test_a_link_is_good_for_ten_minutes(town: Town, session: aiohttp.ClientSession) -> None:
    await town.says(BO, "/start")
    _, code = await link(town, BO)
    await town.advance(10 * MINUTE)
    assert (await ask(town, session, "pair", {"code": code}))[0] == 410


async def test_a_tablet_scans_the_link_from_a_phone(town: Town) -> None:
    """Where it can be reached from there."""
    town.changes("web", public_url="https://bakery.example/")
    await town.reopens()
    await town.says(BO, "/start")
    await town.says(BO, "/counter")
    shown = (await town.presses(BO, town.text("button-page-new"))).screen
    assert shown is not None
    assert shown.photo
    assert "https://bakery.example/counter/#pair=" in shown.text


async def test_a_new_link_ends_the_one_before(town: Town, session: aiohttp.ClientSession) -> None:
    await town.says(BO, "/start")
    _, old = await link(town, BO)
    _, new = await link(town, BO)
    assert (await ask(town, session, "pair", {"code": old}))[0] == 410
    assert (await ask(town, session, "pair", {"code": new}))[0] == 200


async def test_after_five_wrong_codes_the_right_one_is_refused_too(
    town: Town, session: aiohttp.ClientSession
) -> None:
    await town.says(BO, "/start")
    _, code = await link(town, BO)
    for _ in range(5):
        assert (await ask(town, session, "pair", {"code": "0000-0000-0000-0000"}))[0] == 410
    status, told = await ask(town, session, "pair", {"code": code})
    assert (status, told["error"]) == (429, "TooManyGuesses")


async def test_members_have_no_counter_page(town: Town) -> None:
    await town.says(ANN, "/start")
    refused = await town.says(ANN, "/counter")
    assert refused.text == town.text("refusal-not-allowed")


async def test_a_page_that_was_ended_hands_in_nothing(town: Town, till: Till, card: str) -> None:
    before = await town.points(ANN)
    home = await town.says(BO, "/counter")
    assert "Tablet" in home.text
    await town.presses(BO, town.text("button-page-end", number=1))
    status, told = await till.asks(till.writes(card, "10"))
    assert (status, told["error"]) == (401, "DeviceUnknown")
    assert await town.points(ANN) == before


async def test_the_owner_sees_and_ends_what_a_cashier_paired(town: Town, till: Till) -> None:
    await town.says(MEI, "/start")
    home = await town.says(MEI, "/counter")
    assert "Bo, Tablet" in home.text
    await town.presses(MEI, town.text("button-page-end", number=1))
    assert (await till.asks())[0] == 401


async def test_every_page_there_is_can_be_found_and_ended(
    town: Town, session: aiohttp.ClientSession
) -> None:
    await town.says(BO, "/start")
    for _ in range(6):
        await Till.pairs(town, session, BO)
    first = await town.says(BO, "/counter")
    assert len(first.text.splitlines()) <= 6
    assert first.labels.count("▶") == 1
    for number in (2, 1):
        await town.says(BO, "/counter")
        await town.presses(BO, "▶")
        await town.presses(BO, town.text("button-page-end", number=number))
    rest = await town.says(BO, "/counter")
    assert rest.text.count("Tablet") == 4
    assert "▶" not in rest.labels


async def test_a_page_of_somebody_who_no_longer_serves_hands_in_nothing(
    town: Town, till: Till, card: str
) -> None:
    entry = till.writes(card, "10")
    town.changes("staff", cashiers=())
    await town.reopens()
    status, told = await till.asks(entry)
    assert (status, told["error"]) == (403, "NotAllowed")
    town.changes("staff", support=(BO,))
    await town.reopens()
    assert (await till.asks(entry))[0] == 403
    town.changes("staff", support=(), cashiers=(BO,))
    await town.reopens()
    assert (await till.hands_in(entry))[0]["state"] == "done"


async def test_after_five_unknown_cards_a_page_waits_and_loses_nothing(
    town: Town, till: Till, card: str
) -> None:
    entries = [till.writes(f"0000000{at}", "10") for at in range(5)]
    good = till.writes(card, "10")
    taken = await till.hands_in(*entries, good)
    assert [each["why"] for each in taken] == ["UnknownCode"] * 5
    status, told = await till.asks(good)
    assert (status, told["error"]) == (429, "TooManyGuesses")
    await town.advance(10 * MINUTE)
    assert (await till.hands_in(good))[0]["state"] == "done"


async def test_who_mistypes_a_card_now_and_then_does_not_wait(
    town: Town, till: Till, card: str
) -> None:
    """A day's entries are handed in within a second."""
    for at in range(6):
        wrong, right = till.writes(f"0000000{at}", "10"), till.writes(card, str(at + 1))
        assert [each["state"] for each in await till.hands_in(wrong, right)] == ["conflict", "done"]


async def test_refusals_come_in_the_page_s_language(town: Town, till: Till) -> None:
    (taken,) = await till.hands_in(till.writes("00000000", "10"), language="zh-CN")
    assert taken["said"] == town.text("refusal-unknown-code", language="zh")


async def test_pairing_ending_and_sales_are_on_the_record(
    town: Town, till: Till, card: str
) -> None:
    await till.hands_in(till.writes(card, "10"))
    await town.says(BO, "/counter")
    await town.presses(BO, town.text("button-page-end", number=1))
    assert await town.audited()
