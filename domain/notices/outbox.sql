-- name: add(id, member, txn, kind, lane, payload, due_at)!
INSERT INTO outbox (id, member, txn, kind, lane, payload, due_at, state)
VALUES (:id, :member, :txn, :kind, :lane, :payload, :due_at, 'due');

-- name: add_each(id, member, txn, kind, lane, payload, due_at)*!
INSERT INTO outbox (id, member, txn, kind, lane, payload, due_at, state)
VALUES (:id, :member, :txn, :kind, :lane, :payload, :due_at, 'due');

-- name: due(now, most)
-- A member's notices keep their order: none goes before an older one that was put off.
SELECT id, member, kind, payload, txn FROM outbox
WHERE state = 'due' AND due_at <= :now AND NOT EXISTS (
    SELECT 1 FROM outbox older
    WHERE older.state = 'due' AND older.attempts > 0 AND older.member = outbox.member
    AND older.id < outbox.id AND older.due_at > outbox.due_at)
ORDER BY lane, due_at, id LIMIT :most;

-- name: tries(id)^
SELECT attempts, faults FROM outbox WHERE id = :id;

-- name: settle(id, state)!
UPDATE outbox SET state = :state, payload = NULL WHERE id = :id AND state = 'due';

-- name: postpone(id, due_at, faults)!
UPDATE outbox SET attempts = attempts + 1, due_at = :due_at, faults = :faults
WHERE id = :id AND state = 'due';

-- name: held(held)
SELECT kind, count(*), min(id) FROM outbox
WHERE state = 'due' AND due_at = :held GROUP BY kind ORDER BY kind;

-- name: hold_back(held)!
UPDATE outbox SET due_at = :held, attempts = 0 WHERE state = 'due';

-- name: release(held, now)!
UPDATE outbox SET due_at = :now WHERE state = 'due' AND due_at = :held;

-- name: drop_held(held)!
UPDATE outbox SET state = 'muted', payload = NULL WHERE state = 'due' AND due_at = :held;
