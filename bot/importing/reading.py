"""From what a file says to purchases: every field is checked, and every fault is told."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.importing.records import Record
from domain.calendar import instant, local_date
from domain.earning import PastPurchase
from domain.errors import AmountRefused
from domain.programme import Programme
from domain.purchases import parse_amount
from domain.vault import typed

TEXT_MAX = 64
SHOWN = 20
_TIME = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII
)
_NOTHING = re.compile(r"0+(?:\.(?P<part>0+))?", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class Faults:
    """What is wrong with a file: the first few sentences, and how many there are."""

    count: int = 0
    shown: list[str] = field(default_factory=list)

    def add(self, place: str, said: str) -> None:
        """Notes one fault."""
        self.count += 1
        if self.count <= SHOWN:
            self.shown.append(f"{place}: {said}")


@dataclass(frozen=True, slots=True)
class Read:
    """A purchase as the file has it, and where."""

    place: str
    purchase: PastPurchase


def read(
    records: Iterable[Record], programme: Programme, now: int, faults: Faults
) -> Iterator[Read]:
    """The purchases of a file; a receipt that a day has twice, all the same, is one purchase."""
    fields = _Fields(programme, now)
    seen: dict[tuple[str, object], Read] = {}
    for record in records:
        purchase = fields.purchase(record, faults)
        if purchase is None:
            continue
        key = typed(purchase.receipt), local_date(purchase.at, programme.zone)
        earlier = seen.get(key)
        if earlier is None:
            seen[key] = found = Read(record.place, purchase)
            yield found
        elif earlier.purchase != purchase:
            faults.add(
                record.place,
                f"receipt {purchase.receipt} is on {earlier.place} too, of the same day and not "
                "with the same content",
            )


class _Fields:
    """What each column may say under a programme."""

    def __init__(self, programme: Programme, now: int) -> None:
        self._programme = programme
        self._zone = ZoneInfo(programme.zone)
        self._now = now
        self._categories = {category.id for category in programme.categories}

    def purchase(self, record: Record, faults: Faults) -> PastPurchase | None:
        """The purchase of a record, or None once its faults are noted."""
        if record.fault:
            faults.add(record.place, record.fault)
            return None
        said = {name: text.strip() for name, text in record.said.items()}
        before = faults.count
        found: dict[str, int] = {}
        for check in (self._names, self._category):
            for fault in check(said):
                faults.add(record.place, fault)
        for name, parse in (("time", self._time), ("amount", self._amount)):
            try:
                found[name] = parse(said[name])
            except ValueError as error:
                faults.add(record.place, f"{name} {_quoted(said[name])} {error}")
        if faults.count > before:
            return None
        return PastPurchase(
            said["receipt"],
            said["member"],
            found["time"],
            found["amount"],
            said.get("category") or None,
        )

    def _names(self, said: dict[str, str]) -> Iterator[str]:
        for name in ("receipt", "member"):
            if not 1 <= len(said[name]) <= TEXT_MAX or not said[name].isprintable():
                yield f"{name} needs 1 to {TEXT_MAX} letters or digits"
        if said["receipt"] and not typed(said["receipt"]):
            yield f"receipt {said['receipt']!r} has no letter and no digit"

    def _category(self, said: dict[str, str]) -> Iterator[str]:
        category = said.get("category")
        if category and category not in self._categories:
            known = ", ".join(sorted(self._categories)) or "none"
            yield (
                f"category {_quoted(category)} is not in programme.categories; there are: {known}"
            )

    def _time(self, text: str) -> int:
        shape = _TIME.fullmatch(text)
        try:
            told = datetime.fromisoformat(text) if shape else None
        except ValueError:
            told = None
        if told is None:
            raise ValueError("is no time: 1997-01-31, or 1997-01-31T18:30")
        if len(text) == len("1997-01-31"):
            at = instant(told.date(), self._programme.zone)
        else:
            local = told if told.tzinfo else told.replace(tzinfo=self._zone)
            seconds = local - _EPOCH
            at = (seconds.days * 86_400 + seconds.seconds) * 1_000_000 + seconds.microseconds
        if at < 0:
            raise ValueError("is before 1970")
        if at > self._now:
            raise ValueError("is still to come")
        return at

    def _amount(self, text: str) -> int:
        digits, most = self._programme.currency.digits, self._programme.earning.amount_max_minor
        nothing = _NOTHING.fullmatch(text)
        if nothing and len(nothing["part"] or "") <= digits:
            return 0
        try:
            return parse_amount(text, digits, most)
        except AmountRefused as refused:
            raise ValueError(
                {
                    "digits": "is no amount: only digits and one dot, like "
                    f"{self._programme.currency.example}",
                    "decimals": f"has more than {digits} decimals",
                    "positive": "is below zero",
                    "most": "is above programme.earning.amount_max_minor",
                }[refused.rule]
            ) from None


def _quoted(text: str) -> str:
    """What a field says, as far as one wants to read it."""
    return repr(text if len(text) <= TEXT_MAX else f"{text[:TEXT_MAX]}…")
