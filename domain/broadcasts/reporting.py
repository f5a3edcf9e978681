"""A broadcast in figures, which add up to its audience, and the list of all of them."""

import json
from dataclasses import dataclass

from domain.broadcasts.audience import Audience
from domain.broadcasts.content import Content, Link, source_of
from domain.errors import BroadcastUnknown
from domain.notices import Price, price
from domain.tx import ReadTx

# Where a member ends, in the order in which they are told.
OUTCOMES = ("delivered", "blocked", "failed", "muted", "capped", "held_out", "unknown")
PAGE = 5


@dataclass(frozen=True)
class Report:
    """How a broadcast stands.

    `expected` = everybody in one of OUTCOMES + `left`; of those left some are `under_way`, some
    `waiting` for the end of their quiet hours or for another try. Once it is done nobody is left,
    but some may be `gone`: out of the audience meanwhile. `clicks`: how many members pressed each
    button.
    """

    broadcast: int
    state: str
    paused_by: str | None
    kind: str
    title: str
    audience: Audience
    expected: int
    delivered: int
    blocked: int
    failed: int
    muted: int
    capped: int
    held_out: int
    unknown: int
    under_way: int
    waiting: int
    gone: int
    clicks: tuple[tuple[Link, int], ...]
    price: Price
    paid: bool
    starts_at: int
    screen: tuple[int, int, str] | None

    @property
    def over(self) -> bool:
        """Whether nobody else will be written to."""
        return self.state in ("cancelled", "done")

    @property
    def settled(self) -> int:
        """How many members are dealt with."""
        return sum(getattr(self, outcome) for outcome in OUTCOMES)

    @property
    def left(self) -> int:
        """How many members are not dealt with (for a cancelled one: never will be)."""
        return self.expected - self.settled - self.gone


@dataclass(frozen=True)
class Listed:
    """One line of the list of broadcasts; the start in UTC us."""

    broadcast: int
    state: str
    kind: str
    title: str
    starts_at: int
    expected: int


@dataclass(frozen=True)
class Listing:
    """A page of the list, from 1: what was written last comes first."""

    number: int
    pages: int
    items: tuple[Listed, ...]


def report(tx: ReadTx, broadcast: int) -> Report:
    """How a broadcast stands; raises BroadcastUnknown."""
    row = tx.sql.broadcasts.of(id=broadcast)
    if row is None:
        raise BroadcastUnknown
    state, paused_by, sealed, audience, expected, paid, starts_at, screen = row
    content = Content.read(tx.vault.unseal("broadcast", sealed))
    tally = dict(tx.sql.broadcasts.tally(broadcast=broadcast))
    settled = sum(tally.get(outcome, 0) for outcome in OUTCOMES)
    # Who comes into the audience while it is under way is written to as well.
    expected = max(expected, settled)
    return Report(
        broadcast=broadcast,
        state=state,
        paused_by=paused_by,
        kind=content.kind,
        title=content.title,
        audience=Audience.read(audience),
        expected=expected,
        **{outcome: tally.get(outcome, 0) for outcome in (*OUTCOMES, "waiting")},
        under_way=tally.get("sending", 0),
        gone=expected - settled if state == "done" else 0,
        clicks=_clicks(tx, broadcast, content),
        price=price(tx, source_of(broadcast)),
        paid=bool(paid),
        starts_at=starts_at,
        screen=tuple(json.loads(tx.vault.unseal("broadcast", screen))) if screen else None,
    )


def listing(tx: ReadTx, page: int) -> Listing:
    """A page of past and coming broadcasts; one beyond the ends is the nearest."""
    pages = max(-(-tx.sql.broadcasts.count() // PAGE), 1)
    page = min(max(page, 1), pages)
    rows = tx.sql.broadcasts.page(skipped=(page - 1) * PAGE, most=PAGE)
    return Listing(
        page,
        pages,
        tuple(
            Listed(broadcast, state, *_called(tx, sealed), starts_at, expected)
            for broadcast, state, sealed, starts_at, expected in rows
        ),
    )


def _clicks(tx: ReadTx, broadcast: int, content: Content) -> tuple[tuple[Link, int], ...]:
    if not content.links:
        return ()
    counts = dict(tx.sql.clicks.counts(broadcast=broadcast))
    return tuple((link, counts.get(at, 0)) for at, link in enumerate(content.links))


def _called(tx: ReadTx, sealed: bytes) -> tuple[str, str]:
    """What kind of message it is, and its first words, if it has any."""
    content = Content.read(tx.vault.unseal("broadcast", sealed))
    return content.kind, content.title
