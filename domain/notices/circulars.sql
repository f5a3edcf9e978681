-- name: add(id, kind, facts, due_at)!
INSERT INTO circular (id, kind, facts, due_at) VALUES (:id, :kind, :facts, :due_at);

-- name: open(now)
SELECT id, kind, facts, cursor, due_at FROM circular
WHERE state = 'due' AND due_at <= :now ORDER BY due_at, id;

-- name: reachable(cursor, most)
SELECT id FROM member WHERE id > :cursor AND id > 0 AND reachable = 1 ORDER BY id LIMIT :most;

-- name: readers(cursor, most)
SELECT p.member FROM preference p JOIN member m ON m.id = p.member
WHERE p.kind = 'news' AND p.wanted = 1 AND p.member > :cursor
AND m.id > :cursor AND m.reachable = 1
ORDER BY p.member LIMIT :most;

-- name: readers_among(members)
SELECT p.member FROM preference p JOIN member m ON m.id = p.member
WHERE p.member IN (SELECT value FROM json_each(:members))
AND p.kind = 'news' AND p.wanted = 1 AND m.reachable = 1;

-- name: readers_among_on_postgres(members)
SELECT p.member FROM preference p JOIN member m ON m.id = p.member
WHERE p.member IN (
    SELECT CAST(value AS bigint) FROM json_array_elements_text(CAST(:members AS json)) AS value)
AND p.kind = 'news' AND p.wanted = 1 AND m.reachable = 1;

-- name: advance(id, before, cursor, state)!
UPDATE circular SET cursor = :cursor, state = :state
WHERE id = :id AND cursor = :before AND state = 'due';
