"""Earning: rules with versions, explanations, tiers that are kept, budgets, moments."""

import sqlalchemy as sa
from alembic import op

from bot.store.migrations.tables import (
    Blob,
    Int,
    Text,
    append_only,
    col,
    index,
    keep_rows,
    key,
    refuse,
    table,
)

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds what rules as data need."""
    _versions()
    _purchases()
    _explanations()
    _tiers()
    _sign_in()
    _budget()
    _moments()
    _messages()


def _versions() -> None:
    # Who made a version, when, and what the settings file said then: a later change of the file
    # is told from what was changed in the chat.
    op.add_column("programme", col("origin", Text, server_default="file"))
    op.add_column("programme", col("made_at", Int, server_default="0"))
    op.add_column("programme", col("actor", Text, server_default="settings"))
    op.add_column("programme", col("file", Text, null=True))


def _purchases() -> None:
    """A purchase has a category and a product, and may have cost nothing: histories know such."""
    table(
        "purchase_with_category",
        col("id", Int, primary_key=True, autoincrement=False),
        col("member", Int, sa.ForeignKey("member.id")),
        col("shop", Text),
        col("till", Text, null=True),
        col("receipt", Blob),
        col("sealed_receipt", Blob),
        col("business_day", Text),
        col("price", Int, sa.CheckConstraint("price >= 0")),
        col("paid", Int, sa.CheckConstraint("paid >= 0")),
        col("actor", Text),
        col("happened_at", Int),
        col("category", Text, null=True),
        col("product", Text, null=True),
        col("txn", Int, sa.ForeignKey("txn.id"), null=True),
        col("surprise_txn", Int, sa.ForeignKey("txn.id"), null=True),
        col("undone_at", Int, null=True),
        sa.CheckConstraint("paid <= price"),
        sa.CheckConstraint("(paid = 0) = (price = 0)"),
        sa.UniqueConstraint("shop", "receipt", "business_day"),
    )
    kept = (
        "id, member, shop, till, receipt, sealed_receipt, business_day, price, paid, actor, "
        "happened_at, txn, surprise_txn, undone_at"
    )
    op.execute(f"INSERT INTO purchase_with_category ({kept}) SELECT {kept} FROM purchase")
    op.drop_table("purchase")
    op.rename_table("purchase_with_category", "purchase")
    # A member's purchases are counted and summed from the index alone.
    index("purchase_member", "purchase", ["member", "happened_at", "id", "undone_at", "paid"])
    keep_rows("purchase", "purchases are kept")
    refuse(
        "purchase_fixed",
        "purchase",
        "UPDATE OF id, member, shop, till, receipt, sealed_receipt, business_day, price, paid, "
        "actor, happened_at, category, product",
        "a purchase stays as it was recorded",
    )


def _explanations() -> None:
    # Why a movement is what it is: the rules in force, the facts they saw, each one's share.
    table(
        "trace",
        col("id", Int, primary_key=True, autoincrement=False),
        col("member", Int, sa.ForeignKey("member.id")),
        col("txn", Int, sa.ForeignKey("txn.id"), null=True),
        col("kind", Text),
        col("rules", Int),
        col("at", Int),
        col("points", Int),
        col("body", Text),
    )
    index("trace_member", "trace", ["member", "id"])
    index("trace_txn", "trace", ["txn"], where="txn IS NOT NULL")
    append_only("trace")
    # What was asked for and refused, so that "why not" has an answer for a while.
    table(
        "refused",
        col("id", Int, primary_key=True, autoincrement=False),
        col("member", Int, sa.ForeignKey("member.id")),
        col("at", Int),
        col("code", Text),
        col("facts", Text),
    )
    index("refused_member", "refused", ["member", "id"])
    # What a rule pays once in a period it has paid: one row says so, and no two can.
    table(
        "taken",
        col("member", Int, sa.ForeignKey("member.id")),
        col("rule", Text),
        col("period", Text),
        col("cause", Int, null=True),
        col("at", Int),
        key("member", "rule", "period"),
        rowid=False,
    )


def _tiers() -> None:
    table(
        "tier_held",
        col("member", Int, sa.ForeignKey("member.id"), primary_key=True, autoincrement=False),
        col("tier", Text),
        # What the last rise came from, so that a purchase undone at once takes its rise back.
        col("before", Text, null=True),
        col("since", Int),
        col("grace_until", Int, null=True),
        col("warned_days", Int, null=True),
        sa.CheckConstraint("warned_days IS NULL OR grace_until IS NOT NULL"),
    )
    index(
        "tier_grace",
        "tier_held",
        ["grace_until", "warned_days", "member"],
        where="grace_until IS NOT NULL",
    )
    # What counts towards a tier and the caps is summed from the index alone.
    op.drop_index("lot_earned", "lot")
    index("lot_earned", "lot", ["member", "earned_at", "origin", "points", "txn"])


def _sign_in() -> None:
    """A sign-in knows its instant; where the caps left nothing to credit, it has no transaction."""
    table(
        "sign_in_at",
        col("member", Int, sa.ForeignKey("member.id")),
        col("day", Text),
        col("streak", Int, sa.CheckConstraint("streak > 0")),
        col("at", Int),
        col("txn", Int, sa.ForeignKey("txn.id"), null=True),
        key("member", "day"),
        rowid=False,
    )
    op.execute(
        "INSERT INTO sign_in_at (member, day, streak, at, txn) "
        "SELECT s.member, s.day, s.streak, t.posted_at, s.txn "
        "FROM sign_in s JOIN txn t ON t.id = s.txn"
    )
    op.drop_table("sign_in")
    op.rename_table("sign_in_at", "sign_in")
    append_only("sign_in")
    # The sign-in of `day` is lifted by so many days: those before the one that was missed, and it.
    table(
        "streak_repair",
        col("member", Int, sa.ForeignKey("member.id")),
        col("day", Text),
        col("month", Text),
        col("streak", Int, sa.CheckConstraint("streak > 0")),
        col("at", Int),
        col("txn", Int, sa.ForeignKey("txn.id"), null=True),
        key("member", "day"),
        rowid=False,
    )
    append_only("streak_repair")


def _budget() -> None:
    # What each rule cost on a day, in points; the share "revenue" is what was paid.
    table(
        "cost",
        col("day", Text),
        col("share", Text),
        col("amount", Int),
        key("day", "share"),
        rowid=False,
    )
    table(
        "booked",
        col("id", Int, sa.CheckConstraint("id = 1"), primary_key=True, autoincrement=False),
        col("upto", Int),
    )
    table(
        "dimming",
        col("id", Int, primary_key=True, autoincrement=False),
        col("at", Int),
        col("bright_percent", Int, sa.CheckConstraint("bright_percent BETWEEN 0 AND 100")),
        col("cost_bp", Int),
    )
    append_only("dimming")


def _moments() -> None:
    table(
        "birthday",
        col("member", Int, sa.ForeignKey("member.id"), primary_key=True, autoincrement=False),
        col("day", Blob, index=True),
        col("sealed", Blob),
        col("set_at", Int),
    )
    table(
        "referral",
        col("friend", Int, sa.ForeignKey("member.id"), primary_key=True, autoincrement=False),
        col("inviter", Int, sa.ForeignKey("member.id"), index=True),
        col("rule", Text),
        col("at", Int),
        col("state", Text, server_default="waiting"),
        col("purchase", Int, null=True),
        col("due_at", Int, null=True),
        sa.CheckConstraint("friend <> inviter"),
        sa.CheckConstraint("state IN ('waiting', 'due', 'paid', 'capped', 'undone')"),
        sa.CheckConstraint("(state = 'due') = (due_at IS NOT NULL)"),
    )
    index("referral_due", "referral", ["due_at"], where="state = 'due'")
    # Each day those who joined on it in earlier years are met.
    index("member_joined", "member", ["joined_at"])
    # A reward in kind that was earned and is still to be handed over as a voucher.
    table(
        "gift",
        col("id", Int, primary_key=True, autoincrement=False),
        col("member", Int, sa.ForeignKey("member.id"), index=True),
        col("rule", Text),
        col("reward", Text),
        col("purchase", Int, null=True),
        col("at", Int),
        col("state", Text, server_default="due"),
        col("voucher", Int, null=True),
        sa.CheckConstraint("state IN ('due', 'given', 'recalled', 'undone')"),
        sa.CheckConstraint("(state IN ('given', 'recalled')) = (voucher IS NOT NULL)"),
    )
    index("gift_due", "gift", ["reward", "id"], where="state = 'due'")
    index("gift_recalled", "gift", ["id"], where="state = 'recalled'")


def _messages() -> None:
    # One thing told to all members, in batches.
    table(
        "circular",
        col("id", Int, primary_key=True, autoincrement=False),
        col("kind", Text),
        col("facts", Text),
        col("due_at", Int),
        col("cursor", Int, server_default="0"),
        col("state", Text, server_default="due"),
        sa.CheckConstraint("state IN ('due', 'done')"),
    )
    index("circular_due", "circular", ["due_at"], where="state = 'due'")
    # What the owner is to be told.
    table(
        "alert",
        col("id", Int, primary_key=True, autoincrement=False),
        col("kind", Text),
        col("facts", Text),
        col("at", Int),
        col("told_at", Int, null=True),
    )
    index("alert_untold", "alert", ["id"], where="told_at IS NULL")


def downgrade() -> None:
    """Books are never taken back to less than they are: restore a backup instead."""
    raise RuntimeError("restore the backup that was made before")
