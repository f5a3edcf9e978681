"""Text with entities as HTML that the page may show as it is: nothing in it comes unescaped."""

from collections.abc import Sequence
from html import escape

from bot.playground.entities import Entity, units

TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}


def safe_html(text: str, entities: Sequence[Entity]) -> str:
    """The text in the page's few tags; newlines stay newlines."""
    shown = [e for e in entities if e.type in TAGS or e.type in ("spoiler", "text_link")]
    if not shown:
        return escape(text)
    wide = units(text) != len(text)
    encoded = text.encode("utf-16-le", "surrogatepass")

    def part(start: int, end: int) -> str:
        if not wide:
            return escape(text[start:end])
        return escape(encoded[start * 2 : end * 2].decode("utf-16-le", "replace"))

    out: list[str] = []
    stack: list[Entity] = []
    at = 0
    for edge in sorted({e.offset for e in shown} | {e.offset + e.length for e in shown}):
        out.append(part(at, edge))
        at = edge
        _close(stack, edge, out)
        for entity in shown:
            if entity.offset == edge:
                stack.append(entity)
                out.append(_start(entity))
    out.append(part(at, len(encoded) // 2))
    return "".join(out)


def _close(stack: list[Entity], edge: int, out: list[str]) -> None:
    """Ends what ends at `edge`; what crosses it without ending is closed and opened again."""
    ended = [i for i, e in enumerate(stack) if e.offset + e.length <= edge]
    if not ended:
        return
    lowest = ended[0]
    crossing = [e for e in stack[lowest:] if e.offset + e.length > edge]
    while len(stack) > lowest:
        out.append(_end(stack.pop()))
    for entity in crossing:
        stack.append(entity)
        out.append(_start(entity))


def _start(entity: Entity) -> str:
    if entity.type == "text_link":
        return f'<a href="{escape(entity.url or "")}" rel="noopener" target="_blank">'
    if entity.type == "spoiler":
        return '<span class="spoiler">'
    return f"<{TAGS[entity.type]}>"


def _end(entity: Entity) -> str:
    if entity.type == "text_link":
        return "</a>"
    return "</span>" if entity.type == "spoiler" else f"</{TAGS[entity.type]}>"
