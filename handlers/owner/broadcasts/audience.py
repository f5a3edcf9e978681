"""For whom a broadcast is: conditions that all hold at once, and how many people that leaves."""

from dataclasses import replace

from bot.telegram.ask import Ask, Rows
from bot.texts import LANGUAGES
from bot.texts.formats import Html
from domain import broadcasts
from domain.broadcasts import EVERYBODY, Audience
from domain.errors import ScreenOld, TagUnknown, TierUnknown
from domain.insight.rfm import SEGMENTS
from domain.members import all_tags
from handlers.manager.tags import mark_of, marked_tag
from handlers.owner.broadcasts.choices import (
    BALANCES,
    PARTS,
    SEVERAL,
    VISITS,
    Part,
    held,
    picked,
    read_range,
)
from handlers.owner.broadcasts.draft import FLOW, Draft, draft_of, keep
from handlers.owner.broadcasts.speaking import audience_name
from handlers.owner.routes import ROUTES
from handlers.questions import Unfit
from handlers.screens import in_rows, lines, page_of, pager

EXAMPLE = "500-2000"
TAGS_SHOWN = 9


@ROUTES.button("bc-whom")
async def show_audience(ask: Ask) -> None:
    """Shows the conditions that there are, and whom they leave."""
    await _show(ask, draft_of(ask))


@ROUTES.button("bc-all")
async def choose_everybody(ask: Ask) -> None:
    """Takes every condition away."""
    await _show(ask, replace(draft_of(ask), audience=EVERYBODY))


@ROUTES.button("bc-part")
async def show_part(ask: Ask) -> None:
    """Shows what one condition can be."""
    page = int(ask.args[1]) if len(ask.args) > 1 else 1
    await _show_part(ask, draft_of(ask), _part(ask.args[0]), page)


@ROUTES.button("bc-tags")
async def turn_tags(ask: Ask) -> None:
    """Turns to another page of the tags."""
    await _show_part(ask, draft_of(ask), "tag", int(ask.args[0]))


@ROUTES.button("bc-pick")
async def pick(ask: Ask) -> None:
    """Takes a choice, or takes it back; the same condition again where several may be chosen."""
    part, value = _part(ask.args[0]), ask.args[1]
    draft = draft_of(ask)
    if part == "tag" and value:
        value = await marked_tag(ask, value)
    draft = replace(draft, audience=picked(draft.audience, part, value))
    if part in SEVERAL and value:
        await _show_part(ask, draft, part)
    else:
        await _show(ask, draft)


@ROUTES.step(FLOW, "balance", takes_words=True)
async def take_balance(ask: Ask) -> None:
    """Takes a range of points that was typed; what is none is explained, and asked for again."""
    draft = draft_of(ask)
    try:
        audience = picked(draft.audience, "balance", ask.text)
    except Unfit:
        rows = await _choices(ask, draft.audience, "balance", 1)
        await ask.say(ask.render("broadcast-unfit.balance", example=EXAMPLE), rows)
        return
    await ask.read(broadcasts.check, audience)
    await _show(ask, replace(draft, audience=audience))


async def _show(ask: Ask, draft: Draft) -> None:
    text = await _title(ask, draft.audience)
    await keep(ask, draft)
    kept = held(draft.audience)
    parts = [
        ask.button(
            "broadcast-choice",
            "bc-part",
            part,
            label=ask.plain(f"button-broadcast-part.{part}"),
            chosen=part in kept,
        )
        for part in PARTS
    ]
    everybody = [ask.button("everybody", "bc-all")] if kept else []
    await ask.show(text, [*in_rows(parts), [*everybody, ask.button("back", "bc-draft")]])


async def _show_part(ask: Ask, draft: Draft, part: Part, page: int = 1) -> None:
    title = await _title(ask, draft.audience)
    await keep(ask, draft, "balance" if part == "balance" else "draft")
    rows = await _choices(ask, draft.audience, part, page)
    none = part == "tag" and len(rows) == 1
    asked = "broadcast-no-tags" if none else f"broadcast-ask.{part}"
    facts = {"example": EXAMPLE} if part == "balance" else {}
    await ask.show(lines(ask.render(asked, **facts), title), rows)


async def _title(ask: Ask, audience: Audience) -> Html:
    try:
        reach = await ask.read(broadcasts.reach, audience)
    except (TierUnknown, TagUnknown) as gone:
        # Said here, where something else can be chosen.
        return ask.render(gone.text_key(), **ask.refusal_facts(gone))
    return ask.render(
        "broadcast-audience-title",
        audience=audience_name(ask, audience),
        people=reach.people,
        muted=reach.muted,
    )


async def _choices(ask: Ask, audience: Audience, part: Part, page: int) -> Rows:
    """What a condition can be, as buttons; those that hold show it."""
    turns: Rows = []
    if part == "tag":
        tags = [(mark_of(tag.name), tag.name, tag.name) for tag in await ask.read(all_tags)]
        shown, page, pages = page_of(tags, page, TAGS_SHOWN)
        offered, turns = list(shown), pager(ask, "bc-tags", page, pages)
    else:
        offered = _offered(ask, part)
    chosen = held(audience).get(part, ())
    choices = [
        ask.button("broadcast-choice", "bc-pick", part, code, label=label, chosen=value in chosen)
        for code, value, label in offered
    ]
    anything = [ask.button("broadcast-any", "bc-pick", part, "")] if chosen else []
    return [*in_rows(choices), *turns, [*anything, ask.button("back", "bc-whom")]]


def _offered(ask: Ask, part: Part) -> list[tuple[str, str, str]]:
    """What is offered: how a button names it, its value, its label."""
    match part:
        case "tiers":
            named = [(tier.id, tier.name.in_(ask.language)) for tier in ask.programme.tiers]
        case "languages":
            named = [(each, ask.plain(f"language-name.{each}")) for each in LANGUAGES]
        case "segment":
            named = [(each, ask.plain(f"button-broadcast-segment.{each}")) for each in SEGMENTS]
        case "visited":
            named = [(each, _visit_label(ask, each)) for each in VISITS]
        case _:
            named = [(each, _balance_label(ask, each)) for each in BALANCES]
    return [(value, value, label) for value, label in named]


def _visit_label(ask: Ask, value: str) -> str:
    how, days = value.split("-")
    return ask.plain(f"button-broadcast-visited.{how}", days=int(days))


def _balance_label(ask: Ask, value: str) -> str:
    least, most = read_range(value)
    return f"{least:,}+" if most is None else f"{least or 0:,}–{most:,}"


def _part(name: str) -> Part:
    if name not in PARTS:
        raise ScreenOld
    return name
