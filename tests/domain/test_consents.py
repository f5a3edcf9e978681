"""News goes to those who agreed to it; what they agreed to, where and when, is on record."""

import pytest

from bot.store import Store
from domain import members
from domain.calendar import DAY
from domain.members import Consent
from tests.clock import DAY_ONE, StandingClock
from tests.scene import fresh_key, joins


async def test_nobody_gets_news_before_they_agreed(store: Store) -> None:
    ann = await joins(store, news=False)
    assert not await store.read(members.wants_news, ann)
    told = await store.read(members.preferences, ann)
    assert [kind for kind, wanted in told.items() if not wanted] == ["news"]
    assert await store.read(members.consents_of, ann) == ()


async def test_a_consent_is_kept_with_its_wording_place_and_time(store: Store) -> None:
    ann = await joins(store, news=False)
    await store.write(members.agree, ann, "start", key=fresh_key())
    assert await store.read(members.wants_news, ann)
    assert await store.read(members.consents_of, ann) == (
        Consent(True, "news-1", "start", DAY_ONE),
    )


async def test_every_change_of_mind_is_kept(store: Store, clock: StandingClock) -> None:
    ann = await joins(store, news=False)
    for place in ("start", "stop-button", "settings"):
        verb = members.withdraw if place == "stop-button" else members.agree
        await store.write(verb, ann, place, key=fresh_key())
        clock.advance(DAY)
    said = await store.read(members.consents_of, ann)
    assert [(one.given, one.source, one.at) for one in said] == [
        (True, "settings", DAY_ONE + 2 * DAY),
        (False, "stop-button", DAY_ONE + DAY),
        (True, "start", DAY_ONE),
    ]


async def test_not_now_is_an_answer(store: Store) -> None:
    ann = await joins(store, news=False)
    await store.write(members.withdraw, ann, "start", key=fresh_key())
    assert not await store.read(members.wants_news, ann)
    assert [one.given for one in await store.read(members.consents_of, ann)] == [False]


async def test_the_same_answer_twice_is_one(store: Store) -> None:
    ann = await joins(store, news=False)
    for _ in range(2):
        await store.write(members.agree, ann, "settings", key=fresh_key())
    assert len(await store.read(members.consents_of, ann)) == 1


async def test_news_is_not_switched_without_a_consent(store: Store) -> None:
    ann = await joins(store, news=False)
    with pytest.raises(AssertionError):
        await store.write(members.set_preference, ann, "news", True, key=fresh_key())
