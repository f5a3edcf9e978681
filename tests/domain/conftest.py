"""What is tested here holds on both databases."""

from collections.abc import Iterator

import pytest

from tests import server, tamper


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def _stripped(postgres_server: str, postgres_template: str) -> Iterator[str]:
    with server.database(postgres_server, postgres_template) as url:
        tamper.strip(url)
        yield url


@pytest.fixture
def defenceless(_stripped: str) -> str:
    """The address of an empty PostgreSQL database that has lost its constraints."""
    return server.emptied(_stripped)
