-- name: lock_shelf(reward)$
SELECT amount FROM stock WHERE reward = :reward;

-- name: lock_shelf_on_postgres(reward)$
SELECT amount FROM stock WHERE reward = :reward FOR UPDATE;

-- name: open_raffle(reward, terms, prize, draws_at)!
INSERT INTO raffle (reward, terms, prize, draws_at)
VALUES (:reward, :terms, :prize, :draws_at) ON CONFLICT DO NOTHING;

-- name: raffle(reward)^
SELECT terms, prize, draws_at, tickets, drawn_at FROM raffle WHERE reward = :reward;

-- name: next_ticket(reward)$
UPDATE raffle SET tickets = tickets + 1
WHERE reward = :reward AND drawn_at IS NULL RETURNING tickets;

-- name: add_ticket(reward, number, member, points, txn, at)!
INSERT INTO raffle_ticket (reward, number, member, points, txn, at)
VALUES (:reward, :number, :member, :points, :txn, :at);

-- name: tickets_of(reward, member)
SELECT number FROM raffle_ticket WHERE reward = :reward AND member = :member ORDER BY number;

-- name: tickets(reward)
SELECT number, member, points, txn FROM raffle_ticket WHERE reward = :reward ORDER BY number;

-- name: drawn(game)
SELECT odds, ticket FROM drawing WHERE game = :game ORDER BY id;

-- name: next_due(now)^
SELECT reward, terms, prize, draws_at, tickets FROM raffle
WHERE drawn_at IS NULL AND draws_at <= :now ORDER BY draws_at, reward LIMIT 1;

-- name: close(reward, tickets, at)$
-- Only as it was seen: a ticket that was sold meanwhile takes part.
UPDATE raffle SET drawn_at = :at
WHERE reward = :reward AND tickets = :tickets AND drawn_at IS NULL RETURNING reward;
