-- name: add(id, member, reward, kind, terms, points, txn, prize, code, balance, issued_at, expires_at)!
INSERT INTO voucher (id, member, reward, kind, terms, points, txn, prize, code, state, balance,
    issued_at, expires_at)
VALUES (:id, :member, :reward, :kind, :terms, :points, :txn, :prize, :code, 'issued', :balance,
    :issued_at, :expires_at);

-- name: find(id)^
SELECT id, member, reward, terms, points, txn, balance, prize, state, issued_at, expires_at,
       settled_at
FROM voucher WHERE id = :id;

-- name: by_code(code)^
SELECT id, member, reward, terms, points, txn, balance, prize, state, issued_at, expires_at,
       settled_at
FROM voucher WHERE code = :code;

-- name: of_member(member, most, skip)
SELECT id, member, reward, terms, points, txn, balance, prize, state, issued_at, expires_at,
       settled_at
FROM voucher WHERE member = :member ORDER BY state <> 'issued', id DESC LIMIT :most OFFSET :skip;

-- name: count(member)$
SELECT count(*) FROM voucher WHERE member = :member;

-- name: open_of(member, now)
SELECT id, member, reward, terms, points, txn, balance, prize, state, issued_at, expires_at,
       settled_at
FROM voucher WHERE member = :member AND state = 'issued' AND expires_at > :now
ORDER BY expires_at, id;

-- name: due(now, most)
SELECT id, member, reward, terms, points, txn, balance, prize, state, issued_at, expires_at,
       settled_at
FROM voucher WHERE state = 'issued' AND expires_at <= :now ORDER BY expires_at, id LIMIT :most;

-- name: settle(id, state, at, actor)^
UPDATE voucher SET state = :state, settled_at = :at, settled_by = :actor
WHERE id = :id AND state = 'issued' RETURNING id;

-- name: draw_down(id, minor)^
UPDATE voucher SET balance = balance - :minor
WHERE id = :id AND state = 'issued' AND balance >= :minor RETURNING balance;

-- name: refill(id, minor)!
UPDATE voucher SET balance = balance + :minor WHERE id = :id AND state = 'issued';

-- name: reopen(id)!
UPDATE voucher SET state = 'issued', settled_at = NULL, settled_by = NULL
WHERE id = :id AND state = 'used';

-- name: remind(now, soon, tomorrow, most)
-- Chosen and marked in one statement: two at once never tell of one voucher twice.
UPDATE voucher SET reminded_at = :now
WHERE state = 'issued' AND id IN (
    SELECT id FROM voucher
    WHERE state = 'issued' AND reminded_at IS NULL AND expires_at > :now AND expires_at <= :soon
    AND (kind <> 'event' OR expires_at <= :tomorrow)
    ORDER BY expires_at, id LIMIT :most)
RETURNING id, member;

-- name: redeemed_by(member, txn)^
-- What a redemption bought, by it or by what took it back: of a prize, the game that was played.
SELECT b.reward, b.terms FROM (
    SELECT txn, reward, terms FROM voucher
    WHERE member = :member AND txn IS NOT NULL AND prize = 0
    UNION ALL SELECT txn, reward, '' FROM donation WHERE member = :member
    UNION ALL SELECT txn, reward, '' FROM raffle_ticket WHERE member = :member
    UNION ALL SELECT txn, game, '' FROM drawing WHERE member = :member AND txn IS NOT NULL) AS b
WHERE b.txn = :txn OR b.txn IN (SELECT original FROM reversal WHERE txn = :txn);
