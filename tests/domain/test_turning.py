"""The card's turning picture: whose it is, that they hold it now, and that it is soon dead."""

import re

import pytest

from bot.store import Store
from domain import members
from domain.calendar import SECOND
from domain.errors import CardStale, UnknownCode
from domain.members import Found
from tests.clock import StandingClock
from tests.scene import fresh_key, joins

SECONDS = 30


async def test_a_picture_tells_the_card_and_that_its_member_is_there(store: Store) -> None:
    ann = await joins(store)
    token = await store.read(members.token_of, ann)
    assert await store.read(members.member_at, token) == Found(ann, present=True)


async def test_a_code_alone_tells_the_card_but_not_who_holds_it(store: Store) -> None:
    ann = await joins(store)
    code = (await store.read(members.card_of, ann)).code
    assert await store.read(members.member_at, code.lower()) == Found(ann, present=False)


async def test_a_picture_is_dead_after_its_seconds(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    token = await store.read(members.token_of, ann)
    clock.advance(SECONDS * SECOND - 1)
    assert (await store.read(members.member_at, token)).present
    clock.advance(1)
    with pytest.raises(CardStale):
        await store.read(members.member_at, token)


async def test_a_picture_can_be_a_link_and_no_two_are_the_same(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    first = await store.read(members.token_of, ann)
    clock.advance(SECOND)
    assert re.fullmatch(r"[0-9A-Z]{9,60}", first)
    assert await store.read(members.token_of, ann) != first


async def test_nobody_can_turn_a_dead_picture_into_a_fresh_one(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    old = await store.read(members.token_of, ann)
    clock.advance(SECONDS * SECOND)
    fresh = await store.read(members.token_of, ann)
    for forged in (
        fresh[:22] + old[22:],
        old[:22] + fresh[22:],
        fresh[:-1],
        fresh + "0",
        "💳" * 38,
    ):
        with pytest.raises(UnknownCode):
            await store.read(members.member_at, forged)


async def test_a_picture_names_nobody_once_the_card_has_a_new_code(store: Store) -> None:
    ann = await joins(store)
    token = await store.read(members.token_of, ann)
    await store.write(members.new_card, ann, key=fresh_key())
    with pytest.raises(UnknownCode):
        await store.read(members.member_at, token)
