"""A fresh shop for each test: a real database, a clock that stands still, a programme in force."""

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.store import Store, open_store
from bot.store.migrate import migrate
from domain.adoption import adopt
from domain.programme import Programme
from tests import server
from tests.clock import StandingClock
from tests.scene import PROGRAMME, VAULT


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database at the newest schema, to be copied: migrating takes half a second."""
    path = tmp_path_factory.mktemp("template") / "jifen.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """A PostgreSQL server's address: JIFEN_DATABASE__URL, or a server of the tests' own."""
    return server.server_url()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """An empty database at the newest schema on the server."""
    with server.database(postgres_server) as url:
        migrate(url)
        yield url


@pytest.fixture(scope="session")
def _postgres_database(postgres_server: str, postgres_template: str) -> Iterator[str]:
    with server.database(postgres_server, postgres_template) as url:
        yield url


@pytest.fixture
def postgres(_postgres_database: str) -> str:
    """The address of an empty PostgreSQL database at the newest schema, this test's alone."""
    return server.emptied(_postgres_database)


@pytest.fixture
def engine() -> str:
    """Which database a test runs on: sqlite or postgres. A folder whose tests run on both says so.

    A fact of SQLite's own is marked `parametrize("engine", ["sqlite"])`.
    """
    return "sqlite"


@pytest.fixture
def url(engine: str, request: pytest.FixtureRequest) -> str:
    """The address of a new, empty database at the newest schema."""
    if engine == "postgres":
        return str(request.getfixturevalue("postgres"))
    path: Path = request.getfixturevalue("tmp_path") / "jifen.db"
    shutil.copy(request.getfixturevalue("template"), path)
    return f"sqlite:///{path}"


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def programme() -> Programme:
    """What the shop promises; a module that needs other promises overrides this."""
    return PROGRAMME


@pytest.fixture
def workers() -> int:
    """How many connections write, where it is a server."""
    return 2


@pytest.fixture
async def store(
    url: str, clock: StandingClock, programme: Programme, workers: int
) -> AsyncIterator[Store]:
    store = await open_store(url, clock, VAULT, workers=workers)
    try:
        await store.write(adopt, programme, key=None)
        yield store
    finally:
        await store.close()
