-- name: acts_of(actor, since)
SELECT act, facts FROM staff_act WHERE at >= :since AND actor = :actor;
