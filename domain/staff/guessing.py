"""Wrong codes are counted for each guesser, so that nobody tries them all.

A guesser is named `cashier:9002` or `page:203.0.113.7`: by what they are, then by who.
"""

from domain.calendar import DAY, MINUTE
from domain.errors import TooManyGuesses
from domain.notices import alert
from domain.tx import ReadTx, Tx

MISSES_MAX = 5
WINDOW = 10 * MINUTE
BLOCK, BLOCK_MAX = 10 * MINUTE, DAY


def check(tx: ReadTx, guesser: str) -> int:
    """How often the guesser missed lately; raises TooManyGuesses while they are blocked."""
    row = tx.sql.guessing.of(guesser=_lookup(tx, guesser))
    if row is None:
        return 0
    _, misses, until, _ = row
    if until > tx.now:
        raise TooManyGuesses(until)
    return int(misses)


def missed(tx: Tx, guesser: str) -> None:
    """Counts a wrong code, in a change of its own: the refusal rolls its verb back.

    Each block that follows upon another within a day lasts twice as long; the owner is told.
    """
    key = _lookup(tx, guesser)
    since, misses, until, blocks = tx.sql.guessing.of(guesser=key) or (tx.now, 0, 0, 0)
    if until > tx.now:
        return
    if tx.now - since >= WINDOW:
        since, misses = tx.now, 0
    misses += 1
    if misses >= MISSES_MAX:
        blocks = blocks + 1 if until and tx.now - until < DAY else 1
        until = tx.now + min(BLOCK << min(blocks - 1, 10), BLOCK_MAX)
        misses = 0
        alert(tx, "guessing", who=tx.vault.seal("guesser", guesser.encode()).hex(), until=until)
    tx.sql.guessing.put(guesser=key, since=since, misses=misses, until=until, blocks=blocks)


def forgive(tx: Tx, guesser: str) -> None:
    """Forgets a guesser's misses once a code was right; the blocks they had still count."""
    tx.sql.guessing.forgive(guesser=_lookup(tx, guesser))


def who_guessed(tx: ReadTx, sealed: str) -> tuple[str, str]:
    """What the guesser of an alert is, and who: for the owner only."""
    what, _, who = tx.vault.unseal("guesser", bytes.fromhex(sealed)).decode().partition(":")
    return what, who


def forget_guesses(tx: Tx) -> int:
    """Forgets guessers who have been quiet for two days; how many that were."""
    count: int = tx.sql.guessing.forget(before=tx.now - 2 * DAY)
    return count


def _lookup(tx: ReadTx, guesser: str) -> str:
    return tx.vault.lookup("guesser", guesser).hex()
