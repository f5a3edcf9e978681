-- name: lately_each(members, since)
SELECT member, count(*) FROM attention
WHERE member IN (SELECT value FROM json_each(:members)) AND at > :since GROUP BY member;

-- name: lately_each_on_postgres(members, since)
SELECT member, count(*) FROM attention
WHERE member IN (
    SELECT CAST(value AS bigint) FROM json_array_elements_text(CAST(:members AS json)) AS value)
AND at > :since GROUP BY member;

-- name: add_each(member, at, source)*!
INSERT INTO attention (member, at, source) VALUES (:member, :at, :source)
ON CONFLICT DO NOTHING;

-- name: told(source, told, at)!
INSERT INTO price (source, told, first_at) VALUES (:source, :told, :at)
ON CONFLICT (source) DO UPDATE SET told = price.told + excluded.told;

-- name: drop_each(member, source)*!
DELETE FROM attention WHERE member = :member AND source = :source;

-- name: untold(source, told)!
UPDATE price SET told = told - :told WHERE source = :source;

-- name: last(member, source, since)^
SELECT at, source FROM attention
WHERE member = :member AND at >= :since
AND (CAST(:source AS text) IS NULL OR source = :source)
ORDER BY at DESC, source DESC LIMIT 1;

-- name: lose(member, at, source, lost)!
UPDATE attention SET lost = :lost
WHERE member = :member AND at = :at AND source = :source AND lost IS NULL;

-- name: cost(source, blocked, muted, at)!
INSERT INTO price (source, blocked, muted, first_at) VALUES (:source, :blocked, :muted, :at)
ON CONFLICT (source) DO UPDATE
SET blocked = price.blocked + excluded.blocked, muted = price.muted + excluded.muted;

-- name: price(source)^
SELECT told, blocked, muted FROM price WHERE source = :source;

-- name: recent_price(since)^
SELECT CAST(coalesce(sum(told), 0) AS bigint), CAST(coalesce(sum(blocked), 0) AS bigint),
       CAST(coalesce(sum(muted), 0) AS bigint)
FROM price WHERE first_at >= :since;

-- name: forget(before, most)!
DELETE FROM attention
WHERE (member, at, source) IN (
    SELECT member, at, source FROM attention WHERE at < :before ORDER BY at LIMIT :most);
