"""What the owner may do about endings: give back what expired, and give everybody more time."""

import asyncio

import pytest

from domain import books
from domain.calendar import DAY, local_date
from domain.earning import join
from domain.members import Person
from domain.programme import Expiry, Language, Programme
from tests.handlers.town import ANN, BO, LIN, MEI, Reply, Town

MONTH = 31
REASON = "We were closed that week."
CROWD = 600


@pytest.fixture
def programme(programme: Programme) -> Programme:
    """Points last for a month, so that a year need not go by."""
    return programme.model_copy(update={"expiry": Expiry(months=1, remind_days=(7, 1))})


@pytest.fixture
async def lost(town: Town, card: str) -> str:
    """The card of Ann, whose 500 points expired."""
    await town.advance(MONTH * DAY)
    return card


async def ends(town: Town, person: int) -> list[str]:
    """The last days of somebody's lots."""
    lots = await town.app.store.read(books.lots_left, await town.member(person))
    zone = town.settings.programme.zone
    return [local_date(lot.expires_at - 1, zone).isoformat() for lot in lots]


async def gives_a_reason(town: Town, card: str, reason: str = REASON) -> Reply:
    """The owner goes as far as the summary."""
    listed = await town.says(MEI, f"/reinstate {card}")
    await town.presses(MEI, listed.labels[0])
    return await town.says(MEI, reason)


async def previews(town: Town, by: str = "30 days", more: str = "+30 days") -> Reply:
    """The owner goes as far as the preview."""
    await town.says(MEI, "/extend")
    await town.presses(MEI, by)
    return await town.presses(MEI, more)


def data(town: Town, person: int, label: str) -> str:
    """What a button would send."""
    found = town.newest(person, label).button(label).data
    assert found is not None
    return found


# -- giving back what expired ---------------------------------------------------------------------


@pytest.mark.parametrize(("owner", "language"), [(MEI, "en"), (LIN, "zh")])
async def test_the_owner_gives_back_what_expired_step_by_step(
    town: Town, lost: str, owner: int, language: Language
) -> None:
    town.changes("staff", owners=(owner,))
    await town.reopens()
    points = town.text("points", language, count=500)

    def says(key: str, **facts: object) -> str:
        return town.text(key, language, **facts)

    await town.says(owner, "/start")
    await town.presses(owner, says("button-reinstate"))
    listed = await town.says(owner, lost)
    assert listed.html == says("reinstate-which", name="Ann")
    assert listed.labels[0].startswith(points)
    asked = await town.presses(owner, listed.labels[0])
    assert points in asked.text
    summary = await town.says(owner, REASON)
    assert "Ann" in summary.text
    assert "¥5.00" in summary.text
    assert REASON in summary.text
    done = await town.presses(owner, says("button-reinstate-now", points=points))
    assert done.toasts == [says("toast-reinstated")]
    assert points in done.text
    assert await town.points(ANN) == 500
    assert await ends(town, ANN) == ["2027-01-22"]
    told = "Back with you: <b>500 points</b> that had expired, valid until 22 Jan 2027."
    assert len(town.told(ANN, told)) == 1
    assert await town.audited()


async def test_the_reason_stands_sealed_beside_the_points(town: Town, lost: str) -> None:
    summary = await gives_a_reason(town, lost, "closed <b>all week</b> & more")
    assert "closed <b>all week</b> & more" in summary.text
    await town.presses(MEI, "Give back 500 points")
    line = (await town.app.store.read(books.history, await town.member(ANN), 1, 1)).items[0]
    noted = await town.app.store.read(books.note_of, line.txn)
    assert noted == "closed <b>all week</b> & more"


@pytest.mark.parametrize(
    ("label", "last_day"), [("7 days", "2026-12-30"), ("90 days", "2027-03-23")]
)
async def test_the_owner_chooses_how_long_the_points_last(
    town: Town, lost: str, label: str, last_day: str
) -> None:
    summary = await gives_a_reason(town, lost)
    assert summary.labels[:3] == ["7 days", "✓ 30 days", "90 days"]
    chosen = await town.presses(MEI, label)
    assert f"✓ {label}" in chosen.labels
    await town.says(MEI, "Another reason keeps the choice")
    await town.presses(MEI, "Give back 500 points")
    assert await ends(town, ANN) == [last_day]


async def test_ten_confirms_give_back_once(town: Town, lost: str) -> None:
    await gives_a_reason(town, lost)
    await town.presses_at_once(MEI, "Give back 500 points", 10)
    assert await town.points(ANN) == 500
    assert len(town.told(ANN, "Back with you")) == 1
    again = await town.presses(MEI, "More of theirs")
    assert again.html == town.text("reinstate-none", name="Ann")
    assert await town.audited()


async def test_a_summary_that_was_changed_or_cancelled_gives_nothing_back(
    town: Town, lost: str
) -> None:
    await gives_a_reason(town, lost)
    first = town.newest(MEI, "Give back 500 points")
    await town.says(MEI, "A better reason")
    late = await town.presses(MEI, "Give back 500 points", first)
    assert late.alert == town.text("refusal-screen-old")
    late = await town.presses(MEI, "7 days", first)
    assert late.alert == town.text("refusal-screen-old")
    confirm = data(town, MEI, "Give back 500 points")
    cancelled = await town.presses(MEI, "Cancel")
    assert cancelled.text == town.text("cancelled", flow="reinstate")
    assert (await town.forges(MEI, confirm)).alert == town.text("refusal-screen-old")
    assert await town.points(ANN) == 0


async def test_what_another_owner_gave_back_meanwhile_comes_back_once(
    town: Town, lost: str
) -> None:
    town.changes("staff", owners=(MEI, BO))
    await town.reopens()
    listed = await town.says(BO, f"/reinstate {lost}")
    await gives_a_reason(town, lost)
    await town.presses(BO, listed.labels[0])
    await town.says(BO, REASON)
    await town.presses(MEI, "Give back 500 points")
    late = await town.presses(BO, "Give back 500 points")
    assert late.alert == town.text("refusal-undone-already")
    assert await town.points(ANN) == 500
    listed_late = await town.presses(BO, "Change")
    assert listed_late.alert == town.text("refusal-undone-already")


async def test_a_code_that_nobody_has_is_asked_for_again(town: Town, lost: str) -> None:
    await town.says(MEI, "/reinstate")
    assert (await town.says(MEI, "ABCD-EFGH")).text == town.text("refusal-unknown-code")
    assert "500 points" in (await town.says(MEI, lost)).labels[0]


async def test_who_lost_nothing_gets_nothing_back(town: Town, card: str) -> None:
    said = await town.says(MEI, f"/reinstate {card}")
    assert said.html == town.text("reinstate-none", name="Ann")
    assert said.labels == ["Another card", "Cancel"]


async def test_a_reason_is_words_and_not_a_novel(town: Town, lost: str) -> None:
    listed = await town.says(MEI, f"/reinstate {lost}")
    await town.presses(MEI, listed.labels[0])
    said = town.text("reinstate-reason", most=200)
    assert (await town.reply(town.world.sends_sticker(MEI))).text == said
    assert (await town.says(MEI, "x" * 201)).text == said
    # A word that is a command elsewhere is a reason here.
    assert "points" in (await town.says(MEI, "points")).text
    assert "Give back 500 points" in town.newest(MEI, "Change").keyboard[1][0].text


async def test_every_step_has_its_way_back(town: Town, lost: str) -> None:
    await gives_a_reason(town, lost)
    asked = await town.presses(MEI, "Change")
    assert asked.labels == ["Back", "Cancel"]
    listed = await town.presses(MEI, "Back")
    assert listed.html == town.text("reinstate-which", name="Ann")
    asked = await town.presses(MEI, "Another card")
    assert asked.html == town.text("reinstate-whose")
    left = await town.presses(MEI, "Cancel")
    assert left.text == town.text("cancelled", flow="reinstate")
    assert "Reinstate" in (await town.presses(MEI, "Back")).labels


# -- more time for everybody ----------------------------------------------------------------------


@pytest.mark.parametrize(("owner", "language"), [(MEI, "en"), (LIN, "zh")])
async def test_the_owner_gives_everybody_more_time(
    town: Town, card: str, owner: int, language: Language
) -> None:
    assert card
    town.changes("staff", owners=(owner,))
    await town.reopens()

    def says(key: str, **facts: object) -> str:
        return town.text(key, language, **facts)

    await town.says(owner, "/start")
    await town.presses(owner, says("button-extend"))
    await town.presses(owner, says("button-days", days=30, chosen=False))
    preview = await town.presses(owner, says("button-days-more", days=90))
    assert town.text("points", language, count=1000) in preview.text
    assert "¥10.00" in preview.text
    done = await town.presses(owner, says("button-extend-now", members=2))
    assert done.toasts == [says("toast-extending")]
    assert town.text("points", language, count=1000) in done.text
    for person in (ANN, LIN):
        assert await ends(town, person) == ["2027-03-22"]
    assert len(town.told(ANN, "More time for <b>500 points</b>: valid until 22 Mar 2027")) == 1
    assert len(town.told(LIN, "有效期延长了，现在到 2027 年 3 月 22 日")) == 1
    await town.advance(MONTH * DAY)
    assert await town.points(ANN) == 500
    assert await town.audited()


async def test_both_days_may_be_typed(town: Town, card: str) -> None:
    assert card
    await town.says(MEI, "/extend")
    await town.says(MEI, "2026-12-22")
    assert "valid until 31 Mar 2027" in (await town.says(MEI, "2027-03-31")).text
    # Another day before it is confirmed replaces the first.
    await town.says(MEI, "2027-04-30")
    await town.presses(MEI, "Extend for 2")
    assert await ends(town, ANN) == ["2027-04-30"]


@pytest.mark.parametrize(
    ("typed", "rule", "example"),
    [
        ("next week", "format", "2026-11-22"),
        ("2026-13-01", "format", "2026-11-22"),
        ("30.11.2026", "format", "2026-11-22"),
        ("2026-11-21", "past", "2026-11-22"),
        ("9999-12-31", "far", "2026-11-22"),
    ],
)
async def test_a_day_that_is_none_is_explained_and_asked_for_again(
    town: Town, typed: str, rule: str, example: str
) -> None:
    await town.says(MEI, "/extend")
    refused = await town.says(MEI, typed)
    assert refused.text == town.text("extend-day", rule=rule, example=example)
    assert refused.labels == ["Cancel"]
    await town.says(MEI, "2026-11-22")
    for day, broken in (("2026-11-22", "order"), (typed, "order" if rule == "past" else rule)):
        refused = await town.says(MEI, day)
        assert refused.text == town.text("extend-day", rule=broken, example="2026-11-23")
    assert "Nobody" in (await town.says(MEI, "2026-11-23")).text


async def test_where_nothing_ends_there_is_nothing_to_confirm(town: Town, card: str) -> None:
    assert card
    preview = await previews(town, "7 days")
    assert preview.text == town.text("extend-none", day="29 Nov")
    assert preview.labels == ["Back", "Cancel"]
    await town.presses(MEI, "Back")
    chosen = await town.presses(MEI, "Back")
    assert chosen.labels == ["7 days", "30 days", "Cancel"]
    left = await town.presses(MEI, "Cancel")
    assert left.text == town.text("cancelled", flow="extend")


async def test_ten_presses_are_one_extension(town: Town, card: str) -> None:
    assert card
    await previews(town)
    await town.presses_at_once(MEI, "Extend for 2", 10)
    assert len(town.told(ANN, "More time")) == 1
    assert "Extended for 2 members: 1,000 points" in town.heard(MEI)[-1].text
    assert await town.audited()


async def test_a_preview_that_was_changed_or_cancelled_moves_nothing(town: Town, card: str) -> None:
    assert card
    await previews(town)
    first = town.newest(MEI, "Extend for 2")
    await town.says(MEI, "2027-04-30")
    late = await town.presses(MEI, "Extend for 2", first)
    assert late.alert == town.text("refusal-screen-old")
    confirm = data(town, MEI, "Extend for 2")
    await town.presses(MEI, "Cancel")
    assert (await town.forges(MEI, confirm)).alert == town.text("refusal-screen-old")
    assert await ends(town, ANN) == ["2026-12-22"]


async def test_days_that_were_offered_too_long_ago_are_refused(town: Town, card: str) -> None:
    assert card
    await town.says(MEI, "/extend")
    old = town.newest(MEI, "7 days")
    await town.presses(MEI, "7 days")
    await town.advance(8 * DAY)
    late = await town.presses(MEI, "+30 days")
    assert late.alert == town.text("refusal-screen-old")
    await town.says(MEI, "/extend")
    assert old.id != town.newest(MEI, "7 days").id


async def test_who_wants_no_word_of_expiry_gets_none_of_more_time(town: Town, card: str) -> None:
    assert card
    await town.says(ANN, "/settings")
    await town.presses(ANN, "Notices")
    await town.presses(ANN, "✓ Expiring points")
    await previews(town)
    await town.presses(MEI, "Extend for 2")
    assert town.told(ANN, "More time") == []
    assert await ends(town, ANN) != ["2026-12-22"]


async def test_a_long_run_shows_how_far_it_is_and_outlives_a_restart(town: Town) -> None:
    people = range(5000, 5000 + CROWD)
    await asyncio.gather(
        *(
            town.app.store.write(join, Person(each, f"P{each}", "en"), key=f"join:{each}")
            for each in people
        )
    )
    await previews(town)
    screens: list[str] = []
    town.world.listen(lambda *_: screens.append(town.heard(MEI)[-1].text))
    town.world.presses(MEI, town.newest(MEI, "Extend for 600").id, "Extend for 600")
    await town.until(lambda: any("of 600" in text for text in screens))
    await town.reopens()
    await town.until(lambda: "Extended" in town.heard(MEI)[-1].text)
    await town.settled()
    assert "Extended for 600 members: 300,000 points" in town.heard(MEI)[-1].text
    assert await town.audited()


# -- who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("person", [ANN, BO])
async def test_nobody_but_the_owner_touches_endings(town: Town, lost: str, person: int) -> None:
    await gives_a_reason(town, lost)
    for command in ("/extend", "/reinstate", f"/reinstate {lost}"):
        assert (await town.says(person, command)).text == town.text("refusal-not-allowed")
    borrowed = await town.forges(person, data(town, MEI, "Give back 500 points"))
    assert borrowed.alert == town.text("toast-old-button")
    assert await town.points(ANN) == 0
