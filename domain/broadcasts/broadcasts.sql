-- name: add(id, author, content, audience, state, expected, holdout_percent, canary, paid, at, starts_at)!
INSERT INTO broadcast (id, author, content, audience, state, expected, holdout_percent, canary,
    paid, created_at, starts_at)
VALUES (:id, :author, :content, :audience, :state, :expected, :holdout_percent, :canary, :paid,
    :at, :starts_at);

-- name: begin(id, expected, canary, now)!
-- It goes to whoever is a member by now; it may have been moved while they were counted.
UPDATE broadcast SET state = 'running', expected = :expected, canary = :canary, starts_at = :now
WHERE id = :id AND state = 'scheduled' AND starts_at <= :now;

-- name: move(id, starts_at)^
UPDATE broadcast SET starts_at = :starts_at WHERE id = :id AND state = 'scheduled' RETURNING id;

-- name: keep_screen(id, screen)!
UPDATE broadcast SET screen = :screen WHERE id = :id;

-- name: set_shown(id)!
UPDATE broadcast SET shown = 1 WHERE id = :id;

-- name: unshown()
-- Not while somebody's message is under way: they would be missing.
SELECT id FROM broadcast b
WHERE state IN ('cancelled', 'done') AND shown = 0 AND screen IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM tally t WHERE t.broadcast = b.id AND t.state = 'sending' AND t.members > 0)
ORDER BY id;

-- name: state(id)$
SELECT state FROM broadcast WHERE id = :id;

-- name: audience(id)$
SELECT audience FROM broadcast WHERE id = :id;

-- name: change(id, state)!
UPDATE broadcast SET state = :state,
    paused_by = CASE WHEN :state = 'paused' THEN coalesce(paused_by, 'author') END
WHERE id = :id AND state IN ('running', 'paused');

-- name: pause_running(now)!
UPDATE broadcast SET state = 'paused', paused_by = 'restore'
WHERE state IN ('running', 'paused') OR state = 'scheduled' AND starts_at <= :now;

-- name: end(id, state, at)!
UPDATE broadcast SET state = :state, paused_by = NULL, finished_at = :at
WHERE id = :id AND state IN ('scheduled', 'running', 'paused');

-- name: open()
SELECT id, state, starts_at, paid FROM broadcast
WHERE state IN ('scheduled', 'running') ORDER BY starts_at, id;

-- name: paused()
SELECT id FROM broadcast WHERE state = 'paused' ORDER BY id;

-- name: of(id)^
SELECT state, paused_by, content, audience, expected, paid, starts_at, screen
FROM broadcast WHERE id = :id;

-- name: tally(broadcast)
SELECT state, members FROM tally WHERE broadcast = :broadcast;

-- name: count()$
SELECT count(*) FROM broadcast;

-- name: page(skipped, most)
SELECT id, state, content, starts_at, expected FROM broadcast
ORDER BY created_at DESC, id DESC LIMIT :most OFFSET :skipped;
