"""A rule's part of a credit, in words: `88 base`, `17 for Silver (×1.2)`."""

from collections.abc import Iterable

from bot.texts.formats import Html
from domain.earning.facts import Share
from handlers.wording import Words, times


def share_text(words: Words, share: Share, tier: str) -> Html:
    """One part; `words` speak of the programme that paid, `tier` is the id of the member's."""
    points, percent = share.points, times(share.percent)
    if share.kind == "base":
        return words.say("why-base", points=points)
    if share.kind == "tier":
        found = words.programme.tier(tier)
        name = found.name.in_(words.language) if found else words.say("why-your-tier")
    else:
        rule = words.programme.rule(share.rule)
        name = rule.name.in_(words.language) if rule else share.rule
    key = "why-times" if share.percent else "why-fixed"
    return words.say(key, name=name, points=points, times=percent)


def shares_text(words: Words, shares: Iterable[Share], tier: str) -> Html:
    """Several parts, one after the other."""
    return Html(words.listed(share_text(words, share, tier) for share in shares))
