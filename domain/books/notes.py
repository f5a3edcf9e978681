"""Free text beside a transaction: sealed under its member's key, its salted digest in the chain."""

import hashlib

from domain.tx import ReadTx, Tx
from domain.vault import SALT_BYTES


def annotate(tx: Tx, txn: int, member: int, text: str) -> None:
    """Keeps a text beside a transaction; erasing the text later leaves the digest as it is."""
    salted = tx.vault.new_salt() + text.encode()
    tx.sql.notes.add(
        txn=txn,
        member=member,
        digest=hashlib.sha256(salted).digest(),
        sealed=tx.vault.seal_for(tx.sql.notes.key_of(member=member), salted),
    )


def note_of(tx: ReadTx, txn: int) -> str | None:
    """The text beside a transaction, or None where there is none, it was erased or put there."""
    row = tx.sql.notes.find(txn=txn)
    if row is None or row[0] is None:
        return None
    sealed, digest, key = row
    salted = tx.vault.unseal_for(key, sealed)
    if hashlib.sha256(salted).digest() != digest:
        return None
    return salted[SALT_BYTES:].decode()
