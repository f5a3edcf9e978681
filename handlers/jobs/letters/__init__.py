"""How each notice reads when it arrives: one module for each sort of event."""

from collections.abc import Awaitable, Callable

from bot.telegram.ask import Desk
from bot.telegram.letters import Letter
from domain.notices import Notice
from domain.programme import Language
from handlers.jobs.letters import (
    announced,
    counter,
    draws,
    ends,
    moments,
    nudges,
    tiers,
    vouchers,
)
from handlers.jobs.letters.writer import Writer

LETTERS: dict[str, Callable[[Writer], Awaitable[Letter | None]]] = {
    **announced.LETTERS,
    **counter.LETTERS,
    **draws.LETTERS,
    **ends.LETTERS,
    **moments.LETTERS,
    **nudges.LETTERS,
    **tiers.LETTERS,
    **vouchers.LETTERS,
}


async def compose(desk: Desk, notice: Notice, language: Language) -> Letter | None:
    """Writes a notice in its member's language; None where it is no longer so."""
    writer = Writer(desk, language, notice.facts, notice.txn, notice.member, notice.source)
    return await LETTERS[notice.kind](writer)
