"""The card's front: balance and worth, tier, what ends next, what is in reach."""

from dataclasses import dataclass

from bot.telegram.ask import Ask, Rows
from bot.texts.formats import Html, Points
from domain import books, earning, rewards
from domain.books import Balances, Expiring
from domain.earning import Standing
from domain.earning.tiers import grace_from
from domain.rewards import Offer
from domain.tx import ReadTx
from handlers.member.routes import ROUTES
from handlers.member.tier import keep_line
from handlers.screens import lines

ENDS_SHOWN = 2
LINES_MOST = 6


@dataclass(frozen=True)
class Front:
    """What a member's card says."""

    balances: Balances
    standing: Standing
    ends: tuple[Expiring, ...]
    offers: tuple[Offer, ...]


def front(tx: ReadTx, member: int) -> Front:
    """Everything the card says, in one look."""
    return Front(
        books.balances(tx, member),
        earning.standing(tx, member),
        books.expiring(tx, member)[:ENDS_SHOWN],
        rewards.offers(tx, member),
    )


@ROUTES.command("points")
@ROUTES.button("points")
async def show_points(ask: Ask) -> None:
    """Shows the card; from any dialog, this is the way home."""
    seen = await ask.read(front, ask.member)
    await ask.show(front_text(ask, seen), front_rows(ask))


def front_text(ask: Ask, seen: Front) -> Html:
    """The card's text: the balance is its first number, and what can wait goes without a line."""
    told = (
        balance_line(ask, seen),
        *_apart(ask, seen.balances),
        tier_line(ask, seen),
        _soon_lost(ask, seen.standing),
        *(
            ask.render(
                "home-expiring",
                points=Points(end.points),
                worth=ask.worth(end.points),
                day=ask.day(end.at - 1),
            )
            for end in seen.ends
        ),
        _reach(ask, seen.offers),
    )
    return lines(*[line for line in told if line][:LINES_MOST])


def front_rows(ask: Ask) -> Rows:
    """The card's buttons."""
    return [
        [
            ask.button("redeem", "rewards"),
            ask.button("sign-in", "signin"),
            ask.button("history", "history"),
        ],
        [
            ask.button("card", "card"),
            *([ask.button("tier", "tier")] if len(ask.programme.tiers) > 1 else []),
            ask.button("settings", "settings"),
        ],
    ]


def balance_line(ask: Ask, seen: Front) -> Html:
    """The balance and its worth: the hero of every card."""
    points = seen.balances.available
    return ask.render("home-balance", points=Points(points), worth=ask.worth(points))


def _apart(ask: Ask, balances: Balances) -> list[Html]:
    """What is held and what is owed, where there is any."""
    apart = {"home-held": balances.held, "home-owed": -balances.owed}
    return [ask.render(key, points=Points(points)) for key, points in apart.items() if points]


def tier_line(ask: Ask, seen: Front) -> Html | None:
    """The tier and the way to the next; nothing where there is only one, or it is at risk."""
    standing = seen.standing
    name = standing.tier.name.in_(ask.language)
    if len(ask.programme.tiers) == 1 or standing.grace_until:
        return None
    if standing.next_tier is None:
        return ask.render("home-tier-top", tier=name, earned=standing.earned)
    return ask.render(
        "home-tier",
        tier=name,
        earned=standing.earned,
        goal=standing.next_tier.threshold,
        missing=standing.missing,
        next=standing.next_tier.name.in_(ask.language),
    )


def _soon_lost(ask: Ask, standing: Standing) -> Html | None:
    """What keeps the tier, once the day is near."""
    near = grace_from(ask.desk.store.now(), ask.programme)
    return keep_line(ask, standing) if standing.keep_by and standing.keep_by <= near else None


def _reach(ask: Ask, offers: tuple[Offer, ...]) -> Html | None:
    best = offers[0] if offers else None
    if best is not None and best.in_reach:
        return ask.render(
            "home-in-reach", reward=best.name.in_(ask.language), price=Points(best.price)
        )
    if best is not None and best.why == "points":
        return ask.render(
            "home-next-reward",
            missing=Points(best.missing),
            reward=best.name.in_(ask.language),
        )
    return None
