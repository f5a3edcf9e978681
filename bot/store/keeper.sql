-- name: mark()$
SELECT mark FROM keeper;

-- name: set_mark(mark)!
INSERT INTO keeper (id, mark) VALUES (1, :mark);

-- name: newest_id()$
-- What is made together is numbered in one go: of each change one of these comes last, or nearly.
SELECT coalesce(max(newest), 0) FROM (
    SELECT max(id) AS newest FROM txn UNION ALL SELECT max(id) FROM lot
    UNION ALL SELECT max(id) FROM hold UNION ALL SELECT max(id) FROM extension
    UNION ALL SELECT max(id) FROM purchase UNION ALL SELECT max(id) FROM voucher
    UNION ALL SELECT max(id) FROM outbox UNION ALL SELECT max(id) FROM member
    UNION ALL SELECT max(id) FROM gift UNION ALL SELECT max(id) FROM trace
    UNION ALL SELECT max(id) FROM refused UNION ALL SELECT max(id) FROM dimming
    UNION ALL SELECT max(id) FROM circular UNION ALL SELECT max(id) FROM alert
    UNION ALL SELECT max(id) FROM broadcast UNION ALL SELECT max(id) FROM consent
    UNION ALL SELECT max(upto) FROM seal) AS each_table;

-- name: restored_at()$
SELECT restored_at FROM keeper;

-- name: note_restored(at)!
UPDATE keeper SET restored_at = :at;
