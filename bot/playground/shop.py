"""The shop in the playground: the real bot, talking over real HTTP to a world of four people."""

import asyncio
import errno
from collections.abc import Callable
from pathlib import Path

from pydantic import SecretStr

from bot import keys
from bot.playground.server import Playground
from bot.playground.world import World
from bot.settings import Settings
from bot.store import Unavailable
from bot.telegram.app import App, Edges
from bot.web.server import with_free_port

# Time travel is watched: what falls due shows at once.
TICK_SECONDS = 2.0
OWNERS, CASHIERS = (9001,), (9002,)


class Shop:
    """The bot on the world's clock, made anew whenever the world starts over."""

    def __init__(self, settings: Settings, world: World, playground: Playground, edges: Edges):
        self._settings = _playing(settings, playground)
        self._world = world
        self._edges = edges
        self.app: App | None = None
        playground.on_clock(self._wake)
        playground.on_start_over(self.start_over)

    async def open(self) -> None:
        """Starts the bot."""
        vault = keys.open_vault(self._settings)
        self.app = App(self._settings, self._world.clock, vault, self._edges)
        await self.app.start()

    async def close(self) -> None:
        """Stops the bot; its books stay."""
        app, self.app = self.app, None
        if app is not None:
            await app.stop()

    async def start_over(self) -> None:
        """A fresh world gets fresh books."""
        await self.close()
        path = self._settings.database.path
        for file in [path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", ".key"))]:
            file.unlink(missing_ok=True)
        await self.open()

    def _wake(self) -> None:
        if self.app is not None:
            self.app.wake()


def world_beside(database: Path) -> Path:
    """Where a playground keeps its world: who finds this file knows whose books these are."""
    return database.with_name(database.name + ".world")


async def play(
    settings: Settings, edges: Edges, stopped: asyncio.Event, announce: Callable[[str], None]
) -> None:
    """Runs the playground until it is stopped; announces its address.

    Raises Unavailable rather than touch books that no playground made.
    """
    if not settings.database.is_file:
        raise Unavailable(
            "the playground keeps its books in a file: set JIFEN_DATABASE__URL to a sqlite:/// path"
        )
    path = settings.database.path
    world_file = world_beside(path)
    if path.exists() and not world_file.exists():
        raise Unavailable(
            f"{path} holds a real shop's books: set JIFEN_DATABASE__URL to play with others"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    world = World(world_file)
    # During one the bot does not come up, and nobody would be told where the page is.
    world.set_outage(False)
    playground = Playground(world, zone=settings.programme.zone)
    await _listen(playground, settings.playground.port)
    shop = Shop(settings, world, playground, edges)
    try:
        await shop.open()
        announce(f"Jifen's playground: {playground.url}  (Ctrl-C stops it)")
        await stopped.wait()
    finally:
        await shop.close()
        await playground.stop()
        world.close()


async def _listen(playground: Playground, port: int) -> None:
    try:
        await playground.start(port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        await playground.start(0)


def _playing(settings: Settings, playground: Playground) -> Settings:
    """The settings with the playground in Telegram's place, and its people as staff."""
    return settings.model_copy(
        update={
            "telegram": settings.telegram.model_copy(
                update={
                    "token": SecretStr(playground.token),
                    "base_url": playground.api_url,
                    "updates": "polling",
                }
            ),
            "staff": settings.staff.model_copy(
                update={
                    "owners": (*settings.staff.owners, *OWNERS),
                    "cashiers": (*settings.staff.cashiers, *CASHIERS),
                }
            ),
            "clock": settings.clock.model_copy(update={"tick_seconds": TICK_SECONDS}),
            "web": with_free_port(settings.web),
        }
    )
