"""A shop that was lived in, and its books as a file that nobody uses."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from bot.keeping.digest import Digest, digest_of
from bot.keeping.places import opened, url_of
from bot.keeping.progress import Progress
from bot.store import Store
from domain import broadcasts
from domain.broadcasts import EVERYBODY, Content
from domain.calendar import DAY
from tests import server
from tests.clock import StandingClock
from tests.scene import buys, fresh_key, joins, redeems, signs_in

PEOPLE = 5


def said(url: str) -> Digest:
    """What the books at a place say."""
    with opened(url) as tables:
        return digest_of(tables)


def tampered(url: str, *statements: str) -> None:
    """Somebody changes the books behind the bot's back."""
    with opened(url, writing=True) as tables:
        connection: Any = tables.connection  # type: ignore[attr-defined]
        for statement in statements:
            connection.execute(statement)


@pytest.fixture
def quiet() -> Progress:
    """Nobody watches."""
    return Progress(Console(file=io.StringIO()))


@pytest.fixture
async def lived_in(store: Store, clock: StandingClock) -> Store:
    """Some people, what they bought and took, and things still to be told and sent."""
    for number in range(1, PEOPLE + 1):
        language = "zh" if number % 2 else None
        member = await joins(store, number, f"Ann {number} 安", language, news=number > 1)
        await buys(store, member, 10_000 * number, receipt=f"R-{number}")
        await signs_in(store, member)
        await redeems(store, member)
    await store.write(
        broadcasts.start, 9001, Content("text", "Hi", title="Hi"), EVERYBODY, key=fresh_key()
    )
    clock.advance(DAY)
    return store


@pytest.fixture
async def books(lived_in: Store, url: str) -> str:
    """Where the shop's books are, closed."""
    await lived_in.close()
    return url


@pytest.fixture
def postgres_place(postgres_server: str) -> Iterator[str]:
    """A database on a server in which there is not even a table."""
    with server.database(postgres_server) as url:
        yield url


@pytest.fixture
def place(target: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """A new place on the engine that `target` says."""
    if target == "postgres":
        return str(request.getfixturevalue("postgres_place"))
    return url_of(tmp_path / "place.db")


@pytest.fixture
def target() -> str:
    """Which engine books are moved to: sqlite or postgres."""
    return "sqlite"
