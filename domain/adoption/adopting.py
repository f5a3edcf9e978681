"""A change of the programme: a new version from now on, and of each announced one a new one too."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from domain.adoption.given import keeps_word
from domain.adoption.versions import Versions
from domain.errors import RuleRefused
from domain.programme import Programme, sentence
from domain.rewards import stock
from domain.tx import Tx

# What becomes of a programme that is or will be in force, told when it starts (UTC us).
Alter = Callable[[Programme, int], Programme]


@dataclass(frozen=True)
class Adopted:
    """The version in force after a change, and whether it is new."""

    number: int
    is_new: bool


def change(
    tx: Tx,
    alter: Alter,
    actor: str,
    *,
    starts_at: int | None = None,
    file: Programme | None = None,
) -> Adopted:
    """Alters the programme in force, from now on, and each that is announced, from its own start.

    With `starts_at` there is a version from then on, too. `file` is what the settings file says.
    """
    versions = Versions.load(tx)
    in_force = versions.at(tx.now)
    old = {tx.now: in_force} | {each.starts_at: each for each in versions.pending(tx.now)}
    if starts_at is not None:
        old.setdefault(starts_at, versions.at(starts_at))
    number, number_now = versions.newest, in_force.number
    for start, version in sorted(old.items()):
        programme = alter(version.programme, start)
        is_now = start == tx.now
        if programme == version.programme and not (is_now and file):
            continue
        keeps_word(tx, version.programme, programme)
        number += 1
        _keep(tx, number, start, programme, actor, file)
        if is_now:
            number_now = number
            stock.shelve(tx, version.programme.rewards, programme.rewards)
    if number > versions.newest:
        tx.ring("programme")
    return Adopted(number_now, is_new=number_now != in_force.number)


def altered(programme: Programme, **fields: Any) -> Programme:
    """A programme with other fields, checked as a whole; raises RuleRefused with the key."""
    # As plain data: what is a model already would be taken at its word, and kept unreadable.
    told = programme.model_copy(update=fields).model_dump()
    try:
        return Programme.model_validate(told)
    except ValidationError as error:
        raise RuleRefused(sentence(error.errors()[0])) from None


def _keep(
    tx: Tx, number: int, start: int, programme: Programme, actor: str, file: Programme | None
) -> None:
    tx.sql.adoption.add(
        number=number,
        starts_at=start,
        body=programme.model_dump_json(),
        origin="file" if file else "chat",
        made_at=tx.now,
        actor=actor,
        file=file.model_dump_json() if file else None,
    )
