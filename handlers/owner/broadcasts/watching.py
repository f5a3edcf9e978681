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
from domain import broadcasts
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
    # What is on the wire still arrives: the last word comes here when it has.
    await watch(ask, broadcast)
    await ask.desk.store.write(broadcasts.cancel, broadcast, ask.person.outside_id, key=None)
    await ask.toast(ask.plain("toast-broadcast-cancelled"))
    await show_broadcast(ask, broadcast)


async def show_broadcast(ask: Ask, broadcast: int) -> None:
    """Shows how it stands; what is under way is watched here from now on."""
    standing = await ask.read(read_standing, broadcast)
    if not standing.report.over:
        await watch(ask, broadcast)
    text, rows = show_standing(ask, standing)
    await ask.show(text, rows)
    now = await ask.read(read_standing, broadcast)
    if now.report.over and not standing.report.over:
        # It ended meanwhile: the last word on the screen is the report's.
        text, rows = show_standing(ask, now)
        await ask.show(text, rows)


async def watch(ask: Ask, broadcast: int) -> None:
    """Keeps the message that was pressed as the one that shows the progress."""
    pressed = ask.incoming.pressed
    if pressed is not None and pressed.in_place:
        await ask.desk.store.write(
            broadcasts.keep_screen,
            broadcast,
            ask.person.outside_id,
            pressed.message,
            ask.language,
            key=None,
        )
