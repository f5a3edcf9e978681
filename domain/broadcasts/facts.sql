-- Each for some members at once, given as a JSON list of their ids.

-- name: given(members)
SELECT value AS member FROM json_each(:members);

-- name: given_on_postgres(members)
SELECT CAST(value AS bigint) AS member FROM json_array_elements_text(CAST(:members AS json)) AS value;

-- name: balances()
SELECT a.member, a.points FROM ({given}) AS given
JOIN account a ON a.member = given.member AND a.kind = 'available';

-- name: ended(now)
-- Lots whose day is over, though the sweep has not come to them yet.
SELECT l.member, l.points_left, l.expires_at, l.decay_percent
FROM ({given}) AS given JOIN lot l ON l.member = given.member
WHERE l.points_left > 0 AND l.expires_at <= :now;

-- name: ends(now)
SELECT l.member, l.expires_at, l.points_left, l.decay_percent
FROM ({given}) AS given JOIN lot l ON l.member = given.member
WHERE l.points_left > 0 AND l.expires_at > :now ORDER BY l.member, l.expires_at;

-- name: standings(since)
-- The tier that is held, and what was earned towards one.
SELECT given.member, h.tier, CAST(coalesce((
    SELECT sum(l.points - coalesce(
        (SELECT sum(r.points) FROM reversal r WHERE r.original = l.txn), 0))
    FROM lot l
    WHERE l.member = given.member AND l.earned_at >= :since
    AND l.origin IN ('purchase', 'activity')), 0) AS bigint)
FROM ({given}) AS given LEFT JOIN tier_held h ON h.member = given.member;
