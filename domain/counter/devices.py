"""Counter pages: each is one person's, paired by a code that works once, with a key of its own.

What a page writes down offline is signed with that key, so that nobody can write in its name.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from domain.calendar import MINUTE
from domain.errors import DeviceUnknown, NotAllowed, PairingOver
from domain.members import staff
from domain.staff import Clerk, note, person_of
from domain.tx import ReadTx, Tx
from domain.vault import code, typed

# 16 letters of 5 bits; it works once, and not for long.
CODE_LETTERS = 16
PAIRED_WITHIN = 10 * MINUTE
NAME_LENGTH_MAX = 40
# Who may look at, and revoke, what others paired.
OVERSEERS = ("owner", "manager")


@dataclass(frozen=True)
class Device:
    """A paired counter page, by the books' name of whose it is; `seen_at` in UTC us."""

    id: int
    actor: str
    shop: str
    name: str
    seen_at: int


@dataclass(frozen=True)
class Paired:
    """A page that was paired just now, with the key that only it and the server have."""

    device: Device
    key: bytes


def offer_device(tx: Tx, clerk: Clerk) -> int:
    """Prepares a counter page for a member of staff; its code is asked for with `pairing_code`."""
    actor = note(tx, clerk.outside_id, "device_offered", name=clerk.name)
    device = tx.new_id()
    tx.sql.devices.forget_offers(actor=actor)
    tx.sql.devices.offer(
        id=device,
        actor=actor,
        shop=clerk.shop,
        code=_lookup(tx, pairing_code(tx, device)),
        until=tx.now + PAIRED_WITHIN,
        key=tx.vault.seal("device", tx.vault.new_salt() + tx.vault.new_salt()),
        at=tx.now,
    )
    return device


def pairing_code(tx: ReadTx, device: int) -> str:
    """The code that pairs a page, once and within ten minutes."""
    return code(tx.vault.secret("device-code", device), CODE_LETTERS)


def pair(tx: Tx, said: str, name: str) -> Paired:
    """Pairs the page that says its code; raises PairingOver where the code is used, old or none."""
    shown = "".join(letter for letter in name if letter.isprintable())[:NAME_LENGTH_MAX]
    row = tx.sql.devices.pair(code=_lookup(tx, said), name=shown, at=tx.now)
    if row is None:
        raise PairingOver
    *known, sealed = row
    device = Device(*known)
    note(tx, person_of(tx, device.actor)[0], "device_paired", device=device.id)
    return Paired(device, tx.vault.unseal("device", sealed))


def signing_device(tx: ReadTx, device: int, signed: Sequence[tuple[str, bytes]]) -> Device:
    """The device that signed every one of these texts; raises DeviceUnknown for anything else."""
    row = tx.sql.devices.paired(id=device)
    if row is None:
        raise DeviceUnknown
    *known, sealed = row
    key = tx.vault.unseal("device", sealed)
    for text, signature in signed:
        if not hmac.compare_digest(hmac.digest(key, text.encode(), sha256), signature):
            raise DeviceUnknown
    return Device(*known)


def devices(tx: ReadTx, clerk: Clerk) -> tuple[Device, ...]:
    """The counter pages of a member of staff, last seen first; a manager sees everybody's."""
    actor = None if clerk.role in OVERSEERS else staff(tx, clerk.outside_id)
    return tuple(Device(*row) for row in tx.sql.devices.devices(actor=actor))


def see(tx: Tx, device: int) -> None:
    """Notes that a page showed up."""
    tx.sql.devices.seen(id=device, at=tx.now)


def revoke(tx: Tx, clerk: Clerk, device: int) -> None:
    """Ends a counter page, one's own or as a manager anybody's: it hands in nothing more."""
    row = tx.sql.devices.paired(id=device)
    if row is None:
        raise DeviceUnknown
    if clerk.role not in OVERSEERS and row[1] != staff(tx, clerk.outside_id):
        raise NotAllowed
    tx.sql.devices.revoke(id=device, at=tx.now)
    note(tx, clerk.outside_id, "device_revoked", name=clerk.name, device=device)


def _lookup(tx: ReadTx, said: str) -> bytes:
    return tx.vault.lookup("device", typed(said))
