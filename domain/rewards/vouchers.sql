-- name: add(id, member, reward, kind, terms, points, txn, prize, code, balance, issued_at, expires_at)!
INSERT INTO voucher (id, member, reward, kind, terms, points, txn, prize, code, state, balance,
    issued_at, expires_at)
VALUES (:id, :member, :reward, :kind, :terms, :points, :txn, :prize, :code, 'issued', :balance,
    :issued_at, :expires_at);

-- name: find(id)^
SELECT id, member, reward, terms, points, txn, balance, prize, state, expires_at, settled_at
FROM voucher WHERE id = :id;

-- name: by_code(code)^
SELECT id, member, reward, terms, points, txn, balance, prize, state, expires_at, settled_at
FROM voucher WHERE code = :code;

-- name: of_member(member, most, skip)
SELECT id, member, reward, terms, points, txn, balance, prize, state, expires_at, settled_at
FROM voucher WHERE member = :member ORDER BY state <> 'issued', id DESC LIMIT :most OFFSET :skip;

-- name: count(member)$
SELECT count(*) FROM voucher WHERE member = :member;

-- name: open_of(member, now)
SELECT id, member, reward, terms, points, txn, balance, prize, state, expires_at, settled_at
FROM voucher WHERE member = :member AND state = 'issued' AND expires_at > :now
ORDER BY expires_at, id;

-- name: due(now, most)
SELECT id, member, reward, terms, points, txn, balance, prize, state, expires_at, settled_at
FROM voucher WHERE state = 'issued' AND expires_at <= :now ORDER BY expires_at, id LIMIT :most;

-- name: settle(id, state, at, actor)^
UPDATE voucher SET state = :state, settled_at = :at, settled_by = :actor
WHERE id = :id AND state = 'issued' RETURNING id;

-- name: seats_booked(reward)^
SELECT count(*), CAST(coalesce(sum(points), 0) AS bigint) FROM voucher
WHERE reward = :reward AND kind = 'event' AND state = 'issued';

-- name: next_seats(reward, most)
SELECT id, member FROM voucher
WHERE reward = :reward AND kind = 'event' AND state = 'issued' ORDER BY id LIMIT :most;

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
WITH paid AS (SELECT CAST(:txn AS bigint) AS txn
    UNION ALL SELECT original FROM reversal WHERE txn = :txn)
SELECT v.reward, v.terms FROM paid CROSS JOIN voucher v
WHERE v.txn = paid.txn AND v.member = :member AND v.prize = 0
UNION ALL SELECT d.reward, '' FROM paid CROSS JOIN donation d
WHERE d.txn = paid.txn AND d.member = :member
UNION ALL SELECT t.reward, '' FROM paid CROSS JOIN raffle_ticket t
WHERE t.txn = paid.txn AND t.member = :member
UNION ALL SELECT g.game, '' FROM paid CROSS JOIN drawing g
WHERE g.txn = paid.txn AND g.member = :member;
