"""Redeeming in at most three taps: pick, see what it leaves, confirm."""

from collections.abc import Callable
from typing import TypeVar

from bot.telegram.ask import Ask, Rows
from bot.texts.formats import Html, Points
from domain import rewards
from domain.books import available
from domain.earning import Standing, standing
from domain.errors import (
    NotEnoughPoints,
    NotYet,
    RewardChanged,
    RewardGone,
    RewardLimit,
    SeatsClosed,
    SoldOut,
    TierNeeded,
)
from domain.programme import Donation, Event, Game, Raffle
from domain.rewards import Offer, Redeemed
from domain.tx import ReadTx, Tx
from handlers.member.games import show_game, show_raffle
from handlers.member.offers import offer_label, offer_text, place_text
from handlers.member.routes import ROUTES
from handlers.pictured import show_below, show_pictured
from handlers.screens import asked_page, home_row, lines, page_of, pager

R = TypeVar("R")
PAGE_SIZE = 6
# What was shown is no longer so: it is said, and shown as it is.
STALE = (
    NotEnoughPoints,
    NotYet,
    RewardChanged,
    RewardLimit,
    SeatsClosed,
    SoldOut,
    TierNeeded,
)


@ROUTES.command("rewards")
@ROUTES.button("rewards")
async def show_rewards(ask: Ask) -> None:
    """Shows what can be redeemed now, then what is near, then the rest."""
    offers, balance = await ask.read(offers_and_balance, ask.member)
    shown, page, pages = page_of(offers, asked_page(ask), PAGE_SIZE)
    now, near = sum(seen.in_reach for seen in offers), sum(seen.is_near for seen in offers)
    await ask.show(
        lines(
            ask.render("rewards-title", points=Points(balance), worth=ask.worth(balance)),
            ask.render("rewards-now", now=now, near=near) if offers else ask.render("rewards-none"),
        ),
        [
            *([offer_label(ask, seen)] for seen in shown),
            *pager(ask, "rewards", page, pages),
            [ask.button("vouchers", "vouchers"), *home_row(ask)],
        ],
    )


@ROUTES.button("offer")
async def show_offer(ask: Ask) -> None:
    """Shows one reward: its price and what it leaves, or what is missing."""
    seen, where, given = await ask.read(offer_and_standing, ask.member, ask.args[0])
    if isinstance(seen.reward, Game):
        await show_game(ask, seen, where)
    elif isinstance(seen.reward, Raffle):
        await show_raffle(ask, seen, where)
    else:
        text = offer_text(ask, seen, where, more=_more(ask, seen, given))
        await show_pictured(ask, seen.reward.picture, text, _rows(ask, seen))


@ROUTES.button("redeem")
async def redeem(ask: Ask) -> None:
    """Redeems what was shown. The voucher arrives as a message of its own."""
    done = await as_shown(ask, rewards.redeem)
    if done is not None:
        await ask.toast(ask.plain("toast-redeemed" if done.voucher else "toast-given"))
        way = "vouchers" if done.voucher else "rewards"
        await show_below(ask, _done(ask, done), [[ask.button(way, way), *home_row(ask)]])


async def as_shown(ask: Ask, verb: Callable[[Tx, int, str, str], R]) -> R | None:
    """Does what was confirmed; None where it is not as it was shown, which is said and shown."""
    reward_id, mark, _ = ask.args
    try:
        return await ask.write(verb, ask.member, reward_id, mark)
    except RewardGone as refusal:
        await ask.refuse(refusal)
        await show_rewards(ask)
    except STALE as refusal:
        await ask.refuse(refusal)
        await show_offer(ask)
    return None


def offers_and_balance(tx: ReadTx, member: int) -> tuple[tuple[Offer, ...], int]:
    """What is on offer, and what there is to spend."""
    return rewards.offers(tx, member), available(tx, member)


def offer_and_standing(
    tx: ReadTx, member: int, reward_id: str
) -> tuple[Offer, Standing, tuple[int, int] | None]:
    """A reward, where the member stands, and of a cause what all gave to it: in one look."""
    seen = rewards.offer(tx, member, reward_id)
    given = rewards.given(tx, reward_id) if isinstance(seen.reward, Donation) else None
    return seen, standing(tx, member), given


def _more(ask: Ask, seen: Offer, given: tuple[int, int] | None) -> Html | None:
    """When and where an event is; what all gave to a cause."""
    if isinstance(seen.reward, Event):
        return place_text(ask, seen.reward)
    return ask.render("cause", points=Points(given[0]), gifts=given[1]) if given else None


def _rows(ask: Ask, seen: Offer) -> Rows:
    back = ask.button("back", "rewards")
    if not seen.in_reach:
        return [[back]]
    key = "give" if isinstance(seen.reward, Donation) else "redeem-for"
    confirm = ask.button(key, "redeem", seen.id, seen.mark, ask.fresh(), price=seen.price)
    return [[confirm, back]]


def _done(ask: Ask, done: Redeemed) -> Html:
    name, keeps = done.reward.in_(ask.language), Points(done.balance)
    if not done.voucher:
        return ask.render("given", reward=name, points=Points(done.points), keeps=keeps)
    return lines(
        ask.render("redeemed", reward=name, keeps=keeps),
        ask.render("redeemed-voucher", day=ask.day(done.expires_at - 1)),
    )
