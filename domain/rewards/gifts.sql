-- name: due(reward, most)
SELECT g.id, g.member, g.rule, g.at FROM gift g
JOIN account a ON a.member = g.member AND a.kind = 'owed' AND a.points = 0
WHERE g.state = 'due' AND g.reward = :reward ORDER BY g.id LIMIT :most;

-- name: state(id)$
SELECT state FROM gift WHERE id = :id;

-- name: give(id, voucher)!
UPDATE gift SET state = 'given', voucher = :voucher WHERE id = :id AND state = 'due';

-- name: recalled(most)
SELECT id, member, voucher, rule FROM gift
WHERE state = 'recalled' ORDER BY id LIMIT :most;

-- name: keep(id)!
UPDATE gift SET state = 'given' WHERE id = :id AND state = 'recalled';

-- name: undo(id)!
UPDATE gift SET state = 'undone', voucher = NULL WHERE id = :id AND state = 'recalled';

-- name: given_by(member, voucher)$
-- The points that a gift's voucher was paid with: given last before they were redeemed.
SELECT max(l.txn) FROM lot l JOIN voucher v ON v.id = :voucher
WHERE l.member = :member AND l.origin = 'in_kind' AND l.txn < v.txn;
