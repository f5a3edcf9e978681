"""Who followed a broadcast's buttons: each member counts once for each button.

An address goes by way of the shop's own, with a token that tells whose button it was and that
nobody else can make; a screen's button is signed as all buttons are.
"""

import base64
import binascii
import hmac
from dataclasses import dataclass

from domain.broadcasts.content import Content, Link
from domain.errors import LinkUnknown
from domain.tx import ReadTx, Tx
from domain.vault import Vault, url_safe

_ID_BYTES, _BUTTON_BYTES, _SIGNATURE_BYTES = 8, 1, 12
_NAMED_BYTES = 2 * _ID_BYTES + _BUTTON_BYTES


@dataclass(frozen=True)
class Destination:
    """The address that a link leads to, and whether its member is counted as following it."""

    address: str
    counted: bool


def token_of(vault: Vault, broadcast: int, button: int, member: int) -> str:
    """The token of one member's button, in the letters of an address; 39 of them."""
    named = (
        broadcast.to_bytes(_ID_BYTES, "big")
        + button.to_bytes(_BUTTON_BYTES, "big")
        + member.to_bytes(_ID_BYTES, "big")
    )
    return url_safe(named + _signature(vault, named))


def click(tx: Tx, member: int, broadcast: int, button: int) -> Link | None:
    """A member pressed a button: counted once, and what it opens; None where there is none."""
    link = _link(tx, broadcast, button)
    if link is not None:
        tx.sql.clicks.add(broadcast=broadcast, button=button, member=member, at=tx.now)
    return link


def destination(tx: ReadTx, token: str) -> Destination:
    """Where a token leads; raises LinkUnknown where it is none of ours."""
    broadcast, button, member = _named(tx.vault, token)
    link = _link(tx, broadcast, button)
    if link is None or not link.url:
        raise LinkUnknown
    counted = tx.sql.clicks.counted(broadcast=broadcast, button=button, member=member)
    return Destination(link.url, counted is not None)


def follow(tx: Tx, token: str) -> str:
    """The address that a token leads to, the click counted; raises LinkUnknown."""
    address = destination(tx, token).address
    broadcast, button, member = _named(tx.vault, token)
    tx.sql.clicks.add(broadcast=broadcast, button=button, member=member, at=tx.now)
    return address


def _link(tx: ReadTx, broadcast: int, button: int) -> Link | None:
    sealed = tx.sql.clicks.content_of(broadcast=broadcast)
    if sealed is None:
        return None
    links = Content.read(tx.vault.unseal("broadcast", sealed)).links
    return links[button] if 0 <= button < len(links) else None


def _named(vault: Vault, token: str) -> tuple[int, int, int]:
    """The broadcast, button and member that a token names, where it is one of ours."""
    try:
        whole = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise LinkUnknown from None
    named, signature = whole[:_NAMED_BYTES], whole[_NAMED_BYTES:]
    # Compared as it was written too: base64 has several spellings of the same bytes.
    if not hmac.compare_digest(signature, _signature(vault, named)) or url_safe(whole) != token:
        raise LinkUnknown
    broadcast, member = named[:_ID_BYTES], named[-_ID_BYTES:]
    return int.from_bytes(broadcast, "big"), named[_ID_BYTES], int.from_bytes(member, "big")


def _signature(vault: Vault, named: bytes) -> bytes:
    return vault.secret("click", named.hex())[:_SIGNATURE_BYTES]
