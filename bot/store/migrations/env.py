"""Alembic's entry: one history for both databases, each run in one transaction."""

from typing import Any

from alembic import context
from sqlalchemy import Engine, create_engine, event, pool

from bot.store.migrate import SQLITE

# Any number will do that nobody else locks: two processes that start at once migrate once.
MIGRATING = 7_143_336


def _engine(url: str) -> tuple[Engine, str]:
    """An engine, and the words that let one process in at a time."""
    if url.startswith(SQLITE):
        # The driver begins no transaction for DDL by itself: a crash would leave half a schema.
        options: dict[str, Any] = {"connect_args": {"isolation_level": None}}
        return create_engine(url, poolclass=pool.NullPool, **options), "BEGIN IMMEDIATE"
    from bot.store.postgres import connect

    engine = create_engine(
        "postgresql+psycopg://",
        poolclass=pool.NullPool,
        creator=lambda: connect(url, autocommit=False),
    )
    return engine, f"SELECT pg_advisory_xact_lock({MIGRATING})"


engine, entry = _engine(context.config.attributes["url"])


@event.listens_for(engine, "begin")
def _begin(connection: Any) -> None:
    connection.exec_driver_sql(entry)


with engine.connect() as connection:
    context.configure(connection=connection, transactional_ddl=True)
    with context.begin_transaction():
        context.run_migrations()
