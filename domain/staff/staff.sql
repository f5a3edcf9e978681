-- name: next_act(actor)^
-- Takes the person's chain: of two acts at once, the second follows the first.
UPDATE staff_person SET acts = acts + 1 WHERE actor = :actor RETURNING acts, head;

-- name: add_person(actor, sealed, head, at)!
INSERT INTO staff_person (actor, sealed, head, first_at) VALUES (:actor, :sealed, :head, :at)
ON CONFLICT DO NOTHING;

-- name: rename(actor, sealed)!
UPDATE staff_person SET sealed = :sealed WHERE actor = :actor;

-- name: set_head(actor, head)!
UPDATE staff_person SET head = :head WHERE actor = :actor;

-- name: sealed(actor)$
SELECT sealed FROM staff_person WHERE actor = :actor;

-- name: add_act(actor, number, at, act, member, txn, facts, flagged, chain)!
INSERT INTO staff_act (actor, number, at, act, member, txn, facts, flagged, chain)
VALUES (:actor, :number, :at, :act, :member, :txn, :facts, :flagged, :chain);

-- name: latest(before, most, flagged)
SELECT a.actor, a.number, a.at, a.act, a.member, a.txn, a.facts, a.flagged, p.sealed
FROM staff_act a JOIN staff_person p ON p.actor = a.actor
WHERE a.at < :before AND a.flagged >= :flagged
ORDER BY a.at DESC, a.actor, a.number DESC LIMIT :most;
