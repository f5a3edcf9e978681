"""Every sentence a person reads stands in bot/texts, in both languages."""

import ast
import re
from collections.abc import Iterator

import pytest

from bot.texts import LANGUAGES, Texts, faults
from domain.errors import Refusal
from domain.programme import Language
from tests.house.source import CODE, Module, dotted, modules

TEXTS = Texts(lambda: 0)
HAN = re.compile(r"[\u3400-\u9fff]")
HAN_ESCAPES = {
    "bot/playground/": "names of the people one can be, and what they type",
    "domain/programme/programme.py": "the default programme's own names, the owner's to change",
}
SPEAKING = {
    "answer",
    "answer_callback_query",
    "edit_caption",
    "edit_message_caption",
    "edit_message_text",
    "edit_text",
    "InlineKeyboardButton",
    "BotCommand",
    "reply_document",
    "reply_html",
    "reply_photo",
    "reply_text",
    "send_document",
    "send_message",
    "send_photo",
    "set_my_description",
    "set_my_name",
    "set_my_short_description",
}
SPOKEN_KEYWORDS = {"caption", "description", "name", "short_description", "text"}
# A bot command's first word is its name, the same in every language, and no sentence.
SENTENCE = re.compile(r"[A-Za-z]{2,}.*\s|[.!?]$|^[A-Z][a-z]+$")


def spoken(module: Module) -> Iterator[str]:
    """Calls that show a person a sentence written in the code."""
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call):
            continue
        if dotted(node.func).rpartition(".")[2] not in SPEAKING and not (
            isinstance(node.func, ast.Attribute) and node.func.attr in SPEAKING
        ):
            continue
        said = [*node.args, *(k.value for k in node.keywords if k.arg in SPOKEN_KEYWORDS)]
        for argument in said:
            if any(SENTENCE.search(text) for text in _fixed_text(argument)):
                yield f"{module.path}:{node.lineno}"


def test_no_sentence_for_a_person_stands_in_the_code() -> None:
    assert [
        breach
        for module in modules(*CODE)
        if not module.path.startswith("bot/playground/")
        for breach in spoken(module)
    ] == []


@pytest.mark.parametrize(
    "line",
    [
        "await message.reply_text('Hello there')",
        "bot.send_message(chat, text=f'You have {n} points')",
        "InlineKeyboardButton('Redeem', callback_data=token)",
        "query.answer('Done.')",
        "self.context(x).bot.send_photo(chat, photo, caption='Your voucher')",
    ],
)
def test_the_wall_sees_a_sentence(line: str) -> None:
    assert list(spoken(Module("x.py", "x", False, ast.parse(line)))) != []


def test_the_wall_lets_machine_words_pass() -> None:
    line = "bot.send_message(chat, text=texts.render(l, 'card-title'), parse_mode='HTML')"
    assert list(spoken(Module("x.py", "x", False, ast.parse(line)))) == []


def test_no_chinese_stands_in_the_code() -> None:
    assert [
        f"{module.path}:{line} {text}"
        for module in modules(*CODE)
        if not module.path.startswith(tuple(HAN_ESCAPES))
        for line, text in module.strings()
        if HAN.search(text)
    ] == []


def test_both_languages_have_the_same_texts_and_placeholders() -> None:
    assert faults(TEXTS) == []


def refusals(base: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    """Every refusal there is."""
    for kind in base.__subclasses__():
        yield kind
        yield from refusals(kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_its_text(language: Language) -> None:
    texts = [name for name in TEXTS.catalogues[language].patterns() if "." not in name]
    if not any(name.startswith("refusal-") for name in texts):
        pytest.skip("no refusal has a text yet: bot/texts/*/refusals.ftl is missing")
    assert {kind.text_key() for kind in refusals()} - set(texts) == set()


def test_no_text_refuses_what_nothing_refuses() -> None:
    keys = {kind.text_key() for kind in refusals()}
    written = {key for key in TEXTS.catalogues["en"].entries if key.startswith("refusal-")}
    assert written - keys == set()


def test_every_refusal_says_its_http_status() -> None:
    assert [k.__name__ for k in refusals() if not 400 <= k.status < 600] == []


def test_refusals_are_named_in_one_place() -> None:
    assert [
        f"{module.path}: {node.name}"
        for module in modules(*CODE)
        if module.name != "domain.errors"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
        and any(dotted(base).rpartition(".")[2] == "Refusal" for base in node.bases)
    ] == []


def _fixed_text(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(p.value for p in node.values if isinstance(p, ast.Constant))  # type: ignore[misc]
    elif isinstance(node, ast.BinOp):
        yield from _fixed_text(node.left)
        yield from _fixed_text(node.right)
    elif isinstance(node, ast.IfExp):
        yield from _fixed_text(node.body)
        yield from _fixed_text(node.orelse)
