-- name: wants_news(member)$
SELECT wanted FROM preference WHERE member = :member AND kind = 'news';

-- name: of(member)
SELECT given, wording, source, at FROM consent
WHERE member = :member AND purpose = 'news' ORDER BY id DESC;

-- name: add(id, member, given, wording, source, at)!
INSERT INTO consent (id, member, purpose, given, wording, source, at)
VALUES (:id, :member, 'news', :given, :wording, :source, :at);
