"""What may stand in a text, and how each kind is shown: points, money, days, codes, names.

A number shows grouped and still picks its plural (`{ $count -> [one] … }`); a Day picks `today`,
`tomorrow` or another by `{ $day -> [today] … }`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from fluent.runtime.types import FluentType

from bot.texts.cleaning import as_html as as_html
from bot.texts.cleaning import clean as clean
from bot.texts.cleaning import name as name
from domain import calendar
from domain.programme import Currency

# What stands for a day of a strip.
_DONE, _TO_COME = "✓", "·"


class Html(str):
    """A fragment that was rendered already: goes into another text as it is."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Points:
    """Points with their unit: `1,505 points`."""

    count: int


@dataclass(frozen=True, slots=True)
class Signed:
    """A change, its sign always shown: `+105`, `−800`."""

    count: int


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units of a currency: `¥15.05`."""

    minor: int
    currency: Currency


@dataclass(frozen=True, slots=True)
class Day:
    """The local day of an instant (UTC microseconds) in a zone: `30 Nov`, `tomorrow`."""

    us: int
    zone: str


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant (UTC microseconds) as local day and time: `30 Nov 14:05`."""

    us: int
    zone: str


@dataclass(frozen=True, slots=True)
class Percent:
    """Whole percents: `52 %`."""

    whole: int


@dataclass(frozen=True, slots=True)
class BasisPoints:
    """Hundredths of a percent: `3.4 %`."""

    count: int


@dataclass(frozen=True, slots=True)
class Strip:
    """So many of so many, a mark for each: `✓ ✓ ·`."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 1 for Monday: `Sunday`."""

    number: int


@dataclass(frozen=True, slots=True)
class Code:
    """Something to copy or to show at the counter, set in `<code>`."""

    text: str


Amount = int | Points | Signed | Money | Percent | BasisPoints
Value = str | Amount | Day | Moment | Strip | Weekday | Code


class Number(int, FluentType):
    """A number that picks its plural and shows `text`."""

    text: str

    def __new__(cls, value: int, text: str) -> "Number":
        """Ties a text to its number."""
        number = super().__new__(cls, value)
        number.text = text
        return number

    def format(self, *_: object, **__: object) -> str:
        """The text: it is in the reader's form already."""
        return self.text


class Choice(str, FluentType):
    """A word that picks its variant and shows `text`."""

    text: str

    def __new__(cls, word: str, text: str) -> "Choice":
        """Ties a text to its word."""
        choice = super().__new__(cls, word)
        choice.text = text
        return choice

    def format(self, *_: object, **__: object) -> str:
        """The text: it is in the reader's form already."""
        return self.text


class Formats:
    """One language's forms, taken from its catalogue once: symbols, months, the order of a date."""

    def __init__(self, text: Callable[..., str], has: Callable[[str], bool]) -> None:
        self._text = text
        self._has = has
        self._symbols: dict[str, str] = {}
        self._months = [text(f"month.m{month}") for month in range(1, 13)]
        self._money = _frame(text, "money", "symbol", "amount")
        self._negative = _frame(text, "money-negative", "symbol", "amount")
        self._date = _frame(text, "date", "day", "month")
        self._dated = _frame(text, "date-year", "day", "month", "year")
        self._moment = _frame(text, "moment", "day", "time")
        self._percent = _frame(text, "percent", "number")
        self._near = {0: ("today", text("today")), 1: ("tomorrow", text("tomorrow"))}

    def show(self, value: Value, now: int, markup: bool) -> FluentType | str:
        """A value as Fluent may put it into a text, HTML or plain; `now` is UTC microseconds."""
        escape = as_html if markup else str
        match value:
            case bool():
                return "yes" if value else "no"
            case int():
                return Number(value, grouped(value))
            case Html() if markup:
                return value
            case str() if not isinstance(value, Html):
                return escape(clean(value))
            case Points(count):
                text = self._text("points", count=Number(count, grouped(count)))
                return Number(count, text)
            case Signed(count):
                return Number(count, f"+{count:,}" if count > 0 else grouped(count))
            case Money(minor, currency):
                return Number(minor, escape(self._amount(minor, currency)))
            case Day(us, zone):
                return self._day(us, zone, now)
            case Moment(us, zone):
                day = self._day(us, zone, now)
                time = f"{calendar.moment(us, zone):%H:%M}"
                return Choice(day, self._moment(day=day.text, time=time))
            case Percent(whole):
                return Number(whole, self._percent(number=grouped(whole)))
            case BasisPoints(count):
                sign, (whole, rest) = "−" if count < 0 else "", divmod(abs(count), 100)
                fraction = f".{rest:02}".rstrip("0") if rest else ""
                return Number(count, self._percent(number=f"{sign}{whole:,}{fraction}"))
            case Strip(done, of):
                return " ".join([_DONE] * done + [_TO_COME] * (of - done))
            case Weekday(number):
                return self._text(f"weekday.d{number}")
            case Code(text):
                code = escape(" ".join(clean(text).split()))
                return f"<code>{code}</code>" if markup else code
        raise TypeError(
            f"{type(value).__name__} has no place in {'HTML' if markup else 'plain text'}"
        )

    def _amount(self, minor: int, currency: Currency) -> str:
        whole, rest = divmod(abs(minor), 10**currency.digits)
        fraction = f".{rest:0{currency.digits}}" if currency.digits else ""
        frame = self._negative if minor < 0 else self._money
        return frame(symbol=self._symbol(currency.code), amount=f"{whole:,}{fraction}")

    def _symbol(self, code: str) -> str:
        known = self._symbols.get(code)
        if known is None:
            key = f"currency-{code.lower()}"
            # A currency whose sign the catalogue lacks shows its code: "CHF 15.05".
            known = self._symbols[code] = self._text(key) if self._has(key) else f"{code}\u00a0"
        return known

    def _day(self, us: int, zone: str, now: int) -> Choice:
        day, today = calendar.local_date(us, zone), calendar.local_date(now, zone)
        near = self._near.get((day - today) // timedelta(days=1))
        if near:
            return Choice(*near)
        return Choice("other", self._calendar_day(day, today))

    def _calendar_day(self, day: date, today: date) -> str:
        month = self._months[day.month - 1]
        if day.year == today.year:
            return self._date(day=day.day, month=month)
        return self._dated(day=day.day, month=month, year=day.year)


def grouped(number: int) -> str:
    """A number as English and Chinese both group it, with a true minus."""
    return f"{number:,}".replace("-", "−")


def _frame(text: Callable[..., str], key: str, *names: str) -> Callable[..., str]:
    """A simple text as a str.format template: resolved once, filled often."""
    return text(key, **{name: f"{{{name}}}" for name in names}).format
