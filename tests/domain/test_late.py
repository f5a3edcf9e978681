"""What a counter page wrote down is credited once, by whom and when it says, or kept aside."""

import asyncio
import hashlib
import hmac

import pytest

from bot.store import Store
from domain import purchases
from domain.calendar import DAY, HOUR
from domain.counter import devices, late
from domain.counter.approvals import pending
from domain.errors import DeviceUnknown, EntryTooOld, NotAllowed, PairingOver, UnknownCode
from domain.notices import untold
from domain.staff import Clerk, acts
from domain.tx import ReadTx
from tests.clock import StandingClock
from tests.paired import BO, EVE, card, entry, hands_in, pairs
from tests.scene import SHOP, found, fresh_key, joins, points, told

MEI = Clerk(9001, "owner", SHOP, "Mei")


async def test_an_entry_counts_once_however_often_and_under_whatever_key(store: Store) -> None:
    ann = await joins(store)
    device = (await pairs(store)).device
    before = await points(store, ann)
    one = entry(store, 1, await card(store, ann), "88.40")
    for _ in range(3):
        await store.write(late.take_in, BO, device, one, key=fresh_key())
    assert await points(store, ann) == before + 88
    assert len(await told(store, "purchase")) == 1


async def test_a_late_purchase_has_its_own_time(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    device = (await pairs(store)).device
    written = entry(store, 1, await card(store, ann))
    happened_at = store.now()
    clock.advance(5 * HOUR)
    assert await hands_in(store, device, written) == ["done"]
    assert await store.read(_happened, ann) == happened_at


async def test_after_seven_days_it_is_too_late(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    device = (await pairs(store)).device
    written = entry(store, 1, await card(store, ann))
    clock.advance(7 * DAY + HOUR)
    with pytest.raises(EntryTooOld):
        await hands_in(store, device, written)


async def test_what_is_set_aside_says_why_and_is_replaced_once(store: Store) -> None:
    ann = await joins(store)
    device = (await pairs(store)).device
    wrong = entry(store, 1, "00000000")
    with pytest.raises(UnknownCode):
        await hands_in(store, device, wrong)
    await store.write(late.set_aside, BO, device, wrong, UnknownCode(), key=None)
    aside = await store.read(late.taken_in, wrong.id)
    assert aside
    assert (aside.state, type(aside.why)) == ("conflict", UnknownCode)
    right = entry(store, 2, await card(store, ann), replaces=wrong.id)
    assert await hands_in(store, device, right) == ["done"]
    assert await hands_in(store, device, wrong) == ["dropped"]


async def test_two_pages_may_use_the_same_id(store: Store) -> None:
    ann = await joins(store)
    first, second = (await pairs(store)).device, (await pairs(store, EVE)).device
    code = await card(store, ann)
    assert await hands_in(store, first, entry(store, 1, code)) == ["done"]
    assert await hands_in(store, second, entry(store, 1, code, "11")) == ["done"]


async def test_only_the_device_s_own_signature_counts(store: Store) -> None:
    mine, other = await pairs(store), await pairs(store, EVE)
    signature = hmac.digest(mine.key, b"text", hashlib.sha256)
    signed = [("text", signature)]
    assert await store.read(devices.signing_device, mine.device.id, signed) == mine.device
    for device, forged in (
        (other.device.id, signed),
        (mine.device.id, [("text", signature), ("next", signature)]),
        (mine.device.id, [("text", b"")]),
        (1, signed),
    ):
        with pytest.raises(DeviceUnknown):
            await store.read(devices.signing_device, device, forged)


async def test_not_a_byte_of_an_entry_or_its_signature_can_be_changed(store: Store) -> None:
    page = await pairs(store)
    text = entry(store, 1, "K7QF2M9X").model_dump_json()
    signature = hmac.digest(page.key, text.encode(), hashlib.sha256)
    forged = [
        (text[:at] + chr(ord(text[at]) ^ 1) + text[at + 1 :], signature) for at in range(len(text))
    ]
    forged += [(text, bytes(b ^ (i == at) for i, b in enumerate(signature))) for at in range(32)]
    for each in forged:
        with pytest.raises(DeviceUnknown):
            await store.read(devices.signing_device, page.device.id, [each])
    assert await store.read(devices.signing_device, page.device.id, [(text, signature)])


async def test_a_page_is_ended_by_whose_it_is_or_by_the_owner(store: Store) -> None:
    bo, eve = (await pairs(store)).device, (await pairs(store, EVE)).device
    with pytest.raises(NotAllowed):
        await store.write(devices.revoke, EVE, bo.id, key=fresh_key())
    assert await store.read(devices.devices, EVE) == (eve,)
    await store.write(devices.revoke, EVE, eve.id, key=fresh_key())
    await store.write(devices.revoke, MEI, bo.id, key=fresh_key())
    assert await store.read(devices.devices, MEI) == ()
    with pytest.raises(DeviceUnknown):
        await store.read(devices.signing_device, bo.id, [])


async def test_a_page_calls_itself_by_what_can_be_printed(store: Store) -> None:
    device = await store.write(devices.offer_device, BO, key=fresh_key())
    code = await store.read(devices.pairing_code, device)
    paired = await store.write(devices.pair, code, "Tab\0\n\x1blet" + "t" * 80, key=None)
    assert paired.device.name == ("Tablet" + "t" * 80)[:40]


async def test_a_code_pairs_once(store: Store) -> None:
    device = await store.write(devices.offer_device, BO, key=fresh_key())
    code = await store.read(devices.pairing_code, device)
    paired = await store.write(devices.pair, code.lower(), "Tablet", key=None)
    assert len(paired.key) == 32
    with pytest.raises(PairingOver):
        await store.write(devices.pair, code, "Tablet", key=None)


def _happened(tx: ReadTx, member: int) -> int:
    return purchases.purchases_of(tx, member, 1, 1).items[0].happened_at


async def test_what_is_missing_between_entries_is_flagged_once(store: Store) -> None:
    ann = await joins(store)
    device, code = (await pairs(store)).device, await card(store, ann)
    assert await hands_in(store, device, entry(store, 1, code)) == ["done"]
    assert await _flagged(store) == []
    for _ in range(2):
        await hands_in(store, device, entry(store, 4, code, "12"), entry(store, 5, code, "13"))
    assert await _flagged(store) == [("entries_missing", 2)]
    assert [each.kind for each in await store.read(untold)] == ["flagged"]


async def test_of_an_entry_that_is_settled_no_card_is_kept(store: Store) -> None:
    ann = await joins(store)
    device = (await pairs(store)).device
    wrong = entry(store, 1, "00000000")
    await store.write(late.set_aside, BO, device, wrong, UnknownCode(), key=None)
    assert await store.read(_kept, wrong.id) != b""
    right = entry(store, 2, await card(store, ann), replaces=wrong.id)
    await hands_in(store, device, right)
    assert await store.read(_kept, wrong.id) == b""
    assert await store.read(_kept, right.id) == b""
    assert (await found(store)).ok


async def test_what_is_handed_in_at_once_asks_one_second_person(store: Store) -> None:
    ann = await joins(store)
    device, code = (await pairs(store)).device, await card(store, ann)
    large = entry(store, 1, code, "1500")
    waits = (store.write(late.wait, BO, device, large, key=None) for _ in range(5))
    await asyncio.gather(*waits)
    assert len(await store.read(pending)) == 1


async def _flagged(store: Store) -> list[tuple[str, int]]:
    flagged = await store.read(acts, store.now(), 10, 0, None, True)
    return [(each.act, each.facts["count"]) for each in flagged]


def _kept(tx: ReadTx, entry: str) -> bytes:
    sealed: bytes = tx.sql.late.find(entry=entry)[3]
    return sealed
