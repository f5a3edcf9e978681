"""Every verb of a second person, a counter page and the record, each with the scene it needs."""

from typing import Any

from domain.counter import Bill, approvals, deciding, devices, late, sell
from domain.counter.late import MILLISECOND, Entry
from domain.errors import OwnPurchase
from domain.members import card_of
from domain.staff import Clerk, guessing, note_attempt
from domain.tx import Tx
from tests.faults.acts import Act
from tests.faults.stage import Deed, Stage
from tests.scene import SHOP

MISSES_BEFORE = guessing.MISSES_MAX - 1


async def ask(stage: Stage) -> Deed:
    ann = await stage.joins()
    return stage.deed(_ask, _clerk(stage), "sell", ann, {"bill": Bill(20_000)})


async def agree_to_a_sale(stage: Stage) -> Deed:
    ann = await stage.joins()
    return await _decided(stage, "sell", ann, {"bill": Bill(20_000)})


async def agree_to_a_refund(stage: Stage) -> Deed:
    ann = await stage.joins()
    sold = await stage.does(sell, _clerk(stage), ann, Bill(20_000))
    return await _decided(stage, "refund", ann, {"purchase": sold.purchase, "minor": 7_000})


async def agree_to_make_good(stage: Stage) -> Deed:
    facts = {"points": 5_000, "reason": "Cold coffee"}
    return await _decided(stage, "make_good", await stage.joins(), facts)


async def say_no(stage: Stage) -> Deed:
    return await _decided(stage, "sell", await stage.joins(), {"bill": Bill(20_000)}, False)


async def nobody_decides(stage: Stage) -> Deed:
    await stage.does(_ask, _clerk(stage), "sell", await stage.joins(), {"bill": Bill(20_000)})
    stage.sleeps(1)
    return stage.deed(approvals.expire_approvals, 100)


async def take_in(stage: Stage) -> Deed:
    return stage.deed(late.take_in, _clerk(stage), await _page(stage), await _entry(stage))


async def take_in_instead_of_a_conflict(stage: Stage) -> Deed:
    page, wrong = await _page(stage), await _entry(stage)
    await stage.does(late.set_aside, _clerk(stage), page, wrong, OwnPurchase())
    right = wrong.model_copy(update={"id": _id(stage, 2), "number": 2, "replaces": wrong.id})
    return stage.deed(late.take_in, _clerk(stage), page, right)


async def set_aside(stage: Stage) -> Deed:
    page, entry = await _page(stage), await _entry(stage)
    return stage.deed(late.set_aside, _clerk(stage), page, entry, OwnPurchase())


async def wait_for_a_second_person(stage: Stage) -> Deed:
    return stage.deed(late.wait, _clerk(stage), await _page(stage), await _entry(stage))


async def agree_to_an_entry(stage: Stage) -> Deed:
    page, entry = await _page(stage), await _entry(stage)
    await stage.does(late.wait, _clerk(stage), page, entry)
    asked = (await stage.store.read(approvals.pending))[-1]
    return stage.deed(deciding.decide, _second(stage), asked.id, True)


async def offer_a_page(stage: Stage) -> Deed:
    return stage.deed(devices.offer_device, _clerk(stage))


async def end_a_page(stage: Stage) -> Deed:
    page = await _page(stage)
    return stage.deed(devices.revoke, _clerk(stage), page.id)


async def try_one_s_own_card(stage: Stage) -> Deed:
    return stage.deed(note_attempt, _clerk(stage), "own_purchase")


async def guess_once_too_often(stage: Stage) -> Deed:
    guesser = f"cashier:{stage.scene}"
    for _ in range(MISSES_BEFORE):
        await stage.does(guessing.missed, guesser)
    return stage.deed(guessing.missed, guesser)


def _ask(tx: Tx, clerk: Clerk, act: str, member: int, facts: dict[str, Any]) -> int:
    return approvals.ask(tx, clerk, act, member, **facts)


async def _decided(
    stage: Stage, act: str, member: int, facts: dict[str, Any], agreed: bool = True
) -> Deed:
    """A second person decides what somebody asked for."""
    asked = await stage.does(_ask, _clerk(stage), act, member, facts)
    return stage.deed(deciding.decide, _second(stage), asked, agreed)


async def _page(stage: Stage) -> devices.Device:
    """A counter page of this scene's clerk."""
    offered = await stage.does(devices.offer_device, _clerk(stage))
    code = await stage.store.read(devices.pairing_code, offered)
    return (await stage.store.write(devices.pair, code, "Tablet", key=None)).device


async def _entry(stage: Stage) -> Entry:
    """What it wrote down just now."""
    card = await stage.store.read(card_of, await stage.joins())
    at = stage.clock.now() // MILLISECOND
    return Entry(id=_id(stage, 1), number=1, happened_at=at, card=card.code, amount="88.40")


def _id(stage: Stage, number: int) -> str:
    return f"00000000-0000-0000-{number:04}-{stage.scene:012}"


def _clerk(stage: Stage) -> Clerk:
    return Clerk(1_000_000 + stage.scene, "cashier", SHOP, "Carl")


def _second(stage: Stage) -> Clerk:
    return Clerk(2_000_000 + stage.scene, "manager", SHOP, "Mona")


ACTS_OF_STAFF: dict[str, Act] = {
    act.__name__: act
    for act in (
        ask,
        agree_to_a_sale,
        agree_to_a_refund,
        agree_to_make_good,
        say_no,
        nobody_decides,
        take_in,
        take_in_instead_of_a_conflict,
        set_aside,
        wait_for_a_second_person,
        agree_to_an_entry,
        offer_a_page,
        end_a_page,
        try_one_s_own_card,
        guess_once_too_often,
    )
}
