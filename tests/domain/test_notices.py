"""The outbox: sealed until it is sent, tried again after faults, blank when settled."""

from bot.store import Store
from domain import members, notices
from domain.calendar import DAY, SECOND
from domain.notices import Notice
from domain.notices.outbox import FAULTS_MAX, RETRY_SECONDS
from domain.tx import Tx
from tests.clock import StandingClock
from tests.scene import buys, found, fresh_key, joins


async def test_a_notice_says_whom_to_tell_what(store: Store) -> None:
    ann = await joins(store, 77, "Ann", "zh")
    await buys(store, ann, 8840)
    notice = await _only(store)
    assert notice.to is not None
    assert (notice.to.chat, notice.to.name, notice.to.language_hint) == (77, "Ann", "zh")
    assert notice.facts["points"] == 88


async def test_notices_come_oldest_first_and_so_many_at_most(store: Store) -> None:
    ann = await joins(store)
    for price in (100, 200, 300):
        await buys(store, ann, price)
    due = await store.read(notices.due, 2)
    assert [notice.facts["points"] for notice in due] == [1, 2]


async def test_a_settled_notice_is_not_told_again(store: Store) -> None:
    ann = await joins(store)
    for state in ("sent", "muted", "failed"):
        await buys(store, ann, 8840)
        notice = await _only(store)
        await store.write(notices.settle, notice.id, ann, state, key=None)
        assert await store.read(notices.due, 10) == ()
    assert (await found(store)).ok


async def test_who_blocked_the_bot_is_marked_and_no_longer_written_to(store: Store) -> None:
    ann = await joins(store)
    await buys(store, ann, 8840)
    await store.write(notices.settle, (await _only(store)).id, ann, "blocked", key=None)
    await buys(store, ann, 8840)
    assert (await _only(store)).to is None
    await joins(store)
    assert (await _only(store)).to is not None


async def test_a_notice_switched_off_is_marked_unwanted(store: Store) -> None:
    ann = await joins(store)
    await store.write(members.set_preference, ann, "surprise", False, key=fresh_key())
    await store.write(_tells, ann, "surprise", key=fresh_key())
    await store.write(_tells, ann, "purchase", key=fresh_key())
    told = await store.read(notices.due, 10)
    assert [(notice.kind, notice.wanted) for notice in told] == [
        ("surprise", False),
        ("purchase", True),
    ]


async def test_trouble_puts_a_notice_off_longer_each_time_and_never_ends_it(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await buys(store, ann, 8840)
    for seconds in (*RETRY_SECONDS, 600, 600, 600):
        await store.write(notices.postpone, (await _only(store)).id, key=None)
        clock.advance(seconds * SECOND - 1)
        assert await store.read(notices.due, 10) == ()
        clock.advance(1)
    await _only(store)


async def test_a_notice_fails_by_its_own_faults_only(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    await buys(store, ann, 8840)
    for _ in range(10):
        await store.write(notices.postpone, (await _only(store)).id, key=None)
        clock.advance(DAY)
    for _ in range(FAULTS_MAX):
        await store.write(notices.blame, (await _only(store)).id, key=None)
        clock.advance(DAY)
    assert await store.read(notices.due, 10) == ()
    assert (await found(store)).ok


async def test_a_members_later_notices_wait_for_one_put_off_and_nobody_elses_do(
    store: Store, clock: StandingClock
) -> None:
    ann, lin = await joins(store, 1), await joins(store, 2)
    await buys(store, ann, 100)
    await store.write(notices.postpone, (await _only(store)).id, key=None)
    for member, price in ((ann, 200), (lin, 300), (ann, 400)):
        await buys(store, member, price)
    assert [notice.member for notice in await store.read(notices.due, 10)] == [lin]
    clock.advance(5 * SECOND)
    told = []
    while due := await store.read(notices.due, 10):
        for notice in due:
            told.append((notice.member, notice.facts["points"]))
            await store.write(notices.settle, notice.id, notice.member, "sent", key=None)
    assert told == [(lin, 3), (ann, 1), (ann, 2), (ann, 4)]


def _tells(tx: Tx, member: int, kind: str) -> None:
    notices.tell(tx, member, kind)


async def _only(store: Store) -> Notice:
    (notice,) = await store.read(notices.due, 10)
    return notice
