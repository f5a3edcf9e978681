-- name: ended_at(broadcast)^
SELECT finished_at FROM broadcast WHERE id = :broadcast;

-- name: bought(broadcast, week)
-- Of those who were written to and of those left out: how many, and who bought within the week.
-- It counts who was written to, not whom it reached: nobody knows whom of the others it would have.
SELECT CASE WHEN d.state = 'held_out' THEN 1 ELSE 0 END AS held, count(*),
    CAST(sum(CASE WHEN EXISTS (
        SELECT 1 FROM purchase p
        WHERE p.member = d.member AND p.happened_at >= d.settled_at
        AND p.happened_at < d.settled_at + :week AND p.undone_at IS NULL)
        THEN 1 ELSE 0 END) AS bigint)
FROM delivery d
WHERE d.broadcast = :broadcast
AND d.state IN ('held_out', 'delivered', 'blocked', 'failed', 'unknown')
GROUP BY CASE WHEN d.state = 'held_out' THEN 1 ELSE 0 END;
