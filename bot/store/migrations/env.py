"""Alembic's entry: one history for both databases, each run in one transaction."""

from typing import Any

from alembic import context
from sqlalchemy import create_engine, event, pool

path = context.config.attributes["path"]
engine = create_engine(
    f"sqlite:///{path}", poolclass=pool.NullPool, connect_args={"isolation_level": None}
)


@event.listens_for(engine, "begin")
def _begin(connection: Any) -> None:
    # The driver begins no transaction for DDL by itself: a crash would leave half a schema.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


with engine.connect() as connection:
    context.configure(connection=connection, transactional_ddl=True)
    with context.begin_transaction():
        context.run_migrations()
