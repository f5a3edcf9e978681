"""When a broadcast goes out: at once, at a time that is offered, or at one that is typed."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.telegram.ask import Ask, Button, Rows
from domain import broadcasts
from domain.calendar import instant, local_instant, moment
from handlers import windows
from handlers.owner.broadcasts.compose import show_draft
from handlers.owner.broadcasts.draft import FLOW, draft_of, keep
from handlers.owner.broadcasts.watching import asked_broadcast, show_broadcast, toast_start
from handlers.owner.routes import ROUTES
from handlers.questions import Unfit
from handlers.screens import base36

MORNING = 10
FRIDAY, EVENING = 4, 17
NOW = "now"
EXAMPLE_DAYS, EXAMPLE_TIME = 7, "18:00"
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d", re.ASCII)


@ROUTES.button("bc-when")
async def ask_when(ask: Ask) -> None:
    """Asks when the draft goes out."""
    await keep(ask, draft_of(ask), "when")
    await _show(ask, None)


@ROUTES.button("bc-at")
async def choose(ask: Ask) -> None:
    """Takes a time that was offered."""
    starts_at = None if ask.args[0] == NOW else int(ask.args[0], 36)
    await show_draft(ask, replace(draft_of(ask), starts_at=starts_at))


@ROUTES.step(FLOW, "when", takes_words=True)
async def take_when(ask: Ask) -> None:
    """Takes a day and a time that were typed; what is none is explained, and asked for again."""
    draft = draft_of(ask)
    starts_at = await _typed(ask, None)
    if starts_at is not None:
        await show_draft(ask, replace(draft, starts_at=starts_at))


@ROUTES.button("bc-move")
async def ask_other_time(ask: Ask) -> None:
    """Asks for another time for one that is planned."""
    broadcast = asked_broadcast(ask)
    await ask.step(FLOW, "move", broadcast=broadcast)
    await _show(ask, broadcast)


@ROUTES.button("bc-moved")
async def choose_other(ask: Ask) -> None:
    """Plans it for another time, or for now."""
    at = ask.desk.store.now() if ask.args[1] == NOW else int(ask.args[1], 36)
    await _move(ask, asked_broadcast(ask), at)


@ROUTES.step(FLOW, "move", takes_words=True)
async def take_other_time(ask: Ask) -> None:
    """Takes another time that was typed for one that is planned."""
    assert ask.dialog is not None
    broadcast: int = ask.dialog.data["broadcast"]
    starts_at = await _typed(ask, broadcast)
    if starts_at is not None:
        await _move(ask, broadcast, starts_at)


async def _move(ask: Ask, broadcast: int, starts_at: int) -> None:
    await ask.desk.store.write(
        broadcasts.reschedule, broadcast, ask.person.outside_id, starts_at, key=None
    )
    await ask.leave()
    await toast_start(ask, broadcast)
    await show_broadcast(ask, broadcast)


async def _show(ask: Ask, broadcast: int | None) -> None:
    text = ask.render("broadcast-when", example=_example(ask))
    await ask.show(text, _rows(ask, broadcast))


async def _typed(ask: Ask, broadcast: int | None) -> int | None:
    """When it is to start, in UTC microseconds; None where what was typed had to be explained."""
    now = _local(ask)
    try:
        return local_instant(windows.moment(_dated(ask.text, now), now), ask.programme.zone)
    except Unfit as unfit:
        said = ask.render(f"unfit.{unfit.rule}", example=_example(ask))
        await ask.say(said, _rows(ask, broadcast))
        return None


def _dated(text: str, now: datetime) -> str:
    """What was typed; a time alone is the next such time."""
    clock = text.strip()
    if not _CLOCK.fullmatch(clock):
        return text
    clock = clock.zfill(len("00:00"))
    day = now.date() + timedelta(days=int(clock <= f"{now:%H:%M}"))
    return f"{day} {clock}"


def _rows(ask: Ask, broadcast: int | None) -> Rows:
    """The times that are offered, for a draft or for a broadcast that is planned."""
    now = _local(ask).replace(tzinfo=None)
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow = _instant(ask, today + timedelta(days=1, hours=MORNING))
    friday = today + timedelta(days=(FRIDAY - today.weekday()) % 7, hours=EVENING)
    if friday <= now:
        friday += timedelta(days=7)
    offered = {
        NOW: ask.plain("button-broadcast-now"),
        base36(tomorrow): ask.plain("button-broadcast-tomorrow", time=f"{MORNING}:00"),
        base36(_instant(ask, friday)): ask.plain("button-broadcast-friday", time=f"{EVENING}:00"),
    }
    whose = ("bc-at",) if broadcast is None else ("bc-moved", base36(broadcast))
    times = [Button(label, whose[0], (*whose[1:], code)) for code, label in offered.items()]
    back = (
        ask.button("back", "bc-draft")
        if broadcast is None
        else ask.button("back", "bc-show", base36(broadcast))
    )
    return [times, [back]]


def _local(ask: Ask) -> datetime:
    return moment(ask.desk.store.now(), ask.programme.zone)


def _instant(ask: Ask, local: datetime) -> int:
    return instant(local.date(), ask.programme.zone, local.hour, local.minute)


def _example(ask: Ask) -> str:
    day: date = _local(ask).date() + timedelta(days=EXAMPLE_DAYS)
    return f"{day} {EXAMPLE_TIME}"
