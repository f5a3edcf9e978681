"""A member's vouchers: every one with its state; an open one can be shown or given back."""

from dataclasses import dataclass

from bot.telegram.ask import Ask, Button, Rows
from bot.texts.formats import Code, Html, Points
from domain import rewards
from domain.books import would_return
from domain.programme import Event, GiftCard, MoneyOff, PercentOff, Privilege
from domain.rewards import Voucher, code_of
from domain.tx import ReadTx
from domain.vault import typed
from handlers.member.offers import place_text, worth_text
from handlers.member.routes import ROUTES
from handlers.screens import (
    VOUCHER,
    asked_page,
    base36,
    deep_link,
    home_row,
    lines,
    pager,
    qr,
)

PAGE_SIZE = 6


@dataclass(frozen=True)
class Shown:
    """A voucher with its code, and until when it can be given back (UTC us; None: never).

    So many of its points would be `returning` then: less than it cost where a lot's day is over.
    """

    voucher: Voucher
    code: str
    returnable_until: int | None
    returning: int


@ROUTES.button("vouchers")
async def show_vouchers(ask: Ask) -> None:
    """Lists the member's vouchers, the open ones first."""
    mine = await ask.read(rewards.my_vouchers, ask.member, asked_page(ask), PAGE_SIZE)
    await ask.show(
        lines(ask.render("vouchers-title"), None if mine.items else ask.render("vouchers-none")),
        [
            *([_pick(ask, voucher)] for voucher in mine.items),
            *pager(ask, "vouchers", mine.number, mine.pages),
            [ask.button("rewards", "rewards"), *home_row(ask)],
        ],
    )


@ROUTES.button("voucher")
async def show_voucher(ask: Ask) -> None:
    """Shows one voucher: an open one with its code."""
    seen = await ask.read(shown, ask.member, _id(ask))
    await ask.show(_text(ask, seen), [*_ways(ask, seen), [ask.button("back", "vouchers")]])


@ROUTES.button("voucher-qr")
async def show_voucher_qr(ask: Ask) -> None:
    """Sends the voucher as a picture to be scanned."""
    seen = await ask.read(shown, ask.member, _id(ask))
    link = deep_link(ask.desk.bot.username, VOUCHER + typed(seen.code))
    await ask.picture(qr(link), _text(ask, seen), [home_row(ask)])


@ROUTES.button("give-back")
async def ask_give_back(ask: Ask) -> None:
    """Asks before a voucher is given back."""
    seen = await ask.read(shown, ask.member, _id(ask))
    name, points = seen.voucher.reward.in_(ask.language), seen.returning
    ended = Points(seen.voucher.points - points)
    await ask.show(
        ask.render("voucher-give-back", reward=name, points=Points(points), ended=ended),
        [
            [
                ask.button("give-back-now", "give-back-now", *ask.args, points=points),
                ask.button("back", "voucher", *ask.args),
            ]
        ],
    )


@ROUTES.button("give-back-now")
async def give_back(ask: Ask) -> None:
    """Gives an open voucher back; the points return to where they came from."""
    back = await ask.write(rewards.cancel, ask.member, _id(ask))
    await ask.show(
        ask.render("voucher-given-back", points=Points(back.points), balance=Points(back.balance)),
        [[ask.button("vouchers", "vouchers"), *home_row(ask)]],
    )


def shown(tx: ReadTx, member: int, voucher: int) -> Shown:
    """A member's own voucher with its code, in one look."""
    found = rewards.voucher_of(tx, member, voucher)
    kept = rewards.kept_because(found) is not None
    until = None if kept else rewards.returnable_until(tx, found)
    returning = would_return(tx, found.txn) if found.txn is not None else 0
    return Shown(found, code_of(tx, voucher), until, returning)


def _id(ask: Ask) -> int:
    return int(ask.args[0], 36)


def _pick(ask: Ask, voucher: Voucher) -> Button:
    name = voucher.reward.in_(ask.language)
    label = ask.plain("voucher-label", state=voucher.state, reward=name)
    return Button(label, "voucher", (base36(voucher.id),))


def _ways(ask: Ask, seen: Shown) -> Rows:
    """What can be done with an open voucher."""
    if seen.voucher.state != "issued":
        return []
    until = seen.returnable_until
    ways = [ask.button("show-qr", "voucher-qr", *ask.args)]
    if until is not None and until > ask.desk.store.now():
        ways.append(ask.button("give-back", "give-back", *ask.args))
    return [ways]


def _text(ask: Ask, seen: Shown) -> Html:
    voucher = seen.voucher
    name = voucher.reward.in_(ask.language)
    if voucher.state != "issued":
        ended = voucher.state in ("expired", "ended")
        at = voucher.expires_at - 1 if ended else voucher.settled_at or 0
        return ask.render(f"voucher-{voucher.state}", reward=name, day=ask.day(at))
    day = ask.day(voucher.expires_at - 1)
    return lines(
        ask.render("voucher-open", reward=name, code=Code(seen.code), day=day),
        *_terms(ask, seen),
    )


def _terms(ask: Ask, seen: Shown) -> list[Html]:
    """What an open voucher is good for, beside being shown."""
    voucher = seen.voucher
    match voucher.terms:
        case GiftCard() as card:
            left, value = ask.money(voucher.balance or 0), ask.money(card.value_minor)
            return [ask.render("voucher-left", left=left, value=value)]
        case MoneyOff() | PercentOff() as terms:
            return [worth_text(ask, terms)]
        case Privilege():
            return [ask.render("voucher-on-card")]
        case Event() as event:
            until = seen.returnable_until
            closes = [ask.render("terms-event", moment=ask.moment(until))] if until else []
            return [place_text(ask, event), *closes]
    return []
