-- name: member_of(txn)$
SELECT member FROM entry WHERE txn = :txn AND member > 0 LIMIT 1;

-- name: original(txn)^
-- The programme's side of a transaction, whether it issued, and what was taken back of it so far.
SELECT e.account, abs(e.points), e.account = 'issued',
       (SELECT count(*) FROM reversal r WHERE r.original = :txn),
       (SELECT CAST(coalesce(sum(r.points), 0) AS bigint) FROM reversal r WHERE r.original = :txn)
FROM entry e WHERE e.txn = :txn AND e.member = 0;

-- name: add(txn, original, number, points, before, whole)!
INSERT INTO reversal (txn, original, number, points, before, whole)
VALUES (:txn, :original, :number, :points, :before, :whole);

-- name: lot_made(txn)^
-- The lot that a transaction issued: what it still holds, and what of it expiry took and kept.
SELECT l.id, l.points_left, CAST(
    (SELECT coalesce(sum(d.points), 0) FROM draw d JOIN txn t ON t.id = d.txn
     WHERE d.lot = l.id AND t.kind IN ('expire', 'decay', 'reinstate'))
  + (SELECT coalesce(sum(e.points), 0) FROM reversal r
     JOIN entry e ON e.txn = r.txn AND e.member = 0 AND e.account = 'expired'
     WHERE r.original = :txn) AS bigint)
FROM lot l WHERE l.txn = :txn;

-- name: drawn(txn)
-- What a spend, a hold or a capture drew and has not given back, the lot that ends last first.
SELECT d.lot, CAST(sum(d.points) AS bigint) FROM draw d JOIN lot l ON l.id = d.lot
WHERE d.txn IN (
    SELECT t.id FROM txn t WHERE t.id = :txn
    UNION ALL SELECT h.txn FROM hold h WHERE h.end_txn = :txn
    UNION ALL SELECT r.txn FROM reversal r WHERE r.original = :txn)
GROUP BY d.lot, l.expires_at HAVING sum(d.points) > 0 ORDER BY l.expires_at DESC, d.lot DESC;

-- name: drawn_lots(txn)
-- What a spend drew from each lot, with the lot's own end.
SELECT d.points, l.expires_at, l.decay_percent FROM draw d JOIN lot l ON l.id = d.lot
WHERE d.txn = :txn;

-- name: lot_expired(txn)^
SELECT l.id, l.member, l.expires_at, CAST(sum(d.points) AS bigint)
FROM draw d JOIN lot l ON l.id = d.lot
WHERE d.txn IN (SELECT t.id FROM txn t WHERE t.id = :txn
                UNION ALL SELECT r.txn FROM reversal r WHERE r.original = :txn)
GROUP BY l.id, l.member, l.expires_at;

-- name: origin_of(lot)$
SELECT txn FROM lot WHERE id = :lot;
