-- name: known(shop, receipt, day, at)^
-- The purchase of that very instant first: its day was another one where the zone has moved since.
SELECT id, member, shop, price, paid, actor, happened_at, category, product, txn, surprise_txn,
       undone_at, voucher, voucher_minor, hold, points_minor, refunded
FROM purchase WHERE shop = :shop AND receipt = :receipt
AND (business_day = :day OR happened_at = :at)
ORDER BY CASE WHEN happened_at = :at THEN 0 ELSE 1 END LIMIT 1;

-- name: add(id, member, shop, receipt, sealed, day, price, paid, actor, at, category, product, txn, voucher, voucher_minor, hold, points_minor)!
-- One statement decides and writes: of two at once with one receipt, one counts.
INSERT INTO purchase (id, member, shop, receipt, sealed_receipt, business_day, price, paid, actor,
    happened_at, category, product, txn, voucher, voucher_minor, hold, points_minor)
VALUES (:id, :member, :shop, :receipt, :sealed, :day, :price, :paid, :actor,
    :at, :category, :product, :txn, :voucher, :voucher_minor, :hold, :points_minor)
ON CONFLICT DO NOTHING;

-- name: attach_surprise(id, txn)!
UPDATE purchase SET surprise_txn = :txn WHERE id = :id;

-- name: key_of(member)$
SELECT wrapped_key FROM identity WHERE member = :member;

-- name: sealed_receipt(id)^
SELECT member, sealed_receipt FROM purchase WHERE id = :id;

-- name: find(id)^
SELECT id, member, shop, price, paid, actor, happened_at, category, product, txn, surprise_txn,
       undone_at, voucher, voucher_minor, hold, points_minor, refunded
FROM purchase WHERE id = :id;

-- name: by_receipt(shop, receipt)^
SELECT id, member, shop, price, paid, actor, happened_at, category, product, txn, surprise_txn,
       undone_at, voucher, voucher_minor, hold, points_minor, refunded
FROM purchase WHERE shop = :shop AND receipt = :receipt ORDER BY business_day DESC LIMIT 1;

-- name: add_refund(id, purchase, minor, points, txn, actor, at)!
INSERT INTO refund (id, purchase, number, minor, points, txn, actor, at)
SELECT CAST(:id AS bigint), CAST(:purchase AS bigint), 1 + count(*), CAST(:minor AS bigint),
       CAST(:points AS bigint), CAST(:txn AS bigint), CAST(:actor AS text), CAST(:at AS bigint)
FROM refund WHERE purchase = :purchase;

-- name: refund(id, minor, at)!
UPDATE purchase SET refunded = refunded + :minor,
    undone_at = CASE WHEN refunded + :minor = paid THEN CAST(:at AS bigint) END
WHERE id = :id;

-- name: points_of(id)$
SELECT CAST(coalesce(sum(l.points), 0) AS bigint) FROM purchase p
JOIN lot l ON l.txn IN (p.txn, p.surprise_txn) WHERE p.id = :id;
