"""Brings a database to the newest schema. Alembic is imported only where there is work for it."""

import sqlite3
from pathlib import Path

from bot.store.ownership import Unavailable

_MIGRATIONS = Path(__file__).parent / "migrations"


def newest() -> str:
    """The newest revision: the number that the last migration's file name begins with."""
    return max(file.name[:4] for file in (_MIGRATIONS / "versions").glob("[0-9]*.py"))


def current(path: Path) -> str | None:
    """The revision a database stands at, or None for a new one."""
    if not path.exists():
        return None
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError:
        return None
    finally:
        connection.close()
    return row[0] if row else None


def present(path: Path) -> None:
    """Raises Unavailable where there is no database of the newest schema to read."""
    if current(path) != newest():
        raise Unavailable(f"there is no up-to-date database at {path}: start the bot once")


def migrate(path: Path) -> None:
    """Upgrades the database at `path` (which must be owned) to the newest revision."""
    if current(path) == newest():
        return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["path"] = path
    command.upgrade(config, "head")
