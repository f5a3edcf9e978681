"""The catalogues as a whole: complete, equal in both languages, and open to the owner's words."""

import shutil
from pathlib import Path

import pytest

import bot.texts
from bot.texts import Texts, catalogue, faults
from bot.texts.formats import Code, Html, Points

CATALOGUES = Path(bot.texts.__file__).parent


def texts(**overrides: dict[str, str]) -> Texts:
    """The catalogues, with an owner's texts."""
    return Texts(lambda: 0, overrides)


def test_both_languages_say_the_same_things() -> None:
    assert faults(texts()) == []


@pytest.mark.parametrize(
    ("chosen", "hint", "language"),
    [
        ("zh", "en", "zh"),
        ("en", "zh-hans", "en"),
        (None, "zh-hans", "zh"),
        (None, "zh-TW", "zh"),
        (None, "zh_CN", "zh"),
        (None, "en-GB", "en"),
        (None, "fr", "zh"),
        (None, None, "zh"),
        (None, "", "zh"),
    ],
)
def test_the_persons_choice_beats_the_hint_which_beats_the_default(
    chosen: str | None, hint: str | None, language: str
) -> None:
    assert texts().pick(chosen, hint, "zh") == language


def test_a_text_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError, match="no-such-text"):
        texts().render("en", "no-such-text")


def test_a_text_that_lacks_an_argument_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"points: .*count"):
        texts().render("en", "points")


def test_no_value_without_a_form_of_its_own_gets_into_a_text() -> None:
    with pytest.raises(TypeError, match="float"):
        texts().render("en", "percent", number=0.5)  # type: ignore[arg-type]


def test_buttons_and_toasts_are_plain_text() -> None:
    plain = texts().plain
    assert plain("en", "percent", number="Tea & Co") == "Tea & Co %"
    assert plain("en", "percent", number=Code("K7QF")) == "K7QF %"
    assert plain("en", "percent", number=Points(2)) == "2 points %"
    with pytest.raises(TypeError, match="plain"):
        plain("en", "percent", number=Html("<b>5</b>"))


def test_the_owner_may_override_any_text_in_one_language() -> None:
    ours = texts(en={"button-home": "My stars"})
    assert ours.plain("en", "button-home") == "My stars"
    assert ours.plain("zh", "button-home") == texts().plain("zh", "button-home")


def test_an_override_of_a_form_is_seen_wherever_the_form_is_used() -> None:
    stars = texts(en={"points": "{ $count ->\n[one] { $count } star\n*[other] { $count } stars\n}"})
    assert stars.render("en", "percent", number=Points(1)) == "1 star %"
    assert stars.render("en", "percent", number=Points(2)) == "2 stars %"


def test_an_override_may_change_one_attribute() -> None:
    assert texts(en={"weekday.d7": "Bread day"}).plain("en", "weekday.d7") == "Bread day"


@pytest.mark.parametrize(
    ("language", "key", "text", "complaint"),
    [
        ("en", "no-such-text", "Hi", "no text of this name"),
        ("zh", "points", "积分", r"\{ \$count \} is missing"),
        ("en", "today", "today { $hour }", r"nothing fills .*\$hour"),
        ("en", "today", "today { $", "not Fluent"),
        ("en", "today", "", "not Fluent"),
        ("en", "today", "<b>today", "leaves <b> open"),
        ("en", "today", "<h1>today</h1>", "Telegram does not know"),
        ("en", "today", "{ no-such-text }", "does not exist"),
        ("en", "today", "{ today }", "refers to itself"),
        ("en", "button-home", "<b>Mine</b>", "plain text"),
    ],
)
def test_an_override_that_cannot_stand_names_its_setting(
    language: str, key: str, text: str, complaint: str
) -> None:
    with pytest.raises(ValueError, match=rf"^texts\.{language}\.{key}: .*{complaint}"):
        texts(**{language: {key: text}})


def test_an_override_in_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^texts\.fr: "):
        texts(fr={"today": "aujourd'hui"})


def test_a_catalogues_own_mistakes_are_found(tmp_path: Path) -> None:
    shutil.copy(CATALOGUES / "en" / "common.ftl", tmp_path)
    (tmp_path / "broken.ftl").write_text("today = again\nno equals sign\n", "utf-8")
    broken = catalogue.read(tmp_path).broken
    assert [fault.split(" ", 1)[0] for fault in broken] == [
        f"{tmp_path.name}/broken.ftl:",
        f"{tmp_path.name}/common.ftl:",
    ]
    assert "'no equals sign' is not Fluent" in broken[0]
    assert "today is written twice" in broken[1]


def test_what_one_language_lacks_is_found() -> None:
    ours = texts()
    ours.catalogues["zh"] = catalogue.override(ours.catalogues["zh"], {})
    ours.catalogues["en"] = catalogue.Catalogue("en", {}, ())
    assert "en: points is missing" in faults(ours)
