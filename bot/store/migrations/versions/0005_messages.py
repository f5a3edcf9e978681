"""Messages: lanes, quiet hours, a budget of attention, hold-outs, and broadcasts of every kind."""

import sqlalchemy as sa
from alembic import op

from bot.store.migrations.tables import (
    Blob,
    Int,
    Text,
    append_only,
    col,
    index,
    key,
    table,
)

revision = "0005"
down_revision = "0004"

NEWS = "'announced', 'comeback', 'rain'"
MOVED = "state = 'due' AND txn IS NOT NULL"


def upgrade() -> None:
    """Adds what telling members needs."""
    _members()
    _outbox()
    _attention()
    _broadcasts()


def _members() -> None:
    # What was agreed to, in which words (their version), where, when; and every withdrawal.
    table(
        "consent",
        col("id", Int, primary_key=True, autoincrement=False),
        col("member", Int, sa.ForeignKey("member.id")),
        col("purpose", Text, sa.CheckConstraint("purpose IN ('news')")),
        col("given", Int, sa.CheckConstraint("given IN (0, 1)")),
        col("wording", Text),
        col("source", Text),
        col("at", Int),
    )
    index("consent_member", "consent", ["member", "purpose", "id"])
    # Who had switched news on had said so.
    op.execute(
        "INSERT INTO consent (id, member, purpose, given, wording, source, at) "
        "SELECT p.member, p.member, 'news', 1, 'before', 'settings', m.joined_at "
        "FROM preference p JOIN member m ON m.id = p.member "
        "WHERE p.kind = 'news' AND p.wanted = 1"
    )
    append_only("consent")
    # A member's own quiet hours, in minutes of the day; the same twice: none at all.
    table(
        "quiet",
        col("member", Int, sa.ForeignKey("member.id"), primary_key=True, autoincrement=False),
        col("from_minute", Int, sa.CheckConstraint("from_minute BETWEEN 0 AND 1439")),
        col("until_minute", Int, sa.CheckConstraint("until_minute BETWEEN 0 AND 1439")),
    )
    table(
        "tag",
        col("member", Int, sa.ForeignKey("member.id")),
        col("tag", Text),
        col("at", Int),
        key("member", "tag"),
        rowid=False,
    )
    index("tag_name", "tag", ["tag", "member"])
    index("preference_wanted", "preference", ["kind", "wanted", "member"])


def _outbox() -> None:
    table(
        "outbox_in_lanes",
        col("id", Int, primary_key=True, autoincrement=False),
        col("member", Int, sa.ForeignKey("member.id")),
        col("txn", Int, sa.ForeignKey("txn.id"), null=True),
        col("kind", Text),
        # What leaves first: 0 urgent, 1 service, 2 nudges, 3 news.
        col("lane", Int, sa.CheckConstraint("lane BETWEEN 0 AND 3")),
        # The campaign that it belongs to, where there is one.
        col("source", Text, null=True),
        col("payload", Blob, null=True),
        col("due_at", Int),
        col("state", Text),
        col("attempts", Int, server_default="0"),
        col("faults", Int, server_default="0"),
        # How often nobody knows whether it arrived.
        col("doubts", Int, server_default="0"),
        sa.CheckConstraint(
            "state IN ('due', 'sent', 'muted', 'blocked', 'failed', 'unknown', 'capped')"
        ),
        sa.CheckConstraint("(state = 'due') = (payload IS NOT NULL)"),
    )
    kept = "id, member, txn, kind, payload, due_at, state, attempts, faults"
    op.execute(
        f"INSERT INTO outbox_in_lanes ({kept}, lane) SELECT {kept}, "
        f"CASE WHEN kind IN ({NEWS}) THEN 3 ELSE 1 END FROM outbox"
    )
    op.drop_table("outbox")
    op.rename_table("outbox_in_lanes", "outbox")
    index("outbox_due", "outbox", ["lane", "due_at", "id"], where="state = 'due'")
    # What tells of a movement goes before all other service, however much of that waits.
    index("outbox_movements", "outbox", ["lane", "due_at", "id"], where=MOVED)
    index("outbox_waits", "outbox", ["member", "id"], where="state = 'due'")
    index("outbox_txn", "outbox", ["txn"], where="txn IS NOT NULL")


def _attention() -> None:
    # Every piece of news that a member was sent; one who leaves is booked on the last of them.
    table(
        "attention",
        col("member", Int, sa.ForeignKey("member.id")),
        col("at", Int),
        col("source", Text),
        col("lost", Text, sa.CheckConstraint("lost IN ('blocked', 'muted')"), null=True),
        key("member", "at", "source"),
        rowid=False,
    )
    index("attention_at", "attention", ["at"])
    # What each campaign of messages cost in readers, kept after its rows are gone.
    table(
        "price",
        col("source", Text, primary_key=True),
        col("told", Int, sa.CheckConstraint("told >= 0"), server_default="0"),
        col("blocked", Int, sa.CheckConstraint("blocked >= 0"), server_default="0"),
        col("muted", Int, sa.CheckConstraint("muted >= 0"), server_default="0"),
        col("first_at", Int),
        rowid=False,
    )
    index("price_first", "price", ["first_at"])
    # Drawn once for each member of a campaign or kind of nudge, and kept.
    table(
        "holdout",
        col("name", Text),
        col("member", Int, sa.ForeignKey("member.id")),
        col("held", Int, sa.CheckConstraint("held IN (0, 1)")),
        col("at", Int),
        key("name", "member"),
        rowid=False,
    )
    # When a member was last told how near the next tier is.
    table(
        "goal_told",
        col("member", Int, sa.ForeignKey("member.id")),
        col("tier", Text),
        col("at", Int),
        key("member", "tier"),
        rowid=False,
    )


def _broadcasts() -> None:
    op.execute("CREATE TABLE delivery_before AS SELECT * FROM delivery")
    op.drop_table("delivery")
    table(
        "broadcast_of_any_kind",
        col("id", Int, primary_key=True, autoincrement=False),
        col("author", Blob),
        col("content", Blob),
        col("audience", Text),
        col("state", Text),
        # Why it rests: its author said so, the first few went badly, or the bot was restored.
        col("paused_by", Text, null=True),
        col("expected", Int),
        col("holdout_percent", Int, server_default="0"),
        # So many are written to first; 0 once they were, or where nobody is.
        col("canary", Int, server_default="0"),
        # Sent for Telegram Stars, faster than is free.
        col("paid", Int, sa.CheckConstraint("paid IN (0, 1)"), server_default="0"),
        col("cursor", Int, server_default="0"),
        col("screen", Blob, null=True),
        col("shown", Int, sa.CheckConstraint("shown IN (0, 1)"), server_default="0"),
        col("created_at", Int),
        col("starts_at", Int),
        col("finished_at", Int, null=True),
        sa.CheckConstraint("state IN ('scheduled', 'running', 'paused', 'cancelled', 'done')"),
        sa.CheckConstraint("paused_by IN ('author', 'canary', 'restore')"),
        sa.CheckConstraint("(state = 'paused') = (paused_by IS NOT NULL)"),
    )
    kept = (
        "id, author, content, audience, state, expected, cursor, screen, shown, created_at, "
        "finished_at"
    )
    op.execute(
        f"INSERT INTO broadcast_of_any_kind ({kept}, starts_at, paused_by) SELECT {kept}, "
        "created_at, CASE WHEN state = 'paused' THEN 'author' END FROM broadcast"
    )
    op.drop_table("broadcast")
    op.rename_table("broadcast_of_any_kind", "broadcast")
    index("broadcast_open", "broadcast", ["starts_at"], where="state IN ('scheduled', 'running')")
    index("broadcast_of", "broadcast", ["created_at"])
    table(
        "delivery",
        col("broadcast", Int, sa.ForeignKey("broadcast.id")),
        col("member", Int, sa.ForeignKey("member.id")),
        col("state", Text),
        col("attempts", Int, server_default="0"),
        # When it is tried again.
        col("due_at", Int, null=True),
        col("settled_at", Int, null=True),
        key("broadcast", "member"),
        sa.CheckConstraint(
            "state IN ('sending', 'waiting', 'delivered', 'blocked', 'failed', 'muted', 'capped', "
            "'held_out', 'unknown')"
        ),
        sa.CheckConstraint("(state = 'waiting') = (due_at IS NOT NULL)"),
        rowid=False,
    )
    op.execute(
        "INSERT INTO delivery (broadcast, member, state, settled_at) "
        "SELECT broadcast, member, state, settled_at FROM delivery_before"
    )
    op.execute("DROP TABLE delivery_before")
    index("delivery_due", "delivery", ["broadcast", "due_at", "member"], where="state = 'waiting'")
    index("delivery_open", "delivery", ["broadcast", "member"], where="state = 'sending'")
    # How many stand where: counted as they go, so that a report of a million reads a few rows.
    table(
        "tally",
        col("broadcast", Int, sa.ForeignKey("broadcast.id")),
        col("state", Text),
        col("members", Int, sa.CheckConstraint("members >= 0")),
        key("broadcast", "state"),
        rowid=False,
    )
    op.execute(
        "INSERT INTO tally (broadcast, state, members) "
        "SELECT broadcast, state, count(*) FROM delivery GROUP BY broadcast, state"
    )
    table(
        "click",
        col("broadcast", Int, sa.ForeignKey("broadcast.id")),
        col("button", Int),
        col("member", Int, sa.ForeignKey("member.id")),
        col("at", Int),
        key("broadcast", "button", "member"),
        rowid=False,
    )
