"""Redeeming and the counter: vouchers of every kind, draws in the open, staff on the record."""

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

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Adds what redeeming and the counter need."""
    _vouchers()
    _games()
    _draws()
    _purchases()
    _staff()
    _counter()


def _vouchers() -> None:
    """A voucher keeps the terms it was issued under; a prize may have cost nothing."""
    # How few were left when the owner was last told of it; nothing after a restock.
    op.add_column("stock", col("told", Int, null=True))
    table(
        "voucher_of_kind",
        col("id", Int, primary_key=True, autoincrement=False),
        col("member", Int, sa.ForeignKey("member.id")),
        col("reward", Text),
        col("kind", Text),
        # The reward as it was: what is changed later does not change a voucher.
        col("terms", Text),
        col("points", Int, sa.CheckConstraint("points >= 0")),
        col("txn", Int, sa.ForeignKey("txn.id"), null=True, unique=True),
        # Won in a game: nobody gives a prize back to play again.
        col("prize", Int, sa.CheckConstraint("prize IN (0, 1)"), server_default="0"),
        col("code", Blob, unique=True),
        col("state", Text),
        # What a gift card still holds, in minor units.
        col("balance", Int, sa.CheckConstraint("balance >= 0"), null=True),
        col("issued_at", Int),
        col("expires_at", Int),
        # When its end was told beforehand.
        col("reminded_at", Int, null=True),
        col("settled_at", Int, null=True),
        col("settled_by", Text, null=True),
        sa.CheckConstraint("state IN ('issued', 'used', 'cancelled', 'expired', 'ended')"),
        sa.CheckConstraint("(state = 'issued') = (settled_at IS NULL)"),
        sa.CheckConstraint("(points = 0) = (txn IS NULL)"),
        sa.CheckConstraint("(kind = 'gift-card') = (balance IS NOT NULL)"),
    )
    kept = (
        "id, member, reward, points, txn, code, state, issued_at, expires_at, settled_at, "
        "settled_by"
    )
    op.execute(
        f"INSERT INTO voucher_of_kind ({kept}, kind, terms) SELECT {kept}, 'goods', '' FROM voucher"
    )
    op.drop_table("voucher")
    op.rename_table("voucher_of_kind", "voucher")
    keep_rows("voucher", "vouchers are kept")
    refuse(
        "voucher_settled",
        "voucher",
        "UPDATE",
        "a voucher ends once; only with the purchase that used it, it is open again",
        "OLD.state <> 'issued' AND NOT (OLD.state = 'used' AND NEW.state = 'issued')",
    )
    refuse(
        "voucher_fixed",
        "voucher",
        "UPDATE OF id, member, reward, kind, terms, points, txn, prize, code, issued_at, "
        "expires_at",
        "a voucher changes by its end only",
    )
    # The open ones first, then the newest: as members read them.
    index("voucher_member", "voucher", ["member", "(state <> 'issued')", "id DESC"])
    index("voucher_open", "voucher", ["member", "expires_at", "id"], where="state = 'issued'")
    index("voucher_reward", "voucher", ["reward", "kind", "state"])
    index("voucher_due", "voucher", ["expires_at", "id"], where="state = 'issued'")
    index(
        "voucher_to_remind",
        "voucher",
        ["reminded_at", "expires_at", "id"],
        where="state = 'issued'",
    )
    # How often a limited reward was taken is looked up by its year, not in all that ever was.
    index(
        "taken_reward",
        "taken",
        ["member", "substr(period, 1, 4)", "rule", "period"],
        where="substr(rule, 1, 7) = 'reward:'",
    )
    index("taken_period", "taken", ["member", "period"])
    index("taken_cause", "taken", ["cause"], where="cause IS NOT NULL")


def _games() -> None:
    # What was given to a cause: shown to everybody, so it is kept as a sum.
    table(
        "cause",
        col("reward", Text, primary_key=True),
        col("points", Int, sa.CheckConstraint("points >= 0")),
        col("gifts", Int, sa.CheckConstraint("gifts >= 0")),
        rowid=False,
    )
    table(
        "donation",
        col("txn", Int, sa.ForeignKey("txn.id"), primary_key=True, autoincrement=False),
        col("member", Int, sa.ForeignKey("member.id")),
        col("reward", Text),
        col("points", Int, sa.CheckConstraint("points > 0")),
        col("at", Int),
    )
    append_only("donation")
    table(
        "raffle",
        col("reward", Text, primary_key=True),
        # The raffle and its prize as they were when the first ticket was sold.
        col("terms", Text),
        col("prize", Text, null=True),
        col("draws_at", Int),
        col("tickets", Int, sa.CheckConstraint("tickets >= 0"), server_default="0"),
        col("drawn_at", Int, null=True),
        # The holders of the tickets up to this number know how it went.
        col("told_upto", Int, sa.CheckConstraint("told_upto <= tickets"), server_default="0"),
        rowid=False,
    )
    index("raffle_due", "raffle", ["draws_at"], where="drawn_at IS NULL")
    index(
        "raffle_untold",
        "raffle",
        ["drawn_at"],
        where="drawn_at IS NOT NULL AND told_upto < tickets",
    )
    keep_rows("raffle", "raffles are kept")
    refuse("raffle_fixed", "raffle", "UPDATE OF reward, terms, prize, draws_at", "terms stay")
    table(
        "raffle_ticket",
        col("reward", Text, sa.ForeignKey("raffle.reward")),
        col("number", Int),
        col("member", Int, sa.ForeignKey("member.id")),
        col("points", Int, sa.CheckConstraint("points > 0")),
        col("txn", Int, sa.ForeignKey("txn.id")),
        col("at", Int),
        key("reward", "number"),
        rowid=False,
    )
    index("raffle_ticket_member", "raffle_ticket", ["member", "reward"])
    index("raffle_ticket_txn", "raffle_ticket", ["txn"])
    append_only("raffle_ticket")


def _draws() -> None:
    # A day's seed is known by its hash before the day, and told after it.
    table(
        "seed",
        col("day", Text, primary_key=True),
        col("commitment", Blob),
        col("committed_at", Int),
        col("seed", Blob, null=True),
        col("revealed_at", Int, null=True),
        sa.CheckConstraint("(seed IS NULL) = (revealed_at IS NULL)"),
        rowid=False,
    )
    keep_rows("seed", "seeds are kept")
    refuse("seed_fixed", "seed", "UPDATE OF day, commitment, committed_at", "a commitment stays")
    refuse("seed_told", "seed", "UPDATE", "a seed is told once", "OLD.seed IS NOT NULL")
    # One thing drawn: from which day's seed, under which name, out of what, with which result.
    table(
        "drawing",
        col("id", Int, primary_key=True, autoincrement=False),
        col("day", Text, sa.ForeignKey("seed.day")),
        col("name", Text, unique=True),
        col("game", Text),
        col("member", Int, null=True),
        col("odds", Text),
        col("of", Int, sa.CheckConstraint("of > 0")),
        col("ticket", Int),
        col("at", Int),
        # What was paid for it, and what it gave: points, or a voucher.
        col("txn", Int, null=True),
        col("prize_txn", Int, null=True),
        col("voucher", Int, null=True),
        sa.CheckConstraint("ticket >= 0 AND ticket < of"),
    )
    index("drawing_member", "drawing", ["member", "day", "id"])
    index("drawing_day", "drawing", ["day", "id"])
    index("drawing_raffle", "drawing", ["game", "id"], where="substr(game, 1, 7) = 'raffle/'")
    index("drawing_txn", "drawing", ["txn"], where="txn IS NOT NULL")
    index("drawing_prize", "drawing", ["prize_txn"], where="prize_txn IS NOT NULL")
    append_only("drawing")


def _purchases() -> None:
    """A bill may be paid with a voucher and with points, and be taken back in parts."""
    table(
        "purchase_paid_with",
        col("id", Int, primary_key=True, autoincrement=False),
        col("member", Int, sa.ForeignKey("member.id")),
        col("shop", Text),
        col("till", Text, null=True),
        col("receipt", Blob),
        col("sealed_receipt", Blob),
        col("business_day", Text),
        col("price", Int, sa.CheckConstraint("price >= 0")),
        # Money: what was paid, and what a voucher and points took off.
        col("paid", Int, sa.CheckConstraint("paid >= 0")),
        col("voucher_minor", Int, sa.CheckConstraint("voucher_minor >= 0"), server_default="0"),
        col("points_minor", Int, sa.CheckConstraint("points_minor >= 0"), server_default="0"),
        col("voucher", Int, sa.ForeignKey("voucher.id"), null=True),
        col("hold", Int, sa.ForeignKey("hold.id"), null=True, unique=True),
        col("actor", Text),
        col("happened_at", Int),
        col("category", Text, null=True),
        col("product", Text, null=True),
        col("txn", Int, sa.ForeignKey("txn.id"), null=True),
        col("surprise_txn", Int, sa.ForeignKey("txn.id"), null=True),
        # Money given back so far, and when the whole was.
        col("refunded", Int, server_default="0"),
        col("undone_at", Int, null=True),
        sa.CheckConstraint("paid + voucher_minor + points_minor <= price"),
        sa.CheckConstraint("paid > 0 OR price = 0 OR voucher_minor + points_minor > 0"),
        sa.CheckConstraint("refunded BETWEEN 0 AND paid"),
        sa.CheckConstraint("(voucher IS NULL) = (voucher_minor = 0)"),
        sa.CheckConstraint("(hold IS NULL) = (points_minor = 0)"),
        sa.UniqueConstraint("shop", "receipt", "business_day"),
    )
    kept = (
        "id, member, shop, till, receipt, sealed_receipt, business_day, price, paid, actor, "
        "happened_at, category, product, txn, surprise_txn, undone_at"
    )
    op.execute(f"INSERT INTO purchase_paid_with ({kept}) SELECT {kept} FROM purchase")
    op.execute("UPDATE purchase_paid_with SET refunded = paid WHERE undone_at IS NOT NULL")
    op.drop_table("purchase")
    op.rename_table("purchase_paid_with", "purchase")
    index(
        "purchase_member",
        "purchase",
        ["member", "happened_at", "id", "undone_at", "paid", "refunded"],
    )
    index("purchase_voucher", "purchase", ["voucher"], where="voucher IS NOT NULL")
    keep_rows("purchase", "purchases are kept")
    refuse(
        "purchase_fixed",
        "purchase",
        "UPDATE OF id, member, shop, till, receipt, sealed_receipt, business_day, price, paid, "
        "voucher_minor, points_minor, voucher, hold, actor, happened_at, category, product",
        "a purchase stays as it was recorded",
    )
    # Each time money went back.
    table(
        "refund",
        col("id", Int, primary_key=True, autoincrement=False),
        col("purchase", Int, sa.ForeignKey("purchase.id")),
        col("number", Int),
        col("minor", Int, sa.CheckConstraint("minor >= 0")),
        col("points", Int, sa.CheckConstraint("points >= 0")),
        col("txn", Int, sa.ForeignKey("txn.id"), null=True),
        col("actor", Text),
        col("at", Int),
        sa.UniqueConstraint("purchase", "number"),
    )
    op.execute(
        "INSERT INTO refund (id, purchase, number, minor, points, txn, actor, at) "
        "SELECT p.id, p.id, 1, p.paid, coalesce(r.points, 0), r.txn, "
        "coalesce(t.actor, p.actor), p.undone_at "
        "FROM purchase p LEFT JOIN reversal r ON r.original = p.txn "
        "LEFT JOIN txn t ON t.id = r.txn WHERE p.undone_at IS NOT NULL"
    )
    append_only("refund")


def _staff() -> None:
    # Who serves: the name and numeric id sealed, and the end of their own chain of acts.
    table(
        "staff_person",
        col("actor", Text, primary_key=True),
        col("sealed", Blob),
        col("acts", Int, server_default="0"),
        col("head", Blob, null=True),
        col("first_at", Int),
        # Chosen by who holds no card; a member's choice is with the member.
        col("language", Text, null=True),
        rowid=False,
    )
    table(
        "staff_act",
        col("actor", Text, sa.ForeignKey("staff_person.actor")),
        col("number", Int),
        col("at", Int),
        col("act", Text),
        col("member", Int, null=True),
        col("txn", Int, null=True),
        col("facts", Text),
        col("flagged", Int, sa.CheckConstraint("flagged IN (0, 1)"), server_default="0"),
        col("chain", Blob),
        key("actor", "number"),
        rowid=False,
    )
    index("staff_act_at", "staff_act", ["at", "actor", "number"])
    index("staff_act_actor", "staff_act", ["actor", "at", "number"])
    index("staff_act_txn", "staff_act", ["txn"], where="txn IS NOT NULL")
    append_only("staff_act")
    # Codes that were guessed wrong, so that nobody tries them all.
    table(
        "guess",
        col("guesser", Text, primary_key=True),
        col("since", Int),
        col("misses", Int),
        # When the newest block ends or ended, and how many followed upon each other.
        col("until", Int, server_default="0"),
        col("blocks", Int, server_default="0"),
        rowid=False,
    )
    # What waits for a second person.
    table(
        "approval",
        col("id", Int, primary_key=True, autoincrement=False),
        col("asked_by", Text),
        col("act", Text),
        col("member", Int, null=True),
        col("sealed", Blob),
        col("asked_at", Int),
        col("expires_at", Int),
        col("state", Text, server_default="waiting"),
        col("decided_by", Text, null=True),
        col("decided_at", Int, null=True),
        sa.CheckConstraint("state IN ('waiting', 'approved', 'declined', 'expired')"),
        sa.CheckConstraint("(state = 'waiting') = (decided_at IS NULL)"),
        sa.CheckConstraint("decided_by <> asked_by"),
    )
    index("approval_waiting", "approval", ["expires_at"], where="state = 'waiting'")


def _counter() -> None:
    # Points that are put aside to pay a bill with: at whose till, and when the member agreed.
    table(
        "payment",
        col("hold", Int, sa.ForeignKey("hold.id"), primary_key=True, autoincrement=False),
        col("member", Int, sa.ForeignKey("member.id")),
        col("actor", Text),
        col("agreed_at", Int, null=True),
    )
    index("payment_member", "payment", ["member", "hold"])
    index("hold_open", "hold", ["member"], where="state = 'open'")
    keep_rows("payment", "payments are kept")
    refuse("payment_agreed", "payment", "UPDATE", "agreed once", "OLD.agreed_at IS NOT NULL")
    table(
        "visit",
        col("member", Int, sa.ForeignKey("member.id")),
        col("day", Text),
        col("shop", Text),
        col("at", Int),
        col("txn", Int, sa.ForeignKey("txn.id"), null=True),
        key("member", "day"),
        rowid=False,
    )
    append_only("visit")
    # A counter page: its key is shared once, and signs what it writes down offline.
    table(
        "device",
        col("id", Int, primary_key=True, autoincrement=False),
        col("actor", Text, sa.ForeignKey("staff_person.actor")),
        col("shop", Text),
        col("name", Text),
        col("code", Blob, null=True, unique=True),
        col("code_until", Int),
        col("sealed_key", Blob),
        col("made_at", Int),
        col("paired_at", Int, null=True),
        col("seen_at", Int, null=True),
        col("revoked_at", Int, null=True),
    )
    # What was handed in: each entry once, also when it is handed in again.
    table(
        "late_entry",
        col("device", Int, sa.ForeignKey("device.id")),
        col("entry", Text),
        col("number", Int),
        col("happened_at", Int),
        col("handed_in_at", Int),
        # What it says, for as long as it is open.
        col("sealed", Blob),
        col("state", Text),
        col("reason", Text, null=True),
        col("purchase", Int, null=True, unique=True),
        key("entry"),
        sa.CheckConstraint("state IN ('done', 'waiting', 'conflict', 'dropped')"),
        rowid=False,
    )
    index("late_entry_number", "late_entry", ["device", "number"])
    keep_rows("late_entry", "entries are kept")
    refuse(
        "late_entry_credited",
        "late_entry",
        "UPDATE",
        "an entry is credited once",
        "OLD.purchase IS NOT NULL",
    )


def downgrade() -> None:
    """Books are never taken back to less than they are: restore a backup instead."""
    raise RuntimeError("restore the backup that was made before")
