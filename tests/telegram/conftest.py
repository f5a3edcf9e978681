"""The far side and the handlers of each test's own."""

import shutil
from pathlib import Path

import pytest

from tests.telegram.answering import Handlers
from tests.telegram.desk import Telegram


@pytest.fixture
async def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def handlers() -> Handlers:
    return Handlers()


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    """Empty books of this test's own."""
    return Path(shutil.copy(template, tmp_path / "jifen.db"))
