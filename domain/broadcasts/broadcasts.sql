-- name: reach(language, default_language, tier, low, high, above, since)^
SELECT count(*), count(CASE WHEN EXISTS (
    SELECT 1 FROM preference p WHERE p.member = m.id AND p.kind = 'news' AND p.wanted = 0)
    THEN 1 END)
FROM member m
WHERE m.reachable = 1
AND (CAST(:language AS text) IS NULL
     OR coalesce(m.language_chosen, m.language_hint, :default_language) = :language)
AND (CAST(:tier AS text) IS NULL OR EXISTS (
    SELECT 1 FROM (
        SELECT (SELECT coalesce(sum(l.points - coalesce(
                    (SELECT sum(r.points) FROM reversal r WHERE r.original = l.txn), 0)), 0)
                FROM lot l WHERE l.member = m.id AND l.earned_at >= :since
                AND l.origin IN ('purchase', 'activity')) AS earned,
               (SELECT ' ' || h.tier || ' ' FROM tier_held h WHERE h.member = m.id) AS held
    ) AS stands
    WHERE (CAST(:high AS bigint) IS NULL OR earned < :high)
    AND (held IS NULL OR replace(:above, held, '') = :above)
    AND (earned >= :low OR held = ' ' || CAST(:tier AS text) || ' ')));

-- name: next_members(cursor, joined_by, most, language, default_language, tier, low, high, above, since)
SELECT m.id, NOT EXISTS (
    SELECT 1 FROM preference p WHERE p.member = m.id AND p.kind = 'news' AND p.wanted = 0)
FROM member m
WHERE m.id > :cursor AND m.joined_at <= :joined_by AND m.reachable = 1
AND (CAST(:language AS text) IS NULL
     OR coalesce(m.language_chosen, m.language_hint, :default_language) = :language)
AND (CAST(:tier AS text) IS NULL OR EXISTS (
    SELECT 1 FROM (
        SELECT (SELECT coalesce(sum(l.points - coalesce(
                    (SELECT sum(r.points) FROM reversal r WHERE r.original = l.txn), 0)), 0)
                FROM lot l WHERE l.member = m.id AND l.earned_at >= :since
                AND l.origin IN ('purchase', 'activity')) AS earned,
               (SELECT ' ' || h.tier || ' ' FROM tier_held h WHERE h.member = m.id) AS held
    ) AS stands
    WHERE (CAST(:high AS bigint) IS NULL OR earned < :high)
    AND (held IS NULL OR replace(:above, held, '') = :above)
    AND (earned >= :low OR held = ' ' || CAST(:tier AS text) || ' ')))
ORDER BY m.id LIMIT :most;

-- name: add(id, author, content, audience, expected, at)!
INSERT INTO broadcast (id, author, content, audience, state, expected, created_at, starts_at)
VALUES (:id, :author, :content, :audience, 'running', :expected, :at, :at);

-- name: keep_screen(id, screen)!
UPDATE broadcast SET screen = :screen WHERE id = :id;

-- name: set_shown(id)!
UPDATE broadcast SET shown = 1 WHERE id = :id;

-- name: unshown()
SELECT id FROM broadcast
WHERE state IN ('cancelled', 'done') AND shown = 0 AND screen IS NOT NULL ORDER BY id;

-- name: head(id)^
SELECT state, content, audience, cursor, created_at FROM broadcast WHERE id = :id;

-- name: of(id)^
SELECT state, content, audience, expected, screen FROM broadcast WHERE id = :id;

-- name: advance(id, cursor)!
UPDATE broadcast SET cursor = :cursor WHERE id = :id;

-- name: return_to(id, member)!
UPDATE broadcast SET cursor = :member - 1 WHERE id = :id AND cursor >= :member;

-- name: change(id, state)^
UPDATE broadcast SET state = :state,
    paused_by = CASE WHEN :state = 'paused' THEN 'author' END
WHERE id = :id AND state IN ('running', 'paused') RETURNING id;

-- name: pause_running()!
UPDATE broadcast SET state = 'paused', paused_by = 'restore' WHERE state = 'running';

-- name: end(id, state, at)!
UPDATE broadcast SET state = :state, paused_by = NULL, finished_at = :at WHERE id = :id;

-- name: running()
SELECT id FROM broadcast WHERE state = 'running' ORDER BY id;

-- name: add_delivery(broadcast, member, state, at)^
-- Nothing for a member who is dealt with already.
INSERT INTO delivery (broadcast, member, state, settled_at)
VALUES (:broadcast, :member, :state, :at) ON CONFLICT DO NOTHING RETURNING member;

-- name: release(broadcast, member)^
DELETE FROM delivery
WHERE broadcast = :broadcast AND member = :member AND state = 'sending' RETURNING member;

-- name: settle(broadcast, member, state, at)!
UPDATE delivery SET state = :state, settled_at = :at
WHERE broadcast = :broadcast AND member = :member AND state = 'sending';

-- name: doubt(at)!
UPDATE delivery SET state = 'unknown', settled_at = :at WHERE state = 'sending';

-- name: counts(broadcast)
SELECT state, count(*) FROM delivery WHERE broadcast = :broadcast GROUP BY state;
