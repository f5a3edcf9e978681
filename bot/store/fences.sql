-- name: leader()$
SELECT fence FROM lease WHERE name = 'leader';

-- name: leader_on_postgres()$
-- Locked until the commit, so that nobody takes the lease in between; to renew it is no change
-- of its key, and waits for nobody.
SELECT fence FROM lease WHERE name = 'leader' FOR KEY SHARE;
