"""What was written down offline: credited once, as of its own time, or set aside with a reason."""

import asyncio
import json

from domain.calendar import DAY, HOUR, MINUTE, SECOND
from domain.members import token_of
from domain.purchases import purchases_of
from domain.staff import acts
from tests.handlers.town import ANN, BO, MEI, Town
from tests.http.till import Till, decides, id_of


async def test_three_entries_are_credited_in_their_order_and_their_member_is_told(
    town: Town, till: Till, card: str
) -> None:
    before = await town.points(ANN)
    taken = await till.hands_in(*(till.writes(card, amount) for amount in ("10", "20.50", "30")))
    assert [(each["state"], each["points"]) for each in taken] == [
        ("done", 10),
        ("done", 20),
        ("done", 30),
    ]
    assert {each["who"] for each in taken} == {"A"}
    assert await town.points(ANN) == before + 60
    assert len(town.told(ANN, "¥20.50")) == 1
    assert await town.audited()


async def test_what_is_handed_in_again_is_credited_once(town: Town, till: Till, card: str) -> None:
    entry, before = till.writes(card, "88.40"), await town.points(ANN)
    again = await asyncio.gather(*(till.asks(entry) for _ in range(10)))
    assert [told["entries"][0]["state"] for _, told in again] == ["done"] * 10
    assert (await till.hands_in(entry, entry))[1]["points"] == 88
    assert await town.points(ANN) == before + 88


async def test_a_purchase_counts_as_of_its_own_time(town: Town, till: Till, card: str) -> None:
    happened_at = town.clock.now()
    entry = till.writes(card, "10")
    await town.advance(2 * DAY)
    await till.hands_in(entry)
    assert await _times(town) == [happened_at]


async def test_a_forged_entry_posts_nothing(town: Town, till: Till, card: str) -> None:
    entry, before = till.writes(card, "10"), await town.points(ANN)
    dearer = entry["text"].replace('"10"', '"90"')
    for forged in ({"text": dearer}, {"signature": "0" * 64}):
        status, told = await till.asks(till.writes(card, "20"), entry | forged)
        assert (status, told["error"]) == (401, "DeviceUnknown")
    assert await town.points(ANN) == before
    assert (await till.hands_in(entry))[0]["state"] == "done"


async def test_a_conflict_is_corrected_by_an_entry_that_names_it(
    town: Town, till: Till, card: str
) -> None:
    wrong = till.writes("00000000", "10")
    (taken,) = await till.hands_in(wrong)
    assert (taken["state"], taken["why"]) == ("conflict", "UnknownCode")
    right = till.writes(card, "10", replaces=id_of(wrong))
    old, new = await till.hands_in(wrong, right)
    assert (new["state"], new["points"]) == ("done", 10)
    assert (await till.hands_in(wrong))[0]["state"] == "dropped"
    assert old["state"] == "conflict"
    (again,) = await till.hands_in(till.writes(card, "10", replaces=id_of(wrong)))
    assert (again["state"], again["why"]) == ("conflict", "ScreenOld")


async def test_a_conflict_can_be_dropped(town: Town, till: Till) -> None:
    wrong = till.writes("00000000", "10")
    await till.hands_in(wrong)
    await till.hands_in(till.writes("", "", replaces=id_of(wrong)))
    assert (await till.hands_in(wrong))[0]["state"] == "dropped"
    assert await _times(town) == []


async def test_a_picture_of_the_card_is_good_for_thirty_seconds_of_its_own_time(
    town: Town, till: Till
) -> None:
    """However late it is handed in."""
    made, member = town.clock.now(), await town.member(ANN)
    token = await town.app.store.read(token_of, member)
    fresh = till.writes(token, "10", at=made + 29 * SECOND)
    stale = till.writes(token, "20", at=made + 31 * SECOND)
    await town.advance(HOUR)
    good, dead = await till.hands_in(fresh, stale)
    assert good["state"] == "done"
    assert (dead["state"], dead["why"]) == ("conflict", "CardStale")


async def test_an_entry_is_neither_of_the_future_nor_too_old(
    town: Town, till: Till, card: str
) -> None:
    now = town.clock.now()
    ahead = till.writes(card, "10", at=now + 3 * MINUTE)
    old = till.writes(card, "10", at=now - 8 * DAY)
    early = till.writes(card, "10", at=now + MINUTE)
    taken = await till.hands_in(ahead, old, early)
    assert [each.get("why") for each in taken] == ["EntryAhead", "EntryTooOld", None]
    assert await _times(town) == [now]


async def test_what_another_till_credited_a_moment_ago_is_asked_about(
    town: Town, till: Till, card: str
) -> None:
    await town.says(BO, f"/sale {card} 88.40")
    await town.presses(BO, town.text("button-confirm"))
    entry = till.writes(card, "88.40", at=town.clock.now() + MINUTE)
    (taken,) = await till.hands_in(entry)
    assert (taken["state"], taken["why"]) == ("conflict", "MaybeDoubled")
    other = till.writes(card, "88.40", replaces=id_of(entry), another=True)
    assert (await till.hands_in(other))[0]["state"] == "done"


async def test_the_same_sum_twice_at_one_till_is_two_purchases(
    town: Town, till: Till, card: str
) -> None:
    taken = await till.hands_in(till.writes(card, "5"), till.writes(card, "5"))
    assert [each["state"] for each in taken] == ["done", "done"]


async def test_a_cashier_s_own_card_is_refused_and_on_the_record(town: Town, till: Till) -> None:
    await town.presses(BO, town.text("button-my-card"))
    await town.says(BO, "/card")
    (taken,) = await till.hands_in(till.writes(town.code(BO), "10"))
    assert (taken["state"], taken["why"]) == ("conflict", "OwnPurchase")
    (flagged,) = await town.app.store.read(acts, town.clock.now() + 1, 10, 0, None, True)
    assert flagged.act == "own_purchase"


async def test_above_the_limit_a_second_person_agrees_first(
    town: Town, till: Till, card: str
) -> None:
    await town.says(MEI, "/start")
    entry, before = till.writes(card, "1000.01"), await town.points(ANN)
    assert (await till.hands_in(entry))[0]["state"] == "waiting"
    assert await town.points(ANN) == before
    await decides(town, MEI, "approve")
    (taken,) = await till.hands_in(entry)
    assert (taken["state"], taken["points"]) == ("done", 1000)
    assert await town.points(ANN) == before + 1000


async def test_what_nobody_agreed_to_is_a_conflict(town: Town, till: Till, card: str) -> None:
    await town.says(MEI, "/start")
    entry = till.writes(card, "1000.01")
    await till.hands_in(entry)
    await decides(town, MEI, "decline")
    (taken,) = await till.hands_in(entry)
    assert (taken["state"], taken["why"]) == ("conflict", "ApprovalClosed")
    dropped = till.writes("", "", replaces=id_of(entry))
    assert (await till.hands_in(dropped, entry))[1]["state"] == "dropped"


async def test_an_entry_is_one_also_where_its_page_was_paired_anew(
    town: Town, till: Till, card: str
) -> None:
    """The answer to it was lost, and then the page was ended."""
    entry, before = till.writes(card, "88.40"), await town.points(ANN)
    await till.hands_in(entry)
    again = await Till.pairs(town, till.session, BO)
    (taken,) = await again.hands_in(again.signs(entry["text"]))
    assert (taken["state"], taken["points"]) == ("done", 88)
    assert await town.points(ANN) == before + 88


async def test_what_is_open_is_settled_also_after_its_page_was_paired_anew(
    town: Town, till: Till, card: str
) -> None:
    wrong = till.writes("00000000", "10")
    await till.hands_in(wrong)
    again = await Till.pairs(town, till.session, BO)
    ((status, told),) = [await again.asks(open=[id_of(wrong)])]
    assert (status, [each["why"] for each in told["entries"]]) == (200, ["UnknownCode"])
    (right,) = await again.hands_in(again.writes(card, "10", replaces=id_of(wrong)))
    assert right["state"] == "done"
    _, told = await again.asks(open=[id_of(wrong), "0" * 36])
    assert [each["state"] for each in told["entries"]] == ["dropped"]


async def test_an_entry_that_is_none_is_not_taken(town: Town, till: Till) -> None:
    whole = {"id": "0" * 36, "number": 1, "happened_at": 1}
    wrong = (
        {"id": "x"},
        {"number": 0},
        {"happened_at": "now"},
        {"happened_at": 2**70},
        {"amount": 10},
    )
    for text in ("", "[]", "{}", *(json.dumps(whole | each) for each in wrong)):
        status, told = await till.asks(till.signs(text))
        assert (status, told["error"]) == (400, "Unreadable")
    assert await _times(town) == []


async def _times(town: Town) -> list[int]:
    """When Ann's purchases happened, the newest first."""
    page = await town.app.store.read(purchases_of, await town.member(ANN), 1, 10)
    return [each.happened_at for each in page.items]
