-- Each query gives the ids of what breaks its invariant, at most `most`: none is the truth.
-- They read whole tables in the order in which these lie: a look-up for each row would cost more.

-- name: members()$
SELECT count(*) FROM member;

-- name: transactions()$
SELECT count(*) FROM txn;

-- name: outstanding()$
SELECT CAST(coalesce(sum(points), 0) AS bigint) FROM account WHERE member > 0;

-- name: triggers()
SELECT name FROM sqlite_master WHERE type = 'trigger' AND instr(sql, 'RAISE(ABORT') > 0;

-- name: triggers_on_postgres()
-- What may not be deleted may not be truncated either.
SELECT t.tgname FROM pg_trigger t
WHERE t.tgenabled = 'O' AND (right(t.tgname, 10) <> '_no_delete' OR EXISTS (
    SELECT 1 FROM pg_trigger r WHERE r.tgrelid = t.tgrelid AND r.tgenabled = 'O'
    AND right(r.tgname, 12) = '_no_truncate'));

-- name: entries_balance(most)
-- I1
SELECT e.txn FROM entry e GROUP BY e.txn HAVING sum(e.points) <> 0 OR count(*) < 2
UNION ALL
SELECT t.id FROM txn t WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.txn = t.id)
LIMIT :most;

-- name: books_balance(most)
-- I2, I13: what was issued less what was redeemed and expired is what is outstanding.
SELECT CAST(NULL AS bigint)
WHERE (SELECT coalesce(sum(points), 0) FROM entry WHERE account IN (
        'issued', 'redeemed', 'expired', 'forfeited', 'opening', 'adjustment'))
    + (SELECT coalesce(sum(points), 0) FROM account WHERE member > 0) <> 0
LIMIT :most;

-- name: no_member_below_zero(most)
-- I3
SELECT member FROM account
WHERE member > 0 AND (kind <> 'owed' AND points < 0 OR kind = 'owed' AND points > 0)
LIMIT :most;

-- name: cached_balances(most)
-- I4: by induction, for each entry's balance follows from the one before.
SELECT a.member FROM account a
LEFT JOIN entry e
    ON e.member = a.member AND e.account = a.kind AND e.account_version = a.version
WHERE a.member > 0
AND (a.points <> coalesce(e.balance_after, 0) OR (e.txn IS NULL) <> (a.version = 0))
LIMIT :most;

-- name: versions_without_gap(most)
-- I10
SELECT member FROM entry WHERE member > 0 GROUP BY member, account
HAVING min(account_version) <> 1 OR max(account_version) <> count(*)
UNION ALL
SELECT a.member FROM account a
WHERE a.member > 0 AND a.version <> coalesce((
    SELECT max(e.account_version) FROM entry e
    WHERE e.member = a.member AND e.account = a.kind), 0)
LIMIT :most;

-- name: balances_follow_entries(most)
-- I4, I10: `+ 0` has SQLite sort them; along the index it would look each one up.
SELECT txn FROM (
    SELECT txn, points, balance_after, lag(balance_after) OVER (
        PARTITION BY member + 0, account ORDER BY account_version) AS balance_before
    FROM entry WHERE account IN ('available', 'held', 'owed')) AS each_entry
WHERE balance_after IS NULL OR balance_after <> points + coalesce(balance_before, 0)
LIMIT :most;

-- name: lots_carry_balances(most)
-- I5
SELECT member FROM (
    SELECT member, points FROM account WHERE member > 0 AND kind = 'available'
    UNION ALL SELECT member, -points_left FROM lot) AS both_sides
GROUP BY member HAVING sum(points) <> 0
LIMIT :most;

-- name: holds_carry_balances(most)
-- I5
SELECT a.member FROM account a
WHERE a.kind = 'held' AND a.points <> coalesce((
    SELECT sum(d.points) FROM hold h JOIN draw d ON d.txn = h.txn
    WHERE h.member = a.member AND h.state = 'open'), 0)
LIMIT :most;

-- name: lots_within_bounds(most)
-- I6
SELECT id FROM lot
WHERE points_left < 0 OR points_left > points OR expires_at <= earned_at
LIMIT :most;

-- name: draws_explain_lots(most)
-- I6
SELECT l.id FROM lot l
WHERE l.points - l.points_left <> coalesce((
    SELECT sum(d.points) FROM draw d WHERE d.lot = l.id), 0)
LIMIT :most;

-- name: lots_explain_entries(most)
-- I5: each transaction changes the lots by what it changes the balance.
SELECT txn FROM (
    SELECT txn, points FROM entry WHERE account = 'available'
    UNION ALL SELECT txn, -points FROM lot
    UNION ALL SELECT txn, points FROM draw) AS both_sides
GROUP BY txn HAVING sum(points) <> 0
LIMIT :most;

-- name: extensions_explain_ends(most)
-- I6
SELECT x.lot FROM extension x
WHERE x.ends_after <> coalesce((
    SELECT later.ends_before FROM extension later
    WHERE later.lot = x.lot AND later.ends_before >= x.ends_after
    ORDER BY later.ends_before LIMIT 1), (
    SELECT l.expires_at FROM lot l WHERE l.id = x.lot))
LIMIT :most;

-- name: holds_end_once(most)
-- I7
SELECT h.id FROM hold h
WHERE (h.state = 'open') <> (h.end_txn IS NULL)
OR h.captured < 0 OR h.captured > h.points OR (h.state = 'captured') <> (h.captured > 0)
OR h.points <> coalesce((SELECT sum(d.points) FROM draw d WHERE d.txn = h.txn), 0)
OR h.points <> coalesce((
    SELECT e.points FROM entry e
    WHERE e.txn = h.txn AND e.member = h.member AND e.account = 'held'), 0)
OR h.state <> 'open' AND (
    h.points <> coalesce((
        SELECT -e.points FROM entry e
        WHERE e.txn = h.end_txn AND e.member = h.member AND e.account = 'held'), 0)
    OR h.captured <> coalesce((
        SELECT e.points FROM entry e
        WHERE e.txn = h.end_txn AND e.member = 0 AND e.account = 'redeemed'), 0)
    OR h.captured <> coalesce((
        SELECT sum(d.points) FROM draw d WHERE d.txn IN (h.txn, h.end_txn)), 0))
LIMIT :most;

-- name: reversals_mirror(most)
-- I8: the account that gave, or took, gets back as much as each part says, the other way.
SELECT r.txn FROM reversal r
LEFT JOIN entry o ON o.txn = r.original AND o.member = 0
LEFT JOIN entry e ON e.txn = r.txn AND e.member = 0 AND e.account = o.account
WHERE o.txn IS NULL OR e.txn IS NULL OR abs(o.points) <> r.whole
OR e.points <> CASE WHEN o.points < 0 THEN r.points ELSE -r.points END
LIMIT :most;

-- name: reversals_within_whole(most)
-- I8: parts follow each other and never exceed the whole; `reverses` names whole ones only.
SELECT r.txn FROM reversal r
WHERE r.points <= 0 OR r.before + r.points > r.whole
OR r.before <> coalesce((
    SELECT sum(p.points) FROM reversal p
    WHERE p.original = r.original AND p.number < r.number), 0)
OR r.number <> 1 + (
    SELECT count(*) FROM reversal p WHERE p.original = r.original AND p.number < r.number)
UNION ALL
SELECT t.id FROM txn t LEFT JOIN reversal r ON r.txn = t.id
WHERE t.reverses IS NOT NULL
AND (r.txn IS NULL OR r.original <> t.reverses OR r.points <> r.whole)
UNION ALL
SELECT r.txn FROM reversal r JOIN txn t ON t.id = r.txn
WHERE r.points = r.whole AND t.reverses IS NULL
LIMIT :most;

-- name: keys_unique(most)
-- I9
SELECT min(id) FROM txn GROUP BY key HAVING count(*) > 1
LIMIT :most;

-- name: postings_requested(since, most)
-- I9: `K/1` is the first posting of the request `K`, which is kept as long as was promised.
SELECT p.id FROM (
    SELECT t.id, rtrim(t.key, '0123456789') AS stem FROM txn t
    WHERE t.id >= :since AND substr(t.key, 1, 3) <> 'id:') AS p
WHERE substr(p.stem, length(p.stem), 1) = '/' AND NOT EXISTS (
    SELECT 1 FROM request r WHERE r.key = substr(p.stem, 1, length(p.stem) - 1))
LIMIT :most;

-- name: events_told(most)
-- I11: of what was credited for a time before, nobody is told; a ticket, or a game that gave no
-- voucher, is told by the answer itself.
SELECT t.id FROM txn t
WHERE t.kind IN ('purchase', 'surprise', 'redeem') AND t.happened_at = t.posted_at
AND (SELECT count(*) FROM outbox o WHERE o.txn = t.id) <> 1
AND t.id NOT IN (SELECT r.txn FROM raffle_ticket r)
AND t.id NOT IN (SELECT d.txn FROM drawing d WHERE d.txn IS NOT NULL AND d.voucher IS NULL)
LIMIT :most;

-- name: purchases_backed(most)
-- Each credit of a purchase has its purchase; of what it gave, what was refunded is taken back.
SELECT txn FROM (
    SELECT t.id AS txn, 1 AS told FROM txn t WHERE t.kind = 'purchase'
    UNION ALL
    SELECT p.txn, -1 FROM purchase p WHERE p.txn IS NOT NULL) AS both_sides
GROUP BY txn HAVING sum(told) <> 0
UNION ALL
SELECT p.txn FROM purchase p JOIN lot l ON l.txn = p.txn
LEFT JOIN (SELECT original, sum(points) AS points FROM reversal GROUP BY original) AS r
    ON r.original = p.txn
WHERE p.member <> l.member OR coalesce(r.points, 0) <> l.points - CASE
    WHEN p.undone_at IS NOT NULL THEN 0
    WHEN p.paid = 0 THEN l.points
    ELSE l.points * (p.paid - p.refunded) / p.paid END
UNION ALL
SELECT p.surprise_txn FROM purchase p
WHERE p.surprise_txn IS NOT NULL AND (p.undone_at IS NOT NULL) <> EXISTS (
    SELECT 1 FROM reversal r
    WHERE r.original = p.surprise_txn AND r.before + r.points = r.whole)
LIMIT :most;

-- name: bills_add_up(most)
-- What voucher and points paid was the member's own; what was put aside and taken paid one bill,
-- and is the member's again with its undo.
SELECT id FROM purchase WHERE paid + voucher_minor + points_minor > price
UNION ALL
SELECT p.id FROM purchase p LEFT JOIN voucher v ON v.id = p.voucher
WHERE p.voucher IS NOT NULL AND (v.id IS NULL OR v.member <> p.member)
UNION ALL
SELECT p.id FROM purchase p LEFT JOIN hold h ON h.id = p.hold
WHERE p.hold IS NOT NULL AND (h.id IS NULL OR h.member <> p.member OR h.state <> 'captured'
    OR (p.undone_at IS NOT NULL) <> EXISTS (
        SELECT 1 FROM reversal r WHERE r.original = h.end_txn AND r.before + r.points = r.whole))
UNION ALL
SELECT y.hold FROM payment y JOIN hold h ON h.id = y.hold AND h.state = 'captured'
WHERE NOT EXISTS (SELECT 1 FROM purchase p WHERE p.hold = y.hold)
LIMIT :most;

-- name: refunds_add_up(most)
-- What went back of a purchase is what its refunds say, the points that each took included.
SELECT p.id FROM purchase p
LEFT JOIN (
    SELECT purchase, sum(minor) AS minor, max(number) AS last, count(*) AS parts
    FROM refund GROUP BY purchase) AS f ON f.purchase = p.id
WHERE p.refunded <> coalesce(f.minor, 0) OR coalesce(f.last, 0) <> coalesce(f.parts, 0)
OR (p.undone_at IS NOT NULL) <> (f.parts IS NOT NULL AND p.refunded = p.paid)
UNION ALL
SELECT f.id FROM refund f JOIN purchase p ON p.id = f.purchase
LEFT JOIN reversal r ON r.txn = f.txn AND r.original = p.txn
WHERE f.points <> coalesce(r.points, 0)
LIMIT :most;

-- name: vouchers_paid(most)
-- I14: what is given back returned its points, of a gift card the share that was not spent.
SELECT v.id FROM voucher v
LEFT JOIN (SELECT original, sum(points) AS points FROM reversal GROUP BY original) AS r
    ON r.original = v.txn
WHERE CASE
    WHEN v.state = 'cancelled' OR v.state = 'expired' AND v.kind <> 'gift-card'
        THEN coalesce(r.points, 0) <> v.points
    WHEN v.state = 'expired' THEN r.points IS NULL OR r.points > v.points
    WHEN v.state = 'ended' AND v.kind = 'gift-card' THEN coalesce(r.points, 0) > v.points
    ELSE r.points IS NOT NULL END
UNION ALL
SELECT v.id FROM voucher v
WHERE (v.points = 0) <> (v.txn IS NULL) OR v.points > 0 AND NOT EXISTS (
    SELECT 1 FROM entry e JOIN txn t ON t.id = e.txn AND t.kind = 'redeem'
    WHERE e.txn = v.txn AND e.member = v.member AND e.account = 'available'
    AND e.points = -v.points)
UNION ALL
-- Whatever was redeemed became a voucher, a ticket, a gift to a cause, or was played for.
SELECT t.id FROM txn t LEFT JOIN (
    SELECT txn FROM voucher UNION SELECT txn FROM donation
    UNION SELECT txn FROM raffle_ticket UNION SELECT txn FROM drawing) AS b ON b.txn = t.id
WHERE t.kind = 'redeem' AND b.txn IS NULL
LIMIT :most;

-- name: vouchers_on_bills(most)
-- What takes something off a bill is used with a purchase that stands; a gift card holds what
-- its purchases left of it.
SELECT v.id FROM voucher v LEFT JOIN (
    SELECT voucher, count(*) AS bills, sum(voucher_minor) AS minor FROM purchase
    WHERE voucher IS NOT NULL AND undone_at IS NULL GROUP BY voucher) AS p ON p.voucher = v.id
WHERE v.state IN ('issued', 'used') AND CASE v.kind
    WHEN 'gift-card' THEN
        v.balance + coalesce(p.minor, 0) <> CAST(json_extract(v.terms, '$.value_minor') AS bigint)
        OR (v.balance = 0) <> (v.state = 'used')
    ELSE coalesce(p.bills, 0) <> CASE
        WHEN v.state = 'used' AND v.kind IN ('money-off', 'percent-off') THEN 1 ELSE 0 END
    END
LIMIT :most;

-- name: vouchers_on_bills_on_postgres(most)
SELECT v.id FROM voucher v LEFT JOIN (
    SELECT voucher, count(*) AS bills, sum(voucher_minor) AS minor FROM purchase
    WHERE voucher IS NOT NULL AND undone_at IS NULL GROUP BY voucher) AS p ON p.voucher = v.id
WHERE v.state IN ('issued', 'used') AND CASE v.kind
    WHEN 'gift-card' THEN
        v.balance + coalesce(p.minor, 0)
            <> CAST(json_extract_path_text(CAST(v.terms AS json), 'value_minor') AS bigint)
        OR (v.balance = 0) <> (v.state = 'used')
    ELSE coalesce(p.bills, 0) <> CASE
        WHEN v.state = 'used' AND v.kind IN ('money-off', 'percent-off') THEN 1 ELSE 0 END
    END
LIMIT :most;

-- name: causes_add_up(most)
-- What a cause is said to have got is what was given, and each gift was paid.
SELECT CAST(NULL AS bigint) FROM cause c
LEFT JOIN (SELECT reward, sum(points) AS points, count(*) AS gifts FROM donation GROUP BY reward) d
    ON d.reward = c.reward
WHERE c.points <> coalesce(d.points, 0) OR c.gifts <> coalesce(d.gifts, 0)
UNION ALL
SELECT d.txn FROM donation d
WHERE NOT EXISTS (SELECT 1 FROM cause c WHERE c.reward = d.reward)
OR NOT EXISTS (
    SELECT 1 FROM entry e JOIN txn t ON t.id = e.txn AND t.kind = 'redeem'
    WHERE e.txn = d.txn AND e.member = d.member AND e.account = 'available'
    AND e.points = -d.points)
LIMIT :most;

-- name: late_entries_backed(most)
-- What a counter page wrote down was credited as of its own time, in the name of whose page it is.
SELECT l.purchase FROM late_entry l
JOIN device d ON d.id = l.device
LEFT JOIN purchase p ON p.id = l.purchase
WHERE (l.state = 'done') <> (l.purchase IS NOT NULL)
OR l.state = 'done' AND (p.id IS NULL OR p.actor <> d.actor
    OR l.happened_at <= l.handed_in_at AND p.happened_at <> l.happened_at)
LIMIT :most;

-- name: sign_ins_backed(most)
SELECT txn FROM (
    SELECT t.id AS txn, 1 AS told FROM txn t WHERE t.kind = 'sign_in'
    UNION ALL
    SELECT s.txn, -1 FROM sign_in s WHERE s.txn IS NOT NULL
    UNION ALL
    SELECT r.txn, -1 FROM streak_repair r WHERE r.txn IS NOT NULL) AS both_sides
GROUP BY txn HAVING sum(told) <> 0
LIMIT :most;

-- name: stock_not_negative(most)
-- I14
SELECT CAST(NULL AS bigint) FROM stock WHERE amount < 0
LIMIT :most;

-- name: budget_spent(most)
SELECT CAST(NULL AS bigint)
WHERE (SELECT coalesce(sum(spent), 0) FROM budget WHERE name = 'surprise')
   <> (SELECT coalesce(sum(l.points - coalesce((
        SELECT sum(r.points) FROM reversal r WHERE r.original = l.txn), 0)), 0)
       FROM lot l WHERE l.origin = 'surprise')
UNION ALL
-- Of a clerk's day is used what the clerks gave, and did not take back.
SELECT CAST(NULL AS bigint)
WHERE (SELECT coalesce(sum(spent), 0) FROM budget WHERE substr(name, 1, 10) = 'make_good:')
   <> (SELECT coalesce(sum(l.points - coalesce((
        SELECT sum(r.points) FROM reversal r WHERE r.original = l.txn), 0)), 0)
       FROM lot l WHERE l.origin = 'make_good')
UNION ALL
-- A points rain's pot gave what its members caught.
SELECT CAST(NULL AS bigint)
WHERE (SELECT coalesce(sum(spent), 0) FROM budget WHERE substr(name, 1, 5) = 'rain:')
   <> (SELECT coalesce(sum(l.points), 0) FROM lot l WHERE l.origin = 'rain')
LIMIT :most;

-- name: one_identity_each(most)
SELECT m.id FROM member m
WHERE m.id > 0
AND (NOT EXISTS (SELECT 1 FROM identity i WHERE i.member = m.id)
     OR NOT EXISTS (SELECT 1 FROM account a WHERE a.member = m.id))
UNION ALL
SELECT member FROM account WHERE member > 0 GROUP BY member HAVING count(*) <> 3
LIMIT :most;

-- name: deliveries_tallied(most)
SELECT broadcast FROM (
    SELECT broadcast, state, members FROM tally
    UNION ALL
    SELECT broadcast, state, -count(*) FROM delivery GROUP BY broadcast, state) AS both_sides
GROUP BY broadcast, state HAVING sum(members) <> 0
LIMIT :most;

-- name: outbox_blanked(most)
SELECT id FROM outbox WHERE (state = 'due') <> (payload IS NOT NULL)
LIMIT :most;

-- name: explanations_add_up(most)
-- Movements older than explanations have none.
SELECT txn FROM (
    SELECT txn, points, 1 AS told FROM trace WHERE txn IS NOT NULL
    UNION ALL SELECT txn, -points, 0 FROM lot
    UNION ALL SELECT txn, points, 0 FROM reversal) AS both_sides
GROUP BY txn HAVING sum(told) > 0 AND sum(points) <> 0
LIMIT :most;

-- name: taken_by_purchases(most)
SELECT t.cause FROM taken t LEFT JOIN purchase p ON p.id = t.cause
WHERE t.cause IS NOT NULL AND substr(t.rule, 1, 7) <> 'reward:'
AND (p.id IS NULL OR p.member <> t.member OR p.undone_at IS NOT NULL)
UNION ALL
-- A voucher that was given back counts towards no limit.
SELECT t.cause FROM taken t JOIN voucher v ON v.id = t.cause
WHERE substr(t.rule, 1, 7) = 'reward:' AND (v.member <> t.member OR v.state = 'cancelled')
LIMIT :most;

-- name: gifts_backed(most)
-- Of an undone purchase only what was collected, ended or spent in part stays given; what was
-- taken off a bill may be open again since.
SELECT g.id FROM gift g
LEFT JOIN purchase p ON p.id = g.purchase LEFT JOIN voucher v ON v.id = g.voucher
WHERE p.id IS NULL OR p.member <> g.member
OR g.state IN ('due', 'given') AND p.undone_at IS NOT NULL AND coalesce(v.state, '') NOT IN ('used', 'ended')
    AND coalesce(v.kind, '') NOT IN ('money-off', 'percent-off', 'gift-card')
OR g.state IN ('recalled', 'undone') AND p.undone_at IS NULL
OR g.state IN ('given', 'recalled')
    AND (v.id IS NULL OR v.member <> g.member OR v.reward <> g.reward)
LIMIT :most;

-- name: referrals_backed(most)
SELECT r.friend FROM referral r LEFT JOIN purchase p ON p.id = r.purchase
WHERE r.state IN ('due', 'paid', 'capped') AND (p.id IS NULL OR p.member <> r.friend)
LIMIT :most;

-- name: acts_noted(most)
-- Since a person began to serve, every credit and refund is with an act, in the same change.
WITH begun AS (
    SELECT actor, min(at) AS at FROM staff_act WHERE act = 'serving' GROUP BY actor
)
SELECT t.id FROM txn t JOIN begun b ON b.actor = t.actor
WHERE t.posted_at >= b.at AND t.kind IN ('purchase', 'undo', 'refund', 'make_good', 'take_back', 'activity')
AND NOT EXISTS (SELECT 1 FROM staff_act a WHERE a.actor = t.actor AND a.at = t.posted_at)
LIMIT :most;

-- name: prizes_drawn(most)
-- Since seeds are promised.
SELECT t.id FROM txn t
WHERE t.kind IN ('surprise', 'prize') AND t.posted_at >= (SELECT min(committed_at) FROM seed)
AND t.id NOT IN (SELECT d.prize_txn FROM drawing d WHERE d.prize_txn IS NOT NULL)
LIMIT :most;

-- name: tickets_paid(most)
SELECT t.txn FROM raffle_ticket t
WHERE NOT EXISTS (
    SELECT 1 FROM entry e JOIN txn x ON x.id = e.txn AND x.kind = 'redeem'
    WHERE e.txn = t.txn AND e.member = t.member AND e.account = 'available'
    AND e.points = -t.points)
UNION ALL
SELECT min(txn) FROM raffle_ticket GROUP BY txn HAVING count(*) > 1
UNION ALL
SELECT CAST(NULL AS bigint) FROM raffle r
WHERE r.tickets <> (SELECT count(*) FROM raffle_ticket t WHERE t.reward = r.reward)
OR r.tickets <> coalesce((
    SELECT max(t.number) FROM raffle_ticket t WHERE t.reward = r.reward), 0)
LIMIT :most;
