"""What a tier gives, in one line: the same words on every screen and in letters."""

from bot.texts.formats import Html, Value
from domain.programme import Tier
from handlers.wording import Words, times


def rights(words: Words, tier: Tier) -> Html:
    """The discount, the multiplier and what else the programme promises."""
    found = []
    if tier.discount_percent:
        found.append(_plain(words, "tier-discount", percent=tier.discount_percent))
    if tier.multiplier_percent > 100:
        found.append(_plain(words, "tier-multiplier", times=times(tier.multiplier_percent)))
    found += [right.in_(words.language) for right in tier.rights]
    if not found:
        return words.say("tier-no-rights")
    return words.say("tier-rights", rights=words.listed(found))


def _plain(words: Words, key: str, **args: Value) -> str:
    return words.texts.plain(words.language, key, **args)
