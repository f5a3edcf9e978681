-- name: members()$
SELECT count(*) FROM member;

-- name: totals()
SELECT account, CAST(sum(points) AS bigint) FROM entry WHERE member = 0 GROUP BY account;
