"""What is tested here holds on both databases, where it is not said to be one's own."""

import sqlite3

import pytest
from psycopg import errors


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def workers() -> int:
    """One, so that everything queues up behind everything."""
    return 1


@pytest.fixture
def fault(engine: str) -> Exception:
    """What the database says when it can write no more."""
    if engine == "postgres":
        return errors.DiskFull("could not extend file: No space left on device")
    return sqlite3.OperationalError("disk I/O error")
