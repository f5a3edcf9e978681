"""What a guided dialog asks: one field of a model at a time, offered, typed, read and shown."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from pydantic import BaseModel

from bot.telegram.ask import Ask, Button
from bot.texts.formats import Value, grouped, name
from domain.errors import AmountRefused
from domain.programme import Language, Programme
from domain.programme.catalogue import GIVEN
from domain.purchases import parse_amount
from handlers.wording import times

Figure = Literal["points", "money", "times", "percent", "count", "choice", "reward", "words"]
Thing = Literal["note", "picture", "moment", "window", "tiers", "outcomes", "prize", "prices"]
Unit = Figure | Thing
NAME_LETTERS_MAX = 40
# Where nothing is an answer too: any amount, no points for the friend.
_ZERO = re.compile(r"0+(?:\.0+)?")
# What is chosen with a button, and not typed.
CHOSEN = ("choice", "reward")


@dataclass(frozen=True)
class Question:
    """One field of a rule or a reward. Money is offered in whole units of the currency.

    With `whole_of` it is a multiple of that figure, and so are its offers. `least` is for a figure
    that its model lets be 0 where another one is asked for in its place.
    """

    field: str
    unit: Unit
    offers: tuple[int | str, ...] = ()
    whole_of: str = ""
    least: int = 0


class Answers(Protocol):
    """What is answered so far: some fields of a model."""

    @property
    def model(self) -> type[BaseModel]:
        """The model that is filled."""

    @property
    def fields(self) -> Mapping[str, Any]:
        """Its fields that are answered."""


@dataclass
class Unfit(Exception):
    """What was typed is no answer: `rule` says why; the least and the most are as the model's."""

    rule: str
    least: int = 0
    most: int = 0


def bounds(model: type[BaseModel], question: Question, programme: Programme) -> tuple[int, int]:
    """The least and the most that a figure can be: as its model says, and better than every day."""
    least, most = question.least, 10**9
    for limit in model.model_fields[question.field].metadata:
        least = max(least, getattr(limit, "ge", 0), getattr(limit, "gt", -1) + 1)
        most = min(most, getattr(limit, "le", most))
    if question.field == "discount_percent":
        least = max(least, *(tier.discount_percent + 1 for tier in programme.tiers))
    return least, most


def offers(answers: Answers, question: Question, programme: Programme) -> tuple[int | str, ...]:
    """The answers that are offered as buttons, as the model takes them."""
    if question.unit == "reward":
        return tuple(reward.id for reward in programme.rewards if isinstance(reward, GIVEN))
    if question.unit in ("choice", "words"):
        return question.offers
    factor = 10**programme.currency.digits if question.unit == "money" else 1
    if question.whole_of:
        factor = answers.fields[question.whole_of]
    least, _ = bounds(answers.model, question, programme)
    return tuple(int(each) * factor for each in question.offers if int(each) * factor >= least)


def read_figure(text: str, answers: Answers, question: Question, programme: Programme) -> Any:
    """What was typed, as the model takes it; raises Unfit."""
    if question.unit == "words":
        return read_named(text)
    if question.unit in CHOSEN:
        raise Unfit("choose")
    least, most = bounds(answers.model, question, programme)
    digits = {"money": programme.currency.digits, "times": 2}.get(question.unit, 0)
    typed = text.strip().lstrip("×xX+").rstrip("×xX%").strip()
    figure = 0
    if not _ZERO.fullmatch(typed):
        try:
            figure = parse_amount(typed, digits, most)
        except AmountRefused as refused:
            rule = "range" if refused.rule in ("most", "positive") else "number"
            raise Unfit(rule, least, most) from None
    if not least <= figure <= most:
        raise Unfit("range", least, most)
    if question.whole_of and figure % answers.fields[question.whole_of]:
        raise Unfit("whole", answers.fields[question.whole_of], most)
    return figure


def read_named(text: str) -> dict[Language, str]:
    """A name in both languages, typed as `English / Chinese`; one alone serves for both."""
    parts = [" ".join(part.split()) for part in text.replace("\uff0f", "/").split("/")]
    if not 1 <= len(parts) <= 2 or any(name(part) != part or not part for part in parts):
        raise Unfit("name", most=NAME_LETTERS_MAX)
    return {"en": parts[0], "zh": parts[-1]}


def told_figure(ask: Ask, question: Question, value: Any) -> str:
    """A figure as one reads it, on a button or in a sentence."""
    match question.unit:
        case "money":
            return ask.plain("figure-money", amount=ask.money(value))
        case "times":
            return f"×{times(value)}"
        case "percent":
            return ask.plain("percent", number=value)
        case "choice":
            return ask.plain(f"figure-choice.{question.field}-{value}")
        case "reward":
            reward = ask.programme.reward(value)
            return reward.name.in_(ask.language) if reward else str(value)
        case "words":
            return str(value[ask.language])
        case _:
            return grouped(value)


def figure_buttons(
    ask: Ask,
    answers: Answers,
    question: Question,
    action: str,
    found: Iterable[int | str],
) -> list[Button]:
    """The figures that are offered to a question; what was chosen before shows it."""
    return [
        ask.button(
            "figure",
            action,
            question.field,
            value,
            value=told_figure(ask, question, value),
            chosen=value == answers.fields.get(question.field),
        )
        for value in found
    ]


def unfit_facts(ask: Ask, question: Question | None, unfit: Unfit) -> dict[str, Value]:
    """What the text about an answer that is none is filled with."""
    facts: dict[str, Value] = {"least": unfit.least, "most": unfit.most}
    if question is not None and unfit.rule in ("range", "whole"):
        facts = {name: told_figure(ask, question, facts[name]) for name in facts}
    return facts
