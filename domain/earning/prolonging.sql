-- name: concerned(now, ends_until)^
SELECT count(DISTINCT member), CAST(coalesce(sum(points_left), 0) AS bigint) FROM lot
WHERE points_left > 0 AND expires_at > :now AND expires_at <= :ends_until AND decay_percent = 0;

-- name: ending_next(cursor, now, ends_until, before, most)
-- Along the index by end: what was moved is no longer met, what decays is passed by the cursor.
SELECT member, expires_at FROM lot
WHERE points_left > 0 AND expires_at >= :cursor AND expires_at > :now
AND expires_at <= :ends_until AND decay_percent = 0 AND id < :before
ORDER BY expires_at, member, id LIMIT :most;

-- name: ending_of(member, now, ends_until, before)
SELECT id, points_left, expires_at FROM lot
WHERE member = :member AND points_left > 0 AND expires_at > :now
AND expires_at <= :ends_until AND decay_percent = 0 AND id < :before;

-- name: extended(since, until, actor)^
SELECT count(DISTINCT l.member), CAST(coalesce(sum(l.points_left), 0) AS bigint)
FROM extension x JOIN lot l ON l.id = x.lot
WHERE x.id >= :since AND x.ends_after = :until AND x.actor = :actor;

-- name: lost(member, txn, most)
-- What expiry took of a member, not more than is still lost of the lot; `txn` null: each expiry.
SELECT txn, CASE WHEN taken < gone THEN taken ELSE gone END, posted_at, expires_at FROM (
    SELECT t.id AS txn, t.posted_at, l.expires_at,
           CAST(d.points - coalesce(
               (SELECT sum(r.points) FROM reversal r WHERE r.original = t.id), 0)
           AS bigint) AS taken,
           CAST(coalesce(
               (SELECT sum(o.points) FROM draw o JOIN txn k ON k.id = o.txn
                WHERE o.lot = l.id AND k.kind IN ('expire', 'decay', 'reinstate')), 0)
           + coalesce(
               (SELECT sum(e.points) FROM reversal r
                JOIN entry e ON e.txn = r.txn AND e.member = 0 AND e.account = 'expired'
                WHERE r.original = l.txn), 0)
           AS bigint) AS gone
    FROM lot l JOIN draw d ON d.lot = l.id JOIN txn t ON t.id = d.txn
    WHERE l.member = :member AND t.kind = 'expire'
    AND (CAST(:txn AS bigint) IS NULL OR t.id = :txn)) AS expiries
WHERE taken > 0 AND gone > 0 ORDER BY txn DESC LIMIT :most;

-- name: lot_of(txn)^
-- The lot of an expiry.
SELECT l.id, l.member, l.expires_at FROM draw d JOIN lot l ON l.id = d.lot WHERE d.txn = :txn;
