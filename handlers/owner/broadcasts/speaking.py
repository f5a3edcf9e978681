"""In whose language a broadcast's screens speak, and what all of them say."""

from dataclasses import dataclass
from typing import Protocol

from bot.telegram.ask import Desk
from bot.texts.formats import Html, Value
from domain.broadcasts import Audience
from domain.programme import Language


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


def say(to: Speaker, key: str, /, **facts: Value) -> Html:
    """A text in their language, as HTML."""
    return to.desk.texts.render(to.language, key, **facts)


def plain(to: Speaker, key: str, /, **facts: Value) -> str:
    """A text in their language for a button."""
    return to.desk.texts.plain(to.language, key, **facts)


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
    return plain(to, f"duration-{unit}", count=count)


def audience_name(to: Speaker, audience: Audience) -> Html:
    """An audience in words."""
    said = [say(to, f"broadcast-audience.{key}", **facts) for key, facts in _told(to, audience)]
    if not said:
        return say(to, "broadcast-audience.all")
    conditions = Html(say(to, "list-separator").join(said))
    return say(to, "broadcast-audience.some", conditions=conditions)


def _told(to: Speaker, audience: Audience) -> list[tuple[str, dict[str, Value]]]:
    """The conditions in force, each with what its text is filled with."""
    told: list[tuple[str, dict[str, Value]]] = []
    either = plain(to, "broadcast-audience.or")
    if audience.tiers:
        tiers = to.desk.store.programme.tiers
        names = [tier.name.in_(to.language) for tier in tiers if tier.id in audience.tiers]
        told.append(("tiers", {"names": either.join(names)}))
    if audience.segment:
        name = plain(to, f"broadcast-segment.{audience.segment}")
        told.append(("segment", {"name": name}))
    if audience.languages:
        names = [plain(to, f"language-name.{each}") for each in audience.languages]
        told.append(("languages", {"names": either.join(names)}))
    if audience.visited:
        how, days = audience.visited
        told.append((how, {"days": days}))
    least, most = audience.balance_least or None, audience.balance_most
    if least is not None or most is not None:
        key = "up" if least is None else "from" if most is None else "between"
        both: dict[str, int | None] = {"least": least, "most": most}
        told.append((key, {name: count for name, count in both.items() if count is not None}))
    if audience.tag:
        told.append(("tag", {"tag": audience.tag}))
    return told
