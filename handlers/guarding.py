"""Where a code is typed: wrong ones are counted, and after a few nothing is looked up any more."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from bot.telegram.ask import Ask
from domain.errors import UnknownCode, VoucherUnknown
from domain.staff import guessing
from domain.tx import ReadTx

R = TypeVar("R")
WRONG = (UnknownCode, VoucherUnknown)


async def guarded(ask: Ask, question: Callable[[ReadTx, str], R], code: str) -> R:
    """Asks a question with a code that somebody typed or scanned, unless they guess."""
    async with guarding(ask):
        return await ask.read(question, code)


@asynccontextmanager
async def guarding(ask: Ask) -> AsyncIterator[None]:
    """Whatever takes a code inside counts as a try: a wrong one is a miss, a right one forgives.

    Raises TooManyGuesses instead of going in while this person is blocked.
    """
    guesser = f"{ask.role}:{ask.person.outside_id}"
    misses = await ask.read(guessing.check, guesser)
    try:
        yield
    except WRONG:
        await ask.desk.store.write(guessing.missed, guesser, key=f"missed:{ask.incoming.update_id}")
        raise
    if misses:
        await ask.desk.store.write(guessing.forgive, guesser, key=None)
