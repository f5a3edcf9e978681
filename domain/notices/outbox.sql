-- name: add(id, member, txn, kind, lane, source, payload, due_at)!
INSERT INTO outbox (id, member, txn, kind, lane, source, payload, due_at, state)
VALUES (:id, :member, :txn, :kind, :lane, :source, :payload, :due_at, 'due');

-- name: add_each(id, member, txn, kind, lane, source, payload, due_at)*!
INSERT INTO outbox (id, member, txn, kind, lane, source, payload, due_at, state)
VALUES (:id, :member, :txn, :kind, :lane, :source, :payload, :due_at, 'due');

-- name: next(lane, now, busy, most)
-- A member's notices keep their order: none goes before an older one that was put off.
SELECT o.member FROM outbox o
WHERE o.state = 'due' AND o.lane = :lane AND o.due_at <= :now
AND replace(:busy, ' ' || o.member || ' ', '') = :busy
AND NOT EXISTS (
    SELECT 1 FROM outbox older
    WHERE older.state = 'due' AND older.attempts > 0 AND older.member = o.member
    AND older.lane = o.lane AND older.id < o.id AND older.due_at > o.due_at)
ORDER BY o.due_at, o.id LIMIT :most;

-- name: next_of_movements(lane, now, busy, most)
SELECT o.member FROM outbox o
WHERE o.state = 'due' AND o.txn IS NOT NULL AND o.lane = :lane AND o.due_at <= :now
AND replace(:busy, ' ' || o.member || ' ', '') = :busy
AND NOT EXISTS (
    SELECT 1 FROM outbox older
    WHERE older.state = 'due' AND older.attempts > 0 AND older.member = o.member
    AND older.lane = o.lane AND older.id < o.id AND older.due_at > o.due_at)
ORDER BY o.due_at, o.id LIMIT :most;

-- name: of_members(lane, now, members, most)
-- `+` has SQLite look the members up, instead of reading through all that is due.
SELECT o.id, o.member, o.kind, o.payload, o.txn, o.source, o.attempts, o.faults, o.doubts,
       i.sealed, i.wrapped_key, m.language_chosen, m.language_hint, m.reachable,
       q.from_minute, q.until_minute
FROM outbox o JOIN member m ON m.id = o.member
LEFT JOIN identity i ON i.member = o.member
LEFT JOIN quiet q ON q.member = o.member
WHERE o.member IN (SELECT value FROM json_each(:members))
AND o.state = 'due' AND +o.lane = :lane AND +o.due_at <= :now
AND NOT EXISTS (
    SELECT 1 FROM outbox older
    WHERE older.state = 'due' AND older.attempts > 0 AND older.member = o.member
    AND older.lane = o.lane AND older.id < o.id AND older.due_at > o.due_at)
ORDER BY o.due_at, o.id LIMIT :most;

-- name: of_members_on_postgres(lane, now, members, most)
SELECT o.id, o.member, o.kind, o.payload, o.txn, o.source, o.attempts, o.faults, o.doubts,
       i.sealed, i.wrapped_key, m.language_chosen, m.language_hint, m.reachable,
       q.from_minute, q.until_minute
FROM outbox o JOIN member m ON m.id = o.member
LEFT JOIN identity i ON i.member = o.member
LEFT JOIN quiet q ON q.member = o.member
WHERE o.member IN (
    SELECT CAST(value AS bigint) FROM json_array_elements_text(CAST(:members AS json)) AS value)
AND o.state = 'due' AND o.lane = :lane AND o.due_at <= :now
AND NOT EXISTS (
    SELECT 1 FROM outbox older
    WHERE older.state = 'due' AND older.attempts > 0 AND older.member = o.member
    AND older.lane = o.lane AND older.id < o.id AND older.due_at > o.due_at)
ORDER BY o.due_at, o.id LIMIT :most;

-- name: switches(members)
SELECT member, kind, wanted FROM preference
WHERE member IN (SELECT value FROM json_each(:members));

-- name: switches_on_postgres(members)
SELECT member, kind, wanted FROM preference
WHERE member IN (
    SELECT CAST(value AS bigint) FROM json_array_elements_text(CAST(:members AS json)) AS value);

-- name: waiting(lane, now, most)$
SELECT count(*) FROM (
    SELECT 1 FROM outbox
    WHERE state = 'due' AND lane = :lane AND due_at <= :now LIMIT :most) AS counted;

-- name: end_each(id, state)*!
UPDATE outbox SET state = :state, payload = NULL WHERE id = :id AND state = 'due';

-- name: put_off_each(id, due_at, attempts, faults, doubts)*!
UPDATE outbox
SET due_at = :due_at, attempts = :attempts, faults = :faults, doubts = :doubts
WHERE id = :id AND state = 'due';

-- name: held(held)
SELECT kind, count(*), min(id) FROM outbox
WHERE state = 'due' AND due_at = :held GROUP BY kind ORDER BY kind;

-- name: hold_back(held)!
UPDATE outbox SET due_at = :held, attempts = 0 WHERE state = 'due';

-- name: release(held, now)!
UPDATE outbox SET due_at = :now WHERE state = 'due' AND due_at = :held;

-- name: drop_held(held)!
UPDATE outbox SET state = 'muted', payload = NULL WHERE state = 'due' AND due_at = :held;
