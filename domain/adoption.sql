-- name: versions()
SELECT number, starts_at, body FROM programme ORDER BY number;

-- name: newest_number()$
SELECT max(number) FROM programme;

-- name: newest()^
SELECT number, starts_at, body FROM programme ORDER BY number DESC LIMIT 1;

-- name: add(number, starts_at, body)!
INSERT INTO programme (number, starts_at, body) VALUES (:number, :starts_at, :body);
