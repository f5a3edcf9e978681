-- name: add(member, tag, at)^
INSERT INTO tag (member, tag, at) VALUES (:member, :tag, :at)
ON CONFLICT DO NOTHING RETURNING tag;

-- name: remove(member, tag)^
DELETE FROM tag WHERE member = :member AND tag = :tag RETURNING tag;

-- name: of_member(member)
SELECT tag FROM tag WHERE member = :member ORDER BY tag;

-- name: all()
SELECT tag, count(*) FROM tag GROUP BY tag ORDER BY tag;

-- name: known(tag)$
SELECT 1 FROM tag WHERE tag = :tag LIMIT 1;
