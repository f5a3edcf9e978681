"""Which programme is in force at which instant: exactly one, and the later word counts."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from domain.programme import Programme, Rule, Version
from domain.tx import ReadTx


@dataclass(frozen=True)
class Kept:
    """A version as the books keep it: what it said is read when somebody asks."""

    number: int
    starts_at: int
    body: str

    @property
    def programme(self) -> Programme:
        """The programme that it was."""
        return _read(self.body)


class Versions:
    """Every version of the programme, by when they start.

    In force at an instant is, of those that have started, the one that started last; of several
    that start at once, the newest.
    """

    def __init__(self, versions: tuple[Version | Kept, ...] = ()) -> None:
        found = versions or (Version(0, 0, Programme()),)
        self._versions = sorted(found, key=lambda version: (version.starts_at, version.number))
        self.newest = max(version.number for version in found)

    @classmethod
    def load(cls, tx: ReadTx) -> Self:
        """Reads all versions."""
        return cls(tuple(Kept(*row) for row in tx.sql.adoption.versions()))

    def at(self, now: int) -> Version:
        """The version in force at `now`; before the first one starts, the first."""
        return _opened(self._versions[max(self._started(now) - 1, 0)])

    def pending(self, now: int) -> tuple[Version, ...]:
        """What will be in force after `now` if nothing is changed: one version for each start."""
        newest = {version.starts_at: version for version in self._versions[self._started(now) :]}
        return tuple(map(_opened, newest.values()))

    def upcoming(self, now: int) -> tuple[Version, ...]:
        """What is announced: the pending versions that change something."""
        pending = self.pending(now)
        before = (self.at(now), *pending)
        return tuple(
            version
            for old, version in zip(before, pending, strict=False)
            if version.programme != old.programme
        )

    def before(self, number: int) -> Version | None:
        """The version that was in force until the one of that number was; None for the first."""
        at = next((n for n, each in enumerate(self._versions) if each.number == number), 0)
        return _opened(self._versions[at - 1]) if at else None

    def made(self, rule: Rule, now: int) -> int:
        """The number of the version that made a rule what it is at `now`."""
        number = self.at(now).number
        for version in reversed(self._versions[: self._started(now)]):
            if version.programme.rule(rule.id) != rule:
                break
            number = version.number
        return number

    def _started(self, now: int) -> int:
        return bisect_right(self._versions, now, key=lambda version: version.starts_at)


def programme_of(tx: ReadTx, number: int) -> Programme:
    """The programme that a version was, by the number that postings carry."""
    body = tx.sql.adoption.body(number=number)
    return Programme() if body is None else _read(body)


def upcoming(tx: ReadTx) -> tuple[Version, ...]:
    """The versions that are announced: what starts after now, and changes something."""
    rows = tx.sql.adoption.ahead(number=tx.version.number, now=tx.now)
    return Versions(tuple(Kept(*row) for row in rows)).upcoming(tx.now)


def programme_at(tx: ReadTx, at: int) -> Programme:
    """The programme in force at an instant (UTC us), as it is known now."""
    row = tx.sql.adoption.in_force(at=at)
    return tx.programme if row is None else Kept(*row).programme


def _opened(version: Version | Kept) -> Version:
    return Version(version.number, version.starts_at, version.programme)


# Reading one takes a millisecond, and it never differs.
@lru_cache(maxsize=512)
def _read(body: str) -> Programme:
    return Programme.kept(body)
