"""The outbox: sealed until it is sent, tried again after faults, blank when settled."""

import pytest

from bot.store import Store
from domain import members, notices
from domain.calendar import DAY, HOUR, MINUTE, SECOND, instant, local_date
from domain.notices import Notice, Price
from domain.notices.kinds import NEWS, NUDGE, SERVICE
from domain.notices.settling import FAULTS_MAX, RETRY_SECONDS
from domain.programme import Programme
from domain.tx import Tx
from tests.clock import StandingClock
from tests.scene import MESSAGES, PROGRAMME, buys, found, fresh_key, joins

# Each kind of message once: somebody waits, points moved, something might be, news.
URGENTLY, RECEIPT, STREAK, RAIN = "payment_asked", "purchase", "streak", "rain"


@pytest.fixture
def programme() -> Programme:
    """A shop with the usual night and two pieces of news a week."""
    usual = {"quiet_from": "21:30", "quiet_until": "09:00", "weekly_most": 2}
    return PROGRAMME.model_copy(update={"messages": MESSAGES.model_copy(update=usual)})


async def tells(store: Store, member: int, *kinds: str, source: str | None = None) -> None:
    """A member is to be told something of each kind."""
    for kind in kinds:
        await store.write(_tell, member, kind, source, key=None)


async def settles(store: Store, state: str, *told: Notice) -> None:
    """That became of what was to be told."""
    await store.write(notices.settle, [(notice, state) for notice in told], key=None)


async def kinds_due(store: Store) -> list[str]:
    """What is to be told now, in order."""
    return [notice.kind for notice in await store.read(notices.due, 10)]


def at_night(clock: StandingClock) -> int:
    """Time goes on to ten in the evening of day one, and the next morning is at nine."""
    clock.advance(10 * HOUR)
    return instant(local_date(clock.now() + 8 * HOUR, PROGRAMME.zone), PROGRAMME.zone, 9)


async def test_a_notice_says_whom_to_tell_what(store: Store) -> None:
    ann = await joins(store, 77, "Ann", "zh")
    await buys(store, ann, 8840)
    notice = await _only(store)
    assert notice.to is not None
    assert (notice.to.chat, notice.to.name, notice.to.language_hint) == (77, "Ann", "zh")
    assert notice.facts["points"] == 88
    assert (notice.unsent, notice.wakes_at, notice.silent) == (None, None, False)


async def test_all_that_is_due_to_a_member_comes_together_the_oldest_first(store: Store) -> None:
    ann, lin = await joins(store, 1), await joins(store, 2)
    for member, price in ((ann, 100), (lin, 200), (ann, 300)):
        await buys(store, member, price)
    assert [n.facts["points"] for n in await store.read(notices.due, 10)] == [1, 2, 3]
    assert [n.facts["points"] for n in await store.read(notices.due, 1)] == [1, 3]


async def test_what_is_urgent_comes_first_then_service_then_nudges_then_news(store: Store) -> None:
    ann = await joins(store)
    await tells(store, ann, RAIN, STREAK, RECEIPT, URGENTLY)
    assert await kinds_due(store) == [URGENTLY, RECEIPT, STREAK, RAIN]
    news = await store.read(notices.due, 10, (NUDGE, NEWS))
    assert [notice.kind for notice in news] == [STREAK, RAIN]


async def test_a_receipt_goes_before_everything_that_nobody_waits_for(
    store: Store, clock: StandingClock
) -> None:
    ann, lin = await joins(store, 1), await joins(store, 2)
    for _ in range(20):
        await tells(store, lin, "anchor", RAIN)
    clock.advance(MINUTE)
    await buys(store, ann, 8840)
    first, *_ = await store.read(notices.due, 1)
    assert (first.member, first.kind) == (ann, RECEIPT)


async def test_whoever_is_being_written_to_is_left_out(store: Store) -> None:
    ann, lin = await joins(store, 1), await joins(store, 2)
    await tells(store, ann, RECEIPT)
    await tells(store, lin, RECEIPT)
    told = await store.read(notices.due, 1, (SERVICE,), {ann})
    assert [notice.member for notice in told] == [lin]


async def test_a_settled_notice_is_not_told_again(store: Store) -> None:
    ann = await joins(store)
    for state in ("sent", "muted", "failed", "capped"):
        await buys(store, ann, 8840)
        await settles(store, state, await _only(store))
        assert await store.read(notices.due, 10) == ()
    assert (await found(store)).ok


async def test_who_blocked_the_bot_is_marked_and_no_longer_written_to(store: Store) -> None:
    ann = await joins(store)
    await buys(store, ann, 8840)
    await settles(store, "blocked", await _only(store))
    await buys(store, ann, 8840)
    notice = await _only(store)
    assert (notice.to, notice.unsent) == (None, "blocked")
    await joins(store)
    assert (await _only(store)).unsent is None


async def test_a_notice_switched_off_is_not_sent(store: Store) -> None:
    ann = await joins(store, news=False)
    await store.write(members.set_preference, ann, "surprise", False, key=fresh_key())
    await tells(store, ann, "surprise", "expired", RAIN, "undone")
    told = {notice.kind: notice.unsent for notice in await store.read(notices.due, 10)}
    assert told == {"surprise": "muted", "expired": None, RAIN: "muted", "undone": None}


async def test_trouble_puts_a_notice_off_longer_each_time_and_never_ends_it(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await buys(store, ann, 8840)
    for seconds in (*RETRY_SECONDS, 600, 600, 600):
        await settles(store, "later", await _only(store))
        clock.advance(seconds * SECOND - 1)
        assert await store.read(notices.due, 10) == ()
        clock.advance(1)
    await _only(store)


async def test_a_notice_fails_by_its_own_faults_only(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    await buys(store, ann, 8840)
    for _ in range(10):
        await settles(store, "later", await _only(store))
        clock.advance(DAY)
    for _ in range(FAULTS_MAX):
        await settles(store, "faulty", await _only(store))
        clock.advance(DAY)
    assert await store.read(notices.due, 10) == ()
    assert (await found(store)).ok


@pytest.mark.parametrize(("kind", "times"), [(URGENTLY, 2), (RECEIPT, 2), (STREAK, 1), (RAIN, 1)])
async def test_what_may_have_arrived_is_told_once_more_where_points_moved_and_never_else(
    store: Store, clock: StandingClock, kind: str, times: int
) -> None:
    await tells(store, await joins(store), kind)
    for _ in range(times):
        await settles(store, "unknown", await _only(store))
        assert await store.read(notices.due, 10) == ()
        clock.advance(HOUR)
    assert await store.read(notices.due, 10) == ()


async def test_a_members_later_notices_wait_for_one_put_off_and_nobody_elses_do(
    store: Store, clock: StandingClock
) -> None:
    ann, lin = await joins(store, 1), await joins(store, 2)
    await buys(store, ann, 100)
    await settles(store, "later", await _only(store))
    for member, price in ((ann, 200), (lin, 300), (ann, 400)):
        await buys(store, member, price)
    assert [notice.member for notice in await store.read(notices.due, 10)] == [lin]
    clock.advance(5 * SECOND)
    told = []
    while due := await store.read(notices.due, 10):
        for notice in due:
            told.append((notice.member, notice.facts["points"]))
            await settles(store, "sent", notice)
    assert told == [(lin, 3), (ann, 1), (ann, 2), (ann, 4)]


async def test_news_that_was_put_off_holds_up_no_receipt(store: Store) -> None:
    ann = await joins(store)
    await tells(store, ann, RAIN)
    await settles(store, "later", await _only(store))
    await tells(store, ann, RAIN, RECEIPT)
    assert await kinds_due(store) == [RECEIPT]


async def test_at_night_service_is_silent_urgency_is_not_and_all_else_waits_for_the_morning(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    morning = at_night(clock)
    await tells(store, ann, URGENTLY, RECEIPT, STREAK, RAIN)
    now = {n.kind: (n.silent, n.wakes_at) for n in await store.read(notices.due, 10)}
    assert now == {
        URGENTLY: (False, None),
        RECEIPT: (True, None),
        STREAK: (False, morning),
        RAIN: (False, morning),
    }
    asleep = await store.read(notices.due, 10, (NUDGE, NEWS))
    await settles(store, "asleep", *asleep)
    assert await kinds_due(store) == [URGENTLY, RECEIPT]
    clock.advance(morning - clock.now())
    told = await store.read(notices.due, 10)
    assert [(n.kind, n.silent, n.wakes_at) for n in told] == [
        (kind, False, None) for kind in (URGENTLY, RECEIPT, STREAK, RAIN)
    ]
    assert {notice.tries.attempts for notice in told} == {0}


async def test_who_works_at_night_is_told_then_and_sleeps_by_day(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await store.write(notices.set_quiet, ann, 10 * 60, 18 * 60, key=fresh_key())
    await tells(store, ann, RECEIPT, RAIN)
    receipt, rain = await store.read(notices.due, 10)
    assert (receipt.silent, rain.wakes_at) == (True, clock.now() + 6 * HOUR)
    at_night(clock)
    receipt, rain = await store.read(notices.due, 10)
    assert (receipt.silent, rain.wakes_at) == (False, None)


async def test_more_news_than_a_week_may_bring_is_not_sent(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    for campaign in range(3):
        await tells(store, ann, RAIN, source=f"circular:{campaign}")
    told = await store.read(notices.due, 10)
    assert [notice.unsent for notice in told] == [None, None, "capped"]
    await settles(store, "sent", *told[:2])
    assert (await _only(store)).unsent == "capped"
    await tells(store, ann, RECEIPT, STREAK)
    assert [n.unsent for n in await store.read(notices.due, 10)] == [None, None, "capped"]
    clock.advance(7 * DAY)
    assert {n.unsent for n in await store.read(notices.due, 10)} == {None}


async def test_who_blocks_the_bot_between_two_messages_left_because_of_the_first(
    store: Store,
) -> None:
    ann = await joins(store)

    def tell(tx: Tx) -> None:
        notices.tell_each(tx, "rain", [(ann, {})], "circular:1")
        notices.tell_each(tx, "rain", [(ann, {})], "circular:2")

    await store.write(tell, key=None)
    first, second = await store.read(notices.due, 10)
    outcomes = [(first, "sent"), (second, "blocked")]
    await store.write(notices.settle, outcomes, key=None)
    assert await store.read(notices.price, "circular:1") == Price(1, 1, 0)
    assert await store.read(notices.price, "circular:2") == Price(0, 0, 0)


async def test_news_has_its_price(store: Store) -> None:
    ann, lin = await joins(store, 1), await joins(store, 2)
    for member in (ann, lin):
        await tells(store, member, RAIN, source="circular:1")
    await settles(store, "sent", *await store.read(notices.due, 10))
    await tells(store, ann, RECEIPT)
    await settles(store, "blocked", await _only(store))
    assert await store.read(notices.price, "circular:1") == Price(told=2, blocked=1, muted=0)


def _tell(tx: Tx, member: int, kind: str, source: str | None) -> None:
    notices.tell_each(tx, kind, [(member, {})], source)


async def _only(store: Store) -> Notice:
    (notice,) = await store.read(notices.due, 10)
    return notice
