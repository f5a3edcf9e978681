"""How a broadcast stands: a bar while it runs, a report that adds up when it is over."""

from dataclasses import dataclass
from typing import Protocol

from bot.telegram.ask import Button, Desk, Rows
from bot.texts.formats import Html, Value
from domain.broadcasts import Audience, Report
from domain.programme import Language
from handlers.screens import bar, base36, lines

OUTCOMES = ("delivered", "blocked", "failed", "muted", "unknown")


class Speaker(Protocol):
    """Somebody to render for: an Ask, or the owner who only watches."""

    @property
    def desk(self) -> Desk:
        """What every answer needs."""
        ...

    @property
    def language(self) -> Language:
        """The language to speak."""
        ...


@dataclass(frozen=True)
class Watcher:
    """The owner, whose screen is redrawn without being asked."""

    desk: Desk
    language: Language


async def redraw(desk: Desk, report: Report, rate: int | None) -> None:
    """Edits the owner's screen in place; `rate` as `show_report` takes it."""
    if report.screen is None:
        return
    chat, message, language = report.screen
    watcher = Watcher(desk, desk.texts.pick(language, None, desk.store.programme.language))
    text, rows = show_report(watcher, report, rate)
    await desk.edit(chat, message, text, rows)


def show_report(to: Speaker, report: Report, rate: int | None = None) -> tuple[Html, Rows]:
    """The screen of a broadcast in any of its states.

    `rate` is the messages per second that were measured; before that, the setting is shown.
    """
    say = to.desk.texts.render
    audience = audience_name(to, report.audience)
    title = say(
        to.language,
        "broadcast-title",
        title=report.title or to.desk.texts.plain(to.language, "broadcast-photo"),
        audience=audience,
        people=_people(report),
    )
    shown = rate or max(int(to.desk.bulk_per_second), 1)
    return lines(title, _standing(to, report, shown)), _rows(to, report)


def audience_name(to: Speaker, audience: Audience) -> Html:
    """An audience in words."""
    name = ""
    if audience.kind == "tier":
        tiers = to.desk.store.programme.tiers
        name = next((t.name.in_(to.language) for t in tiers if t.id == audience.value), "")
    elif audience.kind == "language":
        name = to.desk.texts.plain(to.language, f"language-name.{audience.value}")
    return to.desk.texts.render(to.language, "broadcast-audience", kind=audience.kind, name=name)


def duration(to: Speaker, people: int, per_second: float) -> str:
    """How long so many messages take, rounded up."""
    seconds = max(-(-people // max(int(per_second), 1)), 1)
    unit, count = (
        ("hours", -(-seconds // 3600))
        if seconds >= 2 * 3600
        else ("minutes", -(-seconds // 60))
        if seconds >= 120
        else ("seconds", seconds)
    )
    return to.desk.texts.plain(to.language, f"duration-{unit}", count=count)


def _people(report: Report) -> int:
    """Whom it is for; in the end, whom it met: who left the audience meanwhile is not counted."""
    return report.settled if report.state == "done" else report.expected


def _standing(to: Speaker, report: Report, rate: int) -> Html:
    say = to.desk.texts.render
    counts = Html(say(to.language, "list-separator").join(_counts(to, report)))
    whole: dict[str, Value] = {
        "settled": report.settled,
        "people": _people(report),
        "counts": counts,
    }
    if report.state == "done":
        return say(to.language, "broadcast-done", **whole)
    if report.state == "cancelled":
        return say(to.language, "broadcast-cancelled", left=report.left, **whole)
    percent = min(report.settled * 100 // max(report.expected, 1), 100)
    return say(
        to.language,
        "broadcast-paused" if report.state == "paused" else "broadcast-progress",
        bar=bar(percent, 100),
        percent=percent,
        counts=counts,
        rate=rate,
        eta=duration(to, report.left, rate),
    )


def _counts(to: Speaker, report: Report) -> list[str]:
    return [
        to.desk.texts.render(to.language, f"broadcast-count.{name}", count=count)
        for name in OUTCOMES
        if (count := getattr(report, name)) or name == "delivered"
    ]


def _rows(to: Speaker, report: Report) -> Rows:
    if report.state not in ("running", "paused"):
        return [[Button(to.desk.texts.plain(to.language, "button-back"), "staff-home")]]
    broadcast = base36(report.broadcast)
    first = "pause" if report.state == "running" else "resume"
    say = to.desk.texts.plain
    return [
        [
            Button(say(to.language, f"button-{first}"), f"bc-{first}", (broadcast,)),
            Button(say(to.language, "button-cancel-broadcast"), "bc-cancel", (broadcast,)),
        ]
    ]
