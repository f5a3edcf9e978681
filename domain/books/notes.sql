-- name: add(txn, member, digest, sealed)!
INSERT INTO annotation (txn, member, digest, sealed) VALUES (:txn, :member, :digest, :sealed);

-- name: find(txn)^
SELECT a.sealed, a.digest, i.wrapped_key FROM annotation a JOIN identity i ON i.member = a.member
WHERE a.txn = :txn;

-- name: key_of(member)$
SELECT wrapped_key FROM identity WHERE member = :member;
