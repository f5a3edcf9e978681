-- name: add(id, member, at, code, facts)!
INSERT INTO refused (id, member, at, code, facts) VALUES (:id, :member, :at, :code, :facts);

-- name: forget_beyond(member, most)!
DELETE FROM refused WHERE member = :member AND id <= (
    SELECT id FROM refused WHERE member = :member ORDER BY id DESC LIMIT 1 OFFSET :most);

-- name: recent(member, since)
SELECT at, code, facts FROM refused WHERE member = :member AND at > :since ORDER BY id DESC;

-- name: forget(before, most)!
-- Ids are in order of time: from the oldest on, so that nothing else is read.
DELETE FROM refused WHERE at <= :before
AND id IN (SELECT id FROM refused ORDER BY id LIMIT :most);
