"""The tier: its rights, the way to the next one, and what it takes to keep it."""

from bot.telegram.ask import Ask
from bot.texts.formats import Html, Points
from domain.earning import Standing, standing
from handlers.member.routes import ROUTES
from handlers.rights import rights
from handlers.screens import bar, home_row, lines
from handlers.wording import Words


@ROUTES.command("tier")
@ROUTES.button("tier")
async def show_tier(ask: Ask) -> None:
    """Shows where the member stands; the next tier's rights before they are needed."""
    seen = await ask.read(standing, ask.member)
    words = Words.of(ask.desk, ask.language)
    await ask.show(
        lines(
            ask.render(
                "tier-head",
                tier=seen.tier.name.in_(ask.language),
                rights=rights(words, seen.tier),
            ),
            *_ahead(ask, words, seen),
            keep_line(ask, seen),
        ),
        [home_row(ask)],
    )


def keep_line(ask: Ask, seen: Standing) -> Html | None:
    """What is missing to keep the tier, and by when; nothing where nothing is."""
    if seen.keep_by is None:
        return None
    return ask.render(
        "tier-at-risk" if seen.grace_until else "tier-keep",
        tier=seen.tier.name.in_(ask.language),
        missing=Points(seen.keep_missing),
        day=ask.day(seen.keep_by - 1),
    )


def _ahead(ask: Ask, words: Words, seen: Standing) -> list[Html]:
    """The bar and the next tier; at the top, what was earned."""
    if seen.next_tier is None:
        return [ask.render("tier-top", earned=seen.earned, tiers=len(ask.programme.tiers))]
    goal, name = seen.next_tier.threshold, seen.next_tier.name.in_(ask.language)
    missing = Points(seen.missing)
    # By the day before the oldest points leave: from then on, more is missing.
    way = (
        ask.render("tier-next", tier=name, missing=missing)
        if seen.by is None
        else ask.render("tier-next-by", tier=name, missing=missing, day=ask.day(seen.by - 1))
    )
    return [
        ask.render("tier-bar", bar=bar(seen.earned, goal), earned=seen.earned, goal=goal),
        way,
        ask.render("tier-there", tier=name, rights=rights(words, seen.next_tier)),
    ]
