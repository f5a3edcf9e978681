-- name: add_payment(hold, member, actor, agreed_at)!
INSERT INTO payment (hold, member, actor, agreed_at)
VALUES (:hold, :member, :actor, CAST(:agreed_at AS bigint));

-- name: open_payments(member, actor, now)
-- What is over already is for the clock to give back.
SELECT p.hold FROM hold h JOIN payment p ON p.hold = h.id
WHERE h.member = :member AND p.actor = :actor AND h.state = 'open' AND h.expires_at > :now;

-- name: payment(hold)^
SELECT member, actor, agreed_at FROM payment WHERE hold = :hold;

-- name: agree(hold, now)!
UPDATE payment SET agreed_at = :now WHERE hold = :hold AND agreed_at IS NULL;

-- name: made_good(txn)^
SELECT l.member, l.points, t.actor, t.posted_at FROM txn t JOIN lot l ON l.txn = t.id
WHERE t.id = :txn AND t.kind = 'make_good';

-- name: spent(name, day)$
SELECT spent FROM budget WHERE name = :name AND day = :day;

-- name: give_room(name, day, points)!
UPDATE budget SET spent = spent - :points WHERE name = :name AND day = :day;

-- name: add_visit(member, day, shop, at, txn)!
INSERT INTO visit (member, day, shop, at, txn)
VALUES (:member, :day, :shop, :at, CAST(:txn AS bigint));

-- name: visited(member, day)$
SELECT at FROM visit WHERE member = :member AND day = :day;
