"""What happened at the counter, and surprises."""

from bot.telegram.sender import Letter
from bot.texts.formats import Signed
from handlers.jobs.letters.writer import Writer
from handlers.screens import lines


async def _purchase(to: Writer) -> Letter:
    paid, balance = to.money(to.facts["paid"]), to.points("balance")
    if not to.facts["points"]:
        return Letter(to.say("purchase-none", paid=paid, balance=balance), to.home())
    points = Signed(to.facts["points"])
    said = to.say("purchase", points=points, paid=paid, balance=balance)
    return Letter(lines(said, to.apart("repaid")), to.home())


async def _undone(to: Writer) -> Letter:
    said = to.say(
        "undone",
        points=Signed(-to.facts["points"]),
        paid=to.money(to.facts["paid"]),
        balance=to.points("balance"),
    )
    return Letter(lines(said, to.apart("owed")), to.home())


async def _surprise(to: Writer) -> Letter:
    points = Signed(to.facts["points"])
    return Letter(to.say("surprise", points=points, balance=to.points("balance")), to.home())


LETTERS = {
    "purchase": _purchase,
    "undone": _undone,
    "surprise": _surprise,
}
