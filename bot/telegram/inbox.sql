-- name: accept(update_id, person, payload, received_at)^
INSERT INTO inbox (update_id, person, payload, state, attempts, received_at)
VALUES (:update_id, :person, :payload, 'new', 0, :received_at)
-- One that waits since an answer was lost comes again, and has still to be handed over.
ON CONFLICT (update_id) DO UPDATE SET state = inbox.state WHERE inbox.state = 'new'
RETURNING update_id;

-- name: finish(update_id)*!
UPDATE inbox SET state = 'done', person = NULL, payload = NULL WHERE update_id = :update_id;

-- name: fail(update_id, attempts)!
UPDATE inbox SET attempts = :attempts WHERE update_id = :update_id;

-- name: park(update_id, attempts)!
UPDATE inbox SET state = 'parked', attempts = :attempts, person = NULL, payload = NULL
WHERE update_id = :update_id;

-- name: finish_all()!
UPDATE inbox SET state = 'done', person = NULL, payload = NULL WHERE state = 'new';

-- name: people_waiting()
-- Whoever has waited longest comes first.
SELECT person FROM inbox WHERE state = 'new' GROUP BY person ORDER BY MIN(update_id);

-- name: pending(person, most)
SELECT update_id, payload, attempts, received_at FROM inbox
WHERE state = 'new' AND person = :person
ORDER BY update_id
LIMIT :most;

-- name: forget(before, most)!
DELETE FROM inbox WHERE update_id IN (
    SELECT update_id FROM inbox WHERE state <> 'new' AND received_at < :before LIMIT :most);
