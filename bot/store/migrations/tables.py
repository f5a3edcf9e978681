"""The words that migrations are written in: STRICT tables, and rows that nobody may change."""

from typing import Any

import sqlalchemy as sa
from alembic import op

# STRICT tables know INTEGER, TEXT and BLOB; PostgreSQL needs BIGINT for microseconds.
Int = sa.BigInteger().with_variant(sa.Integer, "sqlite")
Text, Blob = sa.Text, sa.LargeBinary


def col(name: str, kind: Any, *args: Any, null: bool = False, **more: Any) -> sa.Column[Any]:
    """A column, NOT NULL unless said otherwise."""
    return sa.Column(name, kind, *args, nullable=null, **more)


def table(name: str, *parts: Any, rowid: bool = True) -> None:
    """A STRICT table; without a rowid it is stored in the order of its primary key."""
    op.create_table(name, *parts, sqlite_strict=True, sqlite_with_rowid=rowid)


def key(*columns: str) -> sa.PrimaryKeyConstraint:
    """A primary key over several columns."""
    return sa.PrimaryKeyConstraint(*columns)


def index(name: str, on: str, columns: list[str], where: str | None = None) -> None:
    """An index over columns or expressions, perhaps of the rows that meet a condition only."""
    condition = sa.text(where) if where else None
    parts = [part if part.isidentifier() else sa.text(part) for part in columns]
    op.create_index(name, on, parts, sqlite_where=condition, postgresql_where=condition)


def append_only(name: str) -> None:
    """Rows of this table are inserted, and never change or go."""
    refuse(f"{name}_no_update", name, "UPDATE", f"{name} is append-only")
    keep_rows(name, f"{name} is append-only")


def keep_rows(name: str, why: str) -> None:
    """Rows of this table never go."""
    refuse(f"{name}_no_delete", name, "DELETE", why)
    if _postgres():
        op.execute(
            f"CREATE TRIGGER {name}_no_truncate BEFORE TRUNCATE ON {name} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION refuse('{why}')"
        )


def refuse(trigger: str, on: str, change: str, why: str, when: str | None = None) -> None:
    """A trigger that refuses a change; `change` may be `UPDATE OF a, b`."""
    condition = f" WHEN ({when})" if when else ""
    if _postgres():
        op.execute(
            f"CREATE TRIGGER {trigger} BEFORE {change} ON {on} FOR EACH ROW{condition} "
            f"EXECUTE FUNCTION refuse('{why}')"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {trigger} BEFORE {change} ON {on}{condition} "
            f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
        )


def permit(trigger: str, on: str) -> None:
    """Drops a trigger, to be made anew in another shape."""
    op.execute(f"DROP TRIGGER {trigger}" + (f" ON {on}" if _postgres() else ""))


def create_refusal() -> None:
    """What PostgreSQL's triggers call; SQLite's say it themselves."""
    if _postgres():
        op.execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], "
            "ERRCODE = 'integrity_constraint_violation'; END $$"
        )


def _postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"
