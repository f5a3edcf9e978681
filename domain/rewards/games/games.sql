-- name: open_raffle(reward, terms, prize, draws_at)!
INSERT INTO raffle (reward, terms, prize, draws_at)
VALUES (:reward, :terms, :prize, :draws_at) ON CONFLICT DO NOTHING;

-- name: raffle(reward)^
SELECT terms, prize, draws_at, tickets, drawn_at FROM raffle WHERE reward = :reward;

-- name: next_ticket(reward, now)$
-- None once its hour has come, whatever the clock on the wall says since.
UPDATE raffle SET tickets = tickets + 1
WHERE reward = :reward AND drawn_at IS NULL AND draws_at > :now RETURNING tickets;

-- name: add_ticket(reward, number, member, points, txn, at)!
INSERT INTO raffle_ticket (reward, number, member, points, txn, at)
VALUES (:reward, :number, :member, :points, :txn, :at);

-- name: tickets_of(reward, member)
SELECT number FROM raffle_ticket WHERE reward = :reward AND member = :member ORDER BY number;

-- name: ticket(reward, number)^
SELECT member, points, txn FROM raffle_ticket WHERE reward = :reward AND number = :number;

-- name: drawn(game)
SELECT odds, ticket FROM drawing
WHERE game = :game AND substr(game, 1, 7) = 'raffle/' ORDER BY id;

-- name: next_due(now)^
SELECT reward, terms, prize, draws_at, tickets FROM raffle
WHERE drawn_at IS NULL AND draws_at <= :now ORDER BY draws_at, reward LIMIT 1;

-- name: close(reward, tickets, at)$
-- Only as it was seen: a ticket that was sold meanwhile takes part.
UPDATE raffle SET drawn_at = :at
WHERE reward = :reward AND tickets = :tickets AND drawn_at IS NULL RETURNING reward;

-- name: next_untold()^
SELECT reward, terms, draws_at, tickets, told_upto FROM raffle
WHERE drawn_at IS NOT NULL AND told_upto < tickets ORDER BY drawn_at, reward LIMIT 1;

-- name: tell_upto(reward, after, upto)$
-- Only from where it was seen to stand: two at once never tell the same ticket.
UPDATE raffle SET told_upto = :upto
WHERE reward = :reward AND told_upto = :after RETURNING reward;

-- name: without_luck(reward, game, after, upto)
-- Who won nothing with tickets of these numbers: each once, at their first ticket.
SELECT t.member FROM raffle_ticket t
WHERE t.reward = :reward AND t.number > :after AND t.number <= :upto
AND NOT EXISTS (SELECT 1 FROM raffle_ticket earlier WHERE earlier.member = t.member
    AND earlier.reward = t.reward AND earlier.number < t.number)
AND t.member NOT IN (
    SELECT member FROM drawing WHERE game = :game AND substr(game, 1, 7) = 'raffle/')
ORDER BY t.member;
