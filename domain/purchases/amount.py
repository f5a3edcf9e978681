"""An amount of money as a person types it: positive, whole minor units, nothing clever."""

import re

from domain.errors import AmountRefused

_SHAPE = re.compile(r"(?P<whole>[0-9]+)(?:\.(?P<part>[0-9]+))?", re.ASCII)
_DIGITS_MAX = 15


def parse_amount(text: str, digits: int, most: int) -> int:
    """`88.40` with two digits is 8840 minor units. Raises AmountRefused with the rule broken.

    The rules: `digits` (only 0-9 and one dot), `decimals`, `positive`, `most`.
    """
    shape = _SHAPE.fullmatch(text.strip())
    if shape is None:
        raise AmountRefused("positive" if re.fullmatch(r"-[0-9.]+", text.strip()) else "digits")
    whole, part = shape["whole"], shape["part"] or ""
    if len(part) > digits:
        raise AmountRefused("decimals", decimals=digits)
    if len(whole) > _DIGITS_MAX:
        raise AmountRefused("most", most=most)
    minor = int(whole + part.ljust(digits, "0"))
    if minor == 0:
        raise AmountRefused("positive")
    if minor > most:
        raise AmountRefused("most", most=most)
    return minor
