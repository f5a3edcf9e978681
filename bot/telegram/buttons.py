"""Buttons: what they do is signed for the one person who may press them.

`action:arg:…:signature`, at most 64 bytes. A forged or borrowed button reads as nothing; one that
commits something carries a nonce in its arguments, so that its data is its idempotency key.
"""

import hmac
from dataclasses import dataclass

from domain.vault import Vault, url_safe

DATA_BYTES_MAX = 64
_SIGNATURE_LETTERS = 11
NONCE = "~"


@dataclass(frozen=True)
class Press:
    """What a pressed button asks for."""

    action: str
    args: tuple[str, ...]

    @property
    def commits(self) -> bool:
        """Whether it carries a nonce: then its data is the key of what it changes."""
        return bool(self.args) and self.args[-1].startswith(NONCE)


class Buttons:
    """Signs and reads buttons under the server's key."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def sign(self, person: int, action: str, *args: str | int) -> str:
        """The data of a button that only `person` may press."""
        body = ":".join([action, *map(str, args)])
        data = f"{body}:{self._signature(person, body)}"
        assert len(data.encode()) <= DATA_BYTES_MAX, body
        return data

    def read(self, person: int, data: str) -> Press | None:
        """What the button asks for, or None where it was not made for this person."""
        if not data.isascii():
            return None
        body, _, signature = data.rpartition(":")
        if not hmac.compare_digest(signature.encode(), self._signature(person, body).encode()):
            return None
        action, *args = body.split(":")
        return Press(action, tuple(args))

    def _signature(self, person: int, body: str) -> str:
        secret = self._vault.secret("button", f"{person}:{body}")
        return url_safe(secret)[:_SIGNATURE_LETTERS]


def base36(number: int) -> str:
    """A number short enough for a button."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = digits[digit] + text
    return text or "0"
