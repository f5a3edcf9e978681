"""The card's turning picture: what it shows says when it was made, and is soon dead."""

import hmac
from dataclasses import dataclass

from domain.calendar import SECOND
from domain.errors import CardStale, UnknownCode
from domain.members.member import CARD_LETTERS, by_card, card_of
from domain.tx import ReadTx
from domain.vault import code, typed

TIME_LETTERS, PROOF_LETTERS = 14, 16
TOKEN_LETTERS = CARD_LETTERS + TIME_LETTERS + PROOF_LETTERS


@dataclass(frozen=True)
class Found:
    """Whose card it is; `present`: they hold it now, as a code alone cannot show."""

    member: int
    present: bool


def token_of(tx: ReadTx, member: int) -> str:
    """What the picture of a member's card says now: the code, the time and a proof of both."""
    said = f"{typed(card_of(tx, member).code)}{tx.now:0{TIME_LETTERS}X}"
    return said + _proof(tx, said)


def member_at(tx: ReadTx, text: str) -> Found:
    """Whose card was typed or scanned; raises UnknownCode, and CardStale for an old picture."""
    plain = typed(text)
    if len(plain) != TOKEN_LETTERS:
        return Found(by_card(tx, plain), present=False)
    said, proof = plain[:-PROOF_LETTERS], plain[-PROOF_LETTERS:]
    if not hmac.compare_digest(proof.encode(), _proof(tx, said).encode()):
        raise UnknownCode
    member = by_card(tx, said[:CARD_LETTERS])
    if tx.now >= int(said[CARD_LETTERS:], 16) + tx.programme.counter.card_seconds * SECOND:
        raise CardStale
    return Found(member, present=True)


def _proof(tx: ReadTx, said: str) -> str:
    return typed(code(tx.vault.secret("turning-card", said), PROOF_LETTERS))
