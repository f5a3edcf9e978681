-- name: add(id, member, txn, kind, payload, due_at)!
INSERT INTO outbox (id, member, txn, kind, payload, due_at, state)
VALUES (:id, :member, :txn, :kind, :payload, :due_at, 'due');

-- name: due(now, most)
SELECT id, member, kind, payload FROM outbox
WHERE state = 'due' AND due_at <= :now ORDER BY due_at, id LIMIT :most;

-- name: attempts(id)$
SELECT attempts FROM outbox WHERE id = :id;

-- name: settle(id, state)!
UPDATE outbox SET state = :state, payload = NULL WHERE id = :id AND state = 'due';

-- name: postpone(id, due_at)!
UPDATE outbox SET attempts = attempts + 1, due_at = :due_at WHERE id = :id AND state = 'due';
