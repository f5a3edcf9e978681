-- name: mark()$
SELECT mark FROM keeper;

-- name: set_mark(mark)!
INSERT INTO keeper (id, mark) VALUES (1, :mark);
