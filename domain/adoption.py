"""How a programme comes into force: a changed settings file becomes a new version, dated."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Self

from domain.programme import Programme, Version
from domain.rewards import stock
from domain.tx import ReadTx, Tx


class Versions:
    """Every version of the programme, oldest first."""

    def __init__(self, versions: tuple[Version, ...] = ()) -> None:
        self._versions = versions or (Version(0, 0, Programme()),)

    @classmethod
    def load(cls, tx: ReadTx) -> Self:
        """Reads all versions."""
        return cls(
            tuple(
                Version(number, starts_at, Programme.model_validate_json(body))
                for number, starts_at, body in tx.sql.adoption.versions()
            )
        )

    @property
    def newest(self) -> int:
        """The number of the newest version."""
        return self._versions[-1].number

    def at(self, now: int) -> Version:
        """The version in force at `now`; before the first one starts, the first."""
        found = bisect_right(self._versions, now, key=lambda version: version.starts_at)
        return self._versions[max(found - 1, 0)]


@dataclass(frozen=True)
class Adopted:
    """The version in force after `adopt`, and whether it is new."""

    number: int
    is_new: bool


def adopt(tx: Tx, programme: Programme) -> Adopted:
    """Puts a programme in force from now on, unless it is the one in force already."""
    row = tx.sql.adoption.newest()
    old = Version(row[0], row[1], Programme.model_validate_json(row[2])) if row else None
    if old and old.programme == programme:
        return Adopted(old.number, is_new=False)
    number = old.number + 1 if old else 1
    tx.sql.adoption.add(number=number, starts_at=tx.now, body=programme.model_dump_json())
    stock.shelve(tx, old.programme.rewards if old else (), programme.rewards)
    tx.ring("programme")
    return Adopted(number, is_new=True)
