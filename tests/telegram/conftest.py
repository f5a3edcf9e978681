"""The far side and the handlers of each test's own."""

import pytest

from tests.telegram.answering import Handlers
from tests.telegram.desk import Telegram


@pytest.fixture
async def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def handlers() -> Handlers:
    return Handlers()
