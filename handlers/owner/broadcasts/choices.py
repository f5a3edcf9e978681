"""The conditions of an audience as an owner chooses them: what is offered, held and picked."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal, get_args

from domain.broadcasts import Audience
from handlers.questions import Unfit

Part = Literal["tiers", "segment", "languages", "visited", "balance", "tag"]
PARTS: tuple[Part, ...] = get_args(Part)
VISITS = ("within-7", "within-30", "within-90", "not_within-30", "not_within-90", "not_within-180")
BALANCES = ("500-", "1000-", "5000-", "0-100")
# Of these several may be chosen; any of them will do.
SEVERAL = ("tiers", "languages")
_RANGE = re.compile(r"(\d{1,12})?(?:(\+)|\s*[-–—~]\s*(\d{1,12})?)?", re.ASCII)


def held(audience: Audience) -> dict[Part, Sequence[str]]:
    """What is chosen of each condition, as the choices name it."""
    least, most = audience.balance_least, audience.balance_most
    ranged = least is not None or most is not None
    chosen: dict[Part, Sequence[str]] = {
        "tiers": audience.tiers,
        "languages": audience.languages,
        "segment": (audience.segment,) if audience.segment else (),
        "visited": ("{}-{}".format(*audience.visited),) if audience.visited else (),
        "balance": (f"{least or 0}-{'' if most is None else most}",) if ranged else (),
        "tag": (audience.tag,) if audience.tag else (),
    }
    return {part: values for part, values in chosen.items() if values}


def picked(audience: Audience, part: Part, value: str) -> Audience:
    """The audience with one choice made or taken back; nothing: that condition asks nothing."""
    fields: dict[str, Any]
    match part:
        case "balance":
            least, most = read_range(value) if value else (None, None)
            fields = {"balance_least": least, "balance_most": most}
        case "visited":
            how, _, days = value.partition("-")
            fields = {"visited": (how, int(days)) if value else None}
        case "tiers" | "languages":
            before = getattr(audience, part)
            toggled = [each for each in before if each != value]
            fields = {part: tuple(toggled if value in before else [*before, value])}
            if not value:
                fields = {part: ()}
        case _:
            fields = {part: value or None}
    return replace(audience, **fields)


def read_range(text: str) -> tuple[int | None, int | None]:
    """A range of points as typed: 500, 500+, 500-2000 or -2000; raises Unfit."""
    found = _RANGE.fullmatch(text.replace(",", "").strip())
    if found is None or not (found[1] or found[3]):
        raise Unfit("balance")
    return int(found[1]) if found[1] else None, int(found[3]) if found[3] else None
