"""A new reward, or a change of one, question by question; nothing that was said is lost.

```mermaid
stateDiagram-v2
    [*] --> kind: New
    [*] --> preview: Copy
    [*] --> changing: Edit
    kind --> answer: a kind
    answer --> answer: a name, a figure, a picture, Skip
    answer --> preview: the last answer
    preview --> changing: Change
    changing --> preview: one answer given anew
    preview --> [*]: Put on the shelf, Save, Cancel
```

From every step Back leads to the one before it.
"""

from bot.telegram.ask import Ask
from domain.errors import RewardGone, ScreenOld
from domain.programme import Reward
from handlers.manager.catalogue.answers import chosen, typed
from handlers.manager.catalogue.kinds import FLOW, KINDS, Draft
from handlers.manager.catalogue.steps import (
    draft_of,
    explain,
    go_on,
    local_now,
    question_of,
    show_changes,
    show_step,
)
from handlers.manager.routes import ROUTES
from handlers.questions import Unfit
from handlers.screens import asked_page, in_rows, lines, page_of, pager

KINDS_SHOWN = 4


@ROUTES.button("ct-new")
async def choose_kind(ask: Ask) -> None:
    """Asks what kind of reward it is to be, each with what it means."""
    await ask.step(FLOW, "kind")
    shown, page, pages = page_of(_usable(ask), asked_page(ask), KINDS_SHOWN)
    await ask.show(
        lines(
            ask.render("catalogue-which"),
            *(ask.render(f"catalogue-kind.{key}") for key in shown),
        ),
        [
            *in_rows([ask.button(f"catalogue-kind.{key}", "ct-kind", key) for key in shown]),
            *pager(ask, "ct-new", page, pages),
            [ask.button("back", "catalogue"), ask.button("cancel", "cancel")],
        ],
    )


@ROUTES.button("ct-kind")
async def begin(ask: Ask) -> None:
    """Begins a draft of that kind with its first question."""
    draft = Draft(KINDS[ask.args[0]])
    await show_step(ask, draft, draft.kind.steps[0])


@ROUTES.button("ct-copy")
async def copy(ask: Ask) -> None:
    """Begins a draft with a reward's terms; its name comes first."""
    await show_step(ask, Draft.like(_reward(ask)).seen(), "name")


@ROUTES.button("ct-edit")
async def edit(ask: Ask) -> None:
    """Offers each answer about a reward to be given anew."""
    await show_changes(ask, Draft.change(_reward(ask)))


@ROUTES.button("ct-at")
async def go_to(ask: Ask) -> None:
    """Goes to a step of the draft: back, or to an answer that is to be changed."""
    draft, at = draft_of(ask), ask.args[0]
    if at not in draft.kind.steps:
        raise ScreenOld
    await show_step(ask, draft, at)


@ROUTES.button("ct-change")
async def change(ask: Ask) -> None:
    """Offers each answer to be given anew."""
    draft = draft_of(ask)
    if draft.open != "preview":
        raise ScreenOld
    await show_changes(ask, draft)


@ROUTES.button("ct-set")
async def choose(ask: Ask) -> None:
    """Takes an answer that was offered."""
    field, value = ask.args
    draft = draft_of(ask)
    question = question_of(draft, field)
    await go_on(ask, draft, question, **chosen(draft, question, value, ask.programme))


@ROUTES.button("ct-skip")
async def skip(ask: Ask) -> None:
    """Leaves a question open, or takes its answer away."""
    draft = draft_of(ask)
    question = question_of(draft, ask.args[0])
    if not question.optional:
        raise ScreenOld
    await go_on(ask, draft, question, **dict.fromkeys(question.fields))


@ROUTES.step(FLOW, "answer", takes_words=True)
async def take_answer(ask: Ask) -> None:
    """Takes an answer that was sent; what is none is explained, and asked for again."""
    draft = draft_of(ask)
    question = question_of(draft, str(ask.dialog.data["at"]) if ask.dialog else "")
    try:
        answer = typed(ask, draft, question, local_now(ask))
    except Unfit as unfit:
        await explain(ask, draft, question, unfit)
    else:
        await go_on(ask, draft, question, **answer)


@ROUTES.step(FLOW, "kind", takes_words=True)
async def kind_again(ask: Ask) -> None:
    """Words where a kind is to be chosen: asks again."""
    await choose_kind(ask)


@ROUTES.step(FLOW, "preview", takes_words=True)
async def preview_again(ask: Ask) -> None:
    """Words where a button is to be pressed: shows the whole again."""
    await show_step(ask, draft_of(ask), "preview")


def _usable(ask: Ask) -> list[str]:
    """The kinds that the law lets be offered here."""
    allowed = ask.programme.allowed
    draws, gifts = ("mystery-box", "wheel", "raffle"), ("donation",)
    return [
        key
        for key in KINDS
        if (allowed.draws or key not in draws) and (allowed.donations or key not in gifts)
    ]


def _reward(ask: Ask) -> Reward:
    reward = ask.programme.reward(ask.args[0])
    if reward is None:
        raise RewardGone
    return reward
