-- name: lock(id)^
-- SQLite has one writer: a change there has the books to itself from its first statement on.
SELECT state, content, audience, cursor, starts_at, holdout_percent, canary
FROM broadcast WHERE id = :id;

-- name: lock_on_postgres(id)^
-- One after another: two at once would each read what the other is about to change.
SELECT state, content, audience, cursor, starts_at, holdout_percent, canary
FROM broadcast WHERE id = :id FOR NO KEY UPDATE;

-- name: advance(id, cursor)!
UPDATE broadcast SET cursor = :cursor WHERE id = :id;

-- name: pass_canary(id)!
UPDATE broadcast SET canary = 0 WHERE id = :id;

-- name: stop_at_canary(id)!
UPDATE broadcast SET canary = 0, state = 'paused', paused_by = 'canary' WHERE id = :id;

-- name: due(broadcast, now, most)
SELECT member, attempts FROM delivery
WHERE broadcast = :broadcast AND state = 'waiting' AND due_at <= :now
ORDER BY due_at, member LIMIT :most;

-- name: to_be_tried_again(broadcast)$
-- `due_at > 0` has SQLite read those who wait, and not all that were ever written to.
SELECT count(*) FROM delivery
WHERE broadcast = :broadcast AND state = 'waiting' AND due_at > 0 AND attempts > 0;

-- name: next_due(broadcast)$
SELECT min(due_at) FROM delivery WHERE broadcast = :broadcast AND state = 'waiting';

-- name: given(members)
SELECT value AS member FROM json_each(:members);

-- name: given_on_postgres(members)
SELECT CAST(value AS bigint) AS member FROM json_array_elements_text(CAST(:members AS json)) AS value;

-- name: candidates(since, now)
-- What decides about each of some members now; news that is about to leave counts in their week.
SELECT m.id, coalesce((
        SELECT p.wanted FROM preference p WHERE p.member = m.id AND p.kind = 'news'), 0),
    (SELECT count(*) FROM attention a WHERE a.member = m.id AND a.at > :since)
    + (SELECT count(*) FROM outbox o
        WHERE o.member = m.id AND o.state = 'due' AND +o.lane = 3 AND +o.due_at <= :now),
    q.from_minute, q.until_minute,
    i.sealed, i.wrapped_key, m.language_chosen, m.language_hint, m.reachable
FROM ({given}) AS given JOIN member m ON m.id = given.member JOIN identity i ON i.member = m.id
LEFT JOIN quiet q ON q.member = m.id ORDER BY m.id;

-- name: wants_still(member)$
SELECT 1 FROM member m JOIN preference p ON p.member = m.id
WHERE m.id = :member AND m.reachable = 1 AND p.kind = 'news' AND p.wanted = 1;

-- name: known(broadcast, after, until)
-- Who is dealt with already.
SELECT member FROM delivery
WHERE broadcast = :broadcast AND member > :after AND member <= :until;

-- name: add_each(broadcast, member, state, due_at, at)*!
INSERT INTO delivery (broadcast, member, state, due_at, settled_at)
VALUES (:broadcast, :member, :state, :due_at, :at);

-- name: put_each(broadcast, member, was, state, attempts, due_at, at)*!
UPDATE delivery SET state = :state, attempts = :attempts, due_at = :due_at, settled_at = :at
WHERE broadcast = :broadcast AND member = :member AND state = :was;

-- name: under_way(broadcast)
-- `+ 0` has SQLite read the few that are under way, and not all that ever were.
SELECT member, attempts FROM delivery WHERE broadcast + 0 = :broadcast AND state = 'sending';

-- name: add_to_tally(broadcast, state, members)*!
INSERT INTO tally (broadcast, state, members) VALUES (:broadcast, :state, :members)
ON CONFLICT (broadcast, state) DO UPDATE SET members = tally.members + excluded.members;

-- name: take_from_tally(broadcast, state, members)*!
UPDATE tally SET members = members - :members WHERE broadcast = :broadcast AND state = :state;

-- name: in_doubt()
SELECT DISTINCT broadcast FROM delivery WHERE state = 'sending' ORDER BY broadcast;
