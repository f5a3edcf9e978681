"""How each alert reads when it reaches the owner."""

from typing import Any

from bot.telegram.ask import Button, Desk
from bot.telegram.sender import Letter
from bot.texts.formats import BasisPoints, Html, Percent
from domain.notices import Alert
from domain.programme import Language, Named
from handlers.screens import lines


def compose_alert(desk: Desk, alert: Alert, language: Language) -> Letter:
    """Writes an alert in the owner's language."""
    return ALERTS[alert.kind](desk, language, alert.facts)


def _budget(desk: Desk, language: Language, facts: dict[str, Any]) -> Letter:
    said = {
        "stage": facts["stage"],
        "cost": BasisPoints(facts["cost_bp"]),
        "soft": Percent(facts["soft"]),
        "hard": Percent(facts["hard"]),
        "bright": Percent(facts["bright"]),
    }
    text = lines(
        desk.texts.render(language, "alert-budget", **said),
        desk.texts.render(language, "alert-budget-effect", **said),
        _knob(desk, language, facts["knob"]) if facts["stage"] != "restored" else None,
    )
    actions = ("campaigns", "stats")
    return Letter(
        text, [[Button(desk.texts.plain(language, f"button-{each}"), each) for each in actions]]
    )


def _knob(desk: Desk, language: Language, knob: dict[str, Any] | None) -> Html | None:
    """What would bring the cost down most, in one line."""
    if knob is None:
        return None
    name = knob["name"]
    return desk.texts.render(
        language,
        "alert-budget-knob",
        knob="campaign" if name else knob["share"],
        name=Named(**name).in_(language) if name else "",
        cost=BasisPoints(knob["cost_bp"]),
        without=BasisPoints(knob["without_bp"]),
    )


ALERTS = {"budget": _budget}
