-- name: balances(member, at)
-- Each account as the last transaction posted by then left it.
SELECT a.kind, coalesce((
    SELECT e.balance_after FROM entry e JOIN txn t ON t.id = e.txn
    WHERE e.member = a.member AND e.account = a.kind AND t.posted_at <= :at
    ORDER BY e.account_version DESC LIMIT 1), 0)
FROM account a WHERE a.member = :member ORDER BY a.kind;

-- name: lots(member, at)
-- What each lot held then; an end that was moved since is the one it had then.
SELECT * FROM (
    SELECT l.id, l.points,
           CAST(l.points - (
               SELECT coalesce(sum(d.points), 0) FROM draw d JOIN txn t ON t.id = d.txn
               WHERE d.lot = l.id AND t.posted_at <= :at) AS bigint) AS points_left,
           l.earned_at,
           coalesce((SELECT x.ends_before FROM extension x
                     WHERE x.lot = l.id AND x.made_at > :at
                     ORDER BY x.ends_before LIMIT 1),
                    l.expires_at) AS expires_at,
           l.origin, l.decay_percent
    FROM lot l JOIN txn made ON made.id = l.txn
    WHERE l.member = :member AND made.posted_at <= :at) AS then_held
WHERE points_left > 0 ORDER BY expires_at, id;

-- name: totals(at)
SELECT e.account, CAST(sum(e.points) AS bigint)
FROM entry e JOIN txn t ON t.id = e.txn
WHERE e.member = 0 AND t.posted_at <= :at GROUP BY e.account;
