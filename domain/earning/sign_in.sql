-- name: last(member)
-- The two newest sign-ins, each with its day of the streak as a repair has lifted it.
SELECT s.day, s.streak + coalesce(r.streak, 0), s.at
FROM sign_in s LEFT JOIN streak_repair r ON r.member = s.member AND r.day = s.day
WHERE s.member = :member ORDER BY s.day DESC LIMIT 2;

-- name: add(member, day, streak, at, txn)!
INSERT INTO sign_in (member, day, streak, at, txn) VALUES (:member, :day, :streak, :at, :txn);

-- name: repairs(member, month)$
SELECT count(*) FROM streak_repair WHERE member = :member AND month = :month;

-- name: add_repair(member, month, streak, at, txn)!
-- Lifts the newest sign-in.
INSERT INTO streak_repair (member, day, month, streak, at, txn)
SELECT :member, max(day), :month, :streak, :at, CAST(:txn AS bigint)
FROM sign_in WHERE member = :member;
