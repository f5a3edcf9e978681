-- Each query counts the rows that break its invariant: zero is the truth.

-- name: members()$
SELECT count(*) FROM member;

-- name: transactions()$
SELECT count(*) FROM txn;

-- name: outstanding()$
SELECT coalesce(sum(points), 0) FROM account WHERE member > 0;

-- name: triggers()
SELECT name FROM sqlite_master WHERE type = 'trigger';

-- name: entries_balance()$
-- I1: the entries of each transaction sum to zero, and there are at least two.
SELECT count(*) FROM (
    SELECT t.id FROM txn t LEFT JOIN entry e ON e.txn = t.id
    GROUP BY t.id HAVING coalesce(sum(e.points), 1) <> 0 OR count(*) < 2);

-- name: books_balance()$
-- I2, I13: all accounts sum to zero: issued less redeemed less expired is what is outstanding.
SELECT (SELECT coalesce(sum(points), 0) FROM entry WHERE member = 0)
     + (SELECT coalesce(sum(points), 0) FROM account WHERE member > 0) <> 0;

-- name: no_member_below_zero()$
-- I3: nobody has less than nothing.
SELECT count(*) FROM account
WHERE member > 0 AND (kind <> 'owed' AND points < 0 OR kind = 'owed' AND points > 0);

-- name: cached_balances()$
-- I4: the cached balance is the sum of the entries.
SELECT count(*) FROM (
    SELECT a.member FROM account a
    LEFT JOIN entry e ON e.member = a.member AND e.account = a.kind
    WHERE a.member > 0 GROUP BY a.member, a.kind, a.points
    HAVING a.points <> coalesce(sum(e.points), 0));

-- name: lots_carry_balances()$
-- I5: what the lots still hold is what is available.
SELECT count(*) FROM (
    SELECT a.member FROM account a LEFT JOIN lot l ON l.member = a.member
    WHERE a.kind = 'available' AND a.member > 0 GROUP BY a.member, a.points
    HAVING a.points <> coalesce(sum(l.points_left), 0));

-- name: lots_within_bounds()$
-- I6: a lot holds between nothing and what it began with, and ends after it began.
SELECT count(*) FROM lot
WHERE points_left < 0 OR points_left > points OR expires_at <= earned_at;

-- name: draws_explain_lots()$
-- I6: what left a lot is what was drawn from it.
SELECT count(*) FROM (
    SELECT l.id FROM lot l LEFT JOIN draw d ON d.lot = l.id
    GROUP BY l.id, l.points, l.points_left
    HAVING l.points - l.points_left <> coalesce(sum(d.points), 0));

-- name: reversals_mirror()$
-- I8: a reversal moves exactly what it reverses, the other way, for the same accounts.
SELECT count(*) FROM txn r JOIN entry o ON o.txn = r.reverses
LEFT JOIN entry e ON e.txn = r.id AND e.member = o.member AND e.account = o.account
WHERE e.points IS NULL OR e.points <> -o.points;

-- name: versions_without_gap()$
-- I10: each account's entries are numbered from 1 without a gap.
SELECT count(*) FROM (
    SELECT a.member FROM account a
    LEFT JOIN entry e ON e.member = a.member AND e.account = a.kind
    WHERE a.member > 0 GROUP BY a.member, a.kind, a.version
    HAVING a.version <> count(e.txn) OR coalesce(max(e.account_version), 0) <> a.version);

-- name: balances_follow_entries()$
-- I4, I10: each entry's balance is the one before plus its points.
SELECT count(*) FROM entry e
LEFT JOIN entry before ON before.member = e.member AND before.account = e.account
    AND before.account_version = e.account_version - 1
WHERE e.member > 0 AND e.balance_after <> e.points + coalesce(before.balance_after, 0);

-- name: keys_unique()$
-- I9: one transaction for each key.
SELECT count(*) FROM (SELECT key FROM txn GROUP BY key HAVING count(*) > 1);

-- name: events_told()$
-- I11: what must be told was written to the outbox once, in the commit that caused it.
SELECT count(*) FROM txn t
WHERE t.kind IN ('purchase', 'surprise', 'redeem')
AND (SELECT count(*) FROM outbox o WHERE o.txn = t.id) <> 1;

-- name: purchases_backed()$
-- Each credit of a purchase has its purchase, and exactly the undone ones are taken back.
SELECT (SELECT count(*) FROM txn t WHERE t.kind = 'purchase'
        AND t.id NOT IN (SELECT p.txn FROM purchase p WHERE p.txn IS NOT NULL))
     + (SELECT count(*) FROM purchase p WHERE p.txn IS NOT NULL
        AND (p.undone_at IS NOT NULL)
         <> EXISTS (SELECT 1 FROM txn r WHERE r.reverses = p.txn))
     + (SELECT count(*) FROM purchase p WHERE p.surprise_txn IS NOT NULL
        AND (p.undone_at IS NOT NULL)
         <> EXISTS (SELECT 1 FROM txn r WHERE r.reverses = p.surprise_txn));

-- name: vouchers_paid()$
-- I14: each voucher was paid once, and only what was given back is reversed.
SELECT (SELECT count(*) FROM voucher v
        WHERE (v.state IN ('cancelled', 'expired'))
           <> EXISTS (SELECT 1 FROM txn r WHERE r.reverses = v.txn))
     + (SELECT count(*) FROM txn t WHERE t.kind = 'redeem'
        AND NOT EXISTS (SELECT 1 FROM voucher v WHERE v.txn = t.id));

-- name: stock_not_negative()$
-- I14: no shelf holds less than nothing.
SELECT count(*) FROM stock WHERE amount < 0;

-- name: budget_spent()$
-- What the surprise budget spent in all is what surprises gave and kept.
SELECT (SELECT coalesce(sum(spent), 0) FROM budget WHERE name = 'surprise')
    <> (SELECT coalesce(sum(l.points), 0) FROM lot l WHERE l.origin = 'surprise'
        AND NOT EXISTS (SELECT 1 FROM txn r WHERE r.reverses = l.txn));

-- name: one_identity_each()$
-- A member has one identity and three accounts.
SELECT count(*) FROM member m
WHERE (SELECT count(*) FROM account a WHERE a.member = m.id) <> 3
   OR (SELECT count(*) FROM identity i WHERE i.member = m.id) <> 1;

-- name: outbox_blanked()$
-- What is settled says nothing any more.
SELECT count(*) FROM outbox WHERE (state = 'due') <> (payload IS NOT NULL);
