-- name: spent(name, day)$
SELECT spent FROM budget WHERE name = :name AND day = :day;

-- name: lock_budget(name, day)$
SELECT spent FROM budget WHERE name = :name AND day = :day;

-- name: lock_budget_on_postgres(name, day)$
-- The row is there to be locked, also on a day that spent nothing yet.
INSERT INTO budget (name, day, spent) VALUES (:name, :day, 0)
ON CONFLICT (name, day) DO UPDATE SET spent = budget.spent RETURNING spent;
