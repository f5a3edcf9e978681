"""Redeeming in at most three taps: pick, see what it leaves, confirm."""

from bot.telegram.ask import Ask, Button
from bot.texts.formats import Html, Points
from domain import rewards
from domain.books import available
from domain.earning import Standing, standing
from domain.earning.purchase.rules import paid_for
from domain.errors import NotEnoughPoints, PriceChanged, SoldOut
from domain.rewards import Offer
from domain.tx import ReadTx
from handlers.member.routes import ROUTES
from handlers.screens import asked_page, home_row, lines, page_of, pager

PAGE_SIZE = 6


@ROUTES.command("rewards")
@ROUTES.button("rewards")
async def show_rewards(ask: Ask) -> None:
    """Shows what can be redeemed, cheapest first."""
    offers = await ask.read(rewards.catalogue, ask.member)
    balance = await ask.read(available, ask.member)
    shown, page, pages = page_of(offers, asked_page(ask), PAGE_SIZE)
    await ask.show(
        lines(
            ask.render("rewards-title", points=Points(balance)),
            ask.render("rewards-hint" if offers else "rewards-none"),
        ),
        [
            *([_pick(ask, offer)] for offer in shown),
            *pager(ask, "rewards", page, pages),
            [ask.button("vouchers", "vouchers"), *home_row(ask)],
        ],
    )


@ROUTES.button("offer")
async def show_offer(ask: Ask) -> None:
    """Shows one reward: its price and what it leaves, or what is missing."""
    seen, where = await ask.read(offer_and_standing, ask.member, ask.args[0])
    back = ask.button("back", "rewards")
    confirm = ask.button(
        "redeem-for", "redeem", seen.id, seen.points, ask.fresh(), price=seen.points
    )
    await ask.show(
        lines(_title(ask, seen), *_terms(ask, seen, where)),
        [[confirm, back]] if seen.in_reach else [[back]],
    )


@ROUTES.button("redeem")
async def redeem(ask: Ask) -> None:
    """Redeems at the price that was shown. The voucher arrives as a message of its own."""
    reward_id, shown_price, _ = ask.args
    try:
        done = await ask.write(rewards.redeem, ask.member, reward_id, int(shown_price))
    except (PriceChanged, SoldOut, NotEnoughPoints) as refusal:
        # What was shown is no longer so: say it, and show what is.
        await ask.refuse(refusal)
        await show_offer(ask)
        return
    await ask.toast(ask.plain("toast-redeemed"))
    await ask.show(
        lines(
            ask.render(
                "redeemed", reward=done.reward.in_(ask.language), keeps=Points(done.balance)
            ),
            ask.render("redeemed-voucher", day=ask.day(done.expires_at - 1)),
        ),
        [[ask.button("vouchers", "vouchers"), *home_row(ask)]],
    )


def offer_and_standing(tx: ReadTx, member: int, reward_id: str) -> tuple[Offer, Standing]:
    """A reward and where the member stands, in one look."""
    return rewards.offer(tx, member, reward_id), standing(tx, member)


def _pick(ask: Ask, offer: Offer) -> Button:
    return ask.button(
        "offer", "offer", offer.id, reward=offer.name.in_(ask.language), price=offer.points
    )


def _title(ask: Ask, offer: Offer) -> Html:
    return ask.render("offer", reward=offer.name.in_(ask.language), price=Points(offer.points))


def _terms(ask: Ask, offer: Offer, where: Standing) -> list[Html]:
    if offer.left == 0:
        return [ask.render("offer-sold-out")]
    if not offer.in_reach:
        tier = where.tier
        missing = offer.points - offer.balance
        pay = paid_for(missing, tier.multiplier_percent, ask.programme.earning)
        return [
            ask.render("offer-short", price=offer.points, balance=offer.balance),
            ask.render("offer-way", amount=ask.money(pay), tier=tier.name.in_(ask.language)),
        ]
    kept = ask.render("offer-keep", keeps=offer.keeps, days=offer.collect_days)
    return [kept] if offer.left is None else [kept, ask.render("offer-left", left=offer.left)]
