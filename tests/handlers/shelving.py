"""A manager keeps the catalogue: the presses that several scenes begin with."""

from domain.programme import Language, Reward
from tests.handlers.planning import answers
from tests.handlers.town import MEI, Reply, Town


def shelf(town: Town) -> dict[str, Reward]:
    """The catalogue in force."""
    return {reward.id: reward for reward in town.app.store.programme.rewards}


async def picks(town: Town, key: str, person: int = MEI, language: Language = "en") -> Reply:
    """Somebody begins a new reward of a kind, on whichever page it is."""
    page = await town.says(person, "/catalogue")
    page = await town.presses(person, town.text("button-catalogue-new", language))
    label = town.text(f"button-catalogue-kind.{key}", language)
    while label not in page.labels:
        page = await town.presses(person, "▶", page.screen)
    return await town.presses(person, label, page.screen)


async def names(town: Town, name: str = "Honey / 蜂蜜") -> Reply:
    """The manager says what it is called."""
    return await town.says(MEI, name)


async def honey(town: Town) -> Reply:
    """The manager goes as far as the preview of honey for 250."""
    await picks(town, "goods")
    await names(town)
    await town.says(MEI, "250")
    return await answers(town, "10", "Skip", "Skip")
