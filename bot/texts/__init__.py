"""What the bot says, in each language: Fluent catalogues and the one function that renders.

`render` gives HTML for messages, `plain` gives text for buttons, toasts, menus and alerts.
"""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import get_args

from fluent.runtime import FluentBundle, resolver
from fluent.runtime.resolver import CurrentEnvironment, Pattern, ResolverEnvironment
from fluent.syntax import ast as ftl

from bot.texts import catalogue as catalogues
from bot.texts.catalogue import Catalogue
from bot.texts.formats import (
    BasisPoints,
    Formats,
    Html,
    Percent,
    Points,
    Signed,
    Strip,
    Value,
    Weekday,
)
from domain.programme import Language

LANGUAGES: tuple[Language, ...] = get_args(Language)

# The same text with the same numbers is said to many: it is made once and kept for a while.
TEXTS_KEPT = 4_096
# Shown the same whenever they are shown; days are not, and names are nobody else's.
LASTING = frozenset((int, Points, Signed, Percent, BasisPoints, Strip, Weekday))

# Fluent's guard against strangers' catalogues stops a placeable at 2,500 characters; our own
# fragments may fill a message, escaped, and every string is cut before it comes in.
resolver.MAX_PART_LENGTH = 32_768


class Texts:
    """All texts in all languages; `now` tells UTC microseconds, for today and tomorrow."""

    def __init__(
        self,
        now: Callable[[], int],
        overrides: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        overrides = overrides or {}
        for language in overrides:
            if language not in LANGUAGES:
                raise ValueError(f"texts.{language}: the bot speaks {' and '.join(LANGUAGES)} only")
        self.catalogues = {
            language: catalogues.override(
                catalogues.read(_folder(language)), overrides.get(language, {})
            )
            for language in LANGUAGES
        }
        self._now = now
        self._tongues = {
            each: _Tongue(self.catalogues[each]) if overrides.get(each) else _own(each)
            for each in LANGUAGES
        }

    def render(self, language: Language, key: str, /, **args: Value) -> Html:
        """A text as HTML; KeyError when there is no such text or an argument is missing."""
        return Html(self._fill(language, key, args, markup=True))

    def plain(self, language: Language, key: str, /, **args: Value) -> str:
        """A text as plain text, for what Telegram shows without markup: buttons, toasts, menus."""
        return self._fill(language, key, args, markup=False)

    def has(self, language: Language, key: str) -> bool:
        """Whether there is such a text."""
        return key in self.catalogues[language].patterns()

    def _fill(
        self, language: Language, key: str, args: Mapping[str, Value], *, markup: bool
    ) -> str:
        tongue = self._tongues[language]
        lasting = [(name, arg, type(arg)) for name, arg in args.items() if type(arg) in LASTING]
        if len(lasting) == len(args):
            return tongue.kept(key, markup, *lasting)
        return tongue.said(key, markup, args, self._now())

    @staticmethod
    def pick(chosen: str | None, hint: str | None, default: Language) -> Language:
        """The language to speak: the person's choice, else Telegram's hint, else the default."""
        for wish in (chosen, hint):
            tag = (wish or "").lower().replace("_", "-").partition("-")[0]
            for language in LANGUAGES:
                if tag == language:
                    return language
        return default


class _Tongue:
    """One language, ready to speak: its patterns by full name, its formats."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._bundle = FluentBundle([catalogue.language], use_isolating=False)
        self._bundle.add_resource(ftl.Resource(list(catalogue.entries.values())))
        self._patterns: dict[str, Pattern] = {}
        self._formats = Formats(self.text, catalogue.patterns().__contains__)
        self.kept = lru_cache(maxsize=TEXTS_KEPT)(self._lasting)

    def said(self, name: str, markup: bool, args: Mapping[str, Value], now: int) -> str:
        """A text filled with these values, as they are shown at `now` (UTC microseconds)."""
        return self.text(name, **{n: self._formats.show(a, now, markup) for n, a in args.items()})

    def _lasting(self, name: str, markup: bool, *args: tuple[str, Value, type]) -> str:
        """A text whose values are shown the same at any time; a type tells 1 from True."""
        return self.said(name, markup, {argument: value for argument, value, _ in args}, 0)

    def text(self, name: str, /, **args: object) -> str:
        """A text filled with what is shown already."""
        errors: list[Exception] = []
        pattern = self._patterns.get(name) or self._prepare(name)
        # Bundle.format_pattern would turn every int into a number that Babel formats, slowly.
        result = pattern(
            ResolverEnvironment(self._bundle, errors, current=CurrentEnvironment(args=args))
        )
        if errors:
            raise KeyError(f"{name}: {errors[0]}")
        return str(result)

    def _prepare(self, name: str) -> Pattern:
        """Makes a text ready when it is first said: most are not, in a bot's short day."""
        key, _, attribute = name.partition(".")
        message = self._bundle.get_message(key)
        pattern = message.attributes[attribute] if attribute else message.value
        if pattern is None:
            raise KeyError(name)
        return self._patterns.setdefault(name, pattern)


@cache
def _own(language: Language) -> _Tongue:
    """A language as we speak it, made ready once in a process."""
    return _Tongue(catalogues.read(_folder(language)))


def _folder(language: Language) -> Path:
    return Path(__file__).parent / language


def faults(texts: Texts) -> list[str]:
    """What is wrong with the catalogues, one sentence each; empty when all is well."""
    found = [fault for each in texts.catalogues.values() for fault in each.broken]
    names = {name for each in texts.catalogues.values() for name in each.patterns()}
    for name in sorted(names):
        needs = {}
        for language, each in texts.catalogues.items():
            pattern = each.patterns().get(name)
            if pattern is None:
                found.append(f"{language}: {name} is missing")
                continue
            needs[language] = each.placeholders(pattern)
            found += [f"{language}: {name} {fault}" for fault in each.faults_of(name, pattern)]
        for language, placeholders in needs.items():
            for placeholder in sorted(frozenset.union(*needs.values()) - placeholders):
                found.append(f"{language}: {name} lacks {{ ${placeholder} }}")
    return found
