-- name: of_member(member, most, skip)
SELECT id FROM purchase WHERE member = :member
ORDER BY happened_at DESC, id DESC LIMIT :most OFFSET :skip;

-- name: how_many(member)$
SELECT count(*) FROM purchase WHERE member = :member;
