-- name: content_of(broadcast)$
SELECT content FROM broadcast WHERE id = :broadcast;

-- name: counted(broadcast, button, member)$
SELECT 1 FROM click WHERE broadcast = :broadcast AND button = :button AND member = :member;

-- name: add(broadcast, button, member, at)!
INSERT INTO click (broadcast, button, member, at) VALUES (:broadcast, :button, :member, :at)
ON CONFLICT DO NOTHING;

-- name: counts(broadcast)
SELECT button, count(*) FROM click WHERE broadcast = :broadcast GROUP BY button;
