"""Bot API HTML, read into text and entities.

Follows tdlib's `parse_html` (td/telegram/MessageEntity.cpp), its error texts included.
"""

import re
from dataclasses import dataclass

from bot.playground.entities import Entity, Formatted, clean, link, trim, units
from bot.playground.errors import ApiError, bad_request

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
OUTER_FIRST = {"blockquote": 0, "expandable_blockquote": 0, "text_link": 1, "pre": 3, "code": 3}

REFERENCE = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
MARK = re.compile("[<&]")
TAG_NAME = re.compile(r"[^\s>]*")
ATTRIBUTE = re.compile(r"[^\s=>/\"']*")
NAME_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
SPACE = re.compile(r"\s*")


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    begin: int


def parse(source: str) -> Formatted:
    """Bot API HTML to text and entities, trimmed; ApiError with Telegram's words if it cannot."""
    source = clean(source)
    if "<" not in source and "&" not in source:
        return Formatted(source.strip())
    return trim(_Parser(source).run())


class _Parser:
    """Walks the source once; positions are characters, only errors count bytes."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.out: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def run(self) -> Formatted:
        """The whole source, read."""
        source = self.source
        while mark := MARK.search(source, self.at):
            self._text(source[self.at : mark.start()])
            self.at = mark.start()
            if source[self.at] == "&":
                self._text(self._reference())
            elif source.startswith("</", self.at):
                self._end_tag()
            else:
                self._start_tag()
        self._text(source[self.at :])
        if self.open:
            tag = self.open[-1].tag
            raise self._error(f'Can\'t find end tag corresponding to start tag "{tag}"')
        order = sorted(
            self.entities, key=lambda e: (e.offset, -e.length, OUTER_FIRST.get(e.type, 2))
        )
        return Formatted("".join(self.out), tuple(order))

    def _text(self, piece: str) -> None:
        if piece:
            self.out.append(piece)
            self.length += units(piece)

    def _reference(self) -> str:
        text, self.at = _reference_at(self.source, self.at)
        return text

    def _start_tag(self) -> None:
        begin = self.at
        name = self._match(TAG_NAME, begin + 1)
        if self.at == len(self.source):
            raise self._error("Unclosed start tag at byte offset", begin)
        tag = name.lower()
        if tag not in TAGS:
            raise self._error(f'Unsupported start tag "{tag}" at byte offset', begin)
        argument = self._attributes(tag, begin)
        if tag == "span" and argument != "spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler" at byte offset', begin)
        self.open.append(_Open(tag, argument, self.length))

    def _attributes(self, tag: str, begin: int) -> str:
        source, argument = self.source, ""
        while True:
            self._match(SPACE, self.at)
            if source.startswith(">", self.at):
                self.at += 1
                return argument
            name = self._match(ATTRIBUTE, self.at)
            if not name and self.at < len(source):
                raise self._error(f'Empty attribute name in the tag "{tag}" at byte offset', begin)
            self._match(SPACE, self.at)
            value = ""
            if source.startswith("=", self.at):
                self._match(SPACE, self.at + 1)
                value = self._value()
            if self.at >= len(source):
                raise self._error(f'Unclosed start tag "{tag}" at byte offset', begin)
            argument = _argument(tag, name.lower(), value) or argument

    def _value(self) -> str:
        source, quote = self.source, self.source[self.at : self.at + 1]
        if quote not in ("'", '"'):
            begin = self.at
            token = self._match(NAME_TOKEN, begin)
            if self.at < len(source) and source[self.at] != ">" and not source[self.at].isspace():
                raise self._error("Unexpected end of name token at byte offset", begin)
            return token.lower()
        end = source.find(quote, self.at + 1)
        if not quote or end < 0:
            self.at = len(source)
            return ""
        raw, self.at = source[self.at + 1 : end], end + 1
        return REFERENCE.sub(lambda m: _reference_at(m.group(), 0)[0], raw)

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._error("Unexpected end tag at byte offset", begin)
        name = self._match(TAG_NAME, begin + 2).lower()
        self._match(SPACE, self.at)
        if not self.source.startswith(">", self.at):
            raise self._error("Unclosed end tag at byte offset", begin)
        self.at += 1
        top = self.open.pop()
        if name and name != top.tag:
            found = f'expected "</{top.tag}>", found "</{name}>"'
            raise bad_request(
                f"can't parse entities: Unmatched end tag at byte offset {self._bytes(begin)}, "
                + found
            )
        if length := self.length - top.begin:
            self._close(top, length)

    def _close(self, top: _Open, length: int) -> None:
        kind, url, language = TAGS[top.tag], None, None
        if top.tag == "a":
            url = link(top.argument or "".join(self.out)[-length:])
            if url is None:
                return
        elif top.tag == "pre" and self.entities:
            inner = self.entities[-1]
            if (inner.type, inner.offset, inner.length) == ("code", top.begin, length):
                language = self.entities.pop().language
        elif top.tag == "code":
            language = top.argument or None
        elif top.tag == "blockquote" and top.argument:
            kind = "expandable_blockquote"
        self.entities.append(Entity(kind, top.begin, length, url, language))

    def _match(self, pattern: re.Pattern[str], at: int) -> str:
        found = pattern.match(self.source, at)
        text = found.group() if found else ""
        self.at = at + len(text)
        return text

    def _bytes(self, at: int) -> int:
        return len(self.source[:at].encode(errors="surrogatepass"))

    def _error(self, reason: str, at: int | None = None) -> ApiError:
        where = "" if at is None else f" {self._bytes(at)}"
        return bad_request(f"can't parse entities: {reason}{where}")


def _reference_at(source: str, at: int) -> tuple[str, int]:
    found = REFERENCE.match(source, at)
    if not found:
        return "&", at + 1
    decimal, hexadecimal, name = found.groups()
    if name:
        return NAMED[name], found.end()
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if not 0 < code < 0x10FFFF or 0xD800 <= code < 0xE000:
        return "&", at + 1
    return chr(code), found.end()


def _argument(tag: str, attribute: str, value: str) -> str:
    match tag, attribute:
        case "a", "href":
            return value
        case "code", "class" if value.startswith("language-"):
            return value.removeprefix("language-")
        case "span", "class" if value.startswith("tg-"):
            return value.removeprefix("tg-")
        case "blockquote", "expandable":
            return "expandable"
    return ""
