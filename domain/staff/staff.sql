-- name: add_person(actor, sealed, at)!
INSERT INTO staff_person (actor, sealed, first_at) VALUES (:actor, :sealed, :at)
ON CONFLICT DO NOTHING;

-- name: rename(actor, sealed)!
UPDATE staff_person SET sealed = :sealed WHERE actor = :actor;

-- name: sealed(actor)$
SELECT sealed FROM staff_person WHERE actor = :actor;

-- name: people()
SELECT actor, sealed FROM staff_person ORDER BY first_at, actor;

-- name: set_language(actor, language)!
UPDATE staff_person SET language = :language WHERE actor = :actor;

-- name: language(actor)$
SELECT language FROM staff_person WHERE actor = :actor;

-- name: next_act(actor)^
-- Takes the person's chain: of two acts at once, the second follows the first.
UPDATE staff_person SET acts = acts + 1 WHERE actor = :actor RETURNING acts, sealed;

-- name: link(actor, number)$
SELECT chain FROM staff_act WHERE actor = :actor AND number = :number;

-- name: add_act(actor, number, at, act, member, txn, facts, flagged, chain)!
INSERT INTO staff_act (actor, number, at, act, member, txn, facts, flagged, chain)
VALUES (:actor, :number, :at, :act, :member, :txn, :facts, :flagged, :chain);

-- name: set_head(actor, head)!
UPDATE staff_person SET head = :head WHERE actor = :actor;

-- name: one(actor, number)^
SELECT a.actor, a.number, a.at, a.act, a.member, a.txn, a.facts, a.flagged, p.sealed
FROM staff_act a JOIN staff_person p ON p.actor = a.actor
WHERE a.actor = :actor AND a.number = :number;

-- name: latest(until, actor, flagged, most, skip)
SELECT a.actor, a.number, a.at, a.act, a.member, a.txn, a.facts, a.flagged, p.sealed
FROM staff_act a JOIN staff_person p ON p.actor = a.actor
WHERE a.at <= :until AND a.flagged >= :flagged
AND (CAST(:actor AS text) IS NULL OR a.actor = CAST(:actor AS text))
ORDER BY a.at DESC, a.actor DESC, a.number DESC LIMIT :most OFFSET :skip;

-- name: count(until, actor, flagged)$
SELECT CAST(count(*) AS bigint) FROM staff_act
WHERE at <= :until AND flagged >= :flagged
AND (CAST(:actor AS text) IS NULL OR actor = CAST(:actor AS text));

-- name: ends()
SELECT actor, acts, head FROM staff_person;

-- name: chains()
SELECT actor, number, at, act, member, txn, facts, flagged, chain
FROM staff_act ORDER BY actor, number;

-- name: begun()
SELECT p.actor FROM staff_person p WHERE EXISTS (
    SELECT 1 FROM staff_act a WHERE a.actor = p.actor AND a.act = 'serving');

-- name: taken_back_since(actor, since)$
SELECT CAST(count(*) AS bigint) FROM staff_act
WHERE actor = :actor AND at >= :since AND act IN ('undo', 'refund');

-- name: credited_since(actor, member, since)$
SELECT 1 FROM staff_act
WHERE actor = :actor AND member = :member AND at >= :since AND act = 'sale' LIMIT 1;

-- name: made_good_since(actor, since)
SELECT at, facts FROM staff_act
WHERE actor = :actor AND at >= :since AND act = 'make_good' ORDER BY at, number;
