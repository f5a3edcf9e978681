-- name: open_accounts(member)!
INSERT INTO account (member, kind, points, version)
VALUES (:member, 'available', 0, 0), (:member, 'held', 0, 0), (:member, 'owed', 0, 0);

-- name: add_txn(id, key, kind, actor, happened_at, posted_at, reverses, rules)!
INSERT INTO txn (id, key, kind, actor, happened_at, posted_at, reverses, rules)
VALUES (:id, :key, :kind, :actor, :happened_at, :posted_at, :reverses, :rules);

-- name: move(member, kind, points)^
UPDATE account SET points = points + :points, version = version + 1
WHERE member = :member AND kind = :kind
RETURNING points, version;

-- name: add_pair(txn, member, account, points, balance_after, version, programme_account)!
-- A member's account and the programme's, summing to zero.
INSERT INTO entry (txn, member, account, points, balance_after, account_version)
VALUES (:txn, :member, :account, :points, :balance_after, :version),
       (:txn, 0, :programme_account, -:points, NULL, NULL);

-- name: add_lot(id, member, txn, points, earned_at, expires_at, origin)!
INSERT INTO lot (id, member, txn, points, points_left, earned_at, expires_at, origin)
VALUES (:id, :member, :txn, :points, :points, :earned_at, :expires_at, :origin);

-- name: lots_left(member)
SELECT id, points, points_left, earned_at, expires_at, origin
FROM lot WHERE member = :member AND points_left > 0 ORDER BY expires_at, id;

-- name: draw_down(lot, points)!
UPDATE lot SET points_left = points_left - :points WHERE id = :lot;

-- name: add_draw(lot, txn, points)!
INSERT INTO draw (lot, txn, points) VALUES (:lot, :txn, :points);

-- name: balance(member)$
SELECT points FROM account WHERE member = :member AND kind = 'available';

-- name: ended_points(member, now)$
-- Points whose day is over, though the sweep has not come to them yet.
SELECT coalesce(sum(points_left), 0) FROM lot
WHERE member = :member AND points_left > 0 AND expires_at <= :now;

-- name: ended_lots(member, now)
SELECT id, points_left FROM lot
WHERE member = :member AND points_left > 0 AND expires_at <= :now ORDER BY expires_at, id;

-- name: due_lots(now, most)
SELECT id, member, points_left FROM lot
WHERE points_left > 0 AND expires_at <= :now ORDER BY expires_at LIMIT :most;

-- name: pair_of(txn)^
SELECT m.member, m.points, p.account, t.kind, t.happened_at
FROM txn t
JOIN entry m ON m.txn = t.id AND m.member > 0
JOIN entry p ON p.txn = t.id AND p.member = 0
WHERE t.id = :txn;

-- name: lots_of_txn(txn)
SELECT id, points, points_left FROM lot WHERE txn = :txn;

-- name: draws_of_txn(txn)
SELECT lot, points FROM draw WHERE txn = :txn;

-- name: reversed_by(txn)$
SELECT id FROM txn WHERE reverses = :txn;

-- name: expiring(member, now)
SELECT expires_at, sum(points_left) FROM lot
WHERE member = :member AND points_left > 0 AND expires_at > :now
GROUP BY expires_at ORDER BY expires_at;

-- name: newest_version(member)$
SELECT version FROM account WHERE member = :member AND kind = 'available';

-- name: lines(member, version, most)
SELECT t.id, t.kind, e.points, e.balance_after, t.happened_at, e.account_version
FROM entry e JOIN txn t ON t.id = e.txn
WHERE e.member = :member AND e.account = 'available' AND e.account_version <= :version
ORDER BY e.account_version DESC LIMIT :most;
