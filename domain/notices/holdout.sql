-- name: drawn(name, members)
SELECT member, held FROM holdout
WHERE name = :name AND member IN (SELECT value FROM json_each(:members));

-- name: drawn_on_postgres(name, members)
SELECT member, held FROM holdout
WHERE name = :name AND member IN (
    SELECT CAST(value AS bigint) FROM json_array_elements_text(CAST(:members AS json)) AS value);

-- name: add_each(name, member, held, at)*!
INSERT INTO holdout (name, member, held, at) VALUES (:name, :member, :held, :at)
ON CONFLICT DO NOTHING;
