"""First light: books, members, notices, purchases, rewards, broadcasts and the machinery."""

import sqlalchemy as sa
from alembic import op

from bot.store.migrations.tables import (
    Blob,
    Int,
    Text,
    append_only,
    col,
    create_refusal,
    keep_rows,
    key,
    refuse,
    table,
)

revision = "0001"
down_revision = None

APPEND_ONLY = ("txn", "entry", "draw")


def upgrade() -> None:
    """Creates everything."""
    _machinery()
    _members()
    _books()
    _counter()
    _messages()
    _append_only()


def _machinery() -> None:
    table(
        "programme",
        col("number", Int, primary_key=True, autoincrement=False),
        col("starts_at", Int),
        col("body", Text),
    )
    table(
        "keeper",
        col("id", Int, sa.CheckConstraint("id = 1"), primary_key=True, autoincrement=False),
        col("mark", Blob),
    )
    table(
        "request",
        col("key", Text, primary_key=True),
        col("fingerprint", Blob),
        col("result", Blob),
        col("at", Int),
        rowid=False,
    )
    op.create_index("request_at", "request", ["at"])
    table(
        "inbox",
        col("update_id", Int, primary_key=True, autoincrement=False),
        col("person", Blob, null=True),
        col("payload", Blob, null=True),
        col("state", Text, sa.CheckConstraint("state IN ('new', 'done', 'parked')")),
        col("attempts", Int, server_default="0"),
        col("received_at", Int),
    )
    new = sa.text("state = 'new'")
    op.create_index(
        "inbox_new", "inbox", ["person", "update_id"], sqlite_where=new, postgresql_where=new
    )
    table(
        "dialog",
        col("person", Blob, primary_key=True),
        col("flow", Text),
        col("step", Text),
        col("data", Blob),
        col("expires_at", Int),
        rowid=False,
    )
    table(
        "job_run",
        col("name", Text),
        col("slot", Int),
        col("state", Text, sa.CheckConstraint("state IN ('running', 'done')")),
        col("cursor", Int, server_default="0"),
        col("started_at", Int),
        col("finished_at", Int, null=True),
        key("name", "slot"),
        rowid=False,
    )


def _members() -> None:
    table(
        "member",
        col("id", Int, primary_key=True, autoincrement=False),
        col("joined_at", Int),
        col("card_number", Int, server_default="1"),
        col("card", Blob, unique=True),
        col("language_chosen", Text, null=True),
        col("language_hint", Text, null=True),
        col("reachable", Int, sa.CheckConstraint("reachable IN (0, 1)"), server_default="1"),
    )
    table(
        "identity",
        col("lookup", Blob, primary_key=True),
        col("member", Int, sa.ForeignKey("member.id"), unique=True),
        col("sealed", Blob),
        col("wrapped_key", Blob),
        rowid=False,
    )
    table(
        "preference",
        col("member", Int, sa.ForeignKey("member.id")),
        col("kind", Text),
        col("wanted", Int, sa.CheckConstraint("wanted IN (0, 1)")),
        key("member", "kind"),
        rowid=False,
    )


def _books() -> None:
    table(
        "account",
        col("member", Int),
        col("kind", Text),
        col("points", Int, null=True),
        col("version", Int, null=True),
        key("member", "kind"),
        # Member 0 is the programme: its accounts carry no balance, so that no row is a hot spot.
        sa.CheckConstraint("(member = 0) = (points IS NULL AND version IS NULL)"),
        sa.CheckConstraint(
            "(member = 0 AND kind IN ('issued', 'redeemed', 'expired', 'forfeited', 'opening',"
            " 'adjustment')) OR (member > 0 AND kind IN ('available', 'held', 'owed'))"
        ),
        sa.CheckConstraint("kind NOT IN ('available', 'held') OR points >= 0"),
        sa.CheckConstraint("kind <> 'owed' OR points <= 0"),
        rowid=False,
    )
    table(
        "txn",
        col("id", Int, primary_key=True, autoincrement=False),
        col("key", Text, unique=True),
        col("kind", Text),
        col("actor", Text),
        col("happened_at", Int),
        col("posted_at", Int),
        col("reverses", Int, sa.ForeignKey("txn.id"), null=True, unique=True),
        col("rules", Int),
    )
    table(
        "entry",
        col("txn", Int, sa.ForeignKey("txn.id")),
        col("member", Int),
        col("account", Text),
        col("points", Int, sa.CheckConstraint("points <> 0")),
        col("balance_after", Int, null=True),
        col("account_version", Int, null=True),
        key("txn", "member", "account"),
        sa.UniqueConstraint("member", "account", "account_version"),
        sa.ForeignKeyConstraint(["member", "account"], ["account.member", "account.kind"]),
        rowid=False,
    )
    table(
        "lot",
        col("id", Int, primary_key=True, autoincrement=False),
        col("member", Int, sa.ForeignKey("member.id")),
        col("txn", Int, sa.ForeignKey("txn.id"), index=True),
        col("points", Int, sa.CheckConstraint("points > 0")),
        col("points_left", Int),
        col("earned_at", Int),
        col("expires_at", Int),
        col("origin", Text),
        sa.CheckConstraint("points_left BETWEEN 0 AND points"),
    )
    left = sa.text("points_left > 0")
    for name, columns in (
        ("lot_left", ["member", "expires_at", "id"]),
        ("lot_due", ["expires_at"]),
    ):
        op.create_index(name, "lot", columns, sqlite_where=left, postgresql_where=left)
    op.create_index("lot_earned", "lot", ["member", "earned_at"])
    table(
        "draw",
        col("lot", Int, sa.ForeignKey("lot.id")),
        col("txn", Int, sa.ForeignKey("txn.id"), index=True),
        col("points", Int, sa.CheckConstraint("points <> 0")),
        key("lot", "txn"),
        rowid=False,
    )
    kinds = ("issued", "redeemed", "expired", "forfeited", "opening", "adjustment")
    op.execute(
        "INSERT INTO account (member, kind) VALUES " + ", ".join(f"(0, '{kind}')" for kind in kinds)
    )


def _counter() -> None:
    table(
        "purchase",
        col("id", Int, primary_key=True, autoincrement=False),
        col("member", Int, sa.ForeignKey("member.id"), index=True),
        col("shop", Text),
        col("till", Text, null=True),
        col("receipt", Blob),
        col("sealed_receipt", Blob),
        col("business_day", Text),
        col("price", Int, sa.CheckConstraint("price > 0")),
        col("paid", Int, sa.CheckConstraint("paid > 0")),
        col("actor", Text),
        col("happened_at", Int),
        col("txn", Int, sa.ForeignKey("txn.id"), null=True),
        col("surprise_txn", Int, sa.ForeignKey("txn.id"), null=True),
        col("undone_at", Int, null=True),
        sa.CheckConstraint("paid <= price"),
        sa.UniqueConstraint("shop", "receipt", "business_day"),
    )
    table(
        "sign_in",
        col("member", Int, sa.ForeignKey("member.id")),
        col("day", Text),
        col("streak", Int, sa.CheckConstraint("streak > 0")),
        col("txn", Int, sa.ForeignKey("txn.id")),
        key("member", "day"),
        rowid=False,
    )
    table(
        "budget",
        col("name", Text),
        col("day", Text),
        col("spent", Int, sa.CheckConstraint("spent >= 0")),
        key("name", "day"),
        rowid=False,
    )
    table(
        "stock",
        col("reward", Text, primary_key=True),
        col("amount", Int, sa.CheckConstraint("amount >= 0")),
        rowid=False,
    )
    table(
        "voucher",
        col("id", Int, primary_key=True, autoincrement=False),
        col("member", Int, sa.ForeignKey("member.id")),
        col("reward", Text),
        col("points", Int, sa.CheckConstraint("points > 0")),
        col("txn", Int, sa.ForeignKey("txn.id"), unique=True),
        col("code", Blob, unique=True),
        col("state", Text),
        col("issued_at", Int),
        col("expires_at", Int),
        col("settled_at", Int, null=True),
        col("settled_by", Text, null=True),
        sa.CheckConstraint("state IN ('issued', 'used', 'cancelled', 'expired')"),
        sa.CheckConstraint("(state = 'issued') = (settled_at IS NULL)"),
    )
    issued = sa.text("state = 'issued'")
    op.create_index("voucher_member", "voucher", ["member", "id"])
    op.create_index(
        "voucher_due", "voucher", ["expires_at"], sqlite_where=issued, postgresql_where=issued
    )


def _messages() -> None:
    table(
        "outbox",
        col("id", Int, primary_key=True, autoincrement=False),
        col("member", Int, sa.ForeignKey("member.id")),
        col("txn", Int, sa.ForeignKey("txn.id"), null=True),
        col("kind", Text),
        col("payload", Blob, null=True),
        col("due_at", Int),
        col("state", Text),
        col("attempts", Int, server_default="0"),
        col("faults", Int, server_default="0"),
        sa.CheckConstraint("state IN ('due', 'sent', 'muted', 'blocked', 'failed')"),
        sa.CheckConstraint("(state = 'due') = (payload IS NOT NULL)"),
    )
    due = sa.text("state = 'due'")
    op.create_index(
        "outbox_due", "outbox", ["due_at", "id"], sqlite_where=due, postgresql_where=due
    )
    put_off = sa.text("state = 'due' AND attempts > 0")
    op.create_index(
        "outbox_put_off", "outbox", ["member"], sqlite_where=put_off, postgresql_where=put_off
    )
    with_txn = sa.text("txn IS NOT NULL")
    op.create_index(
        "outbox_txn", "outbox", ["txn"], sqlite_where=with_txn, postgresql_where=with_txn
    )
    table(
        "reminder",
        col("lot", Int, sa.ForeignKey("lot.id")),
        col("days", Int),
        key("lot", "days"),
        rowid=False,
    )
    table(
        "broadcast",
        col("id", Int, primary_key=True, autoincrement=False),
        col("author", Blob),
        col("content", Blob),
        col("audience", Text),
        col("state", Text),
        col("expected", Int),
        col("cursor", Int, server_default="0"),
        col("screen", Blob, null=True),
        col("shown", Int, sa.CheckConstraint("shown IN (0, 1)"), server_default="0"),
        col("created_at", Int),
        col("finished_at", Int, null=True),
        sa.CheckConstraint("state IN ('running', 'paused', 'cancelled', 'done')"),
    )
    table(
        "delivery",
        col("broadcast", Int, sa.ForeignKey("broadcast.id")),
        col("member", Int, sa.ForeignKey("member.id")),
        col("state", Text),
        col("settled_at", Int, null=True),
        key("broadcast", "member"),
        sa.CheckConstraint(
            "state IN ('sending', 'delivered', 'blocked', 'failed', 'muted', 'unknown')"
        ),
        rowid=False,
    )
    op.create_index("delivery_state", "delivery", ["broadcast", "state", "member"])


def _append_only() -> None:
    """Rows of the books are inserted and never change; what may change is named."""
    create_refusal()
    for name in APPEND_ONLY:
        append_only(name)
    keep_rows("lot", "lots are kept")
    refuse(
        "lot_fixed",
        "lot",
        "UPDATE OF id, member, txn, points, earned_at, origin",
        "a lot changes points_left and expires_at only",
    )


def downgrade() -> None:
    """There is nothing before first light."""
    raise RuntimeError("there is no schema before the first")
