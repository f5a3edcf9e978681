"""What a refusal's text is filled with: its own facts, each as it is shown."""

from typing import Any

from bot.texts.formats import Moment, Money, Value
from domain.errors import AmountRefused, Refusal
from domain.programme import Programme

MOMENTS = ("at", "until")
SUMS = ("most",)


def refusal_facts(refusal: Refusal, programme: Programme) -> dict[str, Value]:
    """A refusal's facts by name, times and sums as the programme's zone and currency show them."""
    facts = {name: _shown(name, value, programme) for name, value in refusal.facts().items()}
    if isinstance(refusal, AmountRefused):
        facts["example"] = programme.currency.example
    return facts


def _shown(name: str, value: Any, programme: Programme) -> Value:
    if name in MOMENTS:
        return Moment(value, programme.zone)
    if name in SUMS:
        return Money(value, programme.currency)
    shown: Value = value
    return shown
