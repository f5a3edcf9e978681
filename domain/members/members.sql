-- name: who(lookup)^
SELECT m.id, m.language_chosen, m.language_hint, m.reachable
FROM identity i JOIN member m ON m.id = i.member WHERE i.lookup = :lookup;

-- name: add_member(id, joined_at, card_number, card, hint)!
INSERT INTO member (id, joined_at, card_number, card, language_hint)
VALUES (:id, :joined_at, :card_number, :card, :hint);

-- name: come_back(member, hint)!
UPDATE member SET reachable = 1, language_hint = coalesce(:hint, language_hint)
WHERE id = :member AND (reachable = 0 OR language_hint IS DISTINCT FROM :hint);

-- name: add_identity(lookup, member, sealed, wrapped_key)!
INSERT INTO identity (lookup, member, sealed, wrapped_key)
VALUES (:lookup, :member, :sealed, :wrapped_key);

-- name: identity_of(member)^
SELECT sealed, wrapped_key FROM identity WHERE member = :member;

-- name: reseal(member, sealed)!
UPDATE identity SET sealed = :sealed WHERE member = :member;

-- name: contact(member)^
SELECT i.sealed, i.wrapped_key, m.language_chosen, m.language_hint, m.reachable
FROM member m JOIN identity i ON i.member = m.id WHERE m.id = :member;

-- name: mark_reachable(member, reachable)!
UPDATE member SET reachable = :reachable WHERE id = :member;

-- name: card_number(member)$
SELECT card_number FROM member WHERE id = :member;

-- name: set_card(member, number, card)!
UPDATE member SET card_number = :number, card = :card WHERE id = :member;

-- name: by_card(card)$
SELECT id FROM member WHERE card = :card;

-- name: set_language(member, language)!
UPDATE member SET language_chosen = :language WHERE id = :member;

-- name: preferences(member)
SELECT kind, wanted FROM preference WHERE member = :member;

-- name: set_preference(member, kind, wanted)!
INSERT INTO preference (member, kind, wanted) VALUES (:member, :kind, :wanted)
ON CONFLICT (member, kind) DO UPDATE SET wanted = excluded.wanted;
