"""How each alert reads when it reaches the owner."""

from typing import Any

from bot.telegram.ask import Button, Desk
from bot.telegram.letters import Letter
from bot.texts.formats import BasisPoints, Html, Percent
from domain import broadcasts
from domain.notices import Alert
from domain.programme import Language, Named
from handlers.jobs import serving
from handlers.owner.broadcasts.progress import called
from handlers.owner.broadcasts.speaking import Watcher, plain, say
from handlers.screens import base36, lines


async def compose_alert(desk: Desk, alert: Alert, person: int, language: Language) -> Letter | None:
    """Writes an alert in the language of who is told; None where it is not for them."""
    if alert.kind in LOOKED_UP:
        return await LOOKED_UP[alert.kind](desk, language, person, alert.facts)
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


def _low_stock(desk: Desk, language: Language, facts: dict[str, Any]) -> Letter:
    """Few are left of a reward, or none."""
    reward = desk.store.programme.reward(facts["reward"])
    named = reward.name.in_(language) if reward else facts["reward"]
    text = desk.texts.render(language, "alert-low-stock", reward=named, left=facts["left"])
    if reward is None:
        return Letter(text)
    ways = {"restock": ("ct-stock", (reward.id,)), "hide": ("ct-hide", (reward.id, "hide"))}
    row = [
        Button(desk.texts.plain(language, f"button-catalogue-{key}"), action, args)
        for key, (action, args) in ways.items()
    ]
    return Letter(text, [row])


async def _canary(desk: Desk, language: Language, _: int, facts: dict[str, Any]) -> Letter | None:
    """A broadcast paused by itself; nobody is told once it was resumed or cancelled."""
    report = await desk.store.read(broadcasts.report, facts["broadcast"])
    if report.paused_by != "canary":
        return None
    watcher = Watcher(desk, language)
    look = Button(plain(watcher, "button-broadcast-look"), "bc-show", (base36(report.broadcast),))
    text = say(
        watcher,
        "alert-canary",
        title=called(watcher, report.kind, report.title),
        written=facts["written"],
        bad=facts["written"] - facts["delivered"],
    )
    return Letter(text, [[look]])


ALERTS = {"budget": _budget, "low_stock": _low_stock}
LOOKED_UP = {**serving.ALERTS, "canary": _canary}
"""Alerts whose facts only name what is told, and that are not for all whom their kind is for."""
