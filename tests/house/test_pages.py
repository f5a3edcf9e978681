"""The pages say what is so, and every setting and command stands where people look for it."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from bot.settings import FILE, Settings
from bot.telegram.routes import Routes
from bot.texts import LANGUAGES, Texts, faults
from domain.programme import (
    Category,
    Counter,
    Good,
    Goods,
    Limits,
    Outcome,
    Rule,
    Switches,
    Tier,
)
from domain.programme.rewards import KINDS
from handlers import AUDIENCES
from handlers.jobs.alerts import ALERTS, LOOKED_UP
from handlers.jobs.letters import LETTERS
from handlers.pages import DOCS, pages
from tests.house.source import ROOT

# From the environment alone: a secret in a file is a secret told.
SECRETS = {"telegram.token", "security.key"}


@pytest.mark.parametrize("name", sorted(pages()))
def test_a_generated_page_is_what_it_describes(name: str) -> None:
    """`make docs` would change nothing."""
    assert (DOCS / name).read_text(encoding="utf-8") == pages()[name]


def _leaves(model: type[BaseModel], path: str = "") -> Iterator[tuple[str, Any]]:
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from _leaves(field.annotation, f"{path}{name}.")
        else:
            yield f"{path}{name}", field.default


def test_every_setting_stands_in_the_file() -> None:
    """settings.toml shows each key that can be set, secrets aside."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    for path, _ in _leaves(Settings):
        at: Any = told
        for part in path.split("."):
            if path not in SECRETS:
                assert part in at, f"{path} is missing"
                at = at[part]


@pytest.mark.parametrize("model", [Tier, Goods, Good, Category])
def test_the_file_tells_what_its_lists_are_made_of(model: type[BaseModel]) -> None:
    """Each part of a tier, a reward, a good or a category is shown, if only in a comment."""
    text = FILE.read_text(encoding="utf-8")
    assert [name for name in model.model_fields if not re.search(rf"\b{name}\b", text)] == []


def test_the_page_about_earning_tells_every_kind_of_rule() -> None:
    """Each kind, and each of its settings, stands in docs/earning.md."""
    page = (DOCS / "earning.md").read_text(encoding="utf-8")
    kinds = get_args(get_args(Rule)[0])
    names = {name for kind in kinds for name in kind.model_fields if name != "kind"}
    names |= {kind.model_fields["kind"].default for kind in kinds}
    assert sorted(name for name in names if f"`{name}`" not in page) == []


def test_the_page_about_rewards_tells_every_kind_of_reward() -> None:
    """Each kind, and each of its settings, stands in docs/rewards.md."""
    page = (DOCS / "rewards.md").read_text(encoding="utf-8")
    models: tuple[type[BaseModel], ...] = (*KINDS.values(), Outcome, Counter, Limits, Switches)
    names = {*KINDS} | {name for model in models for name in model.model_fields if name != "kind"}
    assert sorted(name for name in names if f"`{name}`" not in page) == []


def test_the_machine_s_defaults_are_those_in_the_file() -> None:
    """What the file says of the machine is what holds without the file."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    for path, default in _leaves(Settings):
        section, _, key = path.partition(".")
        if section not in ("programme", "texts") and path not in SECRETS:
            kept = list(default) if isinstance(default, tuple) else default
            assert told[section][key] == kept, path


@pytest.mark.parametrize("routes", AUDIENCES, ids=lambda routes: routes.audience)
def test_each_command_is_in_its_menu_with_its_words(routes: Routes) -> None:
    """A command has a handler, a place in its audience's menu and both descriptions."""
    texts = Texts(lambda: 0)
    assert set(routes.menu) == set(routes.commands) - {"unknown"}
    for name in routes.menu:
        assert all(texts.has(language, f"command-{name}") for language in LANGUAGES), name


def test_an_action_belongs_to_one_audience() -> None:
    """No command, button or step is answered in two rooms."""
    for kind in ("commands", "buttons", "steps"):
        names = [name for routes in AUDIENCES for name in getattr(routes, kind)]
        assert len(names) == len(set(names))


def test_the_catalogues_are_whole() -> None:
    """Both languages have the same texts with the same placeholders."""
    assert faults(Texts(lambda: 0)) == []


def test_each_notice_has_its_letter() -> None:
    """What a verb tells, somebody writes."""
    telling = re.compile(r'\b(?:tell(?:_each)?|circular)\(\s*tx,\s*(?:[\w.]+,\s*)?"(\w+)"')
    sources = [file.read_text(encoding="utf-8") for file in (ROOT / "domain").rglob("*.py")]
    told = {kind for source in sources for kind in telling.findall(source)}
    assert told == set(LETTERS)


def test_each_alert_has_its_letter() -> None:
    """What a verb lets the owner know, somebody writes."""
    telling = re.compile(r'\balert\(\s*tx,\s*"(\w+)"')
    sources = [file.read_text(encoding="utf-8") for file in (ROOT / "domain").rglob("*.py")]
    told = {kind for source in sources for kind in telling.findall(source)}
    assert told == set(ALERTS) | set(LOOKED_UP)
