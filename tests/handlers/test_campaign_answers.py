"""What an owner may answer about a campaign: its figures, its name, and when it is on."""

from datetime import datetime
from typing import Any

import pytest
from pydantic import TypeAdapter

from domain.programme import Programme
from handlers import windows
from handlers.owner.campaigns.kinds import KINDS, Draft, Kind, kind_of
from handlers.questions import Question, Unfit, offers, read_figure, read_named
from tests.scene import PROGRAMME

# A Wednesday.
NOW = datetime(2026, 11, 25, 12, 0)
QUESTIONS = [
    pytest.param(kind, question, id=f"{kind.key}-{question.field}")
    for kind in KINDS.values()
    for question in kind.questions
]


def figure(kind: str, field: str, text: str, **fields: Any) -> Any:
    """What a typed figure is read as."""
    question = KINDS[kind].question(field)
    assert question is not None
    return read_figure(text, Draft(KINDS[kind], fields), question, PROGRAMME)


def refused(kind: str, field: str, text: str, **fields: Any) -> str:
    """Which rule a typed figure breaks."""
    with pytest.raises(Unfit) as unfit:
        figure(kind, field, text, **fields)
    return unfit.value.rule


def when(text: str, *, hourly: bool = True) -> dict[str, Any]:
    """The fields of a typed time that say something."""
    fields = windows.typed(text, NOW, hourly=hourly)
    return {name: value for name, value in fields.items() if value is not None}


@pytest.mark.parametrize(
    ("kind", "field", "text", "value"),
    [
        ("multiplier", "percent", "2", 200),
        ("multiplier", "percent", "×1.5", 150),
        ("multiplier", "percent", "2.25x", 225),
        ("bonus", "points", "120", 120),
        ("bonus", "points", "+120", 120),
        ("bonus", "min_minor", "88.40", 8_840),
        ("bonus", "min_minor", "0", 0),
        ("bonus", "min_minor", "0.00", 0),
        ("member-day", "discount_percent", "15 %", 15),
        ("orders", "orders", "7", 7),
        ("green", "unit", "cup / 杯", {"en": "cup", "zh": "杯"}),
    ],
)
def test_a_figure_may_be_typed_as_people_write_it(
    kind: str, field: str, text: str, value: Any
) -> None:
    assert figure(kind, field, text) == value


@pytest.mark.parametrize(
    ("kind", "field", "text", "rule"),
    [
        ("multiplier", "percent", "1", "range"),
        ("multiplier", "percent", "1000000000", "range"),
        ("multiplier", "percent", "-2", "range"),
        ("multiplier", "percent", "1.505", "number"),
        ("multiplier", "percent", "NaN", "number"),
        ("multiplier", "percent", "two", "number"),
        ("multiplier", "percent", "", "number"),
        ("bonus", "points", "0", "range"),
        ("bonus", "points", "88.5", "number"),
        ("bonus", "points", "1e9", "number"),
        ("bonus", "points", "99999999999999999999", "range"),
        ("bonus", "points", "\uff11\uff12", "number"),
        ("step", "spend_minor", "10.005", "number"),
        ("surprise", "percent", "101", "range"),
        ("member-day", "discount_percent", "95", "range"),
        ("comeback", "sleep_days", "3", "range"),
        ("activity", "by", "staff", "choose"),
        ("challenge", "spend_minor", "0", "range"),
        ("orders", "orders", "0", "range"),
    ],
)
def test_what_is_no_figure_is_refused_with_the_rule(
    kind: str, field: str, text: str, rule: str
) -> None:
    assert refused(kind, field, text) == rule


def test_a_member_day_is_better_than_the_everyday_discount() -> None:
    assert refused("member-day", "discount_percent", "2") == "range"
    assert figure("member-day", "discount_percent", "3") == 3


def test_a_pot_comes_out_even() -> None:
    assert refused("rain", "pot", "105", share=10) == "whole"
    assert figure("rain", "pot", "110", share=10) == 110


@pytest.mark.parametrize(("kind", "question"), QUESTIONS)
def test_every_offer_is_an_answer(kind: Kind, question: Question) -> None:
    info = kind.model.model_fields[question.field]
    fits: TypeAdapter[Any] = TypeAdapter(info.rebuild_annotation())
    for offer in offers(Draft(kind, {"share": 10}), question, PROGRAMME):
        fits.validate_python(offer)


def test_a_kind_is_told_by_its_rule() -> None:
    for kind in KINDS.values():
        asked = {each.field: 10 for each in kind.questions if each.unit != "choice"}
        kept = asked | {"kind": kind.model.model_fields["kind"].default}
        rule = kind.model.model_construct(**kept)
        assert kind_of(rule) is kind  # type: ignore[arg-type]


def test_a_name_may_be_in_both_languages_or_in_one() -> None:
    assert read_named("Double  day / 双倍日") == {"en": "Double day", "zh": "双倍日"}
    assert read_named("Brötchentag") == {"en": "Brötchentag", "zh": "Brötchentag"}


@pytest.mark.parametrize("text", ["", " / ", "a / ", "a / b / c", "x" * 41, "a / " + "天" * 41])
def test_what_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(Unfit):
        read_named(text)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("2026-12-01", {"starts": "2026-12-01", "ends": "2026-12-01"}),
        ("2026-12-01 2026-12-07", {"starts": "2026-12-01", "ends": "2026-12-07"}),
        ("2026-12-01–2026-12-07", {"starts": "2026-12-01", "ends": "2026-12-07"}),
        ("from 2026-12-01 to 2026-12-07", {"starts": "2026-12-01", "ends": "2026-12-07"}),
        (
            "2026-12-01 14:00-18:00",
            {"starts": "2026-12-01T14:00", "ends": "2026-12-01T18:00"},
        ),
        ("2026-12-01 20:00-24:00", {"starts": "2026-12-01T20:00", "ends": "2026-12-01"}),
        (
            "2026-12-01 09:30 2026-12-02 18:00",
            {"starts": "2026-12-01T09:30", "ends": "2026-12-02T18:00"},
        ),
        (
            "2026-12-01 2026-12-07 14:00-18:00",
            {
                "starts": "2026-12-01",
                "ends": "2026-12-07",
                "from_time": "14:00",
                "to_time": "18:00",
            },
        ),
        ("2026-11-25 11:00-13:00", {"starts": "2026-11-25T11:00", "ends": "2026-11-25T13:00"}),
    ],
)
def test_days_and_hours_may_be_typed(text: str, fields: dict[str, str]) -> None:
    assert when(text) == fields


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "window"),
        ("tomorrow", "window"),
        ("2026-12-1", "window"),
        ("2026-02-30", "window"),
        ("1.12.2026", "window"),
        ("2026-12-01 25:00", "window"),
        ("2026-12-01 14:00", "window"),
        ("2026-12-01 2026-12-02 2026-12-03", "window"),
        ("2026-11-24", "past"),
        ("2026-11-25 09:00-12:00", "past"),
        ("2026-12-07 2026-12-01", "order"),
        ("2026-12-01 18:00-14:00", "order"),
        ("2026-12-01 09:30 2026-12-01 09:30", "order"),
        ("2026-12-01 9999-12-31", "far"),
    ],
)
def test_what_is_no_time_is_refused_with_the_rule(text: str, rule: str) -> None:
    with pytest.raises(Unfit) as unfit:
        when(text)
    assert unfit.value.rule == rule


def test_hours_of_every_day_are_for_purchases() -> None:
    with pytest.raises(Unfit):
        when("2026-12-01 2026-12-07 14:00-18:00", hourly=False)
    assert when("2026-12-01 14:00-18:00", hourly=False)["ends"] == "2026-12-01T18:00"


@pytest.mark.parametrize(
    ("now", "code", "first", "last"),
    [
        ("2026-11-25", "today", "2026-11-25", "2026-11-25"),
        ("2026-11-25", "weekend", "2026-11-28", "2026-11-29"),
        ("2026-11-28", "weekend", "2026-11-28", "2026-11-29"),
        ("2026-11-29", "weekend", "2026-11-29", "2026-11-29"),
        ("2026-11-25", "week", "2026-11-25", "2026-12-01"),
        ("2026-11-25", "always", None, None),
    ],
)
def test_times_are_offered(now: str, code: str, first: str | None, last: str | None) -> None:
    fields = windows.offered(code, datetime.fromisoformat(now).date())
    assert (fields["starts"], fields["ends"]) == (first, last)
    assert set(fields) == set(windows.FIELDS)


def test_a_programme_without_rewards_offers_none_as_a_gift() -> None:
    question = KINDS["in-kind"].question("reward")
    assert question is not None
    assert offers(Draft(KINDS["in-kind"]), question, Programme()) == ()
