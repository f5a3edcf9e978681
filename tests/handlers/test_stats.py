"""The programme in figures, as the owner reads them."""

import re

from tests.handlers.town import ANN, LIN, MEI, Town


async def test_stats_add_up(town: Town) -> None:
    for person in (ANN, LIN):
        await town.says(person, "/start")
    await town.says(ANN, "/signin")
    await town.says(ANN, "/rewards")
    await town.presses(ANN, "Tea · 100")
    await town.presses(ANN, "Redeem for 100")
    told = (await town.says(MEI, "/stats")).text
    members, issued, redeemed, expired, outstanding = numbers(told)[:5]
    assert (members, issued, redeemed, expired) == (2, 1005, 100, 0)
    assert outstanding == issued - redeemed - expired
    assert "¥9.05" in told
    assert "905" in (await town.says(MEI, "/start")).text


def numbers(text: str) -> list[int]:
    """The whole numbers of a text, in order."""
    return [int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", text)]
