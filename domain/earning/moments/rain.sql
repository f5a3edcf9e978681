-- name: open(name, day)!
INSERT INTO budget (name, day, spent) VALUES (:name, :day, 0) ON CONFLICT DO NOTHING;

-- name: caught(rule, period, first, last)
SELECT member FROM taken
WHERE member BETWEEN :first AND :last AND rule = :rule AND period = :period;

-- name: spent(name, day)$
SELECT spent FROM budget WHERE name = :name AND day = :day;
