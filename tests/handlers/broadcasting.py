"""An owner tells everybody something: the steps that several scenes take."""

import asyncio

from bot.playground.people import Message
from domain.earning import join
from domain.members import Person, agree
from tests.handlers.town import ANN, LIN, MEI, Reply, Town

NEWS = "Fresh bread"
CROWD = tuple(range(5000, 5078))


async def joins(town: Town, *people: int) -> None:
    """People become members, and want news."""
    for person in people:
        if person not in town.world.people:
            town.world.add_person(person, f"P{person}")
        await town.says(person, "/start")
    await town.agrees(*people)


async def gathers(town: Town) -> None:
    """Eighty members with Ann and Lin, and a pace at which there is time to press Pause."""
    town.changes("telegram", bulk_per_second=100.0)
    await town.reopens()
    for person in CROWD:
        town.world.add_person(person, f"P{person}", started=True)
    await asyncio.gather(*(_becomes_member(town, person) for person in CROWD))


async def _becomes_member(town: Town, person: int) -> None:
    """Somebody joins and wants news, without a word in the chat."""
    store = town.app.store
    joined = await store.write(join, Person(person, f"P{person}", "en"), key=f"join:{person}")
    await store.write(agree, joined.member, "start", key=None)


async def begins(town: Town) -> Reply:
    """The owner is asked for a message."""
    shown = await town.says(MEI, "/broadcast")
    return await town.presses(MEI, "New") if "New" in shown.labels else shown


async def composes(town: Town, text: str = NEWS) -> Reply:
    """The owner writes a message; the draft."""
    await begins(town)
    return await town.says(MEI, text)


async def presses(town: Town, *labels: str) -> Reply:
    """The owner presses one button after the other."""
    assert labels
    for label in labels:
        reply = await town.presses(MEI, label)
    return reply


async def sends(town: Town) -> str:
    """The owner confirms the draft and sends it; the report at its end."""
    await starts(town)
    await town.until(lambda: ended(town))
    return screen(town)


async def starts(town: Town) -> None:
    """The owner confirms the draft and sends it."""
    confirm = await town.presses(MEI, "Go on")
    label = next(label for label in confirm.labels if label.startswith("Send"))
    await town.presses(MEI, label)


async def broadcasts(town: Town, text: str = NEWS) -> str:
    """A whole broadcast to all; its report."""
    await composes(town, text)
    return await sends(town)


def screen(town: Town) -> str:
    """The owner's live screen as it stands."""
    return town.heard(MEI)[-1].text


def ended(town: Town) -> bool:
    """Whether the live screen is the report."""
    return "Done with" in screen(town)


def news(town: Town, person: int, words: str = NEWS) -> list[Message]:
    """The broadcasts that somebody got."""
    return [m for m in town.heard(person) if words in m.text]


def got(town: Town, words: str = NEWS) -> tuple[int, int]:
    """How many of them Ann and Lin have got."""
    return len(news(town, ANN, words)), len(news(town, LIN, words))
