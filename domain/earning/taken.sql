-- name: of(member)
SELECT rule, period FROM taken WHERE member = :member;

-- name: add(member, rule, period, cause, at)!
INSERT INTO taken (member, rule, period, cause, at)
VALUES (:member, :rule, :period, :cause, :at) ON CONFLICT DO NOTHING;

-- name: count(member, rule, prefix)$
SELECT count(*) FROM taken
WHERE member = :member AND rule = :rule AND substr(period, 1, length(:prefix)) = :prefix;

-- name: free(member, cause)!
DELETE FROM taken WHERE member = :member AND cause = :cause;
