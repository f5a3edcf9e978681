"""For whom a campaign is: everybody, a tier and up, a segment, or a pilot that can widen."""

from collections.abc import Sequence
from typing import Any, get_args

from bot.telegram.ask import Ask, Button
from domain.errors import ScreenOld
from domain.programme import Programme, Segment

SEGMENTS = get_args(Segment)
PILOT_PERCENT = 10


def fields(choice: Sequence[str], programme: Programme) -> dict[str, Any]:
    """The fields of a rule that say for whom, all set anew by one choice."""
    chosen: dict[str, Any] = dict.fromkeys(("tiers", "segments", "pilot_percent"))
    match choice:
        case ("tier", tier):
            ladder = [each.id for each in programme.tiers]
            if tier not in ladder:
                raise ScreenOld
            chosen["tiers"] = ladder[ladder.index(tier) :]
        case ("segment", segment):
            chosen["segments"] = [segment]
        case ("pilot",):
            chosen["pilot_percent"] = PILOT_PERCENT
    return chosen


def choices(ask: Ask) -> list[Button]:
    """Everybody but all: each tier above the first, each segment, a pilot."""
    tiers = ask.programme.tiers[1:]
    return [
        *(
            ask.button(
                "campaign-tier",
                "cp-whom",
                "tier",
                tier.id,
                tier=tier.name.in_(ask.language),
                top=tier is tiers[-1],
            )
            for tier in tiers
        ),
        *(
            ask.button(f"campaign-segment.{segment}", "cp-whom", "segment", segment)
            for segment in SEGMENTS
        ),
        ask.button("campaign-pilot", "cp-whom", "pilot", percent=PILOT_PERCENT),
    ]
