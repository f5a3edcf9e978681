-- name: on(member, month, day)
-- Only the periods in which a purchase can take something: a member's activities are not read.
SELECT rule, period FROM taken WHERE member = :member AND period IN ('ever', :month, :day);

-- name: add(member, rule, period, cause, at)!
INSERT INTO taken (member, rule, period, cause, at)
VALUES (:member, :rule, :period, :cause, :at) ON CONFLICT DO NOTHING;

-- name: count(member, rule, prefix)$
SELECT count(*) FROM taken
WHERE member = :member AND rule = :rule AND substr(period, 1, length(:prefix)) = :prefix;

-- name: free(member, cause)!
DELETE FROM taken WHERE member = :member AND cause = :cause;
