-- name: rewards()
SELECT DISTINCT reward FROM gift WHERE state = 'due' ORDER BY reward;

-- name: due(reward, most)
SELECT g.id, g.member, g.rule FROM gift g
JOIN account a ON a.member = g.member AND a.kind = 'owed' AND a.points = 0
WHERE g.state = 'due' AND g.reward = :reward ORDER BY g.id LIMIT :most;

-- name: state(id)$
SELECT state FROM gift WHERE id = :id;

-- name: give(id, voucher)!
UPDATE gift SET state = 'given', voucher = :voucher WHERE id = :id AND state = 'due';

-- name: undone(since_id, most)
SELECT g.member, g.voucher, g.rule FROM gift g
JOIN purchase p ON p.id = g.purchase AND p.undone_at IS NOT NULL
JOIN voucher v ON v.id = g.voucher AND v.state = 'issued'
WHERE g.id >= :since_id AND g.state = 'given' ORDER BY g.member, g.id LIMIT :most;

-- name: given_by(member, voucher)$
-- The points that a gift's voucher was paid with: given last before they were redeemed.
SELECT max(l.txn) FROM lot l JOIN voucher v ON v.id = :voucher
WHERE l.member = :member AND l.origin = 'in_kind' AND l.txn < v.txn;
