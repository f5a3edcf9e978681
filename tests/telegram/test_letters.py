"""Several notices at once are one message, as long as one message holds them."""

from typing import cast

from bot.telegram.desk import Button
from bot.telegram.letters import LETTERS_MOST, TEXT_MOST, Letter, Written, digests, joined
from bot.texts.formats import Html
from domain.notices import Notice

HOME = Button("My points", "points")
WHY, OTHER_WHY = Button("Why", "why-of", ("1",)), Button("Why", "why-of", ("2",))


def letters(*each: Letter) -> list[Written]:
    """Letters about what does not matter here."""
    return [(cast("Notice", None), letter) for letter in each]


def text(words: str = "x", *row: Button, photo: bytes | None = None) -> Letter:
    return Letter(Html(words), [row] if row else (), photo)


def sizes(*each: Letter) -> list[int]:
    """How many letters each message holds."""
    return [len(message) for message in digests(letters(*each))]


def labels(letter: Letter) -> list[list[str]]:
    return [[button.label for button in row] for row in letter.rows]


def test_one_alone_reads_as_it_was_written() -> None:
    alone = text("<b>+88</b>", WHY, HOME)
    assert joined(letters(alone)) is alone


def test_each_keeps_its_own_words_with_an_empty_line_between() -> None:
    both = joined(letters(text("<b>+88</b>", WHY, HOME), text("Silver now", HOME)))
    assert both.html == "<b>+88</b>\n\nSilver now"
    assert labels(both) == [["Why", "My points"]]


def test_a_message_holds_so_many_letters_and_so_much_text() -> None:
    assert sizes(*[text()] * (2 * LETTERS_MOST + 1)) == [LETTERS_MOST, LETTERS_MOST, 1]
    half = (TEXT_MOST - 2) // 2
    assert sizes(text("x" * half), text("x" * half)) == [2]
    assert sizes(text("x" * half), text("x" * (half + 1))) == [1, 1]
    # Whatever lies beyond the first 65,536 characters counts as two.
    assert sizes(text("😀" * (half // 2)), text("😀" * (half // 2))) == [2]
    assert sizes(text("😀" * half), text("😀" * half)) == [1, 1]


def test_a_picture_stays_alone_and_the_order_stays_too() -> None:
    picture = text("voucher", photo=b"png")
    assert sizes(text(), text(), picture, picture, text(), text()) == [2, 1, 1, 2]


def test_of_two_buttons_that_say_the_same_the_newest_leads_on() -> None:
    both = joined(letters(text("1", WHY, HOME), text("2", OTHER_WHY, HOME)))
    assert both.rows == [[OTHER_WHY, HOME]]


def test_the_way_home_stands_last_and_no_row_is_long() -> None:
    many = [Button(str(number), "offer", (str(number),)) for number in range(8)]
    both = joined(letters(text("1", HOME, *many[:4]), text("2", *many[4:])))
    assert labels(both) == [["3", "4", "5"], ["6", "7", "My points"]]
    four = joined(letters(text("1", HOME, *many[:2]), text("2", many[2])))
    assert labels(four) == [["0", "1"], ["2", "My points"]]
    assert joined(letters(text("1"), text("2"))).rows == []
