-- name: bought(member, since)^
SELECT CAST(coalesce(sum(paid), 0) AS bigint), count(*) FROM purchase
WHERE member = :member AND happened_at >= :since AND undone_at IS NULL;
