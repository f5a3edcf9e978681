"""What members will see, shown to its author first: what Telegram would refuse is refused now."""

import re

from telegram.error import BadRequest

from bot.telegram import leaflets
from bot.telegram.ask import Ask
from bot.telegram.composing import letters, letters_most
from bot.texts import LANGUAGES
from bot.texts.cleaning import NAME_LENGTH_MAX
from domain import broadcasts
from domain.broadcasts import PLACES, Content, Facts
from domain.calendar import DAY
from domain.errors import ContentRefused, TextTooLong
from domain.programme import Language
from handlers.owner.routes import ROUTES

# The widest letter counts as two.
LONGEST_NAME = "\N{GRINNING FACE}" * NAME_LENGTH_MAX
MOST_POINTS = 999_999_999
SAMPLE_POINTS, SAMPLE_EXPIRING, SAMPLE_DAYS = 1505, 500, 30
# What somebody may have meant for a place, with the braces of a Chinese keyboard too.
_PLACE = re.compile(r"[{\uff5b]\s*\w{1,20}\s*[}\uff5d]")
UNKNOWN_SHOWN = 3


@ROUTES.button(leaflets.TRIED)
async def try_button(ask: Ask) -> None:
    """A button of the preview does nothing yet, to its author least of all."""
    await ask.toast(ask.plain("toast-broadcast-tried"))


async def show_copy(ask: Ask, content: Content) -> None:
    """Sends its author the very message; raises TextTooLong, or ContentRefused with a reason."""
    check_length(ask, content)
    facts = await _own_facts(ask, content)
    try:
        await leaflets.hand_out(ask.desk, ask.person.outside_id, ask.language, content, facts)
    except BadRequest as error:
        raise ContentRefused(error.message) from None


def check_length(ask: Ask, content: Content) -> None:
    """Raises TextTooLong where somebody's own facts would make it longer than Telegram takes."""
    limit = letters_most(content)
    longest = max(_letters(ask, content, language) for language in LANGUAGES)
    if longest > limit:
        raise TextTooLong(longest, limit)


def unknown_places(content: Content) -> tuple[str, ...]:
    """What stands in braces and is filled in for nobody; the first few of it."""
    known = {f"{{{place}}}" for place in PLACES}
    found = dict.fromkeys(_PLACE.findall(content.html))
    return tuple(place for place in found if place not in known)[:UNKNOWN_SHOWN]


def _letters(ask: Ask, content: Content, language: Language) -> int:
    tiers = ask.programme.tiers
    facts = Facts(
        name=LONGEST_NAME,
        points=MOST_POINTS,
        tier=max(tiers, key=lambda tier: len(tier.name.in_(language))).id,
        expiring=MOST_POINTS,
        expires_at=ask.desk.store.now() + SAMPLE_DAYS * DAY,
    )
    return letters(leaflets.fill(ask.desk.texts, language, content.html, facts, ask.programme))


async def _own_facts(ask: Ask, content: Content) -> Facts:
    """The author's own facts; a sample for one who has no card."""
    if ask.who is not None:
        found = await ask.read(broadcasts.facts_of, (ask.who.member,), content.places)
        return found[ask.who.member]
    return Facts(
        name=ask.person.name,
        points=SAMPLE_POINTS,
        tier=ask.programme.tiers[0].id,
        expiring=SAMPLE_EXPIRING,
        expires_at=ask.desk.store.now() + SAMPLE_DAYS * DAY,
    )
