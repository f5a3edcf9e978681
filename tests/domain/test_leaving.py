"""Who leaves after news is booked on it: once, on the piece that drove them away."""

from bot.store import Store
from domain import members, notices
from domain.calendar import HOUR
from domain.members import Person
from domain.notices import Price
from tests.clock import StandingClock
from tests.scene import fresh_key, joins


async def told(store: Store, source: str, *readers: int) -> None:
    """News of a campaign goes out to these members."""
    await store.write(notices.booked, source, readers, key=fresh_key())


async def test_the_stop_button_is_booked_on_the_campaign_under_which_it_stands(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await told(store, "broadcast:1", ann)
    clock.advance(HOUR)
    await told(store, "circular:2", ann)
    for _ in range(2):
        await store.write(notices.stop_news, ann, "broadcast", "broadcast:1", key=fresh_key())
    assert await store.read(notices.price, "broadcast:1") == Price(1, 0, 1)
    assert await store.read(notices.price, "circular:2") == Price(1, 0, 0)
    assert not await store.read(members.wants_news, ann)
    newest, *_ = await store.read(members.consents_of, ann)
    assert (newest.given, newest.source) == (False, "broadcast")


async def test_news_switched_off_in_the_settings_is_booked_on_the_last_piece(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await told(store, "broadcast:1", ann)
    clock.advance(HOUR)
    await told(store, "circular:2", ann)
    await store.write(notices.stop_news, ann, "settings", None, key=fresh_key())
    assert await store.read(notices.price, "circular:2") == Price(1, 0, 1)
    assert await store.read(notices.price, "broadcast:1") == Price(1, 0, 0)


async def test_a_no_to_news_costs_nobody_anything(store: Store) -> None:
    ann = await joins(store, news=False)
    await told(store, "broadcast:1", ann)
    await store.write(notices.stop_news, ann, "start", None, key=fresh_key())
    assert await store.read(notices.price, "broadcast:1") == Price(1, 0, 0)


async def test_who_blocks_the_bot_is_not_written_to_and_is_booked(store: Store) -> None:
    ann = await joins(store)
    await told(store, "broadcast:1", ann)
    await store.write(notices.block, ann, key=fresh_key())
    assert await store.read(notices.price, "broadcast:1") == Price(1, 1, 0)
    found = await store.read(members.contact, ann)
    assert found is not None
    assert not found.reachable


async def test_who_comes_back_keeps_their_word_about_news(store: Store) -> None:
    ann = await joins(store)
    await store.write(notices.block, ann, key=fresh_key())
    await store.write(members.enrol, Person(1, "Ann", "en"), key=fresh_key())
    assert await store.read(members.wants_news, ann)
