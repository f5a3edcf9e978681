-- name: add(id, member, txn, kind, rules, at, points, body)!
INSERT INTO trace (id, member, txn, kind, rules, at, points, body)
VALUES (:id, :member, :txn, :kind, :rules, :at, :points, :body);

-- name: of_txn(member, txn)^
SELECT id, member, txn, kind, rules, at, points, body
FROM trace WHERE txn = :txn AND member = :member ORDER BY id LIMIT 1;

-- name: latest(member, before, most)
SELECT id, member, txn, kind, rules, at, points, body
FROM trace WHERE member = :member AND id < :before ORDER BY id DESC LIMIT :most;

-- name: after(newest, before, most)
SELECT id, member, txn, kind, rules, at, points, body
FROM trace WHERE id > :newest AND id < :before ORDER BY id LIMIT :most;

-- name: following(member, id, most)
SELECT id, member, txn, kind, rules, at, points, body
FROM trace WHERE member = :member AND id > :id ORDER BY id LIMIT :most;
