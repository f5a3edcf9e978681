"""A fresh shop for each test: real SQLite, a clock that stands still, a programme in force."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store import SqliteStore
from bot.store.migrate import migrate
from domain.adoption import adopt
from domain.programme import Programme
from tests.clock import StandingClock
from tests.scene import PROGRAMME, VAULT


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database at the newest schema, to be copied: migrating takes half a second."""
    path = tmp_path_factory.mktemp("template") / "jifen.db"
    migrate(path)
    return path


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def programme() -> Programme:
    """What the shop promises; a module that needs other promises overrides this."""
    return PROGRAMME


@pytest.fixture
async def store(
    template: Path, tmp_path: Path, clock: StandingClock, programme: Programme
) -> AsyncIterator[SqliteStore]:
    path = tmp_path / "jifen.db"
    shutil.copy(template, path)
    store = await SqliteStore.open(path, clock, VAULT)
    await store.write(adopt, programme, key=None)
    yield store
    await store.close()
