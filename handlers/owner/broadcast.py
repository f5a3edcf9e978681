"""A broadcast: compose by sending it to the bot, preview, audience, confirm, watch.

```mermaid
stateDiagram-v2
    [*] --> compose: /broadcast
    compose --> audience: a text, or a photo with a caption
    audience --> confirm: an audience
    confirm --> audience: Back
    confirm --> running: Send
    running --> paused: Pause
    paused --> running: Resume
    running --> [*]: done, Cancel
    paused --> [*]: Cancel
```
"""

from dataclasses import asdict
from typing import Literal, cast

from telegram import Message

from bot.telegram.ask import Ask, Button, Rows
from bot.telegram.dialogs import dialog_of, end_dialog
from bot.texts import LANGUAGES
from bot.texts.formats import Html, name
from domain import broadcasts
from domain.broadcasts import Audience, Content, Started
from domain.errors import ScreenOld
from domain.tx import Tx
from handlers.owner.progress import audience_name, duration, show_report
from handlers.owner.routes import ROUTES
from handlers.screens import in_rows, lines


@ROUTES.command("broadcast")
@ROUTES.button("broadcast")
async def broadcast(ask: Ask) -> None:
    """Asks for the message."""
    await ask.step("broadcast", "compose")
    await ask.show(ask.render("broadcast-compose"), [[ask.button("cancel", "cancel")]])


@ROUTES.step("broadcast", "compose", takes_words=True)
async def take_content(ask: Ask) -> None:
    """Takes the message, shows it as members will see it, and asks who gets it."""
    message = Message.de_json(ask.incoming.message or {}, ask.desk.bot)
    title = name(ask.text.partition("\n")[0])
    if message.photo:
        content = Content(message.caption_html or "", message.photo[-1].file_id, title)
    elif message.text:
        content = Content(message.text_html, None, title)
    else:
        await ask.say(ask.render("broadcast-only"), [[ask.button("cancel", "cancel")]])
        return
    draft = ask.fresh()
    await ask.step("broadcast", "audience", draft=draft, content=asdict(content))
    stop = [[ask.button("stop-news", "stop-news")]]
    await ask.desk.send(ask.person.outside_id, Html(content.html), stop, content.photo)
    await ask.say(ask.render("broadcast-preview"), _audiences(ask, draft))


@ROUTES.step("broadcast", "audience", takes_words=True)
async def take_other_content(ask: Ask) -> None:
    """Another message before it is sent replaces the first."""
    await take_content(ask)


@ROUTES.button("bc-back")
async def choose_audience(ask: Ask) -> None:
    """Asks again who gets it."""
    await ask.show(ask.render("broadcast-preview"), _audiences(ask, ask.args[-1]))


@ROUTES.button("bc-to")
async def confirm(ask: Ask) -> None:
    """Shows how many people that is and how long it takes."""
    audience = _audience(ask)
    reach = await ask.read(broadcasts.reach, audience)
    rate = ask.desk.bulk_per_second
    draft = ask.args[2]
    send = ask.button("send", "bc-send", audience.kind, audience.value, draft, people=reach.people)
    back = ask.button("back", "bc-back", draft)
    await ask.show(
        lines(
            ask.render(
                "broadcast-confirm", audience=audience_name(ask, audience), people=reach.people
            ),
            ask.render("broadcast-muted", muted=reach.muted) if reach.muted else None,
            ask.render(
                "broadcast-eta", eta=duration(ask, reach.people - reach.muted, rate), rate=int(rate)
            ),
        ),
        [[*([send] if reach.people else []), back], [ask.button("cancel", "cancel")]],
    )


@ROUTES.button("bc-send")
async def send(ask: Ask) -> None:
    """Starts the broadcast, once however often it is pressed, and shows its progress here."""
    started = await ask.write(send_draft, ask.person.outside_id, _audience(ask), ask.args[2])
    await ask.toast(ask.plain("toast-sending"))
    pressed = ask.incoming.pressed
    if pressed is not None:
        await ask.desk.store.write(
            broadcasts.keep_screen,
            started.broadcast,
            ask.person.outside_id,
            pressed.message,
            ask.language,
            key=None,
        )
    await _show(ask, started.broadcast)
    if (await ask.read(broadcasts.report, started.broadcast)).over:
        # It ended meanwhile: the last word on the screen is the report's.
        await _show(ask, started.broadcast)


@ROUTES.button("bc-pause")
async def pause(ask: Ask) -> None:
    """Holds a broadcast."""
    await ask.desk.store.write(broadcasts.pause, _id(ask), ask.person.outside_id, key=None)
    await ask.toast(ask.plain("toast-paused"))
    await _show(ask, _id(ask))


@ROUTES.button("bc-resume")
async def resume(ask: Ask) -> None:
    """Lets it go on."""
    await ask.desk.store.write(broadcasts.resume, _id(ask), ask.person.outside_id, key=None)
    await ask.toast(ask.plain("toast-resumed"))
    await _show(ask, _id(ask))


@ROUTES.button("bc-cancel")
async def cancel(ask: Ask) -> None:
    """Ends it early; who has it keeps it."""
    await ask.desk.store.write(broadcasts.cancel, _id(ask), ask.person.outside_id, key=None)
    await ask.toast(ask.plain("toast-broadcast-cancelled"))
    await _show(ask, _id(ask))


def send_draft(tx: Tx, author: int, audience: Audience, draft: str) -> Started:
    """Starts the broadcast that its author saw in the preview; the draft is used up with it."""
    dialog = dialog_of(tx, author)
    if dialog is None or dialog.data.get("draft") != draft:
        raise ScreenOld
    started = broadcasts.start(tx, author, Content(**dialog.data["content"]), audience)
    end_dialog(tx, author)
    return started


async def _show(ask: Ask, broadcast_id: int) -> None:
    text, rows = show_report(ask, await ask.read(broadcasts.report, broadcast_id))
    await ask.show(text, rows)


def _id(ask: Ask) -> int:
    return int(ask.args[0], 36)


def _audience(ask: Ask) -> Audience:
    kind = cast("Literal['all', 'tier', 'language']", ask.args[0])
    return Audience(kind, ask.args[1])


def _audiences(ask: Ask, draft: str) -> Rows:
    tiers = [
        Button(tier.name.in_(ask.language), "bc-to", ("tier", tier.id, draft))
        for tier in ask.programme.tiers
    ]
    languages = [
        Button(ask.plain(f"language-name.{each}"), "bc-to", ("language", each, draft))
        for each in LANGUAGES
    ]
    return [
        [ask.button("everybody", "bc-to", "all", "", draft)],
        *(in_rows(tiers) if len(tiers) > 1 else ()),
        languages,
        [ask.button("cancel", "cancel")],
    ]
