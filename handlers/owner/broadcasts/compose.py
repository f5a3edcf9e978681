"""What a broadcast says: any message that its author sends to the bot, and again to change it."""

from dataclasses import replace

from bot.telegram.ask import Ask, Rows
from bot.telegram.composing import read
from bot.texts.formats import Html, Value
from domain import broadcasts
from domain.broadcasts import PLACES
from handlers.owner.broadcasts.draft import FLOW, Draft, draft_of, found_draft, keep
from handlers.owner.broadcasts.preview import show_copy, unknown_places
from handlers.owner.broadcasts.speaking import audience_name
from handlers.owner.routes import ROUTES
from handlers.screens import in_rows, lines


@ROUTES.button("bc-new")
async def ask_message(ask: Ask) -> None:
    """Asks for the message."""
    await ask.step(FLOW, "compose")
    places = Html(" ".join(f"<code>{{{place}}}</code>" for place in PLACES))
    await ask.show(
        ask.render("broadcast-compose", places=places), [[ask.button("cancel", "cancel")]]
    )


@ROUTES.step(FLOW, "compose", takes_words=True)
@ROUTES.step(FLOW, "draft", takes_words=True)
async def take_message(ask: Ask) -> None:
    """Takes the message, or another in its place, and shows it as members will see it."""
    message = ask.incoming.message or {}
    if await _of_one_album(ask, message.get("media_group_id")):
        return
    before = found_draft(ask)
    content = read(message)
    if before is None:
        draft = Draft(content, holdout_percent=ask.programme.messages.holdout_percent)
    else:
        draft = replace(before, content=replace(content, links=before.content.links))
    await show_copy(ask, draft.content)
    await show_draft(ask, draft)


@ROUTES.button("bc-draft")
async def back_to_draft(ask: Ask) -> None:
    """Goes back to the draft from one of its parts."""
    await show_draft(ask, draft_of(ask))


async def show_draft(ask: Ask, draft: Draft) -> None:
    """Shows to whom it goes and how, and the ways to change that."""
    await keep(ask, draft)
    reach = await ask.read(broadcasts.reach, draft.audience)
    later = draft.later(ask.desk.store.now())
    content = draft.content
    unknown = unknown_places(content)
    starts: Value = "now" if later is None else ask.moment(later)
    await ask.show(
        lines(
            ask.render(
                "broadcast-draft",
                audience=audience_name(ask, draft.audience),
                people=reach.people,
                muted=reach.muted,
                starts=starts,
                buttons=len(content.links),
                holdout=draft.holdout_percent,
                paid=draft.paid,
            ),
            ask.render("broadcast-nobody") if reach.people and not reach.willing else None,
            ask.render("broadcast-unknown-place", places=" ".join(unknown)) if unknown else None,
            ask.render("broadcast-sample") if content.places and ask.who is None else None,
            ask.render("broadcast-own-poll") if content.kind == "poll" else None,
        ),
        _rows(ask, draft, reach.willing),
    )


async def _of_one_album(ask: Ask, album: str | None) -> bool:
    """Whether the answer to an album was given already, with the first of its pictures."""
    if album is None or ask.dialog is None:
        return False
    if ask.dialog.data.get("album") == album:
        return True
    await ask.step(FLOW, ask.dialog.step, **ask.dialog.data | {"album": album})
    return False


def _rows(ask: Ask, draft: Draft, willing: int) -> Rows:
    parts = [
        ask.button("broadcast-audience", "bc-whom"),
        ask.button("broadcast-links", "bc-links"),
        ask.button("broadcast-when", "bc-when"),
        ask.button("broadcast-holdout", "bc-holdout"),
    ]
    if ask.desk.paid_per_second > 0:
        parts.append(ask.button("broadcast-paid", "bc-paid", chosen=draft.paid))
    go = [ask.button("broadcast-go", "bc-go")] if willing else []
    two_rows = in_rows(parts, -(-len(parts) // 2))
    return [*two_rows, [*go, ask.button("cancel", "cancel")]]
