-- name: add(id, asked_by, act, member, sealed, at, expires_at)!
INSERT INTO approval (id, asked_by, act, member, sealed, asked_at, expires_at)
VALUES (:id, :asked_by, :act, :member, :sealed, :at, :expires_at);

-- name: of(id)^
SELECT id, act, member, sealed, expires_at, state, decided_by
FROM approval WHERE id = :id;

-- name: waiting(now)
SELECT id, act, member, sealed, expires_at, state, decided_by
FROM approval WHERE state = 'waiting' AND expires_at > :now ORDER BY expires_at, id;

-- name: decide(id, state, decided_by, at)^
-- Of two who decide at once, the second finds it decided.
UPDATE approval SET state = :state, decided_by = CAST(:decided_by AS text), decided_at = :at
WHERE id = :id AND state = 'waiting' RETURNING id;

-- name: overdue(now, most)
SELECT id FROM approval WHERE state = 'waiting' AND expires_at <= :now
ORDER BY expires_at LIMIT :most;
