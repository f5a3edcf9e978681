"""How points end, last longer or come back."""

from bot.telegram.letters import Letter
from bot.texts.formats import Points
from handlers.jobs.letters.writer import Writer
from handlers.screens import lines

DATES_SHOWN = 3


async def _expiring(to: Writer) -> Letter:
    ends: list[tuple[int, int]] = to.facts["ends"]
    total = sum(points for _, points in ends)
    worth = to.money(to.desk.store.programme.worth_minor(total))
    shown = [
        to.say("expiring-line", points=Points(points), day=to.day(at))
        for at, points in ends[:DATES_SHOWN]
    ]
    later = sum(points for _, points in ends[DATES_SHOWN:])
    return Letter(
        lines(
            to.say("expiring", points=Points(total), worth=worth),
            *shown,
            to.say("expiring-more", points=Points(later)) if later else None,
        ),
        [[to.button("redeem", "rewards"), to.button("home", "points")]],
    )


async def _expired(to: Writer) -> Letter:
    return Letter(
        to.say("expired", points=to.points("points"), balance=to.points("balance")), to.home()
    )


async def _extended(to: Writer) -> Letter:
    until = to.day(to.facts["until"])
    return Letter(to.say("extended", points=to.points("points"), day=until), to.home())


async def _reinstated(to: Writer) -> Letter:
    points, balance = to.points("points"), to.points("balance")
    until = to.day(to.facts["until"])
    return Letter(to.say("reinstated", points=points, day=until, balance=balance), to.home())


LETTERS = {
    "expiring": _expiring,
    "expired": _expired,
    "extended": _extended,
    "reinstated": _reinstated,
}
