"""How each notice reads when it arrives."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.telegram.ask import Button, Desk, Rows
from bot.telegram.sender import Letter
from bot.texts.formats import Code, Day, Html, Money, Points, Signed
from domain.notices import Notice
from domain.programme import Language, Named
from domain.rewards import code_of
from domain.vault import typed
from handlers.screens import deep_link, lines, qr

DATES_SHOWN = 3


@dataclass(frozen=True)
class Writer:
    """One notice being written, in one language."""

    desk: Desk
    language: Language
    facts: dict[str, Any]

    def say(self, key: str, **args: Any) -> Html:
        """A line of it."""
        return self.desk.texts.render(self.language, f"notice-{key}", **args)

    def money(self, minor: int) -> Money:
        """An amount in the programme's currency."""
        return Money(minor, self.desk.store.programme.currency)

    def day(self, us: int) -> Day:
        """The last day of something that ends at `us`."""
        return Day(us - 1, self.desk.store.programme.zone)

    def points(self, name: str) -> Points:
        """A fact that is points."""
        return Points(self.facts[name])

    def reward(self) -> str:
        """The reward's name."""
        return Named(**self.facts["reward"]).in_(self.language)

    def button(self, key: str, action: str) -> Button:
        """A way on from the notice."""
        return Button(self.desk.texts.plain(self.language, f"button-{key}"), action)


async def compose(desk: Desk, notice: Notice, language: Language) -> Letter:
    """Writes a notice in its member's language."""
    return await LETTERS[notice.kind](Writer(desk, language, notice.facts))


async def _purchase(to: Writer) -> Letter:
    paid, balance = to.money(to.facts["paid"]), to.points("balance")
    if not to.facts["points"]:
        return Letter(to.say("purchase-none", paid=paid, balance=balance), _home(to))
    points = Signed(to.facts["points"])
    said = to.say("purchase", points=points, paid=paid, balance=balance)
    return Letter(lines(said, _apart(to, "repaid")), _home(to))


async def _undone(to: Writer) -> Letter:
    said = to.say(
        "undone",
        points=Signed(-to.facts["points"]),
        paid=to.money(to.facts["paid"]),
        balance=to.points("balance"),
    )
    return Letter(lines(said, _apart(to, "owed")), _home(to))


async def _surprise(to: Writer) -> Letter:
    points = Signed(to.facts["points"])
    return Letter(to.say("surprise", points=points, balance=to.points("balance")), _home(to))


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
        to.say("expired", points=to.points("points"), balance=to.points("balance")), _home(to)
    )


async def _extended(to: Writer) -> Letter:
    until = to.day(to.facts["until"])
    return Letter(to.say("extended", points=to.points("points"), day=until), _home(to))


async def _reinstated(to: Writer) -> Letter:
    points, balance = to.points("points"), to.points("balance")
    until = to.day(to.facts["until"])
    return Letter(to.say("reinstated", points=points, day=until, balance=balance), _home(to))


async def _voucher(to: Writer) -> Letter:
    code = await to.desk.store.read(code_of, to.facts["voucher"])
    link = deep_link(to.desk.bot.username, f"v-{typed(code)}")
    day = to.day(to.facts["expires_at"])
    return Letter(
        to.say("voucher", reward=to.reward(), code=Code(code), day=day),
        [[to.button("vouchers", "vouchers"), to.button("home", "points")]],
        qr(link),
    )


async def _voucher_used(to: Writer) -> Letter:
    return Letter(to.say("voucher-used", reward=to.reward()), _home(to))


async def _voucher_lapsed(to: Writer) -> Letter:
    return Letter(
        to.say(
            "voucher-lapsed",
            reward=to.reward(),
            points=to.points("points"),
            balance=to.points("balance"),
        ),
        _home(to),
    )


def _apart(to: Writer, name: str) -> Html | None:
    """A line about what was owed or is owed from now on, where there is any."""
    return to.say(name, points=to.points(name)) if to.facts.get(name) else None


def _home(to: Writer) -> Rows:
    return [[to.button("home", "points")]]


LETTERS: dict[str, Callable[[Writer], Awaitable[Letter]]] = {
    "purchase": _purchase,
    "undone": _undone,
    "surprise": _surprise,
    "expiring": _expiring,
    "expired": _expired,
    "extended": _extended,
    "reinstated": _reinstated,
    "voucher": _voucher,
    "voucher_used": _voucher_used,
    "voucher_lapsed": _voucher_lapsed,
}
