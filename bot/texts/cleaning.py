"""What people wrote, fit to be shown: nothing invisible, no markup, not too long."""

import html
import unicodedata

NAME_LENGTH_MAX = 40
TEXT_LENGTH_MAX = 4096
"""Telegram takes no longer message; what is longer is cut before it is shown."""

_INVISIBLE = {"Cc", "Cf", "Cs"}
# Letters by their category, blank by their glyph: the fillers that fake an empty or padded name.
_BLANK_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
_SPACES = {ord(c): " " for c in "\t\u00a0\u2000\u2001\u2002\u2003\u2007\u2009\u200a\u202f\u205f"}
_LINE_ENDS = {ord(c): "\n" for c in "\x0b\x0c\x85\u2028\u2029"}


def name(text: str) -> str:
    """A name fit to be shown: one line, nothing invisible, at most 40 characters."""
    plain = " ".join(clean(text).split())
    if len(plain) <= NAME_LENGTH_MAX:
        return plain
    return plain[: NAME_LENGTH_MAX - 1].rstrip() + "…"


def clean(text: str) -> str:
    """Text in NFC without control, direction and zero-width marks, cut at Telegram's length."""
    text = text[:TEXT_LENGTH_MAX]
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    return "".join(
        letter
        for letter in text.translate(_SPACES).translate(_LINE_ENDS)
        if letter == "\n"
        or (letter not in _BLANK_LETTERS and unicodedata.category(letter) not in _INVISIBLE)
    )


def as_html(text: str) -> str:
    """Text with everything that Telegram would read as markup escaped."""
    return html.escape(text, quote=False).replace('"', "&quot;")
