-- name: due_of(member, now)
SELECT id, member, points_left, expires_at, decay_percent FROM lot
WHERE member = :member AND points_left > 0 AND expires_at <= :now ORDER BY expires_at, id;

-- name: account(member)^
SELECT points, version FROM account WHERE member = :member AND kind = 'available';

-- name: lock_due(now, most)
-- One process writes SQLite: whoever comes second waits for the whole database.
SELECT 1 WHERE CAST(:now AS bigint) < 0 AND CAST(:most AS bigint) < 0;

-- name: lock_due_on_postgres(now, most)
SELECT a.member FROM account a
WHERE a.kind = 'available' AND a.member IN (
    SELECT l.member FROM lot l WHERE l.points_left > 0 AND l.expires_at <= :now
    ORDER BY l.expires_at, l.member, l.id LIMIT :most)
ORDER BY a.member FOR NO KEY UPDATE;

-- name: due(now, most)
SELECT l.id, l.member, l.points_left, l.expires_at, l.decay_percent, a.points, a.version
FROM lot l JOIN account a ON a.member = l.member AND a.kind = 'available'
WHERE l.points_left > 0 AND l.expires_at <= :now
ORDER BY l.expires_at, l.member, l.id LIMIT :most;

-- name: count_due(now, most)$
SELECT count(*) FROM (
    SELECT id FROM lot WHERE points_left > 0 AND expires_at <= :now LIMIT :most) AS first_due;

-- name: member_after(cursor, lots)$
-- The member whom one meets after so many open lots in order of their members.
SELECT max(member) FROM (
    SELECT member FROM lot WHERE points_left > 0 AND member >= :cursor
    ORDER BY member LIMIT :lots) AS passed;

-- name: lock_between(first, last, now, most)
SELECT 1 WHERE CAST(:now AS bigint) < 0 AND :first + :last + :most < 0;

-- name: lock_between_on_postgres(first, last, now, most)
SELECT a.member FROM account a
WHERE a.kind = 'available' AND a.member IN (
    SELECT l.member FROM lot l
    WHERE l.points_left > 0 AND l.member BETWEEN :first AND :last AND l.expires_at <= :now
    ORDER BY l.member, l.expires_at, l.id LIMIT :most)
ORDER BY a.member FOR NO KEY UPDATE;

-- name: due_between(first, last, now, most)
SELECT l.id, l.member, l.points_left, l.expires_at, l.decay_percent, a.points, a.version
FROM lot l JOIN account a ON a.member = l.member AND a.kind = 'available'
WHERE l.points_left > 0 AND l.member BETWEEN :first AND :last AND l.expires_at <= :now
ORDER BY l.member, l.expires_at, l.id LIMIT :most;

-- name: add_txns(id, key, kind, now, rules)*!
INSERT INTO txn (id, key, kind, actor, happened_at, posted_at, rules)
VALUES (:id, :key, :kind, 'clock', :now, :now, :rules);

-- name: move_accounts(member, points, versions)*!
UPDATE account SET points = points - :points, version = version + :versions
WHERE member = :member AND kind = 'available';

-- name: add_entries(txn, member, points, after, version)*!
INSERT INTO entry (txn, member, account, points, balance_after, account_version)
VALUES (:txn, :member, 'available', :points, :after, :version),
       (:txn, 0, 'expired', -:points, NULL, NULL);

-- name: add_draws(lot, txn, points)*!
INSERT INTO draw (lot, txn, points) VALUES (:lot, :txn, :points);

-- name: draw_down(lot, points)*!
UPDATE lot SET points_left = points_left - :points WHERE id = :lot;

-- name: owner(lot)$
SELECT member FROM lot WHERE id = :lot;

-- name: ends(lot)$
SELECT expires_at FROM lot WHERE id = :lot;

-- name: add_extensions(id, lot, before, after, actor, now)*!
INSERT INTO extension (id, lot, ends_before, ends_after, actor, made_at)
VALUES (:id, :lot, :before, :after, :actor, :now);

-- name: move_ends(lot, ends)*!
UPDATE lot SET expires_at = :ends WHERE id = :lot;

-- name: forget_reminders(lot)*!
DELETE FROM reminder WHERE lot = :lot;
