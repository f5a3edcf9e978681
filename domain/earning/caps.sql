-- name: counted(member, month, year)^
-- What counts towards the caps since a month and a year began, less what was taken back of it.
SELECT CAST(coalesce(sum(CASE WHEN earned_at >= :month THEN points ELSE 0 END), 0) AS bigint),
       CAST(coalesce(sum(points), 0) AS bigint)
FROM (SELECT l.earned_at, l.points - coalesce(
          (SELECT sum(r.points) FROM reversal r WHERE r.original = l.txn), 0) AS points
      FROM lot l
      WHERE l.member = :member AND l.earned_at >= :year
      AND l.origin IN ('purchase', 'activity', 'sign_in', 'visit')) AS credits;
