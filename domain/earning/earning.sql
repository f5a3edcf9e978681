-- name: earned(member, since)$
-- Points of purchases in the window, less what was taken back of them.
SELECT CAST(coalesce(sum(l.points - coalesce(
    (SELECT sum(r.points) FROM reversal r WHERE r.original = l.txn), 0)), 0) AS bigint)
FROM lot l WHERE l.member = :member AND l.earned_at > :since AND l.origin = 'purchase';

-- name: last_sign_in(member)^
SELECT day, streak FROM sign_in WHERE member = :member ORDER BY day DESC LIMIT 1;

-- name: add_sign_in(member, day, streak, txn)!
INSERT INTO sign_in (member, day, streak, txn) VALUES (:member, :day, :streak, :txn);

-- name: spend_budget(name, day, points, most)^
-- One statement decides and spends: two at once never overdraw a day.
INSERT INTO budget (name, day, spent) SELECT :name, :day, :points WHERE :points <= :most
ON CONFLICT (name, day) DO UPDATE SET spent = budget.spent + excluded.spent
WHERE budget.spent + excluded.spent <= :most
RETURNING spent;

-- name: refund_budget(name, day, points)!
UPDATE budget SET spent = spent - :points WHERE name = :name AND day = :day;

-- name: count_active(since_id, until_id)$
SELECT count(DISTINCT e.member) FROM txn t
JOIN entry e ON e.txn = t.id AND e.member > 0
JOIN member m ON m.id = e.member AND m.reachable = 1
WHERE t.id >= :since_id AND t.id < :until_id AND t.kind IN ('purchase', 'sign_in', 'redeem');

-- name: active_at(since_id, until_id, skip)$
SELECT DISTINCT e.member FROM txn t
JOIN entry e ON e.txn = t.id AND e.member > 0
JOIN member m ON m.id = e.member AND m.reachable = 1
WHERE t.id >= :since_id AND t.id < :until_id AND t.kind IN ('purchase', 'sign_in', 'redeem')
ORDER BY e.member LIMIT 1 OFFSET :skip;

-- name: ending(cursor, now, until, most)
-- Along the index by member, so that a whole sweep reads each open lot once.
SELECT l.member, l.id, l.points_left, l.decay_percent, l.expires_at,
       (SELECT min(r.days) FROM reminder r WHERE r.lot = l.id)
FROM lot l
WHERE l.points_left > 0 AND l.member > :cursor AND l.expires_at > :now AND l.expires_at <= :until
ORDER BY l.member, l.expires_at, l.id LIMIT :most;

-- name: add_reminder(lot, days)!
INSERT INTO reminder (lot, days) VALUES (:lot, :days) ON CONFLICT DO NOTHING;
