"""Birthdays: sealed under the member's key, found by their day alone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.errors import BirthdayKnown, BirthdayRefused
from domain.tx import ReadTx, Tx

# Year, month and day may be written out in Chinese too, as on any form there.
_SHAPE = re.compile(
    r"(?:([0-9]{4}) ?[-./\u5e74] ?)?([0-9]{1,2}) ?[-./\u6708] ?([0-9]{1,2}) ?[\u65e5\u53f7]?",
    re.ASCII,
)
AGE_MAX = 120
_LEAP_YEAR = 2000


@dataclass(frozen=True)
class Birthday:
    """A day of the year, and the year where the member said it."""

    month: int
    day: int
    year: int | None = None

    @property
    def of_year(self) -> str:
        """The day as it returns each year: `05-17`."""
        return f"{self.month:02}-{self.day:02}"


def parse_birthday(text: str, today: date) -> Birthday:
    """`1990-05-17` or `05-17`. Raises BirthdayRefused with the rule broken.

    The rules: `format`, `day` (there is no such one), `future`, `age`.
    """
    shape = _SHAPE.fullmatch(text.strip())
    if shape is None:
        raise BirthdayRefused("format")
    year, month, day = (int(part) if part else None for part in shape.groups())
    assert month is not None
    assert day is not None
    try:
        born = date(year or _LEAP_YEAR, month, day)
    except ValueError:
        raise BirthdayRefused("day") from None
    if year is not None and born > today:
        raise BirthdayRefused("future")
    if year is not None and today.year - year > AGE_MAX:
        raise BirthdayRefused("age")
    return Birthday(month, day, year)


def birthday_of(tx: ReadTx, member: int) -> Birthday | None:
    """A member's birthday, where they told it."""
    row = tx.sql.birthdays.of(member=member)
    if row is None:
        return None
    *year, month, day = tx.vault.unseal_for(row[1], row[0]).decode().split("-")
    return Birthday(int(month), int(day), int(year[0]) if year else None)


def keep_birthday(tx: Tx, member: int, birthday: Birthday, *, again: bool = False) -> None:
    """Keeps a birthday, once; only with `again` in the place of another. Raises BirthdayKnown."""
    if not again and tx.sql.birthdays.of(member=member) is not None:
        raise BirthdayKnown
    _, key = tx.sql.members.identity_of(member=member)
    said = birthday.of_year if birthday.year is None else f"{birthday.year}-{birthday.of_year}"
    tx.sql.birthdays.put(
        member=member,
        day=_lookup(tx, birthday.of_year),
        sealed=tx.vault.seal_for(key, said.encode()),
        at=tx.now,
    )


def days_kept_on(day: date) -> tuple[str, ...]:
    """The birthdays kept on a day: on 28 February also the 29th, in years that have none."""
    try:
        date(day.year, 2, 29)
    except ValueError:
        if (day.month, day.day) == (2, 28):
            return ("02-28", "02-29")
    return (f"{day:%m-%d}",)


def born_on(tx: ReadTx, days: Iterable[str], cursor: int, most: int) -> tuple[int, ...]:
    """Members whose birthday is one of the days of the year, above `cursor`, in order of id."""
    found = {
        member
        for day in days
        for (member,) in tx.sql.birthdays.on(day=_lookup(tx, day), cursor=cursor, most=most)
    }
    return tuple(sorted(found)[:most])


def _lookup(tx: ReadTx, of_year: str) -> bytes:
    return tx.vault.lookup("birthday", of_year)
