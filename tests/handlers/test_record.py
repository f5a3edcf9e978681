"""The owner reads what staff did, is told what looks odd, and takes it along as a file."""

import csv
import io

import pytest

from domain.calendar import DAY, MINUTE
from domain.programme import Counter, Limits, Programme
from handlers.owner.record import EVERYBODY, newest
from tests.handlers.town import ANN, BO, MEI, Town

KIM, SU = 9003, 9004


@pytest.fixture
def programme(programme: Programme) -> Programme:
    limits = Limits(sale_minor=100_000, refund_minor=1_000, make_good_points=50)
    return programme.model_copy(update={"counter": Counter(cashier=limits)})


@pytest.fixture(autouse=True)
async def _everybody_has_opened_the_bot(town: Town) -> None:
    for person in (MEI, BO):
        await town.says(person, "/start")


async def with_a_manager(town: Town) -> None:
    """Kim becomes a manager, Su helps."""
    town.changes("staff", managers=(KIM,), support=(SU,))
    await town.reopens()
    for person, name in ((KIM, "Kim"), (SU, "Su")):
        town.world.add_person(person, name)
        await town.says(person, "/start")


async def asks_for_much(town: Town, card: str) -> None:
    """Bo wants to sell for more than he may alone."""
    await town.says(BO, f"/sale {card} 2000")
    sent = await town.presses(BO, "Ask a manager")
    assert "Sent to a manager" in sent.text


async def test_each_act_is_a_sentence_newest_first(town: Town, card: str) -> None:
    await town.says(BO, f"/sale {card} 88.40")
    await town.presses(BO, "Confirm")
    await town.advance(MINUTE)
    await town.presses(BO, "Undo")
    shown = (await town.says(MEI, "/record")).text.splitlines()
    assert shown[0].startswith("On the record · ")
    tail = card.replace("-", "")[-4:]
    assert shown[1].endswith(f"Bo took 88 points of card …{tail} back")
    assert any(line.endswith(f"Bo sold for ¥88.40 to card …{tail}: 88 points") for line in shown)
    assert "Ann" not in "".join(shown)


async def test_the_record_is_read_in_pages_and_by_person(town: Town, card: str) -> None:
    for amount in range(10, 17):
        await town.says(BO, f"/sale {card} {amount}")
        await town.presses(BO, "Confirm")
        await town.advance(MINUTE)
    first = await town.says(MEI, "/record")
    assert "1/" in " ".join(first.labels)
    assert "¥16.00" in first.text
    second = await town.presses(MEI, "▶")
    assert "¥16.00" not in second.text
    await town.presses(MEI, "By person")
    of_bo = await town.presses(MEI, "Bo")
    assert "only Bo" in of_bo.text.splitlines()[0]
    assert len(of_bo.text.splitlines()) <= 6
    assert "¥16.00" in of_bo.text
    nothing = await town.presses(MEI, "Flagged only")
    assert "nothing yet" in nothing.text


async def test_the_record_reads_in_chinese(town: Town, card: str) -> None:
    await town.says(BO, f"/sale {card} 88.40")
    await town.presses(BO, "Confirm")
    await town.says(MEI, "/settings")
    await town.presses(MEI, "中文")
    shown = await town.says(MEI, "/record")
    assert "操作记录" in shown.text
    assert "88.40 的消费" in shown.text


async def test_the_record_is_taken_along_as_a_file_without_formulas(town: Town, card: str) -> None:
    town.world.people[BO].name = "=HYPERLINK(1)"
    await town.says(BO, f"/sale {card} 10")
    await town.presses(BO, "Confirm")
    await town.says(MEI, "/record")
    await town.presses(MEI, "Export")
    (file,) = [town.world.files[m.file] for m in town.heard(MEI) if m.file]
    rows = list(csv.DictReader(io.StringIO(file.data.decode("utf-8-sig"))))
    assert {row["act"] for row in rows} >= {"sale"}
    assert all(not row["name"].startswith("=") for row in rows)
    assert all("Ann" not in str(row) for row in rows)


async def test_a_long_record_is_taken_along_as_far_as_a_file_goes(town: Town, card: str) -> None:
    for amount in (10, 11):
        await town.advance(MINUTE)
        await town.says(BO, f"/sale {card} {amount}")
        await town.presses(BO, "Confirm")
    found, count = await town.app.store.read(newest, False, EVERYBODY, 2)
    assert {each.act for each in found} == {"card", "sale"}
    assert count > len(found)
    assert "newest 2." in town.text("record-exported-newest", count=2)


async def test_who_credits_their_own_card_is_refused_recorded_and_told_on(town: Town) -> None:
    await town.presses(BO, "My own card")
    await town.says(BO, "/card")
    own = town.code(BO)
    await town.says(BO, f"/sale {own} 50")
    refused = await town.presses(BO, "Confirm")
    assert refused.alert == town.text("refusal-own-purchase")
    await town.until(lambda: bool(town.told(MEI, "Worth a look")))
    assert "tried to serve their own card" in town.told(MEI, "Worth a look")[-1]
    flagged = await town.presses(MEI, "Record")
    assert "⚑" in flagged.text
    assert await town.audited()


async def test_who_guesses_codes_is_stopped_and_the_owner_is_told(town: Town, card: str) -> None:
    wrong = town.text("refusal-unknown-code")
    for number in range(5):
        assert (await town.says(BO, f"/find ZZZZ-ZZZ{number}")).text == wrong
    for _ in range(3):
        assert "Nothing is looked up until" in (await town.says(BO, f"/find {card}")).text
    await town.until(lambda: bool(town.told(MEI, "is guessing codes")))
    assert "9002" in town.told(MEI, "is guessing codes")[-1]
    await town.advance(10 * MINUTE)
    assert "Ann" in (await town.says(BO, f"/find {card}")).text
    assert len(town.told(MEI, "is guessing codes")) == 1


async def test_a_hundred_guessed_vouchers_learn_nothing(town: Town) -> None:
    answers = [
        (await town.says(BO, f"/voucher 0000-0000-0000-{number:04}")).text for number in range(100)
    ]
    assert answers[:5] == [town.text("refusal-voucher-unknown")] * 5
    assert all("Nothing is looked up" in answer for answer in answers[5:])


async def test_a_right_code_forgives_the_wrong_ones(town: Town, card: str) -> None:
    for _ in range(3):
        for number in range(4):
            await town.says(BO, f"/find ZZZZ-ZZZ{number}")
        assert "Ann" in (await town.says(BO, f"/find {card}")).text


async def test_a_sale_above_the_limit_waits_for_a_manager_and_both_hear_of_it(
    town: Town, card: str
) -> None:
    await with_a_manager(town)
    await asks_for_much(town, card)
    assert await town.points(ANN) == 500
    await town.until(lambda: bool(town.told(KIM, "asks for")) and bool(town.told(MEI, "asks for")))
    asked = town.told(KIM, "asks for")[-1]
    assert "a sale of ¥2,000.00 for Ann" in asked
    assert not town.told(SU, "asks for")
    assert not town.told(BO, "asks for")
    done = await town.presses(KIM, "Approve")
    assert "agreed" in done.text
    assert await town.points(ANN) == 2_500
    await town.until(lambda: bool(town.told(BO, "agreed")))
    assert "¥2,000.00 to pay · receipt" in town.told(BO, "agreed")[-1]
    assert "¥2,000.00 → +2,000" in (await town.presses(BO, "Receipt")).text
    late = await town.presses(MEI, "Approve")
    assert late.alert == "Somebody agreed already. It’s done."
    assert await town.points(ANN) == 2_500
    assert await town.audited()


async def test_ten_presses_ask_for_a_second_person_once(town: Town, card: str) -> None:
    await with_a_manager(town)
    await town.says(BO, f"/sale {card} 2000")
    answers = await town.presses_at_once(BO, "Ask a manager", 10)
    assert len((await town.says(KIM, "/approvals")).text.splitlines()) == 2
    assert town.text("refusal-key-reused") not in {each.text for each in answers}


async def test_what_waits_is_listed_and_can_be_declined(town: Town, card: str) -> None:
    await with_a_manager(town)
    await asks_for_much(town, card)
    listed = await town.says(KIM, "/approvals")
    assert "a sale of ¥2,000.00 for Ann" in listed.text
    declined = await town.presses(KIM, "Decline 1")
    assert "Declined by" in declined.text
    await town.until(lambda: bool(town.told(BO, "Declined")))
    assert await town.points(ANN) == 500
    assert town.text("approvals-none") in (await town.says(KIM, "/approvals")).text


async def test_a_request_that_nobody_answers_lapses_and_the_asker_is_told(
    town: Town, card: str
) -> None:
    await with_a_manager(town)
    await asks_for_much(town, card)
    await town.until(lambda: bool(town.told(KIM, "asks for")))
    await town.advance(31 * MINUTE)
    await town.until(lambda: bool(town.told(BO, "Nobody answered")))
    late = await town.presses(KIM, "Approve")
    assert "lapsed" in late.alert
    assert await town.points(ANN) == 500


async def test_a_request_of_who_serves_no_more_is_not_agreed_to(town: Town, card: str) -> None:
    await with_a_manager(town)
    await asks_for_much(town, card)
    await town.until(lambda: bool(town.told(KIM, "asks for")))
    town.changes("staff", cashiers=())
    await town.reopens()
    refused = await town.presses(KIM, "Approve")
    assert refused.alert == town.text("refusal-asker-gone")
    assert await town.points(ANN) == 500


async def test_a_manager_who_asks_is_not_offered_to_agree(town: Town, card: str) -> None:
    await with_a_manager(town)
    await town.says(KIM, f"/sale {card} 60000")
    await town.presses(KIM, "Ask a manager")
    await town.until(lambda: bool(town.told(MEI, "asks for")))
    assert not town.told(KIM, "asks for")
    await town.says(KIM, "/approvals")
    refused = await town.presses(KIM, "Approve 1")
    assert refused.alert == town.text("refusal-own-approval")
    assert await town.points(ANN) == 500


async def test_staff_without_a_card_choose_their_language(town: Town) -> None:
    await town.says(BO, "/settings")
    chosen = await town.presses(BO, "中文")
    assert "语言" in chosen.text
    assert town.text("sale-whose", "zh") in (await town.says(BO, "/sale")).text


async def test_a_day_of_cards_opened_stays_on_the_record(town: Town, card: str) -> None:
    await town.says(BO, f"/find {card}")
    await town.advance(DAY)
    assert "looked at card" in (await town.says(MEI, "/record")).text


async def test_a_card_opened_by_an_old_button_is_on_the_record(town: Town, card: str) -> None:
    await town.says(BO, f"/sale {card} 10")
    await town.presses(BO, "Confirm")
    receipt = town.told(BO, "Receipt ")[-1].split("Receipt ")[1][:9]
    await town.says(BO, f"/find {receipt}")
    await town.advance(MINUTE)
    await town.presses(BO, "Card")
    newest = (await town.says(MEI, "/record")).text.splitlines()[1]
    assert "Bo looked at card" in newest
