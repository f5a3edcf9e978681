-- name: mark()$
SELECT mark FROM keeper;

-- name: set_mark(mark)!
INSERT INTO keeper (id, mark) VALUES (1, :mark);

-- name: restored_at()$
SELECT restored_at FROM keeper;

-- name: note_restored(at)!
UPDATE keeper SET restored_at = :at;
