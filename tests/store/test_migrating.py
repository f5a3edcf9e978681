"""Books of an older Jifen are brought up to today with every row they had."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic import command
from alembic.config import Config

from bot.store.migrate import SQLITE, current, migrate, newest
from domain.audit import TRIGGERS
from tests.server import database as database_on

MIGRATIONS = Path(__file__).parents[2] / "bot" / "store" / "migrations"
MEMBER = "INSERT INTO member (id, joined_at, card) VALUES (1, 5, {card})"
PURCHASE = (
    "INSERT INTO purchase (id, member, shop, receipt, sealed_receipt, business_day, price, paid, "
    "actor, happened_at, undone_at) "
    "VALUES ({id}, 1, 'main', {card}, {card}, '2026-11-{id}', 9000, 8840, 'staff', 7, {undone})"
)


@pytest.fixture
def older(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of books as 0002 left them, with two purchases."""
    if engine == "sqlite":
        yield at_0002(f"{SQLITE}{tmp_path}/older.db")
    else:
        with database_on(request.getfixturevalue("postgres_server")) as url:
            yield at_0002(url)


def at_0002(url: str) -> str:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = url
    command.upgrade(config, "0002")
    card = "X'0a'" if url.startswith(SQLITE) else r"'\x0a'::bytea"
    said(url, MEMBER.format(card=card))
    for id_, undone in ((11, "NULL"), (12, "9")):
        said(url, PURCHASE.format(id=id_, card=card, undone=undone))
    return url


def said(url: str, words: str) -> list[Any]:
    """What a database answers to a person with a connection."""
    if url.startswith(SQLITE):
        with closing(sqlite3.connect(url.removeprefix(SQLITE), isolation_level=None)) as file:
            file.execute("PRAGMA foreign_keys = ON")
            return file.execute(words).fetchall()
    with psycopg.connect(url, autocommit=True) as server:
        cursor = server.execute(words)
        return cursor.fetchall() if cursor.description else []


def test_every_purchase_is_kept_as_it_was(older: str) -> None:
    question = "SELECT id, member, price, paid, happened_at, undone_at FROM purchase ORDER BY id"
    before = said(older, question)
    assert len(before) == 2
    migrate(older)
    assert current(older) == newest()
    assert said(older, question) == before
    assert said(older, "SELECT DISTINCT category, product FROM purchase") == [(None, None)]


def test_the_guards_of_a_purchase_are_back(older: str, engine: str) -> None:
    migrate(older)
    question = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgres": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[engine]
    assert {name for (name,) in said(older, question)} >= TRIGGERS
    for change in ("UPDATE purchase SET price = 1", "DELETE FROM purchase"):
        with pytest.raises((sqlite3.IntegrityError, psycopg.IntegrityError)):
            said(older, change)
