-- name: add(friend, inviter, rule, at)!
INSERT INTO referral (friend, inviter, rule, at) VALUES (:friend, :inviter, :rule, :at);

-- name: is_member(id)$
SELECT id FROM member WHERE id = :id;

-- name: of_inviter(inviter)^
SELECT count(*),
       CAST(coalesce(sum(CASE WHEN state = 'paid' THEN 1 ELSE 0 END), 0) AS bigint)
FROM referral WHERE inviter = :inviter;

-- name: open_of(friend)^
-- A friend's referral that no purchase has met yet, or one that was undone since.
SELECT r.rule FROM referral r LEFT JOIN purchase p ON p.id = r.purchase
WHERE r.friend = :friend
AND (r.state = 'waiting' OR (r.state = 'due' AND p.undone_at IS NOT NULL));

-- name: qualify(friend, purchase, due_at)!
UPDATE referral SET state = 'due', purchase = :purchase, due_at = :due_at
WHERE friend = :friend;

-- name: due(now, most)
SELECT r.friend, r.inviter, r.rule, p.undone_at, p.paid - p.refunded, r.due_at
FROM referral r JOIN purchase p ON p.id = r.purchase
WHERE r.state = 'due' AND r.due_at <= :now ORDER BY r.due_at, r.friend LIMIT :most;

-- name: settle(friend, state)!
UPDATE referral SET state = :state, due_at = NULL WHERE friend = :friend AND state = 'due';
