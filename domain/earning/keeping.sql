-- name: held(member)^
SELECT tier, grace_until FROM tier_held WHERE member = :member;

-- name: held_and_earned(member, since)^
SELECT (SELECT tier FROM tier_held WHERE member = :member), CAST(coalesce(sum(l.points - coalesce(
    (SELECT sum(r.points) FROM reversal r WHERE r.original = l.txn), 0)), 0) AS bigint)
FROM lot l
WHERE l.member = :member AND l.earned_at >= :since AND l.origin IN ('purchase', 'activity');

-- name: counted(member, since)
-- What counts towards a tier, oldest first, less what was taken back of it.
SELECT l.earned_at, CAST(l.points - coalesce(
    (SELECT sum(r.points) FROM reversal r WHERE r.original = l.txn), 0) AS bigint)
FROM lot l
WHERE l.member = :member AND l.earned_at >= :since AND l.origin IN ('purchase', 'activity')
ORDER BY l.earned_at;

-- name: earned(member, since)$
SELECT CAST(coalesce(sum(l.points - coalesce(
    (SELECT sum(r.points) FROM reversal r WHERE r.original = l.txn), 0)), 0) AS bigint)
FROM lot l
WHERE l.member = :member AND l.earned_at >= :since AND l.origin IN ('purchase', 'activity');

-- name: put(member, tier, before, now)!
INSERT INTO tier_held (member, tier, before, since) VALUES (:member, :tier, :before, :now)
ON CONFLICT (member) DO UPDATE SET tier = excluded.tier, before = excluded.before,
    since = excluded.since, grace_until = NULL, warned_days = NULL;

-- name: clear_grace(member)!
UPDATE tier_held SET grace_until = NULL, warned_days = NULL WHERE member = :member;

-- name: risen_at(member, at)$
-- What a rise at this very instant came from.
SELECT before FROM tier_held WHERE member = :member AND since = :at;

-- name: to_judge(cursor, since, most)
-- Everybody in order, with the tier they hold and what they earned.
SELECT m.id, h.tier, h.grace_until, CAST(coalesce((
    SELECT sum(l.points - coalesce(
        (SELECT sum(r.points) FROM reversal r WHERE r.original = l.txn), 0))
    FROM lot l
    WHERE l.member = m.id AND l.earned_at >= :since AND l.origin IN ('purchase', 'activity')
), 0) AS bigint)
FROM member m LEFT JOIN tier_held h ON h.member = m.id
WHERE m.id > :cursor ORDER BY m.id LIMIT :most;

-- name: put_each(member, tier, was, now)*!
-- Nothing where the tier has changed since it was read.
INSERT INTO tier_held (member, tier, since) VALUES (:member, :tier, :now)
ON CONFLICT (member) DO UPDATE SET tier = excluded.tier, before = NULL, since = excluded.since,
    grace_until = NULL, warned_days = NULL
WHERE tier_held.tier = CAST(:was AS text);

-- name: give_grace_each(member, tier, until)*!
UPDATE tier_held SET grace_until = :until, warned_days = NULL
WHERE member = :member AND tier = :tier AND grace_until IS NULL;

-- name: clear_grace_each(member, tier)*!
UPDATE tier_held SET grace_until = NULL, warned_days = NULL
WHERE member = :member AND tier = :tier;

-- name: to_tend(cursor, after, until, days, most)
-- Those whose grace ends within a span and who were not told of it, from the index alone.
SELECT member FROM tier_held
WHERE member > :cursor AND grace_until > :after AND grace_until <= :until
AND (warned_days IS NULL OR warned_days > :days) ORDER BY member LIMIT :most;

-- name: at_risk(member)^
SELECT tier, grace_until, warned_days FROM tier_held
WHERE member = :member AND grace_until IS NOT NULL;

-- name: warned(member, days)!
UPDATE tier_held SET warned_days = :days WHERE member = :member;
