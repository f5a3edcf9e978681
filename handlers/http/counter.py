"""The counter page: it is paired once, and hands in what was written down on it, signed."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from bot.telegram.routes import AUDIENCES_OF
from bot.web.caller import Asking, Caller
from domain.counter import devices, late
from domain.counter.devices import Device
from domain.counter.late import MILLISECOND, Entry, EntryId, TakenIn
from domain.errors import (
    Busy,
    NotAllowed,
    PairingOver,
    Refusal,
    SecondPersonNeeded,
    TooManyGuesses,
    UnknownCode,
)
from domain.programme import Named
from domain.staff import Clerk, guessing, person_of

ROUTER = APIRouter(prefix="/counter")
ENTRIES_MOST = 50


class Asked(BaseModel):
    """What a page sends: nothing but what it should."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Pairing(Asked):
    """A page that says its code, and how it likes to be called."""

    code: str = Field(max_length=40)
    name: str = Field("", max_length=80)


class Signed(Asked):
    """An entry's text, and its HMAC-SHA-256 under the device's key in hexadecimal."""

    text: str = Field(max_length=2000)
    signature: str = Field(pattern=r"^[0-9a-f]{64}$")


class HandIn(Asked):
    """Entries in the order in which they were written down; none just asks for the rules.

    `open` asks what became of entries that were handed in before.
    """

    device: int = Field(strict=False, ge=0, lt=2**63)
    entries: list[Signed] = Field(max_length=ENTRIES_MOST)
    open: list[EntryId] = Field(default_factory=list, max_length=ENTRIES_MOST)


@ROUTER.post("/pair")
async def pair(asking: Asking, said: Pairing) -> dict[str, Any]:
    """Pairs a page and tells it its key, this once."""
    guesser = f"page:{asking.address}"
    await asking.store.read(guessing.check, guesser)
    try:
        paired = await asking.store.write(devices.pair, said.code, said.name, key=None)
    except PairingOver:
        await asking.store.write(guessing.missed, guesser, key=None)
        raise
    clerk = await _clerk(asking, paired.device)
    told = {"device": str(paired.device.id), "key": paired.key.hex(), "who": clerk.name}
    return told | _rules(asking)


@ROUTER.post("/entries")
async def hand_in(asking: Asking, said: HandIn) -> dict[str, Any]:
    """Takes in what was written down, each entry once, and says what became of it."""
    signed = [(each.text, bytes.fromhex(each.signature)) for each in said.entries]
    device = await asking.store.read(devices.signing_device, said.device, signed)
    clerk = await _clerk(asking, device)
    entries = [late.read_entry(text) for text, _ in signed]
    if entries:
        await asking.store.write(devices.see, device.id, key=None)
    taken = await _take_all(asking, clerk, device, entries)
    moved_on = [await asking.store.read(late.taken_in, each) for each in said.open]
    told = [_told(asking, each) for each in (*taken, *moved_on) if each]
    return _rules(asking) | {"entries": told}


async def _clerk(asking: Caller, device: Device) -> Clerk:
    """Whose page it is; raises NotAllowed for somebody who no longer serves at the counter."""
    outside_id, name = await asking.store.read(person_of, device.actor)
    role = asking.desk.staff.role_of(outside_id)
    if "counter" not in AUDIENCES_OF[role]:
        raise NotAllowed
    return Clerk(outside_id, role, device.shop, name)


async def _take_all(
    asking: Caller, clerk: Clerk, device: Device, entries: list[Entry]
) -> list[TakenIn]:
    """Takes entries in, one after the other, as far as that goes now."""
    taken: list[TakenIn] = []
    for entry in entries:
        try:
            taken.append(await _take_in(asking, clerk, device, entry))
        except (Busy, TooManyGuesses):
            # Nothing stands against the entry itself: the page keeps it, and hands it in again.
            if not taken:
                raise
            break
    return taken


async def _take_in(asking: Caller, clerk: Clerk, device: Device, entry: Entry) -> TakenIn:
    """Takes an entry in; what stands against it is kept with it, and a second person asked."""
    store = asking.store
    key = f"device:{device.id}:{entry.id}"
    guesser = f"{clerk.role}:{clerk.outside_id}"
    if await store.read(late.taken_in, entry.id) is None:
        misses = await store.read(guessing.check, guesser)
        try:
            await store.write(late.take_in, clerk, device, entry, key=key)
            if misses:
                await store.write(guessing.forgive, guesser, key=None)
        except SecondPersonNeeded:
            await store.write(late.wait, clerk, device, entry, key=None)
        except Busy:
            raise
        except Refusal as why:
            if isinstance(why, UnknownCode):
                await store.write(guessing.missed, guesser, key=None)
            await store.write(late.set_aside, clerk, device, entry, why, key=None)
    taken = await store.read(late.taken_in, entry.id)
    assert taken is not None, "an entry that was handed in is kept"
    return taken


def _told(asking: Caller, taken: TakenIn) -> dict[str, Any]:
    told = {"id": taken.id, "state": taken.state, "points": taken.points, "who": taken.initials}
    if taken.why is not None:
        told |= {"why": type(taken.why).__name__, "said": asking.said(taken.why)}
    return told


def _rules(asking: Caller) -> dict[str, Any]:
    """What the page needs to know while it is offline, and the time by the programme's clock."""
    rules = asking.store.programme
    return {
        "now": asking.store.now() // MILLISECOND,
        "shop": _named(rules.name),
        "zone": rules.zone,
        "currency": rules.currency.code,
        "digits": rules.currency.digits,
        "points": rules.earning.points,
        "per_minor": rules.earning.per_minor,
        "categories": [{"id": each.id} | _named(each.name) for each in rules.categories],
    }


def _named(name: Named) -> dict[str, str]:
    return {"en": name.en, "zh": name.zh}
