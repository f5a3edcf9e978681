-- name: booked()$
SELECT upto FROM booked;

-- name: mark_booked(upto)!
INSERT INTO booked (id, upto) VALUES (1, :upto)
ON CONFLICT (id) DO UPDATE SET upto = excluded.upto;

-- name: book(day, share, amount)*!
INSERT INTO cost (day, share, amount) VALUES (:day, :share, :amount)
ON CONFLICT (day, share) DO UPDATE SET amount = cost.amount + excluded.amount;

-- name: between(since, until)
SELECT share, CAST(sum(amount) AS bigint) FROM cost
WHERE day > :since AND day <= :until GROUP BY share ORDER BY share;

-- name: bright()$
SELECT bright_percent FROM dimming ORDER BY id DESC LIMIT 1;

-- name: dim(id, at, bright_percent, cost_bp)!
INSERT INTO dimming (id, at, bright_percent, cost_bp)
VALUES (:id, :at, :bright_percent, :cost_bp);
