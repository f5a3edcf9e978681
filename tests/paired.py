"""Counter pages that are paired: what is written down on them, and handed in."""

from typing import Any

from bot.store import Store
from domain.counter import devices, late
from domain.counter.late import Entry
from domain.members import card_of
from domain.staff import Clerk
from tests.scene import CASHIER, SHOP, fresh_key

BO = Clerk(CASHIER, "cashier", SHOP, "Bo")
EVE = Clerk(9003, "cashier", SHOP, "Eve")


async def pairs(store: Store, clerk: Clerk = BO) -> devices.Paired:
    """Somebody pairs a page with the link from the chat."""
    device = await store.write(devices.offer_device, clerk, key=fresh_key())
    code = await store.read(devices.pairing_code, device)
    return await store.write(devices.pair, code, "Tablet", key=None)


def entry(store: Store, number: int, card: str, amount: str = "10", **more: Any) -> Entry:
    """What a page writes down now."""
    happened_at = more.pop("at", store.now()) // 1000
    name = f"00000000-0000-0000-0000-{number:012d}"
    return Entry(id=name, number=number, happened_at=happened_at, card=card, amount=amount, **more)


async def hands_in(store: Store, device: devices.Device, *entries: Entry) -> list[str]:
    """The page hands them in; the states in which they are then."""
    for each in entries:
        await store.write(late.take_in, BO, device, each, key=f"{device.id}:{each.id}")
    found = [await store.read(late.taken_in, each.id) for each in entries]
    return [one.state for one in found if one]


async def card(store: Store, member: int) -> str:
    """The code of a member's card."""
    return (await store.read(card_of, member)).code
