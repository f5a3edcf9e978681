-- name: add(device, entry, number, happened_at, at, sealed, state, reason)!
-- One statement decides and writes: an entry handed in again, or twice at once, changes nothing,
-- also where its page was paired anew in between.
INSERT INTO late_entry (device, entry, number, happened_at, handed_in_at, sealed, state, reason)
VALUES (:device, :entry, :number, :happened_at, :at, :sealed, :state, CAST(:reason AS text))
ON CONFLICT DO NOTHING;

-- name: number_before(device, entry)$
-- Of a page that was paired anew the first ones may have come before, under its earlier name.
SELECT number FROM late_entry WHERE device = :device AND entry <> :entry
ORDER BY number DESC LIMIT 1;

-- name: credited(entry, purchase, blank)!
UPDATE late_entry SET state = 'done', purchase = :purchase, sealed = :blank
WHERE entry = :entry;

-- name: dropped(entry, blank)!
UPDATE late_entry SET state = 'dropped', sealed = :blank
WHERE entry = :entry AND state IN ('conflict', 'waiting');

-- name: find(entry)^
SELECT l.state, l.reason, l.purchase, l.sealed, p.member FROM late_entry l
LEFT JOIN purchase p ON p.id = l.purchase
WHERE l.entry = :entry;

-- name: alike(member, price, since, until, device)$
-- The same sum on the same card at nearly the same time, from anywhere but this page.
SELECT p.happened_at FROM purchase p
WHERE p.member = :member AND p.price = :price AND p.happened_at BETWEEN :since AND :until
AND p.undone_at IS NULL
AND NOT EXISTS (SELECT 1 FROM late_entry l WHERE l.device = :device AND l.purchase = p.id)
ORDER BY p.happened_at LIMIT 1;
