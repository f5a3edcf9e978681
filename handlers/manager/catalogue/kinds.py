"""The kinds of rewards in a shopkeeper's words: what the dialog asks of each, and offers."""

from dataclasses import dataclass, field, replace
from typing import Any, cast

from pydantic import ValidationError

from domain import programme as models
from domain.adoption import free_id
from domain.errors import RewardGone, RuleRefused, ScreenOld
from domain.programme import Outcome, Programme, Reward, RewardBase, sentence
from domain.programme.rewards import KINDS as MODELS
from handlers.questions import Question
from handlers.questions import offers as usual_offers

FLOW = "catalogue"
# What a change of a reward leaves alone, and a copy does not take over.
OWN = {"id", "kind", "hidden", "called_off", "starts", "ends"}


@dataclass(frozen=True)
class Asked(Question):
    """A question about a reward; an `optional` one can be skipped. It `fills` its own field.

    One that is `new_only` is not asked when a reward is changed: the shelf has its own screen.
    """

    optional: bool = False
    fills: tuple[str, ...] = ()
    new_only: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that its answer fills."""
        return self.fills or (self.field,)


@dataclass(frozen=True)
class Kind:
    """What a reward can be: its model, what is asked of a new one, and what can be changed."""

    key: str
    asked: tuple[Asked, ...]
    later: tuple[Asked, ...]

    @property
    def model(self) -> type[RewardBase]:
        """The reward's model."""
        return MODELS[self.key]

    @property
    def questions(self) -> tuple[Asked, ...]:
        """Everything that can be said of it."""
        return (*self.asked, *self.later)

    @property
    def steps(self) -> tuple[str, ...]:
        """What is asked, in order; then what can be changed, and the whole."""
        return (*(each.field for each in self.questions), "preview")

    def question(self, name: str) -> Asked | None:
        """The question of that name."""
        return next((each for each in self.questions if each.field == name), None)


def _kind(key: str, *own: Asked, later: tuple[Asked, ...] = ()) -> Kind:
    return Kind(key, (_NAME, *own, _NOTE, _PICTURE), (*later, *_LATER))


_NAME = Asked("name", "words")
_NOTE = Asked("note", "note", optional=True)
_PICTURE = Asked("picture", "picture", optional=True)
_POINTS = Asked("points", "points", (200, 500, 1_000))
_STOCK = Asked("stock", "count", (10, 20, 50), least=1, optional=True, new_only=True)
_COLLECT = Asked("collect_days", "count", (7, 14, 30, 90))
_WORTH = Asked("worth_minor", "money", (), optional=True)
_LOW = Asked("low_stock", "count", (1, 3, 5), optional=True)
_LATER = (
    Asked("limit", "count", (1, 2, 5), least=1, optional=True),
    Asked("per", "choice", ("day", "week", "month", "year", "ever")),
    Asked("tiers", "tiers", optional=True),
    Asked("tier_points", "prices", optional=True),
    Asked("window", "window", optional=True, fills=("starts", "ends")),
)
_DAYS = Asked("days", "count", (7, 30, 90, 365))
_VALUE = Asked("value_minor", "money", (5, 10, 20, 50), least=1)
_OUTCOMES = Asked("outcomes", "outcomes")

KINDS = {
    kind.key: kind
    for kind in (
        _kind("goods", _POINTS, _STOCK, later=(_COLLECT, _LOW, _WORTH)),
        _kind("service", _POINTS, later=(_STOCK, _COLLECT, _LOW, _WORTH)),
        _kind(
            "money-off",
            _VALUE,
            Asked("from_minor", "money", (0, 20, 50, 100)),
            _POINTS,
            later=(_STOCK, _COLLECT, _LOW),
        ),
        _kind(
            "percent-off",
            Asked("percent", "percent", (5, 10, 20)),
            Asked("most_minor", "money", (20, 50, 100), least=1, optional=True),
            _POINTS,
            later=(_STOCK, _COLLECT, _LOW),
        ),
        _kind("gift-card", _VALUE, _POINTS, later=(_STOCK, _COLLECT, _LOW)),
        _kind("privilege", _DAYS, _POINTS, later=(_STOCK, _LOW)),
        _kind(
            "event",
            Asked("at", "moment"),
            Asked("place", "words", optional=True),
            Asked("stock", "count", (10, 20, 50), least=1, new_only=True),
            _POINTS,
            later=(Asked("closes_hours", "count", (0, 24, 48)), _LOW),
        ),
        _kind("donation", Asked("points", "points", (100, 200, 500))),
        _kind("mystery-box", _POINTS, _OUTCOMES, later=(_STOCK, _LOW)),
        _kind("wheel", Asked("points", "points", (0, 10, 20, 50)), _OUTCOMES),
        _kind(
            "raffle",
            Asked("draws_at", "moment"),
            Asked("winners", "count", (1, 3, 10)),
            Asked("prize", "prize", fills=("prize_points", "prize_reward")),
            Asked("points", "points", (50, 100, 200)),
        ),
    )
}


@dataclass(frozen=True)
class Draft:
    """A reward on its way: its kind, and the fields that are answered; None: as its kind has it.

    With `of` it changes the reward of that id, and `fields` are what is changed of it. Once it was
    seen whole, a changed answer leads straight back to the whole.
    """

    kind: Kind
    fields: dict[str, Any] = field(default_factory=dict)
    whole: bool = False
    of: str = ""

    @classmethod
    def told(cls, data: dict[str, Any]) -> "Draft | None":
        """The draft that a dialog keeps, if it has one."""
        kind = KINDS.get(data.get("kind", ""))
        return cls(kind, data["fields"], data["whole"], data["of"]) if kind else None

    @classmethod
    def like(cls, reward: Reward) -> "Draft":
        """A draft with a reward's terms; its window is open."""
        return cls(KINDS[reward.kind], reward.model_dump(mode="json", exclude=OWN))

    @classmethod
    def change(cls, reward: Reward) -> "Draft":
        """A draft that changes a reward."""
        return cls(KINDS[reward.kind], whole=True, of=reward.id)

    @property
    def model(self) -> type[RewardBase]:
        """The reward's model."""
        return self.kind.model

    @property
    def open(self) -> str:
        """The first question that needs an answer and has none, or the preview."""
        if self.of:
            return "preview"
        needed = (each for each in self.kind.asked if not each.optional)
        return next((each.field for each in needed if not self.has(each)), "preview")

    def has(self, question: Asked) -> bool:
        """Whether a question is answered."""
        return any(self.fields.get(name) is not None for name in question.fields)

    def data(self) -> dict[str, Any]:
        """What a dialog keeps of it."""
        return {
            "kind": self.kind.key,
            "fields": self.fields,
            "whole": self.whole,
            "of": self.of,
        }

    def answered(self, **answer: Any) -> "Draft":
        """The draft with an answer in place of the old one."""
        return replace(self, fields=self.fields | answer)

    def seen(self) -> "Draft":
        """The draft once it was shown whole."""
        return replace(self, whole=True)

    def filled(self, programme: Programme) -> "Draft":
        """The draft with all that is known of the reward it changes; raises RewardGone."""
        if not self.of:
            return self
        now = programme.reward(self.of)
        if now is None or now.kind != self.kind.key:
            raise RewardGone
        return replace(self, fields=now.model_dump(mode="json") | self.fields)

    def reward(self, programme: Programme, reward_id: str = "") -> Reward:
        """The reward it makes, under that id or one that is free; raises RuleRefused where none.

        Raises ScreenOld where it is not answered to its end, and RewardGone.
        """
        if self.open != "preview":
            raise ScreenOld
        filled = self.filled(programme).fields
        said = {name: each for name, each in filled.items() if each is not None}
        own = self.of or reward_id or free_id(programme, said["name"]["en"], "reward")
        try:
            made = self.model.model_validate(said | {"id": own, "kind": self.kind.key})
        except ValidationError as error:
            raise RuleRefused(f"{own}.{sentence(error.errors()[0])}") from None
        return cast("Reward", made)


def offers(draft: Draft, question: Asked, programme: Programme) -> tuple[int | str, ...]:
    """The answers that are offered as buttons: a price that pays the anchor, where one is known."""
    value = draft.fields.get("value_minor")
    if question.field == "points" and value:
        currency = programme.currency
        return (max(-(-value * currency.anchor_points // currency.anchor_minor), 1),)
    if question.unit == "tiers":
        return ("all", *(tier.id for tier in programme.tiers[1:]))
    if question.unit == "prize":
        given = (each for each in programme.rewards if isinstance(each, models.Collected))
        return tuple(reward.id for reward in given)
    special = {"window": ("always",), "outcomes": ("suggested",)}
    if question.unit in special:
        return special[question.unit]
    if question.unit in ("note", "picture", "moment", "prices"):
        return ()
    return usual_offers(draft, question, programme)


def suggested(draft: Draft, programme: Programme) -> list[Outcome]:
    """Prizes that pay less than the price, now and then much more; of what is free, a little."""
    price = draft.filled(programme).fields.get("points") or 0
    if draft.kind.key == "mystery-box":
        told = [(max(price // 2, 1), 60), (max(price, 1), 35), (3 * max(price, 1), 5)]
    elif price:
        told = [(0, 40), (max(price // 2, 1), 35), (price, 20), (3 * price, 5)]
    else:
        told = [(0, 60), (5, 30), (20, 9), (100, 1)]
    return [Outcome(points=points, weight=weight) for points, weight in told]
