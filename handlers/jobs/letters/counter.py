"""What happened at the counter, and surprises."""

from bot.telegram.ask import Button
from bot.telegram.letters import Letter
from bot.texts.formats import Html, Points, Signed
from domain.counter import payment
from domain.earning.facts import Share
from domain.rewards import by_id
from handlers.jobs.letters.writer import Writer
from handlers.screens import base36, lines
from handlers.shares import shares_text
from handlers.wording import Words


async def _purchase(to: Writer) -> Letter:
    paid, balance = to.money(to.facts["paid"]), to.points("balance")
    if to.facts["points"]:
        points = Signed(to.facts["points"])
        said = to.say("purchase", points=points, paid=paid, balance=balance)
    else:
        said = to.say("purchase-none", paid=paid, balance=balance)
    more = (*_shares(to), *await _off(to), _capped(to), to.apart("repaid"))
    return Letter(lines(said, *more), to.why())


async def _off(to: Writer) -> list[Html]:
    """What a voucher and points took off the bill, and what a gift card still holds."""
    said = []
    if minor := to.facts.get("voucher_minor"):
        which = to.facts.get("voucher")
        left = (await to.desk.store.read(by_id, which)).balance if which else None
        if left is None:
            said.append(to.say("bill-voucher", off=to.money(minor)))
        else:
            said.append(to.say("bill-card", off=to.money(minor), left=to.money(left)))
    if minor := to.facts.get("points_minor"):
        said.append(to.say("bill-points", off=to.money(minor)))
    return said


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
    return Letter(lines(said, *_back(to)), to.home())


async def _refund(to: Writer) -> Letter:
    paid, balance = to.money(to.facts["paid"]), to.points("balance")
    if to.facts["points"]:
        points = Signed(-to.facts["points"])
        said = to.say("refund", points=points, paid=paid, balance=balance)
    else:
        said = to.say("refund-none", paid=paid, balance=balance)
    return Letter(lines(said, *_back(to)), to.home())


def _back(to: Writer) -> list[Html | None]:
    """What came back besides money, and what is owed for what was spent."""
    off = to.facts.get("voucher_minor")
    return [
        to.say("bill-returned", points=to.points("returned")) if to.facts.get("returned") else None,
        to.say("bill-reopened", off=to.money(off)) if off else None,
        to.apart("owed"),
    ]


async def _payment_asked(to: Writer) -> Letter | None:
    """Nothing once it is answered, taken or over."""
    hold = to.facts["hold"]
    if (await to.desk.store.read(payment, hold)).state != "asked":
        return None
    said = to.say("payment-asked", points=to.points("points"), worth=to.money(to.facts["worth"]))
    ways = [
        Button(to.desk.texts.plain(to.language, f"button-{action}"), action, (base36(hold),))
        for action in ("pay-agree", "pay-decline")
    ]
    return Letter(said, [ways])


async def _made_good(to: Writer) -> Letter:
    points, balance = Signed(to.facts["points"]), to.points("balance")
    said = to.say("made-good", points=points, balance=balance, reason=to.facts["reason"])
    return Letter(lines(said, to.apart("repaid")), to.why())


async def _make_good_undone(to: Writer) -> Letter:
    said = to.say("make-good-undone", points=to.points("points"), balance=to.points("balance"))
    return Letter(lines(said, to.apart("owed")), to.home())


async def _surprise(to: Writer) -> Letter:
    points = Signed(to.facts["points"])
    return Letter(to.say("surprise", points=points, balance=to.points("balance")), to.why())


LETTERS = {
    "purchase": _purchase,
    "undone": _undone,
    "refund": _refund,
    "payment_asked": _payment_asked,
    "made_good": _made_good,
    "make_good_undone": _make_good_undone,
    "surprise": _surprise,
}
