-- name: versions()
SELECT number, starts_at, body FROM programme ORDER BY starts_at, number;

-- name: ahead(number, now)
-- The version in force, and those that are to come.
SELECT number, starts_at, body FROM programme
WHERE number = :number OR starts_at > :now ORDER BY starts_at, number;

-- name: in_force(at)^
SELECT number, starts_at, body FROM programme
WHERE starts_at <= :at ORDER BY starts_at DESC, number DESC LIMIT 1;

-- name: newest_number()$
SELECT max(number) FROM programme;

-- name: body(number)$
SELECT body FROM programme WHERE number = :number;

-- name: file()$
-- What the settings file said last; before versions kept it, the file was the whole word.
SELECT coalesce(file, body) FROM programme WHERE origin = 'file' ORDER BY number DESC LIMIT 1;

-- name: add(number, starts_at, body, origin, made_at, actor, file)!
INSERT INTO programme (number, starts_at, body, origin, made_at, actor, file)
VALUES (:number, :starts_at, :body, :origin, :made_at, :actor, :file);

-- name: given()
SELECT share, CAST(sum(amount) AS bigint) FROM cost GROUP BY share;

-- name: announced()
SELECT facts FROM circular WHERE kind = 'announced';

-- name: redeemed()
-- Vouchers whose points did not come back, gifts to a cause, tickets.
SELECT reward, CAST(count(*) AS bigint) FROM voucher
WHERE state IN ('issued', 'used', 'ended') GROUP BY reward
UNION ALL SELECT reward, gifts FROM cause
UNION ALL SELECT reward, tickets FROM raffle;

-- name: kinds_of(reward)
-- What has been given out under an id.
SELECT DISTINCT kind FROM voucher WHERE reward = :reward
UNION SELECT 'donation' FROM cause WHERE reward = :reward
UNION SELECT 'raffle' FROM raffle WHERE reward = :reward;

-- name: sold(reward)$
-- A raffle as it was when its first ticket was sold.
SELECT terms FROM raffle WHERE reward = :reward;

-- name: held(reward)$
-- What members still have of a reward: open vouchers, tickets to be drawn, gifts to be made.
SELECT CAST((SELECT count(*) FROM voucher WHERE reward = :reward AND state = 'issued')
    + (SELECT coalesce(sum(tickets), 0) FROM raffle WHERE reward = :reward AND drawn_at IS NULL)
    + (SELECT count(*) FROM gift WHERE reward = :reward AND state = 'due') AS bigint);
