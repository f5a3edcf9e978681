-- name: add(id, kind, facts, at)!
INSERT INTO alert (id, kind, facts, at) VALUES (:id, :kind, :facts, :at);

-- name: untold()
SELECT id, kind, facts FROM alert WHERE told_at IS NULL ORDER BY id;

-- name: mark_told(id, at)!
UPDATE alert SET told_at = :at WHERE id = :id AND told_at IS NULL;
