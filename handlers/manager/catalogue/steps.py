"""The screens of the dialog: one for each question, and which of them comes next."""

from datetime import datetime, timedelta
from typing import Any

from bot.telegram.ask import Ask, Button, Rows
from bot.texts.formats import Html
from domain.calendar import moment
from domain.errors import ScreenOld
from handlers.manager.catalogue.answers import told, told_outcomes, told_prize
from handlers.manager.catalogue.kinds import FLOW, Asked, Draft, offers, suggested
from handlers.manager.catalogue.preview import show_preview
from handlers.questions import CHOSEN, Unfit, figure_buttons, unfit_facts
from handlers.screens import in_rows, lines

# What has a text of its own about what one may send; the rest are numbers, or buttons alone.
WORDED = ("words", "note", "picture", "moment", "window", "outcomes", "prize", "prices")


def draft_of(ask: Ask) -> Draft:
    """The draft that the manager is at; raises ScreenOld where they are at none."""
    draft = None
    if ask.dialog is not None and ask.dialog.flow == FLOW:
        draft = Draft.told(ask.dialog.data)
    if draft is None:
        raise ScreenOld
    return draft


def question_of(draft: Draft, name: str) -> Asked:
    """A question of the draft's kind; raises ScreenOld where there is none."""
    question = draft.kind.question(name)
    if question is None or (draft.of and question.new_only):
        raise ScreenOld
    return question


def local_now(ask: Ask) -> datetime:
    """The programme's local time."""
    return moment(ask.desk.store.now(), ask.programme.zone)


async def go_on(ask: Ask, draft: Draft, question: Asked, **answer: Any) -> None:
    """Takes an answer and asks the next question; of a whole draft, only what it left open."""
    draft = draft.answered(**answer)
    await show_step(ask, draft, after(draft, question))


def after(draft: Draft, question: Asked) -> str:
    """The step that follows a question: the next one, or the whole."""
    asked = [each.field for each in draft.kind.asked]
    if question.field == "limit" and draft.fields.get("limit"):
        return "per"
    if draft.whole or question.field not in asked[:-1]:
        return "preview"
    return asked[asked.index(question.field) + 1]


async def show_step(ask: Ask, draft: Draft, at: str) -> None:
    """Shows a question, or the preview; never one beyond what is answered."""
    at = min(at, draft.open, key=draft.kind.steps.index)
    if at == "preview":
        await show_preview(ask, draft)
        return
    question = question_of(draft, at)
    await ask.step(FLOW, "answer", **draft.data(), at=at)
    draft = draft.filled(ask.programme)
    await ask.show(
        lines(
            ask.render(f"catalogue-ask.{at}", kind=draft.kind.key),
            _hint(ask, draft, question),
        ),
        _rows(ask, draft, question),
    )


async def show_changes(ask: Ask, draft: Draft) -> None:
    """Offers each answer to be given anew, with what it is now."""
    await ask.step(FLOW, "preview", **draft.data(), at="preview")
    filled = draft.filled(ask.programme)
    limited = filled.fields.get("limit")
    answers = [
        ask.button(
            "catalogue-answer",
            "ct-at",
            question.field,
            what=ask.plain(f"catalogue-what.{question.field}", kind=draft.kind.key),
            value=told(ask, filled, question),
        )
        for question in draft.kind.questions
        if not (draft.of and question.new_only) and (question.field != "per" or limited)
    ]
    back = (
        ask.button("back", "ct-show", draft.of)
        if draft.of and not draft.fields
        else ask.button("back", "ct-at", "preview")
    )
    await ask.show(
        ask.render("catalogue-change"),
        [*in_rows(answers, 2), [back, ask.button("cancel", "cancel")]],
    )


async def explain(ask: Ask, draft: Draft, question: Asked, unfit: Unfit) -> None:
    """Says what is wrong with what was typed, and offers the same answers again."""
    draft = draft.filled(ask.programme)
    number = question.unit not in (*WORDED, "tiers", *CHOSEN)
    facts = unfit_facts(ask, question if number else None, unfit)
    example = _example(ask, draft, question)
    await ask.say(
        ask.render(f"unfit.{unfit.rule}", **facts, example=example), _rows(ask, draft, question)
    )


def _rows(ask: Ask, draft: Draft, question: Asked) -> Rows:
    """A question's buttons: what it offers, and the ways out."""
    return [*in_rows(_offered(ask, draft, question)), _ways(ask, draft, question)]


def _offered(ask: Ask, draft: Draft, question: Asked) -> list[Button]:
    found = offers(draft, question, ask.programme)
    if question.unit == "tiers":
        tiers = ask.programme.tiers
        return [
            ask.button("everybody", "ct-set", "tiers", "all"),
            *(
                ask.button(
                    "campaign-tier",
                    "ct-set",
                    "tiers",
                    tier.id,
                    tier=tier.name.in_(ask.language),
                    top=tier is tiers[-1],
                )
                for tier in tiers[1:]
            ),
        ]
    if question.unit == "prize":
        return [
            ask.button(
                "figure", "ct-set", "prize", each, value=told_prize(ask, str(each), 0), chosen=False
            )
            for each in found
        ]
    if question.unit in ("window", "outcomes"):
        return [ask.button(f"catalogue-{each}", "ct-set", question.field, each) for each in found]
    if not found:
        return []
    return figure_buttons(ask, draft, question, "ct-set", found)


def _ways(ask: Ask, draft: Draft, question: Asked) -> list[Button]:
    """Nothing where that will do; back to the step before, or to the whole; and out."""
    skip = []
    if question.optional and question.unit not in ("window", "tiers"):
        key = "catalogue-none" if draft.whole else "catalogue-skip"
        skip = [ask.button(key, "ct-skip", question.field)]
    asked = [each.field for each in draft.kind.asked]
    if draft.whole:
        back = ask.button("back", "ct-change")
    elif question.field == asked[0]:
        back = ask.button("back", "ct-new")
    else:
        back = ask.button("back", "ct-at", asked[asked.index(question.field) - 1])
    return [*skip, back, ask.button("cancel", "cancel")]


def _hint(ask: Ask, draft: Draft, question: Asked) -> Html | None:
    """What one may send in place of pressing a button."""
    example = _example(ask, draft, question)
    if question.unit in WORDED:
        return ask.render(f"catalogue-send.{question.unit}", example=example)
    if question.unit in ("tiers", *CHOSEN):
        return None
    return ask.render("figure-type", example=example)


def _example(ask: Ask, draft: Draft, question: Asked) -> str:
    """What one might type there."""
    day = local_now(ask).date() + timedelta(days=7)
    match question.unit:
        case "words":
            return ask.plain(f"catalogue-example.{question.field}")
        case "note":
            return ask.plain("catalogue-example.note")
        case "moment":
            return f"{day} 18:00"
        case "window":
            return f"{day} {day + timedelta(days=30)}"
        case "prices":
            tiers = [tier.name.in_(ask.language) for tier in ask.programme.tiers[-2:]]
            return "\n".join(f"{tier} {400 - 50 * at}" for at, tier in enumerate(tiers))
        case "outcomes":
            return told_outcomes(ask, suggested(draft, ask.programme))
    found = offers(draft, question, ask.programme)
    if question.unit in ("prize", "tiers", *CHOSEN) or not found:
        return "500"
    factor = 10**ask.programme.currency.digits if question.unit == "money" else 1
    return str(int(found[-1]) // factor)
