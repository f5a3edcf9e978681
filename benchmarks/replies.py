"""(1) How many replies a second: a durable sign-in here, bare echoes there, one server for all."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from statistics import median

from benchmarks.bots import bare, echo, jifen, seconds_to_answer, serving
from benchmarks.shops import build_shop, open_shop, people
from benchmarks.table import CannotRun, Row, at_least
from bot.playground import Playground

QUESTION = "(1) /signin, replies/s over HTTP"
GOAL = 1.3
ROUNDS = 5
PEOPLE = 2_000
WARM_UP = 200


async def measure(folder: Path) -> Row:
    """Lets the bots take turns; everybody signs in once, so that each reply is a write."""
    crowd = people(ROUNDS * (PEOPLE + WARM_UP))
    database = folder / "replies.db"
    await build_shop(database, len(crowd))
    ours, theirs, least = [], [], []
    async with serving(crowd) as playground:
        for turn in range(ROUNDS):
            group = crowd[turn * (PEOPLE + WARM_UP) :][: PEOPLE + WARM_UP]
            ours.append(await _rate(playground, jifen(playground, database), group))
            theirs.append(await _rate(playground, echo(playground), group))
            least.append(await _rate(playground, bare(playground), group))
    await _verify(database, len(crowd))
    return at_least(
        QUESTION,
        f"Jifen {median(ours):,.0f}, aiogram {median(theirs):,.0f}, bare {median(least):,.0f}",
        median(ours) / median(theirs),
        GOAL,
    )


async def profile(folder: Path) -> Path:
    """One round of ours under cProfile; returns the file of what it saw on the event loop."""
    crowd, database = people(PEOPLE + WARM_UP), folder / "replies.db"
    seen = folder / "replies.prof"
    await build_shop(database, len(crowd))
    async with serving(crowd) as playground:
        under = ("-m", "cProfile", "-o", str(seen))
        await _rate(playground, jifen(playground, database, *under), crowd)
    return seen


async def _rate(
    playground: Playground, bot: AbstractAsyncContextManager[object], group: Sequence[int]
) -> float:
    async with bot:
        # Also waits until the bot is up.
        await seconds_to_answer(playground.world, group[:WARM_UP], "/signin")
        rest = group[WARM_UP:]
        return len(rest) / await seconds_to_answer(playground.world, rest, "/signin")


async def _verify(database: Path, signed_in: int) -> None:
    """Fast and wrong does not count: each member has a welcome gift and a sign-in in the books."""
    async with open_shop(database) as store:
        transactions = await store.read(lambda tx: tx.sql.audit.transactions())
    if transactions != 2 * signed_in:
        raise CannotRun(f"{transactions} transactions in the books, not {2 * signed_in}")
