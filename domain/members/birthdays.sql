-- name: of(member)^
SELECT b.sealed, i.wrapped_key
FROM birthday b JOIN identity i ON i.member = b.member WHERE b.member = :member;

-- name: put(member, day, sealed, at)!
INSERT INTO birthday (member, day, sealed, set_at) VALUES (:member, :day, :sealed, :at)
ON CONFLICT (member) DO UPDATE
SET day = excluded.day, sealed = excluded.sealed, set_at = excluded.set_at;

-- name: on(day, cursor, most)
SELECT member FROM birthday
WHERE day = :day AND member > :cursor ORDER BY member LIMIT :most;
