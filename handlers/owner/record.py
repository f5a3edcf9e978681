"""The owner reads what staff did: newest first, of everybody or one person, and takes it along."""

import asyncio
from dataclasses import dataclass

from bot.recording import as_csv
from bot.telegram.ask import Ask, Document, Rows
from bot.texts.formats import name
from domain import staff
from domain.staff import Act
from domain.tx import ReadTx
from handlers.owner.routes import ROUTES
from handlers.recorded import sentence
from handlers.screens import asked_page, back_row, lines, page_of, pager
from handlers.wording import Words

PAGE_SIZE, PEOPLE_SHOWN = 5, 8
# A file of some megabytes; `bot.py record` knows no such end.
EXPORTED_MAX = 10_000
EVERYBODY = "-"
# Of how the books name a person, so many letters tell them apart on a button.
NAMED, LETTERS = len("staff:"), 8


@dataclass(frozen=True)
class Shown:
    """A page of the record, and whose it is where it is one person's."""

    number: int
    pages: int
    count: int
    items: tuple[Act, ...]
    person: str


@ROUTES.command("record")
@ROUTES.button("record")
async def show_record(ask: Ask) -> None:
    """Shows a page: `record PAGE FLAGGED PERSON`, all of it for the command."""
    pressed = ask.incoming.pressed is not None and len(ask.args) == 3
    flagged, person = ask.args[1:] if pressed else ("0", EVERYBODY)
    page = await ask.read(look, asked_page(ask), flagged == "1", person)
    words = Words.of(ask.desk, ask.language)
    only, whose = ("flagged" if flagged == "1" else "any"), ("one" if page.person else "all")
    title = ask.render("record-title", count=page.count, whose=whose, who=page.person, only=only)
    await ask.show(
        lines(title, *(sentence(words, act) for act in page.items)),
        _rows(ask, page, flagged, person),
    )


def look(tx: ReadTx, page: int, flagged: bool, person: str) -> Shown:
    """A page of the record; one beyond the ends is the nearest one."""
    actor = _actor(tx, person)
    count = staff.count_acts(tx, tx.now, actor, flagged)
    pages = max(-(-count // PAGE_SIZE), 1)
    number = min(max(page, 1), pages)
    found = staff.acts(tx, tx.now, PAGE_SIZE, (number - 1) * PAGE_SIZE, actor, flagged)
    return Shown(number, pages, count, found, _called(*staff.person_of(tx, actor)) if actor else "")


@ROUTES.button("record-people")
async def show_people(ask: Ask) -> None:
    """Offers everybody who served since the record began."""
    people = await ask.read(staff.people)
    shown, page, pages = page_of(list(people.items()), asked_page(ask), PEOPLE_SHOWN)
    rows = [
        [ask.button("person", "record", 1, 0, _short(actor), name=_called(*who))]
        for actor, who in shown
    ]
    back = [ask.button("back", "record", 1, 0, EVERYBODY)]
    await ask.show(
        ask.render("record-people"), [*rows, *pager(ask, "record-people", page, pages), back]
    )


@ROUTES.button("record-export")
async def export(ask: Ask) -> None:
    """Sends the record as a file that a spreadsheet opens."""
    flagged, person = ask.args
    acts, count = await ask.read(newest, flagged == "1", person, EXPORTED_MAX)
    data = await asyncio.to_thread(as_csv, acts, ask.programme.zone)
    left = ask.render("record-exported-newest", count=len(acts)) if len(acts) < count else None
    await ask.document(
        Document("record.csv", data),
        lines(ask.render("record-exported", count=count), left),
        [back_row(ask)],
    )


def newest(tx: ReadTx, flagged: bool, person: str, most: int) -> tuple[tuple[Act, ...], int]:
    """The newest of what was asked for, and how many there are in all."""
    actor = _actor(tx, person)
    found = staff.acts(tx, tx.now, most, 0, actor, flagged)
    return found, staff.count_acts(tx, tx.now, actor, flagged)


def _rows(ask: Ask, page: Shown, flagged: str, person: str) -> Rows:
    other = ("record-all", "0") if flagged == "1" else ("record-flagged", "1")
    return [
        *pager(ask, "record", page.number, page.pages, flagged, person),
        [
            ask.button(other[0], "record", 1, other[1], person),
            ask.button("record-people", "record-people"),
            ask.button("record-export", "record-export", flagged, person),
        ],
        back_row(ask),
    ]


def _called(outside_id: int, said: str) -> str:
    """A person's name, fit to be shown, or their numeric id."""
    return name(said) or str(outside_id)


def _short(actor: str) -> str:
    return actor[NAMED : NAMED + LETTERS]


def _actor(tx: ReadTx, short: str) -> str | None:
    """How the books name the person of a button; None for everybody."""
    return next((actor for actor in staff.people(tx) if _short(actor) == short), None)
