"""The import in two passes: first everything is checked, then it is written batch by batch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bot.importing.reading import Faults, Read, read
from bot.importing.records import Unreadable, records
from bot.keeping.progress import Progress
from bot.store import Store
from domain import earning
from domain.earning import PastPurchase, TakenIn
from domain.programme import Programme
from domain.tx import ReadTx

T = TypeVar("T")
BATCH = 1_000


@dataclass(frozen=True)
class Checked:
    """A file whose every record is right: so many purchases, of so many people, so many known.

    `new` are the others, in order of time.
    """

    purchases: int
    people: int
    known: int
    new: tuple[PastPurchase, ...]


class BadFile(Exception):
    """A file is not imported: what is wrong with it, by line."""

    def __init__(self, faults: Faults) -> None:
        super().__init__(*faults.shown)
        self.faults = faults


async def check(
    store: Store, programme: Programme, file: Path, shop: str, progress: Progress
) -> Checked:
    """The first pass: reads a file and compares it with the books. Raises BadFile.

    `programme` is what the settings say: new books have none yet.
    """
    faults = Faults()
    rules = await store.read(_rules, programme)
    with progress.step("read") as moved:
        found = _read(file, rules, store.now(), faults)
        moved(len(found), f"{len(found):,} purchases")
    new: list[PastPurchase] = []
    with progress.step("compare", len(found)) as moved:
        for batch in _batches(found, BATCH):
            past = tuple(one.purchase for one in batch)
            states = await store.read(earning.in_books, shop, past)
            for one, state in zip(batch, states, strict=True):
                if state == "new":
                    new.append(one.purchase)
                elif state == "other":
                    faults.add(
                        one.place,
                        f"receipt {one.purchase.receipt} is in the books already, of that day and "
                        "with another member, time or amount",
                    )
            moved(len(batch), "")
    if faults.count:
        raise BadFile(faults)
    # Who bought first is credited first: a tier and a streak of months are made in their order.
    new.sort(key=lambda purchase: purchase.at)
    people = len({one.purchase.member for one in found})
    return Checked(len(found), people, len(found) - len(new), tuple(new))


async def write(
    store: Store, checked: Checked, shop: str, award: bool, progress: Progress
) -> TakenIn:
    """The second pass; what was written before it was stopped is known when it is run again."""
    new = members = points = 0
    with progress.step("write", len(checked.new)) as moved:
        for batch in _batches(checked.new, BATCH):
            taken = await store.write(earning.take_in, shop, batch, award, key=None)
            new, members, points = (
                new + taken.new,
                members + taken.members,
                points + taken.points,
            )
            moved(len(batch), "")
    return TakenIn(new, members, points)


def _rules(tx: ReadTx, programme: Programme) -> Programme:
    return tx.programme if tx.version.number else programme


def _read(file: Path, programme: Programme, now: int, faults: Faults) -> list[Read]:
    try:
        return list(read(records(file), programme, now, faults))
    except Unreadable as error:
        faults.add(file.name, str(error))
        return []


def _batches(items: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    return (items[first : first + most] for first in range(0, len(items), most))
