"""A new campaign, question by question; every answer can be taken back, and nothing is lost.

```mermaid
stateDiagram-v2
    [*] --> kind: New
    [*] --> when: Copy
    kind --> figure: a kind
    figure --> figure: a number, the next one
    figure --> when: the last number
    when --> whom: days, hours, days of the week
    whom --> name: everybody, tiers, a segment, a pilot
    name --> preview: as suggested, or in the owner's words
    preview --> changing: Change
    changing --> preview: one answer given anew
    preview --> trying: Try
    trying --> preview: Back
    preview --> [*]: Announce and start, Start quietly, Cancel
```

From every step Back leads to the one before it.
"""

from bot.telegram.ask import Ask
from domain.errors import ScreenOld
from domain.programme.catalogue import GIVEN
from handlers import windows
from handlers.owner.campaigns import audience
from handlers.owner.campaigns.campaign import find
from handlers.owner.campaigns.kinds import FLOW, KINDS, Draft
from handlers.owner.campaigns.preview import show_changes
from handlers.owner.campaigns.steps import (
    at_of,
    draft_of,
    explain,
    go_on,
    local_now,
    show_step,
    show_weekdays,
    suggested,
)
from handlers.owner.routes import ROUTES
from handlers.questions import CHOSEN, Unfit, read_figure, read_named
from handlers.screens import asked_page, in_rows, page_of, pager
from handlers.wording import WEEKDAYS

KINDS_SHOWN = 9


@ROUTES.button("cp-new")
async def choose_kind(ask: Ask) -> None:
    """Asks what kind of campaign it is to be: the usual ones first."""
    await ask.step(FLOW, "kind")
    # A gift needs something on the shelf.
    can_give = any(isinstance(reward, GIVEN) for reward in ask.programme.rewards)
    usable = [key for key in KINDS if key != "in-kind" or can_give]
    shown, page, pages = page_of(usable, asked_page(ask), KINDS_SHOWN)
    kinds = [ask.button(f"campaign-kind.{key}", "cp-kind", key) for key in shown]
    await ask.show(
        ask.render("campaign-which"),
        [
            *in_rows(kinds),
            *pager(ask, "cp-new", page, pages),
            [ask.button("back", "campaigns"), ask.button("cancel", "cancel")],
        ],
    )


@ROUTES.button("cp-kind")
async def begin(ask: Ask) -> None:
    """Begins a draft of that kind with its first question."""
    draft = Draft(KINDS[ask.args[0]])
    await show_step(ask, draft, draft.kind.steps[0])


@ROUTES.button("cp-copy")
async def copy(ask: Ask) -> None:
    """Begins a draft with a campaign's figures and name; when it is on is asked anew."""
    campaign = await find(ask, ask.args[0])
    await show_step(ask, Draft.like(campaign.rule), "when")


@ROUTES.button("cp-at")
async def go_to(ask: Ask) -> None:
    """Goes to a step of the draft: back, or to an answer that is to be changed."""
    draft, at = draft_of(ask), ask.args[0]
    if at not in draft.kind.steps:
        raise ScreenOld
    await show_step(ask, draft, at)


@ROUTES.button("cp-change")
async def change(ask: Ask) -> None:
    """Offers each answer to be given anew."""
    draft = draft_of(ask)
    if draft.open != "preview":
        raise ScreenOld
    await show_changes(ask, draft)


@ROUTES.button("cp-set")
async def choose_figure(ask: Ask) -> None:
    """Takes a figure that was offered."""
    field, value = ask.args
    draft = draft_of(ask)
    question = draft.kind.question(field)
    if question is None or question.unit == "words":
        raise ScreenOld
    figure = value if question.unit in CHOSEN else int(value)
    await go_on(ask, draft, field, **{field: figure})


@ROUTES.step(FLOW, "figure", takes_words=True)
async def take_figure(ask: Ask) -> None:
    """Takes a figure that was typed; what is none is explained, and asked for again."""
    draft, at = draft_of(ask), at_of(ask)
    question = draft.kind.question(at)
    assert question is not None
    try:
        figure = read_figure(ask.text, draft, question, ask.programme)
    except Unfit as unfit:
        await explain(ask, draft, at, unfit)
    else:
        await go_on(ask, draft, at, **{at: figure})


@ROUTES.button("cp-when")
async def choose_window(ask: Ask) -> None:
    """Takes a time that was offered."""
    today = local_now(ask).date()
    await go_on(ask, draft_of(ask), "when", **windows.offered(ask.args[0], today))


@ROUTES.button("cp-weekdays")
async def ask_weekdays(ask: Ask) -> None:
    """Asks for days of the week."""
    draft = draft_of(ask)
    if not draft.kind.weekly:
        raise ScreenOld
    await show_weekdays(ask, draft)


@ROUTES.button("cp-day")
async def choose_weekday(ask: Ask) -> None:
    """Marks a day of the week, or takes its mark away."""
    draft = draft_of(ask)
    marked = set(draft.fields.get("weekdays") or ()) ^ set(ask.args)
    days = [day for day in WEEKDAYS if day in marked]
    await show_weekdays(ask, draft.answered("when", weekdays=days))


@ROUTES.button("cp-days")
async def take_weekdays(ask: Ask) -> None:
    """Takes the days that are marked; with none, asks again."""
    draft = draft_of(ask)
    if marked := draft.fields.get("weekdays"):
        always = windows.offered("always", local_now(ask).date())
        await go_on(ask, draft, "when", **always | {"weekdays": marked})
    else:
        await show_weekdays(ask, draft)


@ROUTES.step(FLOW, "when", takes_words=True)
async def take_window(ask: Ask) -> None:
    """Takes days that were typed; what is none is explained, and asked for again."""
    draft = draft_of(ask)
    try:
        fields = windows.typed(ask.text, local_now(ask), hourly=draft.kind.weekly)
    except Unfit as unfit:
        await explain(ask, draft, "when", unfit)
    else:
        # Days of the week that are marked hold within the days.
        if at_of(ask) == "weekdays":
            fields["weekdays"] = draft.fields.get("weekdays") or None
        await go_on(ask, draft, "when", **fields)


@ROUTES.button("cp-whom")
async def choose_audience(ask: Ask) -> None:
    """Takes for whom it is."""
    await go_on(ask, draft_of(ask), "whom", **audience.fields(ask.args, ask.programme))


@ROUTES.button("cp-name")
async def take_suggestion(ask: Ask) -> None:
    """Takes the name as it was suggested."""
    draft = draft_of(ask)
    await go_on(ask, draft, "name", name=suggested(ask, draft))


@ROUTES.step(FLOW, "name", takes_words=True)
async def take_name(ask: Ask) -> None:
    """Takes the owner's own name for it."""
    draft = draft_of(ask)
    try:
        named = read_named(ask.text)
    except Unfit as unfit:
        await explain(ask, draft, "name", unfit)
    else:
        await go_on(ask, draft, "name", name=named)


@ROUTES.step(FLOW, "kind", takes_words=True)
async def kind_again(ask: Ask) -> None:
    """Words where a kind is to be chosen: asks again."""
    await choose_kind(ask)


@ROUTES.step(FLOW, "whom", takes_words=True)
@ROUTES.step(FLOW, "preview", takes_words=True)
async def step_again(ask: Ask) -> None:
    """Words where a button is to be pressed: shows the step again."""
    await show_step(ask, draft_of(ask), at_of(ask))
