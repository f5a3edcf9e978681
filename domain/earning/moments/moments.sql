-- name: bought(member, since)^
SELECT m.joined_at, max(p.happened_at),
       CAST(coalesce(sum(CASE WHEN p.happened_at > :since THEN 1 ELSE 0 END), 0) AS bigint)
FROM member m LEFT JOIN purchase p ON p.member = m.id AND p.undone_at IS NULL
WHERE m.id = :member GROUP BY m.id, m.joined_at;

-- name: first_joined()$
SELECT min(joined_at) FROM member;

-- name: joined_between(cursor, since, until, most)
-- By when they joined: who came with an older shop's purchases joined long before their id.
SELECT id FROM member
WHERE joined_at >= :since AND joined_at < :until AND id > :cursor ORDER BY id LIMIT :most;

-- name: bought_on(cursor, since_id, until_id, since, until, most)
-- Those who bought on a day, and whether they have bought nothing since. The day's purchases lie
-- together in order of id: the sum keeps SQLite from walking along all members' instead.
SELECT day.member, NOT EXISTS (
    SELECT 1 FROM purchase later
    WHERE later.member = day.member AND later.happened_at >= :until AND later.undone_at IS NULL)
FROM (
    SELECT DISTINCT p.member + 0 AS member FROM purchase p
    WHERE p.id >= :since_id AND p.id < :until_id AND p.member + 0 > :cursor
    AND p.happened_at >= :since AND p.happened_at < :until AND p.undone_at IS NULL
    ORDER BY 1 LIMIT :most) AS day
ORDER BY day.member;
