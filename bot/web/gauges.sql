-- name: lengths(now, most)
-- Counted up to a point: what matters is whether a queue is long.
SELECT 'inbox', count(*) FROM (
    SELECT 1 FROM inbox WHERE state = 'new' LIMIT :most) waiting
UNION ALL
SELECT 'outbox_service', count(*) FROM (
    SELECT 1 FROM outbox WHERE state = 'due' AND lane = 0 AND due_at <= :now
    UNION ALL
    SELECT 1 FROM outbox WHERE state = 'due' AND lane = 1 AND due_at <= :now
    LIMIT :most) waiting
UNION ALL
SELECT 'outbox_news', count(*) FROM (
    SELECT 1 FROM outbox WHERE state = 'due' AND lane = 2 AND due_at <= :now
    UNION ALL
    SELECT 1 FROM outbox WHERE state = 'due' AND lane = 3 AND due_at <= :now
    LIMIT :most) waiting
UNION ALL
SELECT 'broadcast', CAST(coalesce(sum(b.expected - coalesce((
    SELECT sum(t.members) FROM tally t WHERE t.broadcast = b.id AND t.state <> 'waiting'), 0)), 0)
    AS bigint)
FROM broadcast b WHERE b.state = 'running';
