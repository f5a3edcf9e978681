"""What the owner announces to everybody: a campaign, another value of points."""

from bot.telegram.letters import Letter
from bot.texts.formats import Day, Points
from domain.adoption import programme_at, state_of
from handlers.jobs.letters.writer import Writer
from handlers.screens import lines
from handlers.wording import Words, describe


async def _announced(to: Writer) -> Letter | None:
    """A campaign in one line; nothing where it was taken back in the meantime."""
    words = Words.of(to.desk, to.language)
    rule = words.programme.rule(to.facts["rule"])
    if rule is None or state_of(rule, words.now, words.programme.zone) in ("paused", "ended"):
        return None
    shop = words.programme.name.in_(to.language)
    told = lines(to.say("announced", shop=shop), describe(words, rule))
    return Letter(told, [[to.button("rules", "rules"), to.stop()]])


async def _anchor(to: Writer) -> Letter | None:
    """What points will be worth, and from when; nothing where that was withdrawn."""
    points, minor, starts_at = (to.facts[name] for name in ("points", "minor", "starts_at"))
    programme = await to.desk.store.read(programme_at, starts_at)
    currency = programme.currency
    if (currency.anchor_points, currency.anchor_minor) != (points, minor):
        return None
    day = Day(starts_at, programme.zone)
    told = to.say("anchor", points=Points(points), worth=to.money(minor), day=day)
    return Letter(told, to.home())


LETTERS = {"announced": _announced, "anchor": _anchor}
