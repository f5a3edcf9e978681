-- name: shelf()
SELECT reward, amount FROM stock;

-- name: shelf_and_taken(member, day, week, month, year)
-- Everything there is a number of: on the shelves, and in what a member took of what has a limit.
SELECT reward, '' AS period, amount FROM stock
UNION ALL
SELECT substr(rule, 8), period, 1 FROM taken
WHERE member = :member AND substr(rule, 1, 7) = 'reward:'
AND substr(period, 1, 4) IN ('ever', substr(:year, 1, 4), substr(:week, 1, 4))
AND (substr(period, 1, 5) IN ('ever/', :year) OR substr(period, 1, 8) = :month
     OR substr(period, 1, 9) = :week OR substr(period, 1, 11) = :day);

-- name: lock_shelf(reward)$
SELECT amount FROM stock WHERE reward = :reward;

-- name: lock_shelf_on_postgres(reward)$
SELECT amount FROM stock WHERE reward = :reward FOR UPDATE;

-- name: seats_held(reward)$
SELECT count(*) FROM voucher
WHERE reward = :reward AND kind = 'event' AND state IN ('issued', 'used', 'ended');

-- name: prizes_kept()
-- What raffles that are not drawn yet keep for their winners.
SELECT terms, prize FROM raffle WHERE drawn_at IS NULL AND prize IS NOT NULL;

-- name: fill_shelf(reward, amount)!
INSERT INTO stock (reward, amount) VALUES (:reward, :amount)
ON CONFLICT (reward) DO UPDATE SET amount = excluded.amount;

-- name: add_to_shelf(reward, amount)!
UPDATE stock SET amount = CASE WHEN amount + :amount > 0 THEN amount + :amount ELSE 0 END
WHERE reward = :reward;

-- name: clear_shelf(reward)!
DELETE FROM stock WHERE reward = :reward;

-- name: take_one(reward)^
UPDATE stock SET amount = amount - 1 WHERE reward = :reward AND amount > 0
RETURNING amount, told;

-- name: note_told(reward, amount)!
UPDATE stock SET told = :amount WHERE reward = :reward;

-- name: forget_told(reward)!
UPDATE stock SET told = NULL WHERE reward = :reward AND told IS NOT NULL;

-- name: put_back(reward)!
UPDATE stock SET amount = amount + 1 WHERE reward = :reward;

-- name: add_donation(txn, member, reward, points, at)!
INSERT INTO donation (txn, member, reward, points, at)
VALUES (:txn, :member, :reward, :points, :at);

-- name: add_to_cause(reward, points)^
INSERT INTO cause (reward, points, gifts) VALUES (:reward, :points, 1)
ON CONFLICT (reward) DO UPDATE SET points = cause.points + excluded.points,
    gifts = cause.gifts + 1
RETURNING points, gifts;

-- name: cause(reward)^
SELECT points, gifts FROM cause WHERE reward = :reward;
