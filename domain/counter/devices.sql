-- name: forget_offers(actor)!
-- Of all the links one person asked for, the newest opens a page.
DELETE FROM device WHERE actor = :actor AND paired_at IS NULL;

-- name: offer(id, actor, shop, code, until, key, at)!
INSERT INTO device (id, actor, shop, name, code, code_until, sealed_key, made_at)
VALUES (:id, :actor, :shop, '', :code, :until, :key, :at);

-- name: pair(code, name, at)^
-- One statement decides and writes: of two with one code, one is paired.
UPDATE device SET code = NULL, name = :name, paired_at = :at, seen_at = :at
WHERE code = :code AND code_until > :at
RETURNING id, actor, shop, name, seen_at, sealed_key;

-- name: paired(id)^
SELECT id, actor, shop, name, seen_at, sealed_key FROM device
WHERE id = :id AND paired_at IS NOT NULL AND revoked_at IS NULL;

-- name: devices(actor)
SELECT id, actor, shop, name, seen_at FROM device
WHERE paired_at IS NOT NULL AND revoked_at IS NULL
AND (CAST(:actor AS text) IS NULL OR actor = :actor)
ORDER BY seen_at DESC, id DESC;

-- name: seen(id, at)!
UPDATE device SET seen_at = :at WHERE id = :id;

-- name: revoke(id, at)!
UPDATE device SET revoked_at = :at WHERE id = :id AND revoked_at IS NULL;
