-- name: add(id, kind, facts, due_at)!
INSERT INTO circular (id, kind, facts, due_at) VALUES (:id, :kind, :facts, :due_at);

-- name: oldest(now)^
SELECT id, kind, facts, cursor, due_at FROM circular
WHERE state = 'due' AND due_at <= :now ORDER BY due_at, id LIMIT 1;

-- name: readers(cursor, most)
SELECT m.id FROM member m
WHERE m.id > :cursor AND m.id > 0 AND m.reachable = 1 AND NOT EXISTS (
    SELECT 1 FROM preference p WHERE p.member = m.id AND p.kind = 'news' AND p.wanted = 0)
ORDER BY m.id LIMIT :most;

-- name: advance(id, before, cursor, state)!
UPDATE circular SET cursor = :cursor, state = :state
WHERE id = :id AND cursor = :before AND state = 'due';
