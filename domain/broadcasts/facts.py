"""What stands in a message about each of its readers: asked for many at once."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from domain.books import loss
from domain.books.endings import left_of
from domain.earning.tiers import best_tier, window_start
from domain.members import name_of
from domain.tx import ReadTx


@dataclass(frozen=True)
class Facts:
    """A member's own: the tier by its id, what ends next and when (UTC us), None where nothing."""

    name: str = ""
    points: int = 0
    tier: str = ""
    expiring: int = 0
    expires_at: int | None = None


NONE = Facts()


def facts_of(tx: ReadTx, members: Sequence[int], places: Collection[str]) -> dict[int, Facts]:
    """What the `places` of a message ask for, of each of these members; the rest stays empty."""
    given = json.dumps(list(members))
    points = _points(tx, given) if "points" in places else {}
    tiers = _tiers(tx, given) if "tier" in places else {}
    ends = _ends(tx, given) if "expiring" in places else {}
    return {
        member: Facts(
            name=name_of(tx, member) if "name" in places else "",
            points=points.get(member, 0),
            tier=tiers.get(member, ""),
            expiring=ends.get(member, (0, None))[0],
            expires_at=ends.get(member, (0, None))[1],
        )
        for member in members
    }


def _points(tx: ReadTx, members: str) -> dict[int, int]:
    points = dict(tx.sql.facts.balances(members=members))
    for member, left, ends, decay in tx.sql.facts.ended(members=members, now=tx.now):
        points[member] -= left - left_of(tx, left, ends, decay)
    return points


def _tiers(tx: ReadTx, members: str) -> dict[int, str]:
    since = window_start(tx.now, tx.programme.zone)
    standings = tx.sql.facts.standings(members=members, since=since)
    return {member: best_tier(tx.programme, held, earned).id for member, held, earned in standings}


def _ends(tx: ReadTx, members: str) -> dict[int, tuple[int, int | None]]:
    """What each loses at the next end."""
    ends: dict[int, tuple[int, int]] = {}
    for member, at, left, decay in tx.sql.facts.ends(members=members, now=tx.now):
        lost, first = ends.get(member, (0, at))
        if at == first:
            ends[member] = (lost + loss(left, decay), at)
    return dict(ends)
