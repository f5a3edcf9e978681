"""A playground starts again as it was left, and can always be opened."""

import asyncio
from pathlib import Path

from bot.playground import World
from bot.playground.shop import play, world_beside
from bot.settings import Database, load
from bot.settings import Playground as Port
from handlers import EDGES


async def test_an_outage_is_over_at_the_next_start(tmp_path: Path) -> None:
    """Otherwise the bot would wait for its end, and nobody would be told where the page is."""
    books = tmp_path / "jifen.db"
    world = World(world_beside(books))
    world.set_outage(True)
    world.close()
    stopped = asyncio.Event()
    told: list[str] = []

    def announce(text: str) -> None:
        told.append(text)
        stopped.set()

    database = Database(url=f"sqlite:///{books}")
    settings = load().model_copy(update={"database": database, "playground": Port(port=0)})
    async with asyncio.timeout(10):
        await play(settings, EDGES, stopped, announce)
    assert "http://127.0.0.1:" in told[0]
