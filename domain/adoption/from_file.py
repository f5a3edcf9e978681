"""What the settings file says, taken up: at once, but another value of points next month."""

from typing import Any

from domain.adoption.adopting import Adopted, altered, change
from domain.adoption.anchor import announce_anchor, withdraw
from domain.adoption.merging import merged
from domain.adoption.versions import Versions
from domain.calendar import instant, local_date, months_later
from domain.programme import Programme
from domain.tx import Tx

ACTOR = "settings"


def adopt(tx: Tx, programme: Programme) -> Adopted:
    """Puts in force what the settings file has changed since it was last adopted.

    What was changed in the chat stays, unless the file changed that very thing. Another value of
    points is announced for the first of the next month. Raises RuleRefused where file and chat do
    not go together.
    """
    body = tx.sql.adoption.file()
    before = Programme.kept(body) if body is not None else None
    if before == programme:
        return Adopted(Versions.load(tx).at(tx.now).number, is_new=False)
    done = change(
        tx,
        lambda now, _: altered(now, **_at_once(before, programme, now)),
        actor=ACTOR,
        file=programme,
    )
    if before is not None and _anchor(before) != _anchor(programme):
        _announce(tx, programme)
    return done


def begin(tx: Tx, programme: Programme) -> None:
    """Puts what the settings say in force where the books are new."""
    if tx.version.number == 0:
        adopt(tx, programme)


def _at_once(before: Programme | None, programme: Programme, now: Programme) -> dict[str, Any]:
    fields = merged(before, programme, now)
    if before is not None:
        points, minor = _anchor(now)
        held = {"anchor_points": points, "anchor_minor": minor}
        fields["currency"] = fields["currency"].model_copy(update=held)
    return fields


def _announce(tx: Tx, programme: Programme) -> None:
    """Announces the file's value of points; one that is in force already needs no word."""
    if _anchor(Versions.load(tx).at(tx.now).programme) == _anchor(programme):
        withdraw(tx, ACTOR)
        return
    zone = tx.programme.zone
    first = local_date(tx.now, zone).replace(day=1)
    starts_at = instant(months_later(first, 1), zone)
    announce_anchor(tx, *_anchor(programme), starts_at, ACTOR)


def _anchor(programme: Programme) -> tuple[int, int]:
    return programme.currency.anchor_points, programme.currency.anchor_minor
