"""How numbers, money, days and names look in each language."""

import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import Texts
from bot.texts.formats import (
    BasisPoints,
    Code,
    Day,
    Html,
    Moment,
    Money,
    Percent,
    Points,
    Signed,
    Strip,
    Value,
    Weekday,
    name,
)
from domain.calendar import DAY, HOUR
from domain.programme import Currency, Language

ZONE = "Asia/Shanghai"
NOW = int(datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo(ZONE)).timestamp()) * 1_000_000
YUAN = Currency(code="CNY", digits=2)
texts = Texts(lambda: NOW)
bare = Texts(lambda: NOW, {"en": {"on-day": "{ $day }"}, "zh": {"on-day": "{ $day }"}})


def shown(language: Language, value: Value) -> str:
    """The value alone: a text with nothing around it."""
    return bare.render(language, "on-day", day=value)


def test_points_are_grouped_and_counted_in_the_grammar_of_the_language() -> None:
    assert shown("en", Points(1505)) == "1,505 points"
    assert shown("en", Points(1)) == "1 point"
    assert shown("zh", Points(1505)) == "1,505 积分"


def test_plain_numbers_are_grouped_with_a_true_minus() -> None:
    assert shown("en", 16800) == "16,800"
    assert shown("zh", -1200) == "−1,200"


def test_a_change_always_shows_its_sign() -> None:
    assert [shown("en", Signed(n)) for n in (105, -800, 0)] == ["+105", "−800", "0"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_shop_in_china_says_the_sign_and_nothing_else(language: Language) -> None:
    assert shown(language, Money(1505, YUAN)) == "¥15.05"
    assert shown(language, Money(-1505, YUAN)) == "−¥15.05"
    assert shown(language, Money(123_456_789, YUAN)) == "¥1,234,567.89"
    assert shown(language, Money(5, YUAN)) == "¥0.05"


def test_the_minor_digits_are_the_currencys_own() -> None:
    assert shown("en", Money(1505, Currency(code="JPY", digits=0))) == "JP¥1,505"
    assert shown("en", Money(1505, Currency(code="CHF", digits=2))) == "CHF\u00a015.05"


def test_near_days_have_names_and_far_ones_their_year() -> None:
    days = [0, 1, 8, 90]
    assert [shown("en", Day(NOW + n * DAY, ZONE)) for n in days] == [
        "today", "tomorrow", "30 Nov", "20 Feb 2027",
    ]  # fmt: skip
    assert [shown("zh", Day(NOW + n * DAY, ZONE)) for n in days] == [
        "今天", "明天", "11 月 30 日", "2027 年 2 月 20 日",
    ]  # fmt: skip


def test_a_week_is_a_strip_and_its_days_have_names() -> None:
    assert shown("en", Strip(2, 7)) == "✓ ✓ · · · · ·"
    assert [shown("en", Weekday(day)) for day in (1, 7)] == ["Monday", "Sunday"]
    assert [shown("zh", Weekday(day)) for day in (1, 7)] == ["周一", "周日"]


def test_today_is_a_day_of_the_programmes_zone() -> None:
    assert shown("en", Day(NOW + 15 * HOUR, ZONE)) == "tomorrow"
    assert shown("en", Day(NOW + 15 * HOUR, "UTC")) == "today"


def test_a_day_in_a_sentence_takes_its_preposition_only_when_it_needs_one() -> None:
    assert texts.render("en", "on-day", day=Day(NOW + 8 * DAY, ZONE)) == "on 30 Nov"
    assert texts.render("en", "on-day", day=Day(NOW + DAY, ZONE)) == "tomorrow"


def test_a_moment_is_a_short_day_and_the_local_time() -> None:
    assert shown("en", Moment(NOW, ZONE)) == "today 09:30"
    assert shown("zh", Moment(NOW + 8 * DAY, ZONE)) == "11 月 30 日 09:30"


def test_percents_are_whole() -> None:
    assert shown("en", Percent(52)) == "52 %"
    assert shown("zh", Percent(52)) == "52%"


def test_a_part_of_a_percent_is_told_as_far_as_it_goes() -> None:
    told = [shown("en", BasisPoints(count)) for count in (0, 300, 340, 342, 5, -120, 123_456)]
    assert told == ["0 %", "3 %", "3.4 %", "3.42 %", "0.05 %", "−1.2 %", "1,234.56 %"]
    assert shown("zh", BasisPoints(340)) == "3.4%"


def test_a_code_can_be_copied_and_holds_no_markup() -> None:
    assert shown("en", Code("K7QF-2M9X")) == "<code>K7QF-2M9X</code>"
    assert shown("en", Code("</code><b>")) == "<code>&lt;/code&gt;&lt;b&gt;</code>"


def test_what_a_person_typed_is_never_markup() -> None:
    assert shown("en", '<b>"Ann" & Bo</b>') == "&lt;b&gt;&quot;Ann&quot; &amp; Bo&lt;/b&gt;"


def test_a_fragment_rendered_already_is_not_escaped_again() -> None:
    inner = texts.render("en", "percent", number=Code("A&B"))
    assert isinstance(inner, Html)
    assert shown("en", inner).startswith("<code>A&amp;B</code>")


def test_names_lose_direction_marks_and_invisible_letters() -> None:
    assert name("\u202eAd\u200bmin\u2066\u3164\x00") == "Admin"
    assert name("  Ann\t\n of   Green\u00a0Gables ") == "Ann of Green Gables"
    assert name("e\u0301") == "é"
    assert name("\u200b\u200e") == ""


def test_names_are_cut_at_forty_characters() -> None:
    assert name("小" * 40) == "小" * 40
    assert name("小" * 41) == "小" * 39 + "…"


@given(st.text(max_size=200))
def test_no_text_can_smuggle_in_markup_or_marks(text: str) -> None:
    seen = shown("en", text)
    assert not set(seen) & set('<>"')
    assert all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs") for c in seen)


def test_an_endless_text_is_cut_and_still_rendered() -> None:
    assert len(shown("en", "&" * 100_000)) == 4096 * len("&amp;")
