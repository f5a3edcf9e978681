-- name: known(shop, receipt, day, at)^
-- The purchase of that very instant first: its day was another one where the zone has moved since.
SELECT id, member, shop, price, paid, actor, happened_at, category, product, txn, surprise_txn,
       undone_at
FROM purchase WHERE shop = :shop AND receipt = :receipt
AND (business_day = :day OR happened_at = :at)
ORDER BY CASE WHEN happened_at = :at THEN 0 ELSE 1 END LIMIT 1;

-- name: add(id, member, shop, receipt, sealed, day, price, paid, actor, at, category, product, txn)!
-- One statement decides and writes: of two at once with one receipt, one counts.
INSERT INTO purchase (id, member, shop, receipt, sealed_receipt, business_day, price, paid, actor,
    happened_at, category, product, txn)
VALUES (:id, :member, :shop, :receipt, :sealed, :day, :price, :paid, :actor,
    :at, :category, :product, :txn)
ON CONFLICT DO NOTHING;

-- name: attach_surprise(id, txn)!
UPDATE purchase SET surprise_txn = :txn WHERE id = :id;

-- name: key_of(member)$
SELECT wrapped_key FROM identity WHERE member = :member;

-- name: sealed_receipt(id)^
SELECT member, sealed_receipt FROM purchase WHERE id = :id;

-- name: find(id)^
SELECT id, member, shop, price, paid, actor, happened_at, category, product, txn, surprise_txn,
       undone_at
FROM purchase WHERE id = :id;

-- name: by_receipt(shop, receipt)^
SELECT id, member, shop, price, paid, actor, happened_at, category, product, txn, surprise_txn,
       undone_at
FROM purchase WHERE shop = :shop AND receipt = :receipt ORDER BY business_day DESC LIMIT 1;

-- name: mark_undone(id, at)!
UPDATE purchase SET undone_at = :at WHERE id = :id;

-- name: points_of(id)$
SELECT CAST(coalesce(sum(l.points), 0) AS bigint) FROM purchase p
JOIN lot l ON l.txn IN (p.txn, p.surprise_txn) WHERE p.id = :id;
