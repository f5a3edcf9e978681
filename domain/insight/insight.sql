-- name: members()$
SELECT count(*) FROM member;

-- name: totals()
SELECT account, sum(points) FROM entry WHERE member = 0 GROUP BY account;
