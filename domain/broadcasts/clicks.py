"""Who followed a broadcast's buttons: each member counts once for each button.

An address goes by way of the shop's own, with a token that tells whose button it was and that
nobody else can make; a screen's button is signed as all buttons are.
"""

import base64
import binascii
import hmac

from domain.broadcasts.content import Content, Link
from domain.errors import LinkUnknown
from domain.tx import Tx
from domain.vault import Vault, url_safe

_ID_BYTES, _BUTTON_BYTES, _SIGNATURE_BYTES = 8, 1, 12
_NAMED_BYTES = 2 * _ID_BYTES + _BUTTON_BYTES


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
    sealed = tx.sql.clicks.content_of(broadcast=broadcast)
    if sealed is None:
        return None
    links = Content.read(tx.vault.unseal("broadcast", sealed)).links
    if not 0 <= button < len(links):
        return None
    tx.sql.clicks.add(broadcast=broadcast, button=button, member=member, at=tx.now)
    return links[button]


def follow(tx: Tx, token: str) -> str:
    """The address that a token leads to, the click counted; raises LinkUnknown."""
    named = _named(tx.vault, token)
    broadcast = int.from_bytes(named[:_ID_BYTES], "big")
    member = int.from_bytes(named[-_ID_BYTES:], "big")
    link = click(tx, member, broadcast, named[_ID_BYTES])
    if link is None or not link.url:
        raise LinkUnknown
    return link.url


def _named(vault: Vault, token: str) -> bytes:
    """What a token names, where it is one of ours."""
    try:
        whole = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise LinkUnknown from None
    named, signature = whole[:_NAMED_BYTES], whole[_NAMED_BYTES:]
    # Compared as it was written too: base64 has several spellings of the same bytes.
    if not hmac.compare_digest(signature, _signature(vault, named)) or url_safe(whole) != token:
        raise LinkUnknown
    return named


def _signature(vault: Vault, named: bytes) -> bytes:
    return vault.secret("click", named.hex())[:_SIGNATURE_BYTES]
