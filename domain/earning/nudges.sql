-- name: page(cursor, most)^
-- The next members in order: how many, and the last of them.
SELECT count(*), max(id)
FROM (SELECT id FROM member WHERE id > :cursor ORDER BY id LIMIT :most) AS page;

-- name: streaks(cursor, reached, yesterday, least)
-- Whose streak, as a repair has lifted it, ends tonight unless they sign in, and who can be told.
SELECT m.id FROM member m
JOIN sign_in s ON s.member = m.id AND s.day = :yesterday
LEFT JOIN streak_repair r ON r.member = s.member AND r.day = s.day
WHERE m.id > :cursor AND m.id <= :reached AND m.reachable = 1
AND s.streak + coalesce(r.streak, 0) >= :least
AND NOT EXISTS (SELECT 1 FROM sign_in later WHERE later.member = m.id AND later.day > :yesterday)
AND NOT EXISTS (
    SELECT 1 FROM preference p
    WHERE p.member = m.id AND p.kind = 'streak' AND p.wanted = 0)
ORDER BY m.id;

-- name: earners(cursor, reached, since, lately)
-- Who earned lately and can be told, with the tier they hold and what they earned towards one.
SELECT m.id, h.tier, CAST(coalesce((
    SELECT sum(l.points - coalesce(
        (SELECT sum(r.points) FROM reversal r WHERE r.original = l.txn), 0))
    FROM lot l
    WHERE l.member = m.id AND l.earned_at >= :since AND l.origin IN ('purchase', 'activity')
), 0) AS bigint)
FROM member m LEFT JOIN tier_held h ON h.member = m.id
WHERE m.id > :cursor AND m.id <= :reached AND m.reachable = 1
AND EXISTS (
    SELECT 1 FROM lot l
    WHERE l.member = m.id AND l.earned_at >= :lately AND l.origin IN ('purchase', 'activity'))
AND NOT EXISTS (
    SELECT 1 FROM preference p WHERE p.member = m.id AND p.kind = 'goal' AND p.wanted = 0)
ORDER BY m.id;

-- name: told(cursor, reached, since)
SELECT member, tier FROM goal_told
WHERE member > :cursor AND member <= :reached AND at >= :since;

-- name: note_each(member, tier, at)*!
INSERT INTO goal_told (member, tier, at) VALUES (:member, :tier, :at)
ON CONFLICT (member, tier) DO UPDATE SET at = excluded.at;
