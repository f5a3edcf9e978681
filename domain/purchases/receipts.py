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
    txn: int | None
    surprise_txn: int | None
    undone_at: int | None


def record(
    tx: Tx, member: int, shop: str, receipt: str, price: int, paid: int, actor: str
) -> Purchase:
    """Writes down a purchase; raises ReceiptTaken where the shop's receipt is there today."""
    assert 0 < paid <= price, "a discount leaves something to pay"
    lookup = _receipt_lookup(tx, shop, receipt)
    day = local_date(tx.now, tx.programme.zone).isoformat()
    if tx.sql.purchases.taken(shop=shop, receipt=lookup, day=day) is not None:
        raise ReceiptTaken
    purchase = tx.new_id()
    tx.sql.purchases.add(
        id=purchase,
        member=member,
        shop=shop,
        receipt=lookup,
        sealed_receipt=tx.vault.seal_for(_key_of(tx, member), receipt.encode()),
        day=day,
        price=price,
        paid=paid,
        actor=actor,
        happened_at=tx.now,
    )
    return Purchase(purchase, member, shop, price, paid, actor, tx.now, None, None, None)


def attach(tx: Tx, purchase: Purchase, txn: int | None, surprise_txn: int | None) -> None:
    """Ties a purchase to the transactions it caused."""
    tx.sql.purchases.attach(id=purchase.id, txn=txn, surprise_txn=surprise_txn)


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


def mark_undone(tx: Tx, purchase: int) -> None:
    """Notes when a purchase was undone."""
    tx.sql.purchases.mark_undone(id=purchase, at=tx.now)


def _key_of(tx: ReadTx, member: int) -> bytes:
    key: bytes = tx.sql.purchases.key_of(member=member)
    return key


def _receipt_lookup(tx: ReadTx, shop: str, receipt: str) -> bytes:
    return tx.vault.lookup("receipt", f"{shop}:{typed(receipt)}")
