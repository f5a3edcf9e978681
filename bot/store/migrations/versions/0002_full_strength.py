"""Full strength: holds, partial reversals, extensions, annotations, seals, and leadership."""

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
    permit,
    refuse,
    table,
)

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds what the books and the store need to be trusted as a till is."""
    _lots()
    _holds()
    _reversals()
    _annotations()
    _seals()
    _kept()
    _keeping()


def _lots() -> None:
    op.add_column(
        "lot",
        col(
            "decay_percent",
            Int,
            sa.CheckConstraint("decay_percent BETWEEN 0 AND 99"),
            server_default="0",
        ),
    )
    permit("lot_fixed", "lot")
    refuse(
        "lot_fixed",
        "lot",
        "UPDATE OF id, member, txn, points, earned_at, origin, decay_percent",
        "a lot changes points_left and expires_at only",
    )
    # A day's lots stand in order of their members: a sweep meets each member's pages once.
    op.drop_index("lot_due", "lot")
    index("lot_due", "lot", ["expires_at", "member", "id"], where="points_left > 0")
    # Every change of a lot's end leaves its trace here: the lot's first end can be told for ever.
    table(
        "extension",
        col("id", Int, primary_key=True, autoincrement=False),
        col("lot", Int, sa.ForeignKey("lot.id"), index=True),
        col("ends_before", Int),
        col("ends_after", Int),
        col("actor", Text),
        col("made_at", Int),
        sa.CheckConstraint("ends_after > ends_before"),
    )
    append_only("extension")


def _holds() -> None:
    table(
        "hold",
        col("id", Int, primary_key=True, autoincrement=False),
        col("member", Int, sa.ForeignKey("member.id"), index=True),
        col("txn", Int, sa.ForeignKey("txn.id"), unique=True),
        col("points", Int, sa.CheckConstraint("points > 0")),
        col("made_at", Int),
        col("expires_at", Int),
        col("state", Text, server_default="open"),
        col("captured", Int, server_default="0"),
        col("end_txn", Int, sa.ForeignKey("txn.id"), null=True, unique=True),
        col("ended_at", Int, null=True),
        sa.CheckConstraint("state IN ('open', 'captured', 'released', 'expired')"),
        sa.CheckConstraint("(state = 'open') = (end_txn IS NULL)"),
        sa.CheckConstraint("(state = 'open') = (ended_at IS NULL)"),
        sa.CheckConstraint("(state = 'captured') = (captured > 0)"),
        sa.CheckConstraint("captured BETWEEN 0 AND points"),
        sa.CheckConstraint("expires_at > made_at"),
    )
    index("hold_due", "hold", ["expires_at"], where="state = 'open'")
    keep_rows("hold", "holds are kept")
    refuse("hold_ended", "hold", "UPDATE", "a hold ends once", when="OLD.state <> 'open'")
    refuse(
        "hold_fixed",
        "hold",
        "UPDATE OF id, member, txn, points, made_at, expires_at",
        "a hold changes by its end only",
    )


def _reversals() -> None:
    # One row for each part taken back: `before` is what earlier parts took, so the rows of one
    # original add up in the schema itself.
    table(
        "reversal",
        col("txn", Int, sa.ForeignKey("txn.id"), primary_key=True, autoincrement=False),
        col("original", Int, sa.ForeignKey("txn.id")),
        col("number", Int, sa.CheckConstraint("number > 0")),
        col("points", Int, sa.CheckConstraint("points > 0")),
        col("before", Int, sa.CheckConstraint("before >= 0")),
        col("whole", Int),
        sa.UniqueConstraint("original", "number"),
        sa.CheckConstraint("before + points <= whole"),
        sa.CheckConstraint("(number = 1) = (before = 0)"),
    )
    op.execute(
        "INSERT INTO reversal (txn, original, number, points, before, whole) "
        "SELECT r.id, r.reverses, 1, abs(e.points), 0, abs(e.points) "
        "FROM txn r JOIN entry e ON e.txn = r.reverses AND e.member > 0 "
        "WHERE r.reverses IS NOT NULL"
    )
    append_only("reversal")


def _annotations() -> None:
    # The digest is salted and sealed into the chain; the text can go without a trace of the person.
    table(
        "annotation",
        col("txn", Int, sa.ForeignKey("txn.id"), primary_key=True, autoincrement=False),
        col("member", Int, sa.ForeignKey("member.id"), index=True),
        col("digest", Blob),
        col("sealed", Blob, null=True),
    )
    keep_rows("annotation", "annotations are kept")
    refuse(
        "annotation_fixed",
        "annotation",
        "UPDATE OF txn, member, digest",
        "an annotation loses its text only",
    )


def _seals() -> None:
    table(
        "seal",
        col("number", Int, primary_key=True, autoincrement=False),
        col("day", Text, unique=True),
        col("upto", Int),
        col("records", Int, sa.CheckConstraint("records > 0")),
        col("root", Blob),
        col("previous", Blob),
        col("hash", Blob),
        col("made_at", Int),
        col("posted_at", Int, null=True),
    )
    # One row for each record of the books that is sealed: a transaction or an extension.
    table(
        "leaf",
        col("id", Int, primary_key=True, autoincrement=False),
        col("seal", Int),
        col("position", Int),
        col("hash", Blob),
        sa.UniqueConstraint("seal", "position"),
    )
    table(
        "seal_block",
        col("seal", Int),
        col("number", Int),
        col("hash", Blob),
        key("seal", "number"),
        rowid=False,
    )
    for name in ("leaf", "seal_block"):
        append_only(name)
    keep_rows("seal", "seals are kept")
    refuse(
        "seal_fixed",
        "seal",
        "UPDATE OF number, day, upto, records, root, previous, hash, made_at",
        "a seal is only ever posted",
    )


def _kept() -> None:
    """What a member was promised changes in no other way than by its own course."""
    append_only("sign_in")
    append_only("programme")
    refuse("request_fixed", "request", "UPDATE", "a result is kept as it was first told")
    keep_rows("purchase", "purchases are kept")
    refuse(
        "purchase_fixed",
        "purchase",
        "UPDATE OF id, member, shop, till, receipt, sealed_receipt, business_day, price, paid, "
        "actor, happened_at",
        "a purchase stays as it was recorded",
    )
    keep_rows("voucher", "vouchers are kept")
    refuse("voucher_settled", "voucher", "UPDATE", "a voucher ends once", "OLD.state <> 'issued'")
    refuse(
        "voucher_fixed",
        "voucher",
        "UPDATE OF id, member, reward, points, txn, code, issued_at, expires_at",
        "a voucher changes by its end only",
    )


def _keeping() -> None:
    table(
        "lease",
        col("name", Text, primary_key=True),
        col("owner", Text),
        col("fence", Int),
        col("until", Int),
        rowid=False,
    )
    # When these books were last restored from a backup: what is older is not told again.
    op.add_column("keeper", col("restored_at", Int, null=True))


def downgrade() -> None:
    """Books are never taken back to less than they are: restore a backup instead."""
    raise RuntimeError("restore the backup that was made before")
