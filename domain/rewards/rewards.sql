-- name: shelf()
SELECT reward, amount FROM stock;

-- name: fill_shelf(reward, amount)!
INSERT INTO stock (reward, amount) VALUES (:reward, :amount)
ON CONFLICT (reward) DO UPDATE SET amount = excluded.amount;

-- name: add_to_shelf(reward, amount)!
UPDATE stock SET amount = CASE WHEN amount + :amount > 0 THEN amount + :amount ELSE 0 END
WHERE reward = :reward;

-- name: clear_shelf(reward)!
DELETE FROM stock WHERE reward = :reward;

-- name: take_one(reward)^
UPDATE stock SET amount = amount - 1 WHERE reward = :reward AND amount > 0 RETURNING amount;

-- name: put_back(reward)!
UPDATE stock SET amount = amount + 1 WHERE reward = :reward;

-- name: add_voucher(id, member, reward, kind, terms, points, txn, code, issued_at, expires_at)!
INSERT INTO voucher (id, member, reward, kind, terms, points, txn, code, state, issued_at,
    expires_at)
VALUES (:id, :member, :reward, :kind, :terms, :points, :txn, :code, 'issued', :issued_at,
    :expires_at);

-- name: voucher(id)^
SELECT id, member, reward, points, state, issued_at, expires_at, settled_at
FROM voucher WHERE id = :id;

-- name: by_code(code)^
SELECT id, member, reward, points, state, issued_at, expires_at, settled_at
FROM voucher WHERE code = :code;

-- name: vouchers_of(member, most)
SELECT id, member, reward, points, state, issued_at, expires_at, settled_at
FROM voucher WHERE member = :member ORDER BY state <> 'issued', id DESC LIMIT :most;

-- name: due_vouchers(now, most)
SELECT id, member, reward, points, state, issued_at, expires_at, settled_at
FROM voucher WHERE state = 'issued' AND expires_at <= :now ORDER BY expires_at, id LIMIT :most;

-- name: settle(id, state, at, actor)^
UPDATE voucher SET state = :state, settled_at = :at, settled_by = :actor
WHERE id = :id AND state = 'issued' RETURNING id;

-- name: txn_of(id)$
SELECT txn FROM voucher WHERE id = :id;

-- name: reward_of(member, txn)$
-- By the redemption, or by what took it back.
SELECT reward FROM voucher WHERE member = :member
AND (txn = :txn OR txn IN (SELECT original FROM reversal WHERE txn = :txn));
