"""One language's Fluent files: read, overridden by the owner, and checked."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

Entry = ftl.Message | ftl.Term

PLAIN_PREFIXES = ("button-", "toast-", "command-", "refusal-")
"""Texts Telegram shows as they are (buttons, toasts, menus, alerts): markup would be read aloud."""

_TAG = re.compile(r"<(/?)([a-z-]*)[^<>]*>?")
_TAGS = {"b", "i", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler"}
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|#\d+);)")


@dataclass(frozen=True)
class Catalogue:
    """The messages of one language by key, and what its files got wrong."""

    language: str
    entries: Mapping[str, Entry]
    broken: tuple[str, ...]

    def patterns(self) -> dict[str, ftl.Pattern]:
        """Every text by its full name: `key` or `key.attribute`; nobody asks for terms."""
        return self._patterns

    @cached_property
    def _patterns(self) -> dict[str, ftl.Pattern]:
        found = {}
        for key, entry in self.entries.items():
            if isinstance(entry, ftl.Term):
                continue
            if entry.value is not None:
                found[key] = entry.value
            found |= {f"{key}.{part.id.name}": part.value for part in entry.attributes}
        return found

    def placeholders(self, pattern: ftl.Pattern) -> frozenset[str]:
        """The arguments a text needs, also through the messages it refers to."""
        return frozenset(
            node.id.name
            for each in (pattern, *self._reached(pattern).values())
            for node in _nodes(each)
            if isinstance(node, ftl.VariableReference)
        )

    def faults_of(self, name: str, pattern: ftl.Pattern) -> Iterator[str]:
        """What is wrong with one text: references to nothing, markup Telegram would refuse."""
        if name in self._reached(pattern):
            yield "refers to itself"
        known = self.patterns()
        for node in _nodes(pattern):
            if isinstance(node, ftl.MessageReference) and _name(node) not in known:
                yield f"refers to {_name(node)}, which does not exist"
            if isinstance(node, ftl.TermReference) and f"-{node.id.name}" not in self.entries:
                yield f"refers to -{node.id.name}, which does not exist"
            if isinstance(node, ftl.FunctionReference):
                yield f"calls {node.id.name}(); numbers and dates are formatted before they come in"
            if isinstance(node, ftl.Pattern):
                yield from _markup_faults(name, _literal(node))

    def _reached(self, pattern: ftl.Pattern) -> dict[str, ftl.Pattern]:
        """The texts a text refers to, by name, and those that they refer to."""
        known, reached, ahead = self.patterns(), dict[str, ftl.Pattern](), [pattern]
        while ahead:
            for node in _nodes(ahead.pop()):
                if isinstance(node, ftl.MessageReference):
                    name = _name(node)
                    if name in known and name not in reached:
                        reached[name] = known[name]
                        ahead.append(known[name])
        return reached


@cache
def read(folder: Path) -> Catalogue:
    """Reads every .ftl file of a language's folder, once in a process."""
    entries: dict[str, Entry] = {}
    broken = []
    for path in sorted(folder.glob("*.ftl")):
        place = f"{folder.name}/{path.name}"
        for item in FluentParser(with_spans=False).parse(path.read_text("utf-8")).body:
            if isinstance(item, ftl.Junk):
                first_line = (item.content or "").strip().splitlines()[0]
                broken.append(f"{place}: {first_line!r} is not Fluent: {_complaint(item)}")
            elif isinstance(item, (ftl.Message, ftl.Term)):
                key = f"-{item.id.name}" if isinstance(item, ftl.Term) else item.id.name
                if key in entries:
                    broken.append(f"{place}: {key} is written twice")
                entries[key] = item
    return Catalogue(folder.name, entries, tuple(broken))


def override(catalogue: Catalogue, texts: Mapping[str, str]) -> Catalogue:
    """The catalogue with the owner's texts in place of ours; ValueError names what cannot stand."""
    for name, text in texts.items():
        setting = f"texts.{catalogue.language}.{name}"
        old = catalogue.patterns().get(name)
        if old is None:
            raise ValueError(f"{setting}: there is no text of this name to override")
        new = _parse(setting, text)
        wanted, given = catalogue.placeholders(old), catalogue.placeholders(new)
        for placeholder in sorted(wanted - given):
            raise ValueError(f"{setting}: the placeholder {{ ${placeholder} }} is missing")
        for placeholder in sorted(given - wanted):
            raise ValueError(f"{setting}: nothing fills the placeholder {{ ${placeholder} }}")
        for fault in catalogue.faults_of(name, new):
            raise ValueError(f"{setting}: {fault}")
        key, _, attribute = name.partition(".")
        entry = _with_text(catalogue.entries[key], attribute, new)
        catalogue = replace(catalogue, entries={**catalogue.entries, key: entry})
    return catalogue


def _parse(setting: str, text: str) -> ftl.Pattern:
    source = "text =\n" + "\n".join(f"    {line}" for line in text.splitlines())
    body = FluentParser(with_spans=False).parse(source + "\n").body
    for item in body:
        if isinstance(item, ftl.Junk):
            raise ValueError(f"{setting}: this is not Fluent: {_complaint(item)}")
    message = body[0] if len(body) == 1 else None
    if not isinstance(message, ftl.Message) or message.value is None or message.attributes:
        raise ValueError(f"{setting}: one text is expected, without attributes")
    return message.value


def _with_text(entry: Entry, attribute: str, pattern: ftl.Pattern) -> Entry:
    changed: Entry = entry.clone()
    if not attribute:
        changed.value = pattern
    for part in changed.attributes:
        if part.id.name == attribute:
            part.value = pattern
    return changed


def _markup_faults(name: str, text: str) -> Iterator[str]:
    if name.startswith(PLAIN_PREFIXES):
        if "<" in text:
            yield "is shown as plain text and may not hold markup"
        return
    if _BARE_AMPERSAND.search(text):
        yield "holds a bare & (write &amp;)"
    opened = []
    for slash, tag in _TAG.findall(text):
        if tag not in _TAGS:
            yield f"holds <{slash}{tag}>, which Telegram does not know (a bare < is &lt;)"
        elif not slash:
            opened.append(tag)
        elif not opened or opened.pop() != tag:
            yield f"closes <{tag}>, which is not open there"
    if opened:
        yield f"leaves <{opened[-1]}> open"


def _literal(pattern: ftl.Pattern) -> str:
    """A pattern's own words, with its placeables left out."""
    return "".join(e.value for e in pattern.elements if isinstance(e, ftl.TextElement))


def _name(node: ftl.MessageReference) -> str:
    return f"{node.id.name}.{node.attribute.name}" if node.attribute else node.id.name


def _complaint(junk: ftl.Junk) -> str:
    return "; ".join(str(note.message) for note in junk.annotations) or "it cannot be parsed"


def _nodes(node: Any) -> Iterator[Any]:
    """The node and everything under it."""
    if isinstance(node, list):
        for item in node:
            yield from _nodes(item)
    elif isinstance(node, ftl.BaseNode):
        yield node
        for value in vars(node).values():
            yield from _nodes(value)
