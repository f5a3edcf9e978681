-- name: stretch_end(after, width)^
-- Where so many members on from one of them are at an end, and how many they are.
SELECT max(id), count(*) FROM (
    SELECT id FROM member WHERE id > :after ORDER BY id LIMIT :width) AS stretch;

-- name: stretch(after, until)
SELECT * FROM member WHERE id > :after AND id <= :until;

-- name: stretch_on_postgres(after, until)
-- A fence: members come in order, and none is looked at after the last that is wanted.
SELECT * FROM member WHERE id > :after AND id <= :until ORDER BY id OFFSET 0;

-- name: ladder(ladder)
-- The programme's tiers, and which of them are meant.
SELECT value ->> 'id' AS id, value ->> 'low' AS low, value ->> 'meant' AS meant
FROM json_each(:ladder);

-- name: ladder_on_postgres(ladder)
SELECT id, low, meant
FROM json_to_recordset(CAST(:ladder AS json)) AS tier(id text, low bigint, meant bigint);

-- name: members(joined_by, most, tag, languages, language, least, at_most, visited, visited_since, segment, joined_since, recent, lately, year, often, sometimes, much, some, best, ladder)
-- Who is meant: one text, so that exactly those who are counted are written to. What is asked of
-- other tables is asked of each member: no EXISTS, for which PostgreSQL may read a whole table.
WITH ladder AS MATERIALIZED ({ladder})
SELECT m.id, coalesce((
    SELECT p.wanted FROM preference p WHERE p.member = m.id AND p.kind = 'news'), 0) AS wants_news
FROM ({stretch}) AS m
WHERE m.joined_at <= :joined_by AND m.reachable = 1
AND (CAST(:languages AS text) IS NULL
     OR replace(:languages,
                ' ' || coalesce(m.language_chosen, m.language_hint, :language) || ' ', '')
        <> :languages)
AND (CAST(:tag AS text) IS NULL OR (
    SELECT 1 FROM tag t WHERE t.member = m.id AND t.tag = :tag) = 1)
AND (CAST(:least AS bigint) IS NULL OR (
    SELECT a.points FROM account a WHERE a.member = m.id AND a.kind = 'available')
    BETWEEN :least AND :at_most)
AND (CAST(:visited AS bigint) IS NULL OR :visited = CASE
    WHEN (SELECT max(p.happened_at) FROM purchase p
          WHERE p.member = m.id AND p.undone_at IS NULL) >= :visited_since THEN 1
    WHEN (SELECT max(v.at) FROM visit v WHERE v.member = m.id) >= :visited_since THEN 1
    ELSE 0 END)
AND (CAST(:segment AS text) IS NULL OR EXISTS (
    SELECT 1 FROM (
        SELECT last_at,
            CASE WHEN last_at >= :recent THEN 3 WHEN last_at >= :lately THEN 2 ELSE 1 END AS r,
            CASE WHEN orders >= :often THEN 3 WHEN orders >= :sometimes THEN 2 ELSE 1 END AS f,
            CASE WHEN paid >= :much THEN 3 WHEN paid >= :some THEN 2 ELSE 1 END AS money
        FROM (
            SELECT max(p.happened_at) AS last_at,
                sum(CASE WHEN p.happened_at >= :year THEN 1 ELSE 0 END) AS orders,
                sum(CASE WHEN p.happened_at >= :year THEN p.paid - p.refunded ELSE 0 END) AS paid
            FROM purchase p WHERE p.member = m.id AND p.undone_at IS NULL) AS bought) AS stands
    WHERE CASE CAST(:segment AS text)
        WHEN 'best' THEN r + f + money >= :best
        WHEN 'regular' THEN r = 3 AND r + f + money < :best
        WHEN 'slipping' THEN r = 2
        WHEN 'away' THEN r = 1 AND last_at IS NOT NULL
        WHEN 'new' THEN m.joined_at >= :joined_since
        WHEN 'never' THEN last_at IS NULL END))
AND (CAST(:ladder AS text) IS NULL OR (
    -- A member's tier is the highest that was earned or is held.
    SELECT max(tier.low) = max(CASE WHEN tier.meant = 1 THEN tier.low END)
    FROM ladder AS tier, (
        SELECT coalesce(sum(l.points - coalesce(
            (SELECT sum(r.points) FROM reversal r WHERE r.original = l.txn), 0)), 0) AS points
        FROM lot l WHERE l.member = m.id AND l.earned_at >= :year
        AND l.origin IN ('purchase', 'activity')) AS earned
    WHERE tier.low <= earned.points OR tier.low = 0
    OR tier.id = (SELECT h.tier FROM tier_held h WHERE h.member = m.id)))
ORDER BY m.id LIMIT :most;

-- name: reach()^
SELECT CAST(count(*) AS bigint), CAST(coalesce(sum(1 - wants_news), 0) AS bigint)
FROM ({members}) AS meant;
