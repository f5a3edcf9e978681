-- What the books seal, as text: each query gives the lines that one table adds to the records in
-- a range of ids. Numbers, codes and digests only, nothing personal, and only what never changes.

-- name: txns(first, last)
SELECT id, 'txn ' || id || ' kind ' || kind || ' actor ' || actor
    || ' happened ' || happened_at || ' posted ' || posted_at
    || ' reverses ' || coalesce(CAST(reverses AS text), '-') || ' rules ' || rules || '
', 'key ' || key
FROM txn WHERE id BETWEEN :first AND :last;

-- name: entries(first, last)
SELECT txn, 'entry ' || member || ' ' || account || ' ' || points
    || ' balance ' || coalesce(CAST(balance_after AS text), '-')
    || ' version ' || coalesce(CAST(account_version AS text), '-') || '
'
FROM entry WHERE txn BETWEEN :first AND :last ORDER BY txn, member, account;

-- name: lots(first, last)
-- A lot's end is its first one: each later end is a record of its own.
SELECT l.txn, 'lot ' || l.id || ' member ' || l.member || ' ' || l.points
    || ' origin ' || l.origin || ' earned ' || l.earned_at || ' ends ' || coalesce((
        SELECT x.ends_before FROM extension x WHERE x.lot = l.id ORDER BY x.ends_before LIMIT 1),
        l.expires_at)
    || ' decay ' || l.decay_percent || '
'
FROM lot l WHERE l.txn BETWEEN :first AND :last ORDER BY l.txn, l.id;

-- name: draws(first, last)
SELECT txn, 'draw ' || lot || ' ' || points || '
'
FROM draw WHERE txn BETWEEN :first AND :last ORDER BY txn, lot;

-- name: holds(first, last)
SELECT txn, 'hold ' || id || ' member ' || member || ' ' || points
    || ' made ' || made_at || ' ends ' || expires_at || '
'
FROM hold WHERE txn BETWEEN :first AND :last;

-- name: holds_ended(first, last)
SELECT end_txn, 'held ' || id || ' ' || state || ' ' || captured || ' at ' || ended_at || '
'
FROM hold WHERE end_txn BETWEEN :first AND :last;

-- name: reversals(first, last)
SELECT txn, 'reversal ' || original || ' number ' || number || ' ' || points
    || ' before ' || before || ' whole ' || whole || '
'
FROM reversal WHERE txn BETWEEN :first AND :last;

-- name: notes(first, last)
SELECT txn, digest FROM annotation WHERE txn BETWEEN :first AND :last;

-- name: extensions(first, last)
SELECT id, 'extension ' || id || ' lot ' || lot || ' ends ' || ends_after
    || ' instead of ' || ends_before || ' actor ' || actor || ' made ' || made_at
FROM extension WHERE id BETWEEN :first AND :last;
