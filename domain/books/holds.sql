-- name: add(id, member, txn, points, made_at, expires_at)!
INSERT INTO hold (id, member, txn, points, made_at, expires_at)
VALUES (:id, :member, :txn, :points, :made_at, :expires_at);

-- name: find(id)^
SELECT id, member, txn, points, expires_at, state, captured, end_txn, ended_at
FROM hold WHERE id = :id;

-- name: due(now, most)
SELECT id, member FROM hold
WHERE state = 'open' AND expires_at <= :now ORDER BY expires_at LIMIT :most;

-- name: end(id, state, captured, txn, at)!
UPDATE hold SET state = :state, captured = :captured, end_txn = :txn, ended_at = :at
WHERE id = :id;
