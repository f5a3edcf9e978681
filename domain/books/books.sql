-- name: open_accounts(member)!
INSERT INTO account (member, kind, points, version)
VALUES (:member, 'available', 0, 0), (:member, 'held', 0, 0), (:member, 'owed', 0, 0);

-- name: lock(member)
-- SQLite has one writer: a change there has the books to itself from its first statement on.
SELECT kind, points FROM account WHERE member = :member ORDER BY kind;

-- name: lock_on_postgres(member)
SELECT kind, points FROM account WHERE member = :member ORDER BY kind FOR NO KEY UPDATE;

-- name: add_txn(id, key, kind, actor, happened_at, posted_at, reverses, rules)!
INSERT INTO txn (id, key, kind, actor, happened_at, posted_at, reverses, rules)
VALUES (:id, :key, :kind, :actor, :happened_at, :posted_at, :reverses, :rules);

-- name: move(member, kind, points)^
UPDATE account SET points = points + :points, version = version + 1
WHERE member = :member AND kind = :kind
RETURNING points, version;

-- name: add_entries(txn, member, account, points, balance_after, version)*!
-- Both sides of a transaction; member 0 is the programme, whose accounts carry no balance.
INSERT INTO entry (txn, member, account, points, balance_after, account_version)
VALUES (:txn, :member, :account, :points, :balance_after, :version);

-- name: add_lot(id, member, txn, points, earned_at, expires_at, origin, decay_percent)!
INSERT INTO lot
    (id, member, txn, points, points_left, earned_at, expires_at, origin, decay_percent)
VALUES
    (:id, :member, :txn, :points, :points, :earned_at, :expires_at, :origin, :decay_percent);

-- name: lots_left(member)
SELECT id, points, points_left, earned_at, expires_at, origin, decay_percent
FROM lot WHERE member = :member AND points_left > 0 ORDER BY expires_at, id;

-- name: balance(member)$
SELECT points FROM account WHERE member = :member AND kind = 'available';

-- name: accounts(member)
SELECT kind, points FROM account WHERE member = :member ORDER BY kind;

-- name: ended(member, now)
-- Lots whose day is over, though the sweep has not come to them yet.
SELECT points_left, expires_at, decay_percent FROM lot
WHERE member = :member AND points_left > 0 AND expires_at <= :now;

-- name: expiring(member, now)
SELECT expires_at, points_left, decay_percent FROM lot
WHERE member = :member AND points_left > 0 AND expires_at > :now ORDER BY expires_at;

-- name: newest_version(member)$
SELECT version FROM account WHERE member = :member AND kind = 'available';

-- name: lines(member, version, most)
SELECT t.id, t.kind, e.points, e.balance_after, t.happened_at, e.account_version
FROM entry e JOIN txn t ON t.id = e.txn
WHERE e.member = :member AND e.account = 'available' AND e.account_version <= :version
ORDER BY e.account_version DESC LIMIT :most;

-- name: line(member, txn)^
SELECT t.id, t.kind, e.points, e.balance_after, t.happened_at
FROM entry e JOIN txn t ON t.id = e.txn
WHERE e.txn = :txn AND e.member = :member AND e.account = 'available';
