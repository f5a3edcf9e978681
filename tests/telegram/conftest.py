"""A shop's database for the machinery's tests: the real store, migrated once, fresh for each."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store import SqliteStore
from domain.vault import Vault
from tests.clock import StandingClock


async def open_store(path: Path) -> SqliteStore:
    return await SqliteStore.open(path, StandingClock(), Vault(b"k" * 32))


@pytest.fixture(name="migrated", scope="session")
def _migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "shop.db"

    async def migrate() -> None:
        await (await open_store(path)).close()

    asyncio.run(migrate())
    return path


@pytest.fixture(name="store")
async def _store(migrated: Path, tmp_path: Path) -> AsyncIterator[SqliteStore]:
    shutil.copy(migrated, tmp_path / "shop.db")
    store = await open_store(tmp_path / "shop.db")
    yield store
    await store.close()
