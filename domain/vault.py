"""Everything secret: codes, lookups and sealed bytes, all under the server's one key.

A member's own key is wrapped by the server's: erasing the wrapped key erases the person.
"""

import base64
import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
SALT_BYTES = 16
# Crockford's alphabet: no I, L, O or U, so that a code read aloud is typed right.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_IN_OURS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", ALPHABET)
_TYPED_AS = str.maketrans("ILO", "110")


class Vault:
    """Derives, seals and looks up under the server's key (32 bytes)."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError("the server's key has 32 bytes")
        self._key = key
        self._cipher = lru_cache(maxsize=32)(self._make_cipher)
        # The same few are asked for all day: the seed of the draws, the cashier at the till.
        self._digest = lru_cache(maxsize=4096)(self._make_digest)
        self.fingerprint_key = self.secret("fingerprint", "requests")

    def secret(self, purpose: str, name: str | int) -> bytes:
        """32 bytes that only this server can compute, the same each time."""
        return self._digest(f"secret:{purpose}:{name}")

    def lookup(self, kind: str, text: str) -> bytes:
        """A blind index: finds what is stored without storing what is looked for."""
        return self._digest(f"lookup:{kind}:{text}")[:16]

    def seal(self, purpose: str, plain: bytes) -> bytes:
        """Encrypts under the server's key for one purpose."""
        return _seal(self._cipher(purpose), plain)

    def unseal(self, purpose: str, sealed: bytes) -> bytes:
        """Decrypts what `seal` made; raises InvalidTag when it is not that."""
        return _unseal(self._cipher(purpose), sealed)

    def new_key(self) -> bytes:
        """A fresh key for one member, wrapped: useless without this server's key."""
        return self.seal("member-key", os.urandom(KEY_BYTES))

    def new_salt(self) -> bytes:
        """Random bytes that keep a digest from being guessed."""
        return os.urandom(SALT_BYTES)

    def seal_for(self, wrapped: bytes, plain: bytes) -> bytes:
        """Encrypts under a member's own wrapped key."""
        return _seal(AESGCM(self.unseal("member-key", wrapped)), plain)

    def unseal_for(self, wrapped: bytes, sealed: bytes) -> bytes:
        """Decrypts what `seal_for` made under the same wrapped key."""
        return _unseal(AESGCM(self.unseal("member-key", wrapped)), sealed)

    def _make_digest(self, text: str) -> bytes:
        return hmac.digest(self._key, text.encode(), hashlib.sha256)

    def _make_cipher(self, purpose: str) -> AESGCM:
        return AESGCM(self.secret("cipher", purpose))


# Fetched many at a time: each trip to the kernel lets another thread take the interpreter.
_nonces: list[bytes] = []


def _nonce() -> bytes:
    while True:
        try:
            return _nonces.pop()
        except IndexError:
            fresh = os.urandom(NONCE_BYTES * 256)
            _nonces.extend(fresh[i : i + NONCE_BYTES] for i in range(0, len(fresh), NONCE_BYTES))


def _seal(cipher: AESGCM, plain: bytes) -> bytes:
    nonce = _nonce()
    return nonce + cipher.encrypt(nonce, plain, None)


def _unseal(cipher: AESGCM, sealed: bytes) -> bytes:
    return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)


def code(secret: bytes, letters: int) -> str:
    """The first `letters` letters (5 bits each) of a secret, in groups of four: `K7QF-2M9X`."""
    read = secret[: -(-letters * 5 // 8)]
    plain = base64.b32encode(read).decode()[:letters].translate(_IN_OURS)
    return "-".join([plain[i : i + 4] for i in range(0, letters, 4)])


def typed(text: str) -> str:
    """A code as a person typed it, made plain: upper case, no dashes, O for 0 forgiven."""
    return "".join(text.upper().split()).replace("-", "").translate(_TYPED_AS)


def url_safe(data: bytes) -> str:
    """Bytes in the 64 letters that links and buttons allow."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
