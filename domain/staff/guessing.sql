-- name: of(guesser)^
SELECT since, misses, until, blocks FROM guess WHERE guesser = :guesser;

-- name: put(guesser, since, misses, until, blocks)!
INSERT INTO guess (guesser, since, misses, until, blocks)
VALUES (:guesser, :since, :misses, :until, :blocks)
ON CONFLICT (guesser) DO UPDATE SET since = excluded.since, misses = excluded.misses,
    until = excluded.until, blocks = excluded.blocks;

-- name: forgive(guesser)!
UPDATE guess SET misses = 0 WHERE guesser = :guesser;

-- name: forget(before)!
DELETE FROM guess WHERE since < :before AND until < :before;
