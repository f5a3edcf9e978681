-- name: of(member)^
SELECT from_minute, until_minute FROM quiet WHERE member = :member;

-- name: keep(member, from_minute, until_minute)!
INSERT INTO quiet (member, from_minute, until_minute)
VALUES (:member, :from_minute, :until_minute)
ON CONFLICT (member) DO UPDATE
SET from_minute = excluded.from_minute, until_minute = excluded.until_minute;

-- name: clear(member)!
DELETE FROM quiet WHERE member = :member;
