-- name: newest()^
SELECT number, day, upto, records, root, previous, hash FROM seal ORDER BY number DESC LIMIT 1;

-- name: find(number)^
SELECT number, day, upto, records, root, previous, hash FROM seal WHERE number = :number;

-- name: chain()
SELECT number, day, upto, records, root, previous, hash FROM seal ORDER BY number;

-- name: unsealed_txns(after, upto, most)
SELECT t.id FROM txn t
WHERE t.id > :after AND t.id < :upto AND NOT EXISTS (SELECT 1 FROM leaf f WHERE f.id = t.id)
ORDER BY t.id LIMIT :most;

-- name: unsealed_extensions(after, upto, most)
SELECT x.id FROM extension x
WHERE x.id > :after AND x.id < :upto AND NOT EXISTS (SELECT 1 FROM leaf f WHERE f.id = x.id)
ORDER BY x.id LIMIT :most;

-- name: progress(seal)^
SELECT position + 1, id FROM leaf WHERE seal = :seal ORDER BY position DESC LIMIT 1;

-- name: add_leaves(id, seal, position, hash)*!
INSERT INTO leaf (id, seal, position, hash) VALUES (:id, :seal, :position, :hash);

-- name: add_block(seal, number, hash)!
INSERT INTO seal_block (seal, number, hash) VALUES (:seal, :number, :hash);

-- name: add(number, day, upto, records, root, previous, hash, at)!
INSERT INTO seal (number, day, upto, records, root, previous, hash, made_at)
VALUES (:number, :day, :upto, :records, :root, :previous, :hash, :at);

-- name: blocks(seal)
SELECT hash FROM seal_block WHERE seal = :seal ORDER BY number;

-- name: blocks_between(seal, first, last)
SELECT hash FROM seal_block
WHERE seal = :seal AND number BETWEEN :first AND :last ORDER BY number;

-- name: leaves(seal, first, last)
SELECT id, position, hash FROM leaf
WHERE seal = :seal AND position BETWEEN :first AND :last ORDER BY position;

-- name: leaf(id)^
SELECT seal, position FROM leaf WHERE id = :id;

-- name: posted_at(txn, member)$
-- When a transaction that concerns this member was posted.
SELECT t.posted_at FROM txn t
WHERE t.id = :txn AND EXISTS (SELECT 1 FROM entry e WHERE e.txn = t.id AND e.member = :member);

-- name: unposted(after)
SELECT number, day, upto, records, root, previous, hash FROM seal
WHERE posted_at IS NULL AND upto > :after ORDER BY number;

-- name: mark_posted(number, at)!
UPDATE seal SET posted_at = :at WHERE number = :number AND posted_at IS NULL;

-- name: restored_at()$
SELECT restored_at FROM keeper;
