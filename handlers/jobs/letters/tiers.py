"""Tiers: reached, at risk, lost."""

from bot.telegram.letters import Letter
from bot.texts.formats import Html
from domain.programme import Tier
from handlers.jobs.letters.writer import Writer
from handlers.rights import rights
from handlers.wording import Words


async def _reached(to: Writer) -> Letter:
    return _letter(to, to.say("tier-reached", tier=_name(to, "tier"), rights=_rights(to)))


async def _at_risk(to: Writer) -> Letter:
    said = to.say(
        "tier-at-risk",
        tier=_name(to, "tier"),
        missing=to.points("missing"),
        day=to.day(to.facts["until"]),
    )
    return _letter(to, said)


async def _fell(to: Writer) -> Letter:
    said = to.say(
        "tier-fell",
        tier=_name(to, "tier"),
        rights=_rights(to),
        lost=_name(to, "lost"),
        missing=to.points("missing"),
    )
    return _letter(to, said)


def _letter(to: Writer, said: Html) -> Letter:
    return Letter(said, [[to.button("tier", "tier"), to.button("home", "points")]])


def _name(to: Writer, fact: str) -> str:
    return Tier.model_validate(to.facts[fact]).name.in_(to.language)


def _rights(to: Writer) -> Html:
    return rights(Words.of(to.desk, to.language), Tier.model_validate(to.facts["tier"]))


LETTERS = {
    "tier_reached": _reached,
    "tier_at_risk": _at_risk,
    "tier_fell": _fell,
}
