-- name: extent()^
-- How many purchases there are, and when the first and the last were made.
SELECT count(*), min(happened_at), max(happened_at) FROM purchase;

-- name: purchases(cursor, most)
-- In money: without what a voucher or points paid, and what was given back since.
SELECT member, id, happened_at,
       price - voucher_minor - points_minor - CASE WHEN undone_at IS NULL THEN refunded ELSE 0 END,
       paid - CASE WHEN undone_at IS NULL THEN refunded ELSE 0 END,
       shop, category, product, undone_at
FROM purchase WHERE member > :cursor ORDER BY member, happened_at, id LIMIT :most;

-- name: purchases_of(member)
SELECT member, id, happened_at,
       price - voucher_minor - points_minor - CASE WHEN undone_at IS NULL THEN refunded ELSE 0 END,
       paid - CASE WHEN undone_at IS NULL THEN refunded ELSE 0 END,
       shop, category, product, undone_at
FROM purchase WHERE member = :member ORDER BY happened_at, id;

-- name: joined(first, last)
SELECT id, joined_at FROM member WHERE id BETWEEN :first AND :last;

-- name: counted(first, last)
-- What counts besides purchases, less what was taken back of it.
SELECT l.member, l.earned_at, l.id, CAST(l.points - coalesce(
    (SELECT sum(r.points) FROM reversal r WHERE r.original = l.txn), 0) AS bigint),
    CASE WHEN l.origin = 'activity' THEN 1 ELSE 0 END
FROM lot l
WHERE l.member BETWEEN :first AND :last AND l.origin IN ('activity', 'sign_in', 'visit')
ORDER BY l.member, l.earned_at, l.id;

-- name: brightness()
SELECT at, bright_percent FROM dimming ORDER BY at, id;
