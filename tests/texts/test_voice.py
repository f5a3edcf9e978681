"""VOICE: how the shop speaks Chinese and English, as far as a machine can hear it."""

import re
from collections.abc import Iterator

import pytest
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from bot.texts import Texts
from domain.programme import Language

HAN = r"[\u4e00-\u9fff]"
CATALOGUES = Texts(lambda: 0).catalogues


class Words(Visitor):
    """Collects each text's words, a placeable standing as `{}`."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def visit_Pattern(self, node: ftl.Pattern) -> None:  # noqa: N802  (Fluent's own name)
        words = [e.value if isinstance(e, ftl.TextElement) else "{}" for e in node.elements]
        self.found.append("".join(words))
        self.generic_visit(node)


def words(language: Language) -> Iterator[tuple[str, str]]:
    """Every text of a language, variant by variant, with its key."""
    for name, pattern in CATALOGUES[language].patterns().items():
        collector = Words()
        collector.visit(pattern)
        yield from ((name, text) for text in collector.found)


@pytest.mark.parametrize(
    ("rule", "breach"),
    [
        ("a space stands between Han and digits", rf"{HAN}\d|\d{HAN}"),
        ("punctuation after Han is full-width", rf"{HAN}[,;:!?]"),
        ("a member is 你, not 您", "您"),
    ],
)
def test_chinese_texts_keep_the_voice(rule: str, breach: str) -> None:
    assert [f"{name}: {text}" for name, text in words("zh") if re.search(breach, text)] == [], rule


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_text_shouts_or_talks_like_a_machine(language: Language) -> None:
    # Surprises, birthdays and gifts may be glad; nothing else is.
    glad = re.compile("surprise|birthday|gift|welcome")
    shouts = [
        f"{n}: {t}" for n, t in words(language) if re.search("[!！]", t) and not glad.search(n)
    ]
    machine = [f"{n}: {t}" for n, t in words(language) if re.search(r"(?i)\b(invalid|error)\b", t)]
    assert shouts + machine == []
