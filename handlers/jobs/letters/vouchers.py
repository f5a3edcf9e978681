"""Vouchers: issued, used, soon to end, ended; and the thanks for a donation."""

from bot.telegram.ask import Button
from bot.telegram.letters import Letter
from bot.texts.formats import Code, Day, Html, Moment, Percent
from domain.calendar import local_instant
from domain.programme import Event, GiftCard, MoneyOff, PercentOff, Privilege, Reward
from domain.rewards import Voucher, by_id, code_of
from domain.tx import ReadTx
from domain.vault import typed
from handlers.jobs.letters.writer import Writer
from handlers.screens import VOUCHER, deep_link, lines, qr


async def voucher(to: Writer, key: str = "voucher") -> Letter:
    """A fresh voucher with its code, its terms and its QR, in the words of `key`."""
    found, code = await to.desk.store.read(voucher_and_code, to.facts["voucher"])
    link = deep_link(to.desk.bot.username, VOUCHER + typed(code))
    day = to.day(found.expires_at)
    return Letter(
        lines(
            to.say(key, reward=to.reward(), code=Code(code), day=day), terms_line(to, found.terms)
        ),
        _ways_on(to),
        qr(link),
    )


def voucher_and_code(tx: ReadTx, voucher: int) -> tuple[Voucher, str]:
    """A voucher as it stands, with its code."""
    return by_id(tx, voucher), code_of(tx, voucher)


def terms_line(to: Writer, terms: Reward) -> Html | None:
    """What a voucher is good for, where its name does not say all of it."""
    key = f"voucher-terms.{terms.kind}"
    match terms:
        case MoneyOff(value_minor=value, from_minor=least):
            key = f"{key}-from" if least else key
            return to.say(key, value=to.money(value or 0), least=to.money(least))
        case PercentOff(percent=percent, most_minor=most):
            key = f"{key}-most" if most else key
            return to.say(key, percent=Percent(percent), value=to.money(most or 0))
        case GiftCard(value_minor=value):
            return to.say(key, value=to.money(value))
        case Privilege():
            return to.say(key)
        case Event(place=place):
            at = _event_at(to, terms)
            if place is None:
                return to.say(key, at=at)
            return to.say(f"{key}-place", at=at, place=place.in_(to.language))
    return None


async def _voucher_used(to: Writer) -> Letter:
    return Letter(to.say("voucher-used", reward=to.reward()), to.home())


async def _voucher_lapsed(to: Writer) -> Letter:
    rows = to.home()
    if to.desk.store.programme.reward(to.facts.get("reward_id", "")) is not None:
        label = to.desk.texts.plain(to.language, "button-once-more")
        rows = [[Button(label, "offer", (to.facts["reward_id"],)), *rows[0]]]
    return Letter(_back(to, "voucher-lapsed"), rows)


async def _prize_lapsed(to: Writer) -> Letter:
    return Letter(to.say("prize-lapsed", reward=to.reward()), to.home())


async def _voucher_returned(to: Writer) -> Letter:
    return Letter(_back(to, "voucher-returned"), to.home())


async def _voucher_ended(to: Writer) -> Letter:
    return Letter(to.say("voucher-ended", reward=to.reward()), to.home())


async def _voucher_expiring(to: Writer) -> Letter | None:
    found = await to.desk.store.read(by_id, to.facts["voucher"])
    if found.state != "issued":
        return None
    name, day = found.reward.in_(to.language), to.day(found.expires_at)
    if isinstance(found.terms, GiftCard):
        left = to.money(found.balance or 0)
        told = to.say("voucher-expiring-card", reward=name, value=left, day=day)
    elif isinstance(found.terms, Event):
        told = to.say("voucher-expiring-seat", reward=name, day=day)
    else:
        told = to.say("voucher-expiring", reward=name, day=day)
    more = None if isinstance(found.terms, GiftCard | Privilege) else terms_line(to, found.terms)
    return Letter(lines(told, more), _ways_on(to))


async def _event_off(to: Writer) -> Letter:
    if to.facts["points"]:
        return Letter(_back(to, "event-off"), to.home())
    return Letter(to.say("event-off-free", reward=to.reward()), to.home())


async def _donation(to: Writer) -> Letter:
    points, total = to.points("points"), to.points("total")
    return Letter(to.say("donation", points=points, reward=to.reward(), total=total), to.home())


def _back(to: Writer, key: str) -> Html:
    points, balance = to.points("points"), to.points("balance")
    return to.say(key, reward=to.reward(), points=points, balance=balance)


def _event_at(to: Writer, event: Event) -> Day | Moment:
    zone = to.desk.store.programme.zone
    return (Moment if "T" in event.at else Day)(local_instant(event.at, zone), zone)


def _ways_on(to: Writer) -> list[list[Button]]:
    return [[to.button("vouchers", "vouchers"), to.button("home", "points")]]


LETTERS = {
    "voucher": voucher,
    "voucher_used": _voucher_used,
    "voucher_lapsed": _voucher_lapsed,
    "prize_lapsed": _prize_lapsed,
    "voucher_returned": _voucher_returned,
    "voucher_ended": _voucher_ended,
    "voucher_expiring": _voucher_expiring,
    "event_off": _event_off,
    "donation": _donation,
}
