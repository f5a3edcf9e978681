"""Joining, the card, the language and the switches."""

import asyncio

import pytest

from bot.store import SqliteStore, Store
from domain import books, earning, members
from domain.errors import UnknownCode
from domain.members import Person
from domain.vault import typed
from tests.scene import found, fresh_key, joins, points

ANN = Person(1, "Ann", "en")


async def test_joining_gives_the_gift_once(store: Store) -> None:
    first = await store.write(earning.join, ANN, key="update:1")
    replayed = await store.write(earning.join, ANN, key="update:1")
    again = await store.write(earning.join, ANN, key="update:2")
    assert (first.is_new, first.gift) == (True, 500)
    assert replayed == first
    assert (again.member, again.is_new, again.gift) == (first.member, False, 0)
    assert await points(store, first.member) == 500
    assert (await found(store)).members == 1


async def test_ten_starts_at_once_make_one_member(store: Store) -> None:
    joined = await asyncio.gather(
        *(store.write(earning.join, ANN, key=fresh_key()) for _ in range(10))
    )
    assert len({one.member for one in joined}) == 1
    assert sum(one.gift for one in joined) == 500


async def test_a_person_is_found_by_their_outside_id_alone(store: Store) -> None:
    ann = await joins(store, 1)
    who = await store.read(members.who, 1)
    assert who is not None
    assert (who.member, who.language_hint, who.reachable) == (ann, "en", True)
    assert await store.read(members.who, 2) is None


async def test_the_name_staff_see_follows_the_persons(store: Store) -> None:
    ann = await joins(store, 1, "Ann")
    await joins(store, 1, "Annabel" * 20)
    contact = await store.read(members.contact, ann)
    assert contact is not None
    assert contact.chat == 1
    assert contact.name == ("Annabel" * 20)[:64]


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_no_name_and_no_outside_id_lies_open_in_the_file(store: SqliteStore) -> None:
    await joins(store, 987_654_321, "Zebulon Quark")
    path = store.path
    await store.close()
    stored = path.read_bytes()
    assert b"Zebulon" not in stored
    assert b"987654321" not in stored


async def test_who_blocked_the_bot_is_reachable_again_on_return(store: Store) -> None:
    ann = await joins(store)
    await store.write(members.mark_reachable, ann, False, key=None)
    blocked = await store.read(members.contact, ann)
    await joins(store)
    back = await store.read(members.contact, ann)
    assert blocked is not None
    assert back is not None
    assert (blocked.reachable, back.reachable) == (False, True)


async def test_the_hint_follows_telegram_and_is_kept_when_it_falls_silent(
    store: Store,
) -> None:
    await joins(store, language="en")
    await joins(store, language="zh-hans")
    await joins(store, language=None)
    who = await store.read(members.who, 1)
    assert who is not None
    assert who.language_hint == "zh-hans"


async def test_the_language_chosen_stays_through_new_hints(store: Store) -> None:
    ann = await joins(store, language="en")
    await store.write(members.set_language, ann, "zh", key=fresh_key())
    await joins(store, language="en")
    who = await store.read(members.who, 1)
    assert who is not None
    assert (who.language_chosen, who.language_hint) == ("zh", "en")


async def test_a_card_finds_its_member_however_it_is_typed(store: Store) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    for member in (ann, bo):
        card = await store.read(members.card_of, member)
        for form in (card.code, card.code.lower(), typed(card.code)):
            assert await store.read(members.by_card, form) == member


@pytest.mark.parametrize("text", ["", "0000-0000", "' OR 1=1 --", "x" * 5_000])
async def test_an_unknown_code_finds_nobody(store: Store, text: str) -> None:
    await joins(store)
    with pytest.raises(UnknownCode):
        await store.read(members.by_card, text)


async def test_a_new_card_replaces_the_old_one(store: Store) -> None:
    ann = await joins(store)
    old = await store.read(members.card_of, ann)
    await store.write(members.new_card, ann, key="update:9")
    await store.write(members.new_card, ann, key="update:9")
    new = await store.read(members.card_of, ann)
    assert await store.read(members.by_card, new.code) == ann
    with pytest.raises(UnknownCode):
        await store.read(members.by_card, old.code)
    await store.write(members.new_card, ann, key="update:10")
    assert (await store.read(members.card_of, ann)).code not in {old.code, new.code}


async def test_everything_is_told_until_a_member_says_otherwise(store: Store) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    await store.write(members.set_preference, ann, "surprise", False, key=fresh_key())
    await store.write(members.set_preference, ann, "expiry", False, key=fresh_key())
    await store.write(members.set_preference, ann, "expiry", True, key=fresh_key())
    told = await store.read(members.preferences, ann)
    assert {kind for kind, wanted in told.items() if not wanted} == {"surprise"}
    assert set(told) == set(members.NOTICES)
    assert all((await store.read(members.preferences, bo)).values())


async def test_a_stranger_has_no_points(store: Store) -> None:
    assert await store.read(books.available, 1) == 0
