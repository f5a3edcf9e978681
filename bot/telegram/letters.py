"""Letters: notices as they read, and several of them as one message."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.telegram.desk import Button, Desk, Rows
from bot.texts.formats import Html
from domain.notices import Notice
from domain.programme import Language

# What one message holds: so many letters, so much text (UTF-16 units), so many buttons.
LETTERS_MOST = 5
TEXT_MOST = 4096
BUTTONS_MOST, ROW_MOST = 6, 3
BETWEEN = "\n\n"
# The way home, which stands last.
HOME = "points"


@dataclass(frozen=True)
class Letter:
    """A notice as it reads: HTML, buttons, perhaps a picture it is the caption of."""

    html: Html
    rows: Rows = ()
    photo: bytes | None = None


# None where what was to be told is no longer so.
Compose = Callable[[Desk, Notice, Language], Awaitable[Letter | None]]
Written = tuple[Notice, Letter]


def digests(written: Sequence[Written]) -> list[list[Written]]:
    """Letters to one member in as few messages as hold them, in their order."""
    messages: list[list[Written]] = []
    for one in written:
        if messages and _fits(messages[-1], one):
            messages[-1].append(one)
        else:
            messages.append([one])
    return messages


def joined(message: Sequence[Written]) -> Letter:
    """Several letters as one: each in its own words, their buttons below the last."""
    letters = [letter for _, letter in message]
    if len(letters) == 1:
        return letters[0]
    return Letter(Html(BETWEEN.join(letter.html for letter in letters)), _shared(letters))


def _fits(message: Sequence[Written], one: Written) -> bool:
    letters = [letter for _, letter in (*message, one)]
    # Markup counts too, though Telegram does not count it: so it is never too much.
    text = BETWEEN.join(letter.html for letter in letters)
    return (
        len(letters) <= LETTERS_MOST
        and all(letter.photo is None for letter in letters)
        and len(text.encode("utf-16-le")) // 2 <= TEXT_MOST
    )


def _shared(letters: Sequence[Letter]) -> Rows:
    """The buttons of all letters, each label once: of two that say the same, the later one's."""
    labelled: dict[str, Button] = {}
    for button in (button for letter in letters for row in letter.rows for button in row):
        labelled.pop(button.label, None)
        labelled[button.label] = button
    buttons = sorted(labelled.values(), key=lambda button: button.action == HOME)
    buttons = buttons[-BUTTONS_MOST:]
    # Two rows as even as they can be: four are two and two.
    rows = 1 if len(buttons) <= ROW_MOST else 2
    width = max(1, -(-len(buttons) // rows))
    return [buttons[i : i + width] for i in range(0, len(buttons), width)]
