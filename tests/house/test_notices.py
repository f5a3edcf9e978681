"""Every kind of notice has its letter, and a switch that says what it switches."""

import pytest

from bot.texts import LANGUAGES, Texts
from domain.members import NOTICES
from domain.notices.kinds import KINDS, NEWS
from domain.programme import Language
from handlers.jobs.letters import LETTERS

TEXTS = Texts(lambda: 0)


def test_every_kind_has_its_letter() -> None:
    assert set(LETTERS) == set(KINDS)


def test_every_switch_switches_something_and_every_kind_has_one_of_them() -> None:
    assert {kind.switch for kind in KINDS.values() if kind.switch} == set(NOTICES)


def test_news_goes_off_with_the_one_switch_that_needs_a_yes() -> None:
    assert {kind.switch for kind in KINDS.values() if kind.lane == NEWS} == {"news"}
    assert {kind.lane for kind in KINDS.values() if kind.switch == "news"} == {NEWS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_switch_has_its_name(language: Language) -> None:
    names = TEXTS.catalogues[language].patterns()
    assert {f"notice-name.{kind}" for kind in NOTICES} - set(names) == set()
    assert {name for name in names if name.startswith("notice-name.")} == {
        f"notice-name.{kind}" for kind in NOTICES
    }
