"""More time for everybody's points: which ends are moved, to when, preview, confirm, watch.

```mermaid
stateDiagram-v2
    [*] --> which: /extend
    which --> until: the last of the days that are moved
    until --> until: their new day, another one
    until --> which: Back
    until --> [*]: Extend, Cancel
```

The run belongs to its update: after a crash or a stop the inbox brings that again, and what is
left is done.
"""

import asyncio
from datetime import date, timedelta

from bot.scheduler import Pace
from bot.telegram.ask import Ask
from bot.telegram.dialogs import dialog_of, end_dialog
from bot.texts.formats import Html, Points, Value
from domain import earning
from domain.calendar import instant, local_date
from domain.earning import Extension, Extent, Swept
from domain.errors import ScreenOld
from domain.tx import Tx
from handlers.owner.routes import ROUTES
from handlers.screens import back_row, bar

ENDING_WITHIN = (7, 30)
LONGER_BY = (30, 90)
# Ten years: further than that is a slip of the finger.
DAYS_AHEAD_MAX = 3653
EDIT_SECONDS = 2.0


@ROUTES.command("extend")
@ROUTES.button("extend")
async def extend(ask: Ask) -> None:
    """Asks which points: those that end by a day."""
    await ask.step("extend", "which")
    today = _today(ask)
    days = [
        ask.button("days", "ex-which", _later(today, each), days=each, chosen=False)
        for each in ENDING_WITHIN
    ]
    await ask.show(
        ask.render("extend-which", example=_later(today, ENDING_WITHIN[-1])),
        [days, [ask.button("cancel", "cancel")]],
    )


@ROUTES.step("extend", "which")
async def take_which(ask: Ask) -> None:
    """Takes the day by which they end; what is no such day is explained, and asked for again."""
    await _take_day(ask, earliest=_today(ask), rule="past")


@ROUTES.button("ex-which")
async def ask_until(ask: Ask) -> None:
    """Asks until when they last instead."""
    await show_until(ask, date.fromisoformat(ask.args[0]))


async def show_until(ask: Ask, ends: date) -> None:
    """Offers later days for what ends by `ends`."""
    if ends < _today(ask):
        raise ScreenOld
    await ask.step("extend", "until", ends=ends.isoformat())
    days = [
        ask.button("days-more", "ex-until", ends.isoformat(), _later(ends, each), days=each)
        for each in LONGER_BY
    ]
    await ask.show(
        ask.render(
            "extend-until",
            day=ask.day(_end_of(ask, ends) - 1),
            example=_later(ends, LONGER_BY[0]),
        ),
        [days, [ask.button("back", "extend"), ask.button("cancel", "cancel")]],
    )


@ROUTES.step("extend", "until")
async def take_until(ask: Ask) -> None:
    """Takes the new day; another one before it is confirmed replaces the first."""
    assert ask.dialog is not None
    ends = date.fromisoformat(ask.dialog.data["ends"])
    await _take_day(ask, earliest=ends + timedelta(days=1), rule="order", ends=ends)


@ROUTES.button("ex-until")
async def choose_until(ask: Ask) -> None:
    """Shows the preview for a day that was offered."""
    ends, until = map(date.fromisoformat, ask.args)
    await preview(ask, ends, until)


async def preview(ask: Ask, ends: date, until: date) -> None:
    """Shows whom and what it concerns and what that is worth; nothing is moved yet."""
    if ends < _today(ask):
        raise ScreenOld
    extent = await ask.read(earning.concerned, _end_of(ask, ends))
    nonce = ask.fresh()
    await ask.step(
        "extend",
        "until",
        ends=ends.isoformat(),
        until=until.isoformat(),
        preview=nonce,
    )
    go = ask.button("extend-now", "ex-ok", extent.members, nonce, members=extent.members)
    back = ask.button("back", "ex-which", ends.isoformat())
    await ask.show(
        _previewed(ask, extent, ends, until),
        [[*([go] if extent.members else []), back], [ask.button("cancel", "cancel")]],
    )


@ROUTES.button("ex-ok")
async def confirm(ask: Ask) -> None:
    """Moves the ends batch by batch, once however often it is pressed; members are told."""
    extension = await ask.write(start_preview, ask.person.outside_id, ask.args[1])
    await ask.toast(ask.plain("toast-extending"))
    await _run(ask, extension, expected=int(ask.args[0]))
    done = await ask.read(earning.prolonged, extension)
    await ask.show(
        ask.render(
            "extend-done",
            members=done.members,
            points=Points(done.points),
            day=ask.day(extension.until - 1),
        ),
        [back_row(ask)],
    )


def start_preview(tx: Tx, owner_id: int, nonce: str) -> Extension:
    """Starts the extension that the preview showed, unless it was cancelled or changed since."""
    dialog = dialog_of(tx, owner_id)
    if dialog is None or dialog.data.get("preview") != nonce:
        raise ScreenOld
    end_dialog(tx, owner_id)
    zone = tx.programme.zone
    ends, until = (
        instant(date.fromisoformat(dialog.data[name]) + timedelta(days=1), zone)
        for name in ("ends", "until")
    )
    return earning.start_extension(tx, ends, until, owner_id)


async def _run(ask: Ask, extension: Extension, expected: int) -> None:
    """Runs an extension to its end, and shows how far it is; one that stopped goes on."""
    pace, time = Pace(), asyncio.get_running_loop().time
    done = (await ask.read(earning.prolonged, extension)).members
    swept, shown_at = Swept(0, 0, done=False), time() - EDIT_SECONDS
    while not swept.done:
        begun = time()
        swept = await ask.desk.store.write(
            earning.prolong, extension, swept.cursor, pace.most, key=None
        )
        pace.learn(swept.count, time() - begun)
        done += swept.count
        if not swept.done and time() - shown_at >= EDIT_SECONDS:
            shown_at = time()
            await ask.show(_progress(ask, done, max(done, expected)))


def _progress(ask: Ask, done: int, expected: int) -> Html:
    percent = done * 100 // expected
    return ask.render(
        "extend-progress",
        bar=bar(percent, 100),
        percent=percent,
        done=done,
        members=expected,
    )


def _previewed(ask: Ask, extent: Extent, ends: date, until: date) -> Html:
    facts: dict[str, Value] = {"day": ask.day(_end_of(ask, ends) - 1)}
    if not extent.members:
        return ask.render("extend-none", **facts)
    return ask.render(
        "extend-preview",
        members=extent.members,
        points=Points(extent.points),
        worth=ask.worth(extent.points),
        until=ask.day(_end_of(ask, until) - 1),
        **facts,
    )


async def _take_day(ask: Ask, earliest: date, rule: str, ends: date | None = None) -> None:
    """Goes on with the day that was typed, or says which rule it breaks: `rule`, if too early."""
    day, latest = _typed_day(ask.text), _today(ask) + timedelta(days=DAYS_AHEAD_MAX)
    if day is None or not earliest <= day <= latest:
        broken = "format" if day is None else "far" if day > latest else rule
        text = ask.render("extend-day", rule=broken, example=earliest.isoformat())
        await ask.say(text, [[ask.button("cancel", "cancel")]])
    elif ends is None:
        await show_until(ask, day)
    else:
        await preview(ask, ends, day)


def _typed_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _today(ask: Ask) -> date:
    return local_date(ask.desk.store.now(), ask.programme.zone)


def _later(day: date, days: int) -> str:
    return (day + timedelta(days=days)).isoformat()


def _end_of(ask: Ask, day: date) -> int:
    return instant(day + timedelta(days=1), ask.programme.zone)
