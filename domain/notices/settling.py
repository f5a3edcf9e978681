"""What became of notices: told, never to be told, or put off."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from domain.calendar import SECOND
from domain.notices.attention import booked
from domain.notices.kinds import NEWS, NUDGE
from domain.notices.leaving import block
from domain.notices.outbox import Notice, Tries
from domain.tx import Tx

# Waits before each further try, in seconds; the last one goes on for as long as it takes.
RETRY_SECONDS = (5, 30, 120, 600)
FAULTS_MAX = 5
# What a notice may end in; whatever else becomes of it, it is told later.
ENDS = ("sent", "muted", "blocked", "failed", "unknown", "capped")


def settle(tx: Tx, outcomes: Sequence[tuple[Notice, str]]) -> None:
    """Writes down what became of some notices, and blanks what those said that are closed.

    Besides how they end: `later` was trouble of everybody's and `faulty` its own, `asleep` waits
    for the member's morning. A member who blocked the bot is not written to until they return.
    """
    weighed = [(notice, *_weighed(notice, state)) for notice, state in outcomes]
    tx.sql.outbox.end_each(
        [{"id": notice.id, "state": state} for notice, state, _ in weighed if state in ENDS]
    )
    tx.sql.outbox.put_off_each([_put_off(tx, *each) for each in weighed if each[1] not in ENDS])
    told: dict[str, list[int]] = defaultdict(list)
    for notice, state, _ in weighed:
        if state in ("sent", "unknown") and notice.lane == NEWS:
            told[notice.source or notice.kind].append(notice.member)
    for source, members in told.items():
        booked(tx, source, members)
    # Only now: what they read just before they left may be what drove them away.
    for member in sorted({n.member for n, state, _ in weighed if state == "blocked" and n.to}):
        block(tx, member)


def _weighed(notice: Notice, state: str) -> tuple[str, Tries]:
    """What it comes to, with all that was tried before."""
    tries = notice.tries
    if state == "asleep":
        return state, tries
    tried = replace(tries, attempts=tries.attempts + 1)
    if state == "faulty":
        tried = replace(tried, faults=tries.faults + 1)
        return ("failed" if tried.faults >= FAULTS_MAX else state), tried
    # Nobody is told twice what might move them; what moved their points, rather twice than never.
    if state == "unknown" and notice.lane < NUDGE and not tries.doubts:
        return "later", replace(tried, doubts=1)
    return state, tried


def _put_off(tx: Tx, notice: Notice, state: str, tries: Tries) -> dict[str, int]:
    wait = RETRY_SECONDS[min(notice.tries.attempts, len(RETRY_SECONDS) - 1)] * SECOND
    return {
        "id": notice.id,
        "due_at": (notice.wakes_at or tx.now) if state == "asleep" else tx.now + wait,
        "attempts": tries.attempts,
        "faults": tries.faults,
        "doubts": tries.doubts,
    }
