"""Brings a database to the newest schema. Alembic is imported only where there is work for it."""

import sqlite3
from pathlib import Path

from bot.store.unavailable import Unavailable

SQLITE = "sqlite:///"
_MIGRATIONS = Path(__file__).parent / "migrations"
_REVISION = "SELECT version_num FROM alembic_version"


def newest() -> str:
    """The newest revision: the number that the last migration's file name begins with."""
    return max(file.name[:4] for file in (_MIGRATIONS / "versions").glob("[0-9]*.py"))


def current(url: str) -> str | None:
    """The revision that the database at `url` stands at, or None for a new one."""
    if url.startswith(SQLITE):
        return _current_file(Path(url.removeprefix(SQLITE)))
    from bot.store.postgres import revision

    return revision(url, _REVISION)


def _current_file(path: Path) -> str | None:
    if not path.exists():
        return None
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        row = connection.execute(_REVISION).fetchone()
    except sqlite3.OperationalError:
        return None
    finally:
        connection.close()
    return row[0] if row else None


def present(url: str) -> None:
    """Raises Unavailable where there is no database of the newest schema to read."""
    if current(url) != newest():
        raise Unavailable(f"there is no up-to-date database at {place(url)}: start the bot once")


def migrate(url: str) -> None:
    """Upgrades the database at `url` to the newest revision; SQLite's file must be owned."""
    found = current(url)
    if found == newest():
        return
    if found is not None and found > newest():
        raise Unavailable(f"{place(url)} was written by a newer Jifen: update this one")
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["url"] = url
    command.upgrade(config, "head")


def place(url: str) -> str:
    """A database's address as it may be said: without the password in it."""
    if url.startswith(SQLITE):
        return url.removeprefix(SQLITE)
    scheme, _, rest = url.partition("://")
    user, at, host = rest.rpartition("@")
    return f"{scheme}://{user.partition(':')[0]}{at}{host.partition('?')[0]}"
