"""What only staff and owners may do, and what it brings others who try."""

import logging

import pytest

from bot.telegram.dialogs import Dialog, dialog_of, put_dialog
from bot.telegram.routes import AUDIENCES_OF, Routes
from handlers import AUDIENCES
from tests.handlers.town import ANN, BO, LIN, MEI, Town

KIM, SU = 9003, 9004
PEOPLE = {"owner": MEI, "manager": KIM, "cashier": BO, "support": SU, "member": ANN}
# Those to whom something is forbidden.
LESSER = [role for role in AUDIENCES_OF if role != "owner"]
# So many updates of one person at once are answered, and not put off.
AT_ONCE = 10


def forbidden(role: str) -> list[Routes]:
    """All that is not for a role."""
    return [routes for routes in AUDIENCES if routes.audience not in AUDIENCES_OF[role]]


@pytest.fixture
async def staffed(town: Town) -> Town:
    """A shop with somebody in every role."""
    for person, name in ((KIM, "Kim"), (SU, "Su")):
        town.world.add_person(person, name)
    town.changes("staff", managers=(KIM,), support=(SU,))
    await town.reopens()
    for person in PEOPLE.values():
        await town.says(person, "/start")
    return town


@pytest.mark.parametrize("role", LESSER)
async def test_no_command_of_others_answers_who_may_not(staffed: Town, role: str) -> None:
    person, refusal = PEOPLE[role], staffed.text("refusal-not-allowed")
    for name in [name for routes in forbidden(role) for name in routes.commands]:
        assert (await staffed.says(person, f"/{name}")).text == refusal, name


@pytest.mark.parametrize("role", LESSER)
async def test_no_button_of_others_answers_who_may_not(staffed: Town, role: str) -> None:
    """Not even one that was signed for them while they might."""
    person, refusal = PEOPLE[role], staffed.text("refusal-not-allowed")
    sign = staffed.app.shift.desk.buttons.sign
    screen = staffed.heard(person)[-1].id
    names = [name for routes in forbidden(role) for name in routes.buttons]
    for at in range(0, len(names), AT_ONCE):
        some = names[at : at + AT_ONCE]
        updates = [
            staffed.world.press_data(person, screen, sign(person, name, "1", "~1")) for name in some
        ]
        await staffed.settled()
        # Who presses so much at once may be answered empty first, and told in a message.
        told = [
            answer.text
            for answer in staffed.world.chats[person].answers
            if answer.text and answer.after >= updates[0]["update_id"]
        ]
        assert told == [refusal] * len(some), some


@pytest.mark.parametrize("role", LESSER)
async def test_no_dialog_of_others_goes_on_for_who_may_not(staffed: Town, role: str) -> None:
    """One who lost a role in the middle of it is led out, and nothing is done."""
    person, store = PEOPLE[role], staffed.app.store
    for flow, step in [at for routes in forbidden(role) for at in routes.steps]:
        await store.write(put_dialog, person, Dialog(flow, step, {"member": 1}), key=None)
        assert (await staffed.says(person, "10")).text == staffed.text("unknown"), (flow, step)
        assert await store.read(dialog_of, person) is None


async def test_an_owner_who_is_a_cashier_now_sells_and_owns_nothing(
    staffed: Town, card: str
) -> None:
    await staffed.says(MEI, "/start")
    staffed.changes("staff", owners=(), cashiers=(BO, MEI))
    await staffed.reopens()
    refused = await staffed.presses(MEI, "Campaigns")
    assert refused.alert == staffed.text("refusal-not-allowed")
    await staffed.says(MEI, f"/sale {card} 10")
    await staffed.presses(MEI, "Confirm")
    assert await staffed.points(ANN) == 510


async def test_who_serves_no_more_has_a_members_menu_again(staffed: Town) -> None:
    staffed.changes("staff", managers=(), cashiers=())
    await staffed.reopens()
    await staffed.until(lambda: menu(staffed, KIM) == menu(staffed, ANN))
    await staffed.until(lambda: menu(staffed, BO) == menu(staffed, ANN))
    assert "find" in menu(staffed, SU)


def menu(town: Town, person: int) -> list[str]:
    """The commands of somebody's menu."""
    return [command.command for command in town.world.menu(person)]


async def test_a_member_who_sends_a_staff_command_is_refused_and_logged(
    town: Town, card: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        for command in (f"/sale {card} 10", f"/find {card}", "/voucher X", "/broadcast", "/stats"):
            refused = await town.says(ANN, command)
            assert refused.text == town.text("refusal-not-allowed")
            assert command.split()[0][1:] in caplog.text
    assert (await town.says(LIN, "/sale X 1")).text == town.text("refusal-not-allowed", "zh")
    assert str(ANN) not in caplog.text


async def test_a_cashier_who_sends_an_owners_command_is_refused(town: Town) -> None:
    for command in ("/broadcast", "/stats"):
        assert (await town.says(BO, command)).text == town.text("refusal-not-allowed")


async def test_staff_buttons_in_other_hands_do_nothing_and_are_logged(
    town: Town, card: str, caplog: pytest.LogCaptureFixture
) -> None:
    await town.says(BO, f"/sale {card} 88.40")
    data = town.newest(BO, "Confirm").button("Confirm").data
    assert data is not None
    with caplog.at_level(logging.WARNING):
        borrowed = await town.forges(ANN, data)
    assert borrowed.alert == town.text("toast-old-button")
    assert "forged" in caplog.text
    assert await town.points(ANN) == 500


async def test_a_demoted_cashiers_old_buttons_do_nothing(
    town: Town, card: str, caplog: pytest.LogCaptureFixture
) -> None:
    await town.says(BO, f"/sale {card} 88.40")
    town.changes("staff", cashiers=())
    await town.reopens()
    with caplog.at_level(logging.WARNING):
        refused = await town.presses(BO, "Confirm")
    assert refused.alert == town.text("refusal-not-allowed")
    assert "sale-ok" in caplog.text
    assert await town.points(ANN) == 500


async def test_a_demoted_cashiers_open_dialog_credits_nothing(town: Town, card: str) -> None:
    await town.says(BO, f"/sale {card}")
    town.changes("staff", cashiers=())
    await town.reopens()
    answered = await town.says(BO, "10")
    assert "Confirm" not in answered.labels
    assert answered.text
    # Nobody is stuck in what they may no longer do.
    await town.says(BO, "/start")
    assert (await town.says(BO, "points")).html.startswith("<b>500 points</b>")


async def test_a_members_scan_of_a_card_shows_nothing_of_it(town: Town, card: str) -> None:
    opened = await town.says(LIN, f"/start u-{card.replace('-', '')}")
    assert opened.text
    assert "Ann" not in opened.text
    assert "500" not in opened.text
