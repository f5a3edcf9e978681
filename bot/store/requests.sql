-- name: find(key)^
SELECT fingerprint, result FROM request WHERE key = :key;

-- name: keep(key, fingerprint, result, at)!
INSERT INTO request (key, fingerprint, result, at) VALUES (:key, :fingerprint, :result, :at);

-- name: forget(before, most)!
DELETE FROM request
WHERE key IN (SELECT key FROM request WHERE at < :before LIMIT :most);
