-- name: last(name)^
SELECT slot, state FROM job_run WHERE name = :name ORDER BY slot DESC LIMIT 1;

-- name: run(name, slot)^
SELECT state, cursor FROM job_run WHERE name = :name AND slot = :slot;

-- name: begin(name, slot, at)!
INSERT INTO job_run (name, slot, state, started_at) VALUES (:name, :slot, 'running', :at);

-- name: advance(name, slot, cursor)!
UPDATE job_run SET cursor = :cursor WHERE name = :name AND slot = :slot;

-- name: finish(name, slot, cursor, at)!
UPDATE job_run SET state = 'done', cursor = :cursor, finished_at = :at
WHERE name = :name AND slot = :slot;
