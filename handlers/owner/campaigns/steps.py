"""The screens of the dialog: one for each question, and which of them comes next."""

from datetime import datetime, timedelta
from typing import Any

from bot.telegram.ask import Ask, Button, Rows
from domain.calendar import moment
from domain.errors import ScreenOld
from domain.programme import Language
from handlers.owner.campaigns import audience
from handlers.owner.campaigns.kinds import FLOW, Draft
from handlers.owner.campaigns.preview import show_preview
from handlers.questions import (
    CHOSEN,
    Question,
    Unfit,
    figure_buttons,
    offers,
    unfit_facts,
)
from handlers.screens import in_rows, lines
from handlers.wording import WEEKDAYS, times

WHEN = ("always", "today", "weekend", "week")


def draft_of(ask: Ask) -> Draft:
    """The draft that the owner is at; raises ScreenOld where they are at none."""
    draft = None
    if ask.dialog is not None and ask.dialog.flow == FLOW:
        draft = Draft.told(ask.dialog.data)
    if draft is None:
        raise ScreenOld
    return draft


def at_of(ask: Ask) -> str:
    """The question that the owner is at."""
    return str(ask.dialog.data["at"]) if ask.dialog else ""


def local_now(ask: Ask) -> datetime:
    """The programme's local time."""
    return moment(ask.desk.store.now(), ask.programme.zone)


async def go_on(ask: Ask, draft: Draft, at: str, **answer: Any) -> None:
    """Takes an answer and asks the next question; of a whole draft, only what it left open."""
    steps = draft.kind.steps
    ahead = "preview" if draft.whole else steps[steps.index(at) + 1]
    await show_step(ask, draft.answered(at, **answer), ahead)


async def show_step(ask: Ask, draft: Draft, at: str) -> None:
    """Shows a question, or the preview; never one beyond what is answered."""
    at = min(at, draft.open, key=draft.kind.steps.index)
    question = draft.kind.question(at)
    if question is not None:
        await _ask_figure(ask, draft, question)
    elif at == "when":
        await _ask_when(ask, draft)
    elif at == "whom":
        await _ask_whom(ask, draft)
    elif at == "name":
        await _ask_name(ask, draft)
    else:
        await show_preview(ask, draft)


async def show_weekdays(ask: Ask, draft: Draft) -> None:
    """Asks for days of the week; those that are marked show it."""
    marked = draft.fields.get("weekdays") or ()
    days = [
        ask.button(
            "campaign-day",
            "cp-day",
            day,
            day=ask.plain(f"weekday.d{number}"),
            chosen=day in marked,
        )
        for number, day in enumerate(WEEKDAYS, 1)
    ]
    done = [ask.button("campaign-days-done", "cp-days")] if marked else []
    await _keep(ask, draft, "when", "weekdays")
    ways = [*done, ask.button("back", "cp-at", "when"), ask.button("cancel", "cancel")]
    await ask.show(ask.render("campaign-weekdays"), [*in_rows(days), ways])


async def _ask_figure(ask: Ask, draft: Draft, question: Question) -> None:
    await _keep(ask, draft, "figure", question.field)
    asked = ask.render(f"campaign-ask.{question.field}", kind=draft.kind.key)
    typed = ask.render("figure-type", example=_example(ask, draft, question.field))
    free = question.unit not in (*CHOSEN, "words")
    await ask.show(lines(asked, typed if free else None), _rows(ask, draft, question.field))


async def _ask_when(ask: Ask, draft: Draft) -> None:
    await _keep(ask, draft, "when", "when")
    example = _example(ask, draft, "when")
    text = ask.render("campaign-when", example=example, hours=f"{example[:10]} 14:00-18:00")
    await ask.show(text, _rows(ask, draft, "when"))


async def _ask_whom(ask: Ask, draft: Draft) -> None:
    await _keep(ask, draft, "whom", "whom")
    await ask.show(
        ask.render("campaign-whom", percent=audience.PILOT_PERCENT),
        [
            [ask.button("everybody", "cp-whom", "all")],
            *in_rows(audience.choices(ask)),
            _ways(ask, draft, "whom"),
        ],
    )


async def _ask_name(ask: Ask, draft: Draft) -> None:
    await _keep(ask, draft, "name", "name")
    text = ask.render("campaign-name-ask", **suggested(ask, draft))
    await ask.show(text, _rows(ask, draft, "name"))


async def _keep(ask: Ask, draft: Draft, step: str, at: str) -> None:
    await ask.step(FLOW, step, **draft.data(), at=at)


def _rows(ask: Ask, draft: Draft, at: str) -> Rows:
    """A question's buttons: what it offers, and the ways out."""
    question, kind = draft.kind.question(at), draft.kind
    if question is not None:
        found = offers(draft, question, ask.programme)
        offered = figure_buttons(ask, draft, question, "cp-set", found)
    elif at == "when":
        codes = WHEN[1:] if kind.needs_days else WHEN
        offered = [ask.button(f"campaign-when.{code}", "cp-when", code) for code in codes]
        if kind.weekly:
            offered.append(ask.button("campaign-when.weekdays", "cp-weekdays"))
    else:
        offered = [ask.button("campaign-take-name", "cp-name")]
    return [*in_rows(offered), _ways(ask, draft, at)]


def _ways(ask: Ask, draft: Draft, at: str) -> list[Button]:
    """Back to the step before, or to the whole; and out."""
    steps = draft.kind.steps
    number = steps.index(at)
    if draft.whole:
        back = ask.button("back", "cp-at", "preview")
    elif number:
        back = ask.button("back", "cp-at", steps[number - 1])
    else:
        back = ask.button("back", "cp-new")
    return [back, ask.button("cancel", "cancel")]


def _example(ask: Ask, draft: Draft, at: str) -> str:
    """What one might type there."""
    question = draft.kind.question(at)
    if at == "when":
        day = local_now(ask).date() + timedelta(days=7)
        return f"{day} {day + timedelta(days=6)}"
    if question is None or question.unit == "words":
        return ask.plain(f"campaign-example.{'words' if question else 'name'}")
    offered = offers(draft, question, ask.programme)
    figure = offered[-1] if offered else ""
    if question.unit == "times":
        return times(int(figure) + 50)
    if question.unit == "money":
        return str(int(figure) // 10**ask.programme.currency.digits)
    return str(figure)


async def explain(ask: Ask, draft: Draft, at: str, unfit: Unfit) -> None:
    """Says what is wrong with what was typed, and offers the same answers again."""
    question = draft.kind.question(at)
    facts = unfit_facts(ask, question, unfit)
    await ask.say(
        ask.render(f"unfit.{unfit.rule}", **facts, example=_example(ask, draft, at)),
        _rows(ask, draft, at),
    )


def suggested(ask: Ask, draft: Draft) -> dict[Language, str]:
    """A name for it in both languages: the one it has, or its kind's."""
    key = f"campaign-name.{draft.kind.key}"
    texts = ask.desk.texts
    fresh: dict[Language, str] = {"en": texts.plain("en", key), "zh": texts.plain("zh", key)}
    return draft.fields.get("name") or fresh
