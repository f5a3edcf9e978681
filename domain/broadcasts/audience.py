"""Whom a broadcast is for: members for whom everything that is asked holds at once."""

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal, NamedTuple

from domain.calendar import DAY
from domain.earning.tiers import window_start
from domain.errors import BalanceSpanRefused, DaysRefused, TagUnknown, TierUnknown
from domain.insight import rfm
from domain.insight.rfm import Segment
from domain.members import tag_known
from domain.programme import Programme
from domain.tx import ReadTx

DAYS_MOST = 3_650
# So many members at most are looked at in one statement, however few of them are meant.
WIDTH = 2_000
# Beyond every id and every balance.
EVERYTHING = 1 << 62


@dataclass(frozen=True)
class Audience:
    """A choice of members; what is empty asks nothing.

    Tiers by their ids. A visit is a purchase or the code of the day, `visited` says within how
    many days there was one, or was none. Balances are what the books hold, both ends included.
    """

    tiers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    segment: Segment | None = None
    visited: tuple[Literal["within", "not_within"], int] | None = None
    balance_least: int | None = None
    balance_most: int | None = None
    tag: str | None = None

    def packed(self) -> str:
        """As it is stored."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, packed: str) -> "Audience":
        """What `packed` made; also what one of before was: all, a tier or a language."""
        asked: dict[str, Any] = json.loads(packed)
        if kind := asked.pop("kind", None):
            value = asked.pop("value")
            asked = {} if kind == "all" else {f"{kind}s": [value]}
        for name, several in asked.items():
            asked[name] = tuple(several) if isinstance(several, list) else several
        return cls(**asked)


EVERYBODY = Audience()


@dataclass(frozen=True)
class Reach:
    """How many members an audience has, and how many of them do not want news."""

    people: int
    muted: int

    @property
    def willing(self) -> int:
        """How many of them want news."""
        return self.people - self.muted


class Page(NamedTuple):
    """Members in their order, each with whether they want news; from where to go on; the last?"""

    members: tuple[tuple[int, bool], ...]
    cursor: int
    done: bool


def check(tx: ReadTx, audience: Audience) -> None:
    """Raises a refusal where an audience asks for what there is not."""
    if any(tx.programme.tier(tier) is None for tier in audience.tiers):
        raise TierUnknown
    if audience.visited and not 1 <= audience.visited[1] <= DAYS_MOST:
        raise DaysRefused(DAYS_MOST)
    least, most = audience.balance_least or 0, audience.balance_most
    if least < 0 or (most is not None and most < least):
        raise BalanceSpanRefused
    if audience.tag is not None and not tag_known(tx, audience.tag):
        raise TagUnknown(audience.tag)


def reach(tx: ReadTx, audience: Audience) -> Reach:
    """Counts the members of an audience who can be written to; raises what `check` does."""
    check(tx, audience)
    everyone = {"after": 0, "until": EVERYTHING, "joined_by": tx.now, "most": EVERYTHING}
    return Reach(*tx.sql.audience.reach(**everyone, **selection(tx, audience)))


def next_members(
    tx: ReadTx, cursor: int, joined_by: int, most: int, audience: Audience, width: int = WIDTH
) -> Page:
    """The next of an audience after a member's id: at most so many, perhaps none of a stretch.

    A tier or a tag that is no more has nobody in it.
    """
    until, count = tx.sql.audience.stretch_end(after=cursor, width=width)
    if not count:
        return Page((), cursor, done=True)
    stretch = {"after": cursor, "until": until, "joined_by": joined_by, "most": most}
    rows = tx.sql.audience.members(**stretch, **selection(tx, audience))
    found = tuple((member, bool(wants)) for member, wants in rows)
    if len(found) == most:
        return Page(found, found[-1][0], done=False)
    return Page(found, until, done=count < width)


def selection(tx: ReadTx, audience: Audience) -> dict[str, Any]:
    """What an audience asks, as the queries' parameters; None asks nothing."""
    tiers, (visit, days) = audience.tiers, audience.visited or (None, 0)
    balances = (audience.balance_least, audience.balance_most)
    return {
        "tag": audience.tag,
        "languages": f" {' '.join(audience.languages)} " if audience.languages else None,
        "language": tx.programme.language,
        "least": None if balances == (None, None) else balances[0] or 0,
        "at_most": EVERYTHING if balances[1] is None else balances[1],
        "visited": None if visit is None else int(visit == "within"),
        "visited_since": tx.now - days * DAY,
        "year": window_start(tx.now, tx.programme.zone),
        "ladder": _ladder(tx.programme, tiers) if tiers else None,
        **_digits(tx, audience.segment),
    }


def _ladder(rules: Programme, meant: tuple[str, ...]) -> str:
    """All tiers, from which points each, and which of them are meant."""
    return json.dumps(
        [{"id": t.id, "low": t.threshold, "meant": int(t.id in meant)} for t in rules.tiers]
    )


def _digits(tx: ReadTx, segment: Segment | None) -> dict[str, Any]:
    """A segment, and where the digits that make it begin."""
    major = 10**tx.programme.currency.digits
    return {
        "segment": segment,
        "joined_since": tx.now - rfm.NEW_DAYS * DAY,
        "recent": tx.now - rfm.RECENT_DAYS * DAY,
        "lately": tx.now - rfm.LATELY_DAYS * DAY,
        "often": rfm.OFTEN,
        "sometimes": rfm.SOMETIMES,
        "much": rfm.MUCH * major,
        "some": rfm.SOME * major,
        "best": rfm.BEST_SUM,
    }
