-- name: open(name, day)!
INSERT INTO budget (name, day, spent) VALUES (:name, :day, 0) ON CONFLICT DO NOTHING;

-- name: spent(name, day)$
SELECT spent FROM budget WHERE name = :name AND day = :day;
