-- name: versions()
SELECT number, starts_at, body FROM programme ORDER BY starts_at, number;

-- name: ahead(number, now)
-- The version in force, and those that are to come.
SELECT number, starts_at, body FROM programme
WHERE number = :number OR starts_at > :now ORDER BY starts_at, number;

-- name: in_force(at)^
SELECT number, starts_at, body FROM programme
WHERE starts_at <= :at ORDER BY starts_at DESC, number DESC LIMIT 1;

-- name: newest_number()$
SELECT max(number) FROM programme;

-- name: body(number)$
SELECT body FROM programme WHERE number = :number;

-- name: file()$
-- What the settings file said last; before versions kept it, the file was the whole word.
SELECT coalesce(file, body) FROM programme WHERE origin = 'file' ORDER BY number DESC LIMIT 1;

-- name: add(number, starts_at, body, origin, made_at, actor, file)!
INSERT INTO programme (number, starts_at, body, origin, made_at, actor, file)
VALUES (:number, :starts_at, :body, :origin, :made_at, :actor, :file);

-- name: given()
SELECT share, CAST(sum(amount) AS bigint) FROM cost GROUP BY share;

-- name: announced()
SELECT facts FROM circular WHERE kind = 'announced';
