"""A bill that points pay a part of: the member is asked in their own chat."""

import pytest

from domain import books, counter
from domain.counter import Held
from domain.staff import Clerk
from tests.handlers.town import ANN, BO, LIN, Town
from tests.scene import SHOP, fresh_key

CLERK = Clerk(BO, "cashier", SHOP, "Bo")


@pytest.fixture
async def asked(town: Town) -> Held:
    """The counter asks Ann for 100 of her points."""
    await town.says(ANN, "/start")
    await town.says(LIN, "/start")
    held = await asks(town, ANN)
    await town.settled()
    return held


async def asks(town: Town, person: int) -> Held:
    """The counter asks somebody for 100 points."""
    member = await town.member(person)
    return await town.app.store.write(counter.put_aside, CLERK, member, 100, False, key=fresh_key())


async def state(town: Town, held: Held) -> str:
    """How far a payment is."""
    return (await town.app.store.read(counter.payment, held.hold)).state


async def test_who_agrees_pays_with_points(town: Town, asked: Held) -> None:
    assert await state(town, asked) == "asked"
    agreed = await town.presses(ANN, "Agree")
    assert agreed.toasts == [town.text("toast-agreed")]
    assert "100 points pay a part of your bill" in agreed.text
    assert await state(town, asked) == "agreed"


async def test_ten_presses_at_once_agree_once_and_the_counter_hears_it_once(
    town: Town, asked: Held
) -> None:
    await town.says(BO, "/start")
    await town.presses_at_once(ANN, "Agree", 10)
    assert await state(town, asked) == "agreed"
    assert len(town.told(BO, "Ann agreed.")) == 1


async def test_who_says_no_has_their_points_again(town: Town, asked: Held) -> None:
    declined = await town.presses(ANN, "No")
    assert declined.toasts == [town.text("toast-not-agreed")]
    assert await state(town, asked) == "released"
    assert await town.points(ANN) == 500


async def test_it_reads_chinese_for_who_reads_chinese(town: Town, asked: Held) -> None:
    await asks(town, LIN)
    await town.settled()
    agreed = await town.presses(LIN, town.text("button-pay-agree", "zh"))
    assert "100 积分就会抵掉一部分账单" in agreed.text


async def test_who_agrees_too_late_is_told_that_it_is_over(town: Town, asked: Held) -> None:
    screen = town.newest(ANN, "Agree")
    await town.advance(asked.expires_at - town.clock.now())
    late = await town.presses(ANN, "Agree", screen)
    assert "ran out" in late.alert
    assert await town.points(ANN) == 500


async def test_nobody_agrees_for_another(town: Town, asked: Held) -> None:
    data = town.newest(ANN, "Agree").button("Agree").data
    assert data is not None
    borrowed = await town.forges(LIN, data)
    assert borrowed.alert == town.text("toast-old-button", "zh")
    assert await state(town, asked) == "asked"
    balance = await town.app.store.read(books.available, await town.member(ANN))
    assert balance == 400
