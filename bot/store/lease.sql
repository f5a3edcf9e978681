-- name: take(owner)^
-- A file has one process at a time already: its lease needs no end.
INSERT INTO lease (name, owner, fence, until) VALUES ('leader', :owner, 1, 0)
ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, fence = lease.fence + 1, until = 0
RETURNING fence, until;

-- name: take_on_postgres(owner, lasts)^
-- By the server's clock, which is the same for all. To set the key as well locks the row against
-- FOR KEY SHARE: whatever the last leader has begun to write is committed before the next one leads.
INSERT INTO lease (name, owner, fence, until)
SELECT 'leader', CAST(:owner AS text), 1,
       CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint) + :lasts
WHERE NOT EXISTS (
    SELECT 1 FROM lease
    WHERE name = 'leader' AND until > extract(epoch FROM clock_timestamp()) * 1000000)
ON CONFLICT (name) DO UPDATE
SET name = excluded.name, owner = excluded.owner, fence = lease.fence + 1,
    until = CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint) + :lasts
WHERE lease.until <= extract(epoch FROM clock_timestamp()) * 1000000
RETURNING fence, until;

-- name: renew(fence)^
UPDATE lease SET until = 0 WHERE name = 'leader' AND fence = :fence RETURNING fence;

-- name: renew_on_postgres(fence, lasts)^
UPDATE lease
SET until = CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint) + :lasts
WHERE name = 'leader' AND fence = :fence
RETURNING fence;

-- name: leader()$
SELECT owner FROM lease WHERE name = 'leader';

-- name: give_up(fence)!
UPDATE lease SET until = 0 WHERE name = 'leader' AND fence = :fence;
