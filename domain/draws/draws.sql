-- name: promise(day, commitment, at)!
INSERT INTO seed (day, commitment, committed_at) VALUES (:day, :commitment, :at)
ON CONFLICT DO NOTHING;

-- name: untold(before)
SELECT day FROM seed WHERE day < :before AND revealed_at IS NULL ORDER BY day;

-- name: tell(day, seed, at)!
UPDATE seed SET seed = :seed, revealed_at = :at WHERE day = :day AND revealed_at IS NULL;

-- name: state(day)^
SELECT revealed_at FROM seed WHERE day = :day;

-- name: seeds(first, last)
SELECT day, commitment, committed_at, seed FROM seed
WHERE day BETWEEN :first AND :last ORDER BY day;

-- name: all_seeds()
SELECT day, commitment, seed FROM seed ORDER BY day;

-- name: count(member, day, game)$
SELECT count(*) FROM drawing WHERE member = :member AND day = :day AND game = :game;

-- name: add(id, day, name, game, member, odds, of, ticket, at, txn, prize_txn, voucher)!
INSERT INTO drawing (id, day, name, game, member, odds, "of", ticket, at, txn, prize_txn, voucher)
VALUES (:id, :day, :name, :game, :member, :odds, :of, :ticket, :at, :txn, :prize_txn, :voucher);

-- name: count_of(member)$
SELECT CAST((SELECT count(*) FROM drawing d WHERE d.member = :member)
    + (SELECT count(*) FROM drawing d WHERE d.member <> :member
       AND substr(d.game, 1, 7) = 'raffle/' AND d.game IN (
           SELECT 'raffle/' || t.reward FROM raffle_ticket t WHERE t.member = :member)) AS bigint);

-- name: of_member(member, most, skip)
-- Each ticket of a raffle took part in all of its draws.
SELECT d.id, d.day, d.name, d.game, d.odds, d."of", d.ticket, d.at FROM drawing d
WHERE d.id IN (
    SELECT id FROM (SELECT id FROM drawing WHERE member = :member
        ORDER BY day DESC, id DESC LIMIT :most + :skip) AS own
    UNION ALL SELECT r.id FROM drawing r WHERE r.member <> :member
        AND substr(r.game, 1, 7) = 'raffle/' AND r.game IN (
            SELECT 'raffle/' || t.reward FROM raffle_ticket t WHERE t.member = :member))
ORDER BY d.day DESC, d.id DESC LIMIT :most OFFSET :skip;

-- name: drawing(id, member)^
SELECT d.id, d.day, d.name, d.game, d.odds, d."of", d.ticket, d.at FROM drawing d
WHERE d.id = :id AND (d.member = :member
OR d.game IN (SELECT 'raffle/' || t.reward FROM raffle_ticket t WHERE t.member = :member));

-- name: with_prizes(day)
-- A day's draws in the order of their numbers, with the points or the reward that each one gave:
-- the ids of two processes that drew in one millisecond say nothing of who came first.
SELECT d.id, d.name, d.game, d.member, d.odds, d."of", d.ticket, e.points, v.reward
FROM drawing d
LEFT JOIN entry e ON e.txn = d.prize_txn AND e.member = d.member AND e.account = 'available'
LEFT JOIN voucher v ON v.id = d.voucher AND v.member = d.member
WHERE d.day = :day ORDER BY length(d.name), d.name;

-- name: sold(reward, number)^
-- Whose a raffle's ticket is, and how many there are.
SELECT t.member, r.tickets FROM raffle_ticket t JOIN raffle r ON r.reward = t.reward
WHERE t.reward = :reward AND t.number = :number;
