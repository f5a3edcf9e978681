"""An owner plans a campaign: the presses that several scenes begin with."""

from domain.programme import Rule
from tests.handlers.town import BO, MEI, Reply, Town

# Day one is a Sunday at noon.
LIVE, TO_COME = "● on now", "◷ to come"


async def answers(town: Town, *labels: str) -> Reply:
    """The owner presses one button after the other."""
    assert labels
    for label in labels:
        reply = await town.presses(MEI, label)
    return reply


async def plans(town: Town, times: str = "×2", when: str = "From now on") -> Reply:
    """The owner goes as far as the preview of extra points for everybody."""
    await town.says(MEI, "/campaigns")
    return await answers(town, "New", "Times the points", times, when, "All", "Take this name")


async def starts(town: Town, times: str = "×2", when: str = "From now on") -> Reply:
    """The owner starts extra points for everybody, and tells nobody."""
    await plans(town, times, when)
    return await town.presses(MEI, "Start quietly")


async def schedules(town: Town) -> Reply:
    """The owner puts in extra points for a week of December."""
    await town.says(MEI, "/campaigns")
    await answers(town, "New", "Times the points", "×2")
    await town.says(MEI, "2026-12-01 2026-12-07")
    return await answers(town, "All", "Take this name", "Start quietly")


async def buys(town: Town, card: str, amount: str = "100") -> None:
    """Somebody buys at the counter."""
    await town.says(BO, f"/sale {card} {amount}")
    await town.presses(BO, "Confirm")


def rules(town: Town) -> dict[str, Rule]:
    """The rules in force."""
    return {rule.id: rule for rule in town.app.store.programme.rules}


def data(town: Town, label: str) -> str:
    """What a button of the owner's would send."""
    found = town.newest(MEI, label).button(label).data
    assert found is not None
    return found
