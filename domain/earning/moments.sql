-- name: bought(member, since)^
SELECT m.joined_at, max(p.happened_at),
       CAST(coalesce(sum(CASE WHEN p.happened_at > :since THEN 1 ELSE 0 END), 0) AS bigint)
FROM member m LEFT JOIN purchase p ON p.member = m.id AND p.undone_at IS NULL
WHERE m.id = :member GROUP BY m.id, m.joined_at;

-- name: joined_between(cursor, since_id, until_id, most)
SELECT id FROM member
WHERE id > :cursor AND id >= :since_id AND id < :until_id ORDER BY id LIMIT :most;

-- name: fell_asleep(cursor, since_id, until_id, since, until, most)
-- Those who bought on a day and not since; the day's purchases lie together in order of id.
SELECT DISTINCT p.member FROM purchase p
WHERE p.id >= :since_id AND p.id < :until_id AND p.member > :cursor
AND p.happened_at >= :since AND p.happened_at < :until AND p.undone_at IS NULL
AND NOT EXISTS (
    SELECT 1 FROM purchase later
    WHERE later.member = p.member AND later.happened_at >= :until AND later.undone_at IS NULL)
ORDER BY p.member LIMIT :most;
