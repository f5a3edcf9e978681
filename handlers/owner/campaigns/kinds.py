"""The kinds of campaigns in a shopkeeper's words: what the dialog asks of each, and offers."""

from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from domain import programme as models
from domain.adoption import free_id
from domain.errors import RuleRefused, ScreenOld
from domain.programme import OnPurchase, Programme, Rule, RuleBase, sentence
from handlers.questions import Question

FLOW = "campaign"
RULE: TypeAdapter[Rule] = TypeAdapter(Rule)


@dataclass(frozen=True)
class Kind:
    """What a campaign can be: a rule's model, and the questions that fill it.

    One that `needs_days` cannot run from now on without an end.
    """

    key: str
    model: type[RuleBase]
    questions: tuple[Question, ...]
    needs_days: bool = False

    @property
    def weekly(self) -> bool:
        """Whether it can be for some days of the week."""
        return issubclass(self.model, OnPurchase)

    @property
    def steps(self) -> tuple[str, ...]:
        """What is asked, in order: its figures, then what every campaign has; then the whole."""
        fields = (each.field for each in self.questions)
        return (*fields, "when", "whom", "name", "preview")

    def question(self, name: str) -> Question | None:
        """The question that fills a field."""
        return next((each for each in self.questions if each.field == name), None)


def _points(*offers: int) -> Question:
    return Question("points", "points", offers)


_SPEND = Question("spend_minor", "money", (500, 1000, 2000), least=1)
_TIMES = Question("percent", "times", (150, 200, 300))
_LEAST = Question("min_minor", "money", (0, 50, 100, 200))

KINDS = {
    kind.key: kind
    for kind in (
        Kind("multiplier", models.MultiplierRule, (_TIMES,)),
        Kind("bonus", models.BonusRule, (_points(20, 50, 100), _LEAST)),
        Kind(
            "member-day",
            models.MemberDayRule,
            (
                Question("discount_percent", "percent", (5, 10, 20)),
                Question("percent", "times", (100, 200, 300)),
            ),
            needs_days=True,
        ),
        Kind("first-order", models.FirstOrderRule, (_TIMES,)),
        Kind("step", models.StepRule, (_SPEND, _points(50, 100, 200))),
        Kind("challenge", models.ChallengeRule, (_SPEND, _points(100, 200, 500)), needs_days=True),
        Kind(
            "orders",
            models.ChallengeRule,
            (Question("orders", "count", (3, 5, 10), least=1), _points(50, 100, 200)),
            needs_days=True,
        ),
        Kind(
            "comeback",
            models.ComebackRule,
            (Question("sleep_days", "count", (30, 60, 90)), _points(50, 100, 200)),
        ),
        Kind(
            "rain",
            models.RainRule,
            (
                Question("share", "points", (10, 20, 50)),
                Question("pot", "points", (20, 50, 100), whole_of="share"),
            ),
            needs_days=True,
        ),
        Kind("surprise", models.SurpriseRule, (Question("percent", "percent", (20, 30, 50)),)),
        Kind("birthday", models.BirthdayRule, (_points(50, 100, 200),)),
        Kind("anniversary", models.AnniversaryRule, (_points(50, 100, 200),)),
        Kind(
            "activity",
            models.ActivityRule,
            (
                _points(10, 20, 50),
                Question("by", "choice", ("staff", "member", "profile")),
                Question("limit", "count", (1, 3, 5)),
                Question("per", "choice", ("day", "week", "month", "year", "ever")),
            ),
        ),
        Kind(
            "green",
            models.GreenRule,
            (
                Question("unit", "words"),
                _points(5, 10, 20),
                Question("limit", "count", (1, 3, 5)),
            ),
        ),
        Kind(
            "streak",
            models.StreakRule,
            (Question("day", "count", (7, 30, 100)), _points(20, 50, 100)),
        ),
        Kind("in-kind", models.InKindRule, (_SPEND, Question("reward", "reward"))),
        Kind(
            "referral",
            models.ReferralRule,
            (
                _points(50, 100, 200),
                Question("friend_points", "points", (0, 50, 100)),
                _LEAST,
            ),
        ),
        Kind(
            "amount",
            models.AmountRule,
            (_points(1, 2, 5), Question("per_minor", "money", (1, 10, 40))),
        ),
    )
}


@dataclass(frozen=True)
class Draft:
    """A campaign on its way: its kind, and the fields of its rule that are answered.

    Once it was seen whole, a changed answer leads straight back to the whole.
    """

    kind: Kind
    fields: dict[str, Any] = field(default_factory=dict)
    whole: bool = False

    @property
    def model(self) -> type[RuleBase]:
        """The rule's model."""
        return self.kind.model

    @classmethod
    def told(cls, data: dict[str, Any]) -> "Draft | None":
        """The draft that a dialog keeps, if it has one."""
        kind = KINDS.get(data.get("kind", ""))
        return cls(kind, data["fields"], data["whole"]) if kind else None

    @classmethod
    def like(cls, rule: Rule) -> "Draft":
        """A draft with a campaign's figures, name and audience; its time is asked anew."""
        drop = {"id", "kind", "starts", "ends", "paused"}
        fields = rule.model_dump(mode="json", exclude=drop, exclude_none=True)
        return cls(kind_of(rule), fields)

    def data(self) -> dict[str, Any]:
        """What a dialog keeps of it."""
        return {"kind": self.kind.key, "fields": self.fields, "whole": self.whole}

    def answered(self, at: str, **answer: Any) -> "Draft":
        """The draft with an answer in place of the old one; what is None is left out.

        Figures that were multiples of the old answer are open again.
        """
        again = {each.field for each in self.kind.questions if each.whole_of == at}
        kept = {name: value for name, value in self.fields.items() if name not in again}
        filled = {name: value for name, value in (kept | answer).items() if value is not None}
        return replace(self, fields=filled)

    def seen(self) -> "Draft":
        """The draft once it was shown whole."""
        return replace(self, whole=True)

    @property
    def open(self) -> str:
        """The first question that needs an answer and has none, or the preview."""
        needed = (*(each.field for each in self.kind.questions), "name")
        return next((each for each in needed if each not in self.fields), "preview")

    def rule(self, programme: Programme) -> Rule:
        """The rule it makes, under an id that is free; raises RuleRefused where it makes none.

        Raises ScreenOld where it is not answered to its end.
        """
        if self.open != "preview":
            raise ScreenOld
        kind = self.kind.model.model_fields["kind"].default
        rule_id = free_id(programme, self.fields["name"]["en"])
        try:
            return RULE.validate_python(self.fields | {"id": rule_id, "kind": kind})
        except ValidationError as error:
            raise RuleRefused(sentence(error.errors()[0])) from None


def kind_of(rule: Rule) -> Kind:
    """The kind whose questions a rule answers."""
    fits = [kind for kind in KINDS.values() if kind.model is type(rule)]
    return next(
        (kind for kind in fits if all(getattr(rule, each.field) for each in kind.questions)),
        fits[0],
    )
