-- name: buyer(member, at, now)^
-- When a member joined, the tier they held by then with its grace, how bright campaigns may be.
-- A clock that went back takes nobody's tier.
SELECT m.joined_at,
    CASE WHEN h.since <= :at OR CAST(:at AS bigint) >= CAST(:now AS bigint) THEN h.tier END,
    h.grace_until, (
    SELECT d.bright_percent FROM dimming d WHERE d.at <= :at ORDER BY d.id DESC LIMIT 1)
FROM member m LEFT JOIN tier_held h ON h.member = m.id WHERE m.id = :member;

-- name: bought(member, at, since, month)^
-- Purchases so far: how many ever, how many in the year, the last one, what the month's cost.
SELECT count(*), CAST(coalesce(sum(CASE WHEN happened_at >= :since THEN 1 ELSE 0 END), 0) AS bigint),
       max(happened_at),
       CAST(coalesce(sum(CASE WHEN happened_at >= :month THEN paid - refunded ELSE 0 END), 0) AS bigint)
FROM purchase WHERE member = :member AND happened_at <= :at AND undone_at IS NULL;

-- name: bought_since(member, at, since)^
SELECT CAST(coalesce(sum(paid - refunded), 0) AS bigint), count(*) FROM purchase
WHERE member = :member AND happened_at >= :since AND happened_at <= :at AND undone_at IS NULL;

-- name: counted(member, at, since, year, year_end, month, month_end)^
-- What was earned, less what was taken back: towards the tier until then, and towards both caps,
-- for which later credits of the same month and year count as well.
SELECT CAST(coalesce(sum(CASE WHEN origin NOT IN ('sign_in', 'visit') AND earned_at <= :at
                              THEN points ELSE 0 END), 0) AS bigint),
       CAST(coalesce(sum(CASE WHEN earned_at >= :month AND earned_at < :month_end
                              THEN points ELSE 0 END), 0) AS bigint),
       CAST(coalesce(sum(CASE WHEN earned_at >= :year THEN points ELSE 0 END), 0) AS bigint)
FROM (
    SELECT l.origin, l.earned_at, l.points - coalesce(
        (SELECT sum(r.points) FROM reversal r WHERE r.original = l.txn), 0) AS points
    FROM lot l
    WHERE l.member = :member AND l.earned_at >= :since AND l.earned_at < :year_end
    AND l.origin IN ('purchase', 'activity', 'sign_in', 'visit')) AS net;

-- name: earned_by(purchase)$
SELECT CAST(coalesce(sum(l.points), 0) AS bigint) FROM purchase p JOIN lot l ON l.txn = p.txn
WHERE p.id = :purchase;

-- name: add_gift(id, member, rule, reward, purchase, at)!
INSERT INTO gift (id, member, rule, reward, purchase, at)
VALUES (:id, :member, :rule, :reward, :purchase, :at);

-- name: undo_gifts(purchase, member)!
-- One that was handed over already is recalled: its voucher is the rewards' to take back.
UPDATE gift SET state = CASE WHEN state = 'due' THEN 'undone' ELSE 'recalled' END
WHERE member = :member AND purchase = :purchase AND state IN ('due', 'given');

-- name: spend_budget(name, day, points, most)^
-- One statement decides and spends: two at once never overdraw a day.
INSERT INTO budget (name, day, spent) SELECT :name, :day, :points WHERE :points <= :most
ON CONFLICT (name, day) DO UPDATE SET spent = budget.spent + excluded.spent
WHERE budget.spent + excluded.spent <= :most
RETURNING spent;

-- name: refund_budget(name, purchase, points)!
-- Of the purchase's own day, whatever the zone is by now.
UPDATE budget SET spent = spent - :points
WHERE name = :name AND day = (SELECT business_day FROM purchase WHERE id = :purchase);

-- name: count_active(since_id, until_id)$
SELECT count(DISTINCT e.member) FROM txn t
JOIN entry e ON e.txn = t.id AND e.member > 0
JOIN member m ON m.id = e.member AND m.reachable = 1
WHERE t.id >= :since_id AND t.id < :until_id AND t.kind IN ('purchase', 'sign_in', 'redeem');

-- name: active_at(since_id, until_id, skip)$
SELECT DISTINCT e.member FROM txn t
JOIN entry e ON e.txn = t.id AND e.member > 0
JOIN member m ON m.id = e.member AND m.reachable = 1
WHERE t.id >= :since_id AND t.id < :until_id AND t.kind IN ('purchase', 'sign_in', 'redeem')
ORDER BY e.member LIMIT 1 OFFSET :skip;

-- name: ending(cursor, now, until, most)
-- Along the index by member, so that a whole sweep reads each open lot once.
SELECT l.member, l.id, l.points_left, l.decay_percent, l.expires_at,
       (SELECT min(r.days) FROM reminder r WHERE r.lot = l.id)
FROM lot l
WHERE l.points_left > 0 AND l.member > :cursor AND l.expires_at > :now AND l.expires_at <= :until
ORDER BY l.member, l.expires_at, l.id LIMIT :most;

-- name: add_reminder(lot, days)!
INSERT INTO reminder (lot, days) VALUES (:lot, :days) ON CONFLICT DO NOTHING;
