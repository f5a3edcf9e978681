"""What happened at the counter, and surprises."""

from bot.telegram.sender import Letter
from bot.texts.formats import Html, Points, Signed
from domain.earning.facts import Share
from handlers.jobs.letters.writer import Writer
from handlers.screens import lines
from handlers.shares import shares_text
from handlers.wording import Words


async def _purchase(to: Writer) -> Letter:
    paid, balance = to.money(to.facts["paid"]), to.points("balance")
    if to.facts["points"]:
        points = Signed(to.facts["points"])
        said = to.say("purchase", points=points, paid=paid, balance=balance)
    else:
        said = to.say("purchase-none", paid=paid, balance=balance)
    return Letter(lines(said, *_shares(to), _capped(to), to.apart("repaid")), to.why())


def _shares(to: Writer) -> list[Html]:
    """What made the points, where it is more than the base: the multiplied, then the fixed."""
    words, tier = Words.of(to.desk, to.language), to.facts.get("tier", "")
    shares = [Share(**share) for share in to.facts.get("shares", []) if share["kind"] != "cap"]
    if len(shares) < 2:
        return []
    times = [share for share in shares if share.kind == "base" or share.percent]
    fixed = [share for share in shares if share not in times]
    return [shares_text(words, part, tier) for part in (times, fixed) if part]


def _capped(to: Writer) -> Html | None:
    which, budget = to.facts.get("capped"), to.desk.store.programme.budget
    if which is None:
        return None
    most = budget.month_points if which == "month" else budget.year_points
    return to.say("capped", which=which, most=Points(most))


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
    return Letter(to.say("surprise", points=points, balance=to.points("balance")), to.why())


LETTERS = {
    "purchase": _purchase,
    "undone": _undone,
    "surprise": _surprise,
}
