-- name: of(person, now)^
SELECT flow, step, data FROM dialog WHERE person = :person AND expires_at > :now;

-- name: put(person, flow, step, data, expires_at)!
INSERT INTO dialog (person, flow, step, data, expires_at)
VALUES (:person, :flow, :step, :data, :expires_at)
ON CONFLICT (person) DO UPDATE SET flow = excluded.flow, step = excluded.step,
    data = excluded.data, expires_at = excluded.expires_at;

-- name: end(person)^
DELETE FROM dialog WHERE person = :person RETURNING flow;

-- name: tidy(now)!
DELETE FROM dialog WHERE expires_at <= :now;
