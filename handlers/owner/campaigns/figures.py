"""The figures of a campaign: how one is read from what was typed, and how it is shown."""

import re
from dataclasses import dataclass
from typing import Any

from bot.telegram.ask import Ask
from bot.texts.formats import grouped, name
from domain.errors import AmountRefused
from domain.programme import Language, Programme
from domain.purchases import parse_amount
from handlers.owner.campaigns.kinds import Draft, Question, bounds
from handlers.wording import times

NAME_LETTERS_MAX = 40
# Where nothing is an answer too: any amount, no points for the friend.
_ZERO = re.compile(r"0+(?:\.0+)?")


@dataclass
class Unfit(Exception):
    """What was typed is no answer: `rule` says why; the least and the most are as the rule's."""

    rule: str
    least: int = 0
    most: int = 0


def read_figure(text: str, draft: Draft, question: Question, programme: Programme) -> Any:
    """What was typed, as the rule takes it; raises Unfit."""
    if question.unit == "words":
        return read_named(text)
    if question.unit in ("choice", "reward"):
        raise Unfit("choose")
    least, most = bounds(draft.kind, question, programme)
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
    if question.whole_of and figure % draft.fields[question.whole_of]:
        raise Unfit("whole", draft.fields[question.whole_of], most)
    return figure


def read_named(text: str) -> dict[Language, str]:
    """A name in both languages, typed as `English / Chinese`; one alone serves for both."""
    parts = [" ".join(part.split()) for part in text.replace("\uff0f", "/").split("/")]
    if not 1 <= len(parts) <= 2 or any(name(part) != part or not part for part in parts):
        raise Unfit("name", most=NAME_LETTERS_MAX)
    return {"en": parts[0], "zh": parts[-1]}


def told_figure(ask: Ask, question: Question, value: Any) -> str:
    """A figure as the owner reads it, on a button or in a sentence."""
    match question.unit:
        case "money":
            return ask.plain("campaign-money", amount=ask.money(value))
        case "times":
            return f"×{times(value)}"
        case "percent":
            return ask.plain("percent", number=value)
        case "choice":
            return ask.plain(f"campaign-choice.{question.field}-{value}")
        case "reward":
            reward = ask.programme.reward(value)
            return reward.name.in_(ask.language) if reward else str(value)
        case "words":
            return str(value[ask.language])
        case _:
            return grouped(value)
