"""A broadcast under way or over: how it stands, and what can be done about it.

```mermaid
stateDiagram-v2
    [*] --> scheduled: Plan
    [*] --> running: Send
    scheduled --> scheduled: Change time
    scheduled --> running: Send now, its time
    running --> paused: Pause, the canary
    paused --> running: Resume
    running --> [*]: done, Cancel
    paused --> [*]: Cancel
    scheduled --> [*]: Cancel
```
"""

from bot.telegram.ask import Ask
from domain import broadcasts, notices
from domain.broadcasts import Report
from handlers.owner.broadcasts.listing import show_broadcasts
from handlers.owner.broadcasts.progress import (
    called,
    read_standing,
    show_details,
    show_standing,
)
from handlers.owner.routes import ROUTES
from handlers.screens import base36


def asked_broadcast(ask: Ask) -> int:
    """The broadcast that a button is about."""
    return int(ask.args[0], 36)


@ROUTES.button("bc-show")
async def show(ask: Ask) -> None:
    """Shows how it stands."""
    await ask.leave()
    await show_broadcast(ask, asked_broadcast(ask))


@ROUTES.button("bc-list")
async def back_to_list(ask: Ask) -> None:
    """Goes back to the list, which no progress may overwrite."""
    report, pressed = await ask.read(broadcasts.report, asked_broadcast(ask)), ask.incoming.pressed
    here = (ask.person.outside_id, pressed.message) if pressed else None
    if report.screen is not None and report.screen[:2] == here:
        await ask.desk.store.write(broadcasts.drop_screen, report.broadcast, key=None)
    ask.args = ()
    await show_broadcasts(ask)


@ROUTES.button("bc-details")
async def details(ask: Ask) -> None:
    """Shows everybody it was for, line by line."""
    standing = await ask.read(read_standing, asked_broadcast(ask))
    text, rows = show_details(ask, standing)
    await ask.show(text, rows)


@ROUTES.button("bc-pause")
async def pause(ask: Ask) -> None:
    """Holds it."""
    broadcast = asked_broadcast(ask)
    await ask.desk.store.write(broadcasts.pause, broadcast, ask.person.outside_id, key=None)
    await ask.toast(ask.plain("toast-paused"))
    await show_broadcast(ask, broadcast)


@ROUTES.button("bc-resume")
async def resume(ask: Ask) -> None:
    """Lets it go on."""
    broadcast = asked_broadcast(ask)
    await ask.desk.store.write(broadcasts.resume, broadcast, ask.person.outside_id, key=None)
    await ask.toast(ask.plain("toast-resumed"))
    await show_broadcast(ask, broadcast)


@ROUTES.button("bc-cancel")
async def ask_cancel(ask: Ask) -> None:
    """Asks once, in a message of its own: the one above goes on showing the progress."""
    report = await ask.read(broadcasts.report, asked_broadcast(ask))
    broadcast = base36(report.broadcast)
    await ask.say(
        ask.render("broadcast-cancel-ask", title=called(ask, report.kind, report.title)),
        [
            [
                ask.button("broadcast-stop", "bc-stop", broadcast),
                ask.button("back", "bc-show", broadcast),
            ]
        ],
    )


@ROUTES.button("bc-stop")
async def cancel(ask: Ask) -> None:
    """Ends it early; who has it keeps it."""
    broadcast = asked_broadcast(ask)
    report = await ask.read(broadcasts.report, broadcast)
    if not report.over:
        # What is on the wire still arrives: the last word comes here when it has.
        await _watch(ask, report)
    await ask.desk.store.write(broadcasts.cancel, broadcast, ask.person.outside_id, key=None)
    await ask.toast(ask.plain("toast-broadcast-cancelled"))
    await show_broadcast(ask, broadcast)


async def toast_start(ask: Ask, broadcast: int) -> None:
    """Flashes up that it goes out, now or at its time, or when it is quiet no more."""
    report = await ask.read(broadcasts.report, broadcast)
    quiet = await ask.read(notices.shop_quiet_until)
    later = report.starts_at > ask.desk.store.now() or quiet is not None
    await ask.toast(ask.plain("toast-broadcast-planned" if later else "toast-sending"))


async def show_broadcast(ask: Ask, broadcast: int) -> None:
    """Shows how it stands; what is under way is watched here from now on."""
    standing = await ask.read(read_standing, broadcast)
    text, rows = show_standing(ask, standing)
    if standing.report.over:
        await ask.show(text, rows)
        return
    await _watch(ask, standing.report)
    await ask.show(text, rows)
    now = await ask.read(read_standing, broadcast)
    if now.report.over:
        # It ended meanwhile: the last word on the screen is the report's.
        await ask.show(*show_standing(ask, now))


async def _watch(ask: Ask, report: Report) -> None:
    """Shows the progress in the message that was pressed from now on, and in no other."""
    pressed, me = ask.incoming.pressed, ask.person.outside_id
    if pressed is None or not pressed.in_place:
        return
    await ask.desk.store.write(
        broadcasts.keep_screen, report.broadcast, me, pressed.message, ask.language, key=None
    )
    if report.screen is not None and report.screen[0] == me:
        before = report.screen[1]
        if before != pressed.message:
            await ask.desk.delete(me, before)
