"""Purchases as they are kept: a receipt counts once for each shop and business day."""

from dataclasses import dataclass

from domain.calendar import local_date
from domain.errors import PurchaseUnknown, ReceiptTaken, UnknownCode
from domain.tx import ReadTx, Tx
from domain.vault import typed


@dataclass(frozen=True)
class Purchase:
    """A purchase; money in minor units, times in UTC microseconds."""

    id: int
    member: int
    shop: str
    price: int
    paid: int
    actor: str
    happened_at: int
    category: str | None
    product: str | None
    txn: int | None
    surprise_txn: int | None
    undone_at: int | None
    # Of the price: what a voucher and points took off, and which; and the money given back so far.
    voucher: int | None = None
    voucher_minor: int = 0
    hold: int | None = None
    points_minor: int = 0
    refunded: int = 0

    @property
    def left(self) -> int:
        """What was paid, less what went back."""
        return self.paid - self.refunded


@dataclass(frozen=True)
class Cover:
    """What of a bill is not paid in money: a voucher's part and the points', in minor units."""

    voucher: int | None = None
    voucher_minor: int = 0
    hold: int | None = None
    points_minor: int = 0

    @property
    def minor(self) -> int:
        """Both parts together."""
        return self.voucher_minor + self.points_minor


NO_COVER = Cover()


def record(
    tx: Tx,
    purchase: int,
    member: int,
    shop: str,
    receipt: str,
    price: int,
    paid: int,
    actor: str,
    category: str | None = None,
    product: str | None = None,
    happened_at: int | None = None,
    txn: int | None = None,
    cover: Cover = NO_COVER,
) -> None:
    """Writes down a purchase under a new id, made now unless `happened_at` says otherwise (UTC us).

    `txn` is what it earned. One of the past may have cost nothing. Raises ReceiptTaken where the
    shop has the receipt on that day.
    """
    assert 0 <= paid <= price - cover.minor, "nobody pays more than the price"
    assert paid + cover.minor > 0 or (price == 0 and happened_at is not None), (
        "a discount leaves something to pay"
    )
    at = tx.now if happened_at is None else happened_at
    added = tx.sql.purchases.add(
        id=purchase,
        member=member,
        shop=shop,
        receipt=_receipt_lookup(tx, shop, receipt),
        sealed=tx.vault.seal_for(_key_of(tx, member), receipt.encode()),
        day=local_date(at, tx.programme.zone).isoformat(),
        price=price,
        paid=paid,
        actor=actor,
        at=at,
        category=category,
        product=product,
        txn=txn,
        voucher=cover.voucher,
        voucher_minor=cover.voucher_minor,
        hold=cover.hold,
        points_minor=cover.points_minor,
    )
    if added == 0:
        raise ReceiptTaken


def known(tx: ReadTx, shop: str, receipt: str, at: int) -> Purchase | None:
    """The purchase with a shop's receipt at an instant (UTC us) or on its local day, or None."""
    row = tx.sql.purchases.known(
        shop=shop,
        receipt=_receipt_lookup(tx, shop, receipt),
        day=local_date(at, tx.programme.zone).isoformat(),
        at=at,
    )
    return Purchase(*row) if row else None


def attach_surprise(tx: Tx, purchase: int, txn: int) -> None:
    """Ties a purchase to the surprise it won."""
    tx.sql.purchases.attach_surprise(id=purchase, txn=txn)


def receipt_of(tx: ReadTx, purchase: int) -> str:
    """A purchase's receipt number: kept sealed under the member's key."""
    member, sealed = tx.sql.purchases.sealed_receipt(id=purchase)
    return tx.vault.unseal_for(_key_of(tx, member), sealed).decode()


def find(tx: ReadTx, purchase: int) -> Purchase:
    """A purchase by its id; raises PurchaseUnknown."""
    row = tx.sql.purchases.find(id=purchase)
    if row is None:
        raise PurchaseUnknown
    return Purchase(*row)


def by_receipt(tx: ReadTx, shop: str, receipt: str) -> Purchase:
    """The newest purchase with this receipt; raises UnknownCode."""
    row = tx.sql.purchases.by_receipt(shop=shop, receipt=_receipt_lookup(tx, shop, receipt))
    if row is None:
        raise UnknownCode
    return Purchase(*row)


def points_of(tx: ReadTx, purchase: Purchase) -> int:
    """The points a purchase earned, its surprise included."""
    points: int = tx.sql.purchases.points_of(id=purchase.id)
    return points


def note_refund(
    tx: Tx, purchase: int, minor: int, points: int, txn: int | None, actor: str
) -> None:
    """Notes money that was given back, and the points that left with it by `txn`.

    With the last of what was paid, the purchase is undone.
    """
    tx.sql.purchases.add_refund(
        id=tx.new_id(),
        purchase=purchase,
        minor=minor,
        points=points,
        txn=txn,
        actor=actor,
        at=tx.now,
    )
    tx.sql.purchases.refund(id=purchase, minor=minor, at=tx.now)


def _key_of(tx: ReadTx, member: int) -> bytes:
    key: bytes = tx.sql.purchases.key_of(member=member)
    return key


def _receipt_lookup(tx: ReadTx, shop: str, receipt: str) -> bytes:
    return tx.vault.lookup("receipt", f"{shop}:{typed(receipt)}")
