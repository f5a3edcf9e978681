"""Whom a broadcast writes to: who wants news, has not had enough, is not left out, and is awake."""

from typing import Any

from bot.store import Store
from domain import broadcasts, members, notices
from domain.adoption import adopt
from domain.broadcasts import EVERYBODY, Claimed, Content, Facts, Report
from domain.calendar import DAY, HOUR, MINUTE, SECOND
from tests.clock import StandingClock
from tests.scene import PROGRAMME, buys, fresh_key, gets, joins, points

OWNER = 9001
HELLO = Content("text", "Hello", title="Hello")


async def rules(store: Store, **messages: Any) -> None:
    """The shop says how it writes."""
    changed = PROGRAMME.messages.model_copy(update=messages)
    programme = PROGRAMME.model_copy(update={"messages": changed})
    await store.write(adopt, programme, key=None)


async def starts(store: Store, content: Content = HELLO, **options: Any) -> int:
    """The owner tells everybody."""

    def start(tx: Any) -> broadcasts.Started:
        return broadcasts.start(tx, OWNER, content, EVERYBODY, **options)

    return (await store.write(start, key=None)).broadcast


async def claims(store: Store, broadcast: int, most: int = 100) -> Claimed:
    """The sender asks whom to write to next."""
    return await store.write(broadcasts.claim, broadcast, most, key=None)


async def settles(store: Store, broadcast: int, claimed: Claimed, *states: str) -> None:
    """What became of those claimed; the last state is that of all others."""
    given = [*states, *states[-1:] * len(claimed.recipients)]
    outcomes = [
        (each.member, state) for each, state in zip(claimed.recipients, given, strict=False)
    ]
    await store.write(broadcasts.settle, broadcast, outcomes, key=None)


async def reports(store: Store, broadcast: int) -> Report:
    """What the owner sees."""
    return await store.read(broadcasts.report, broadcast)


def chats(claimed: Claimed) -> list[int]:
    """Who is written to."""
    return [each.contact.chat for each in claimed.recipients]


async def test_who_never_agreed_to_news_gets_none(store: Store) -> None:
    await rules(store, canary_percent=0)
    for number in range(1, 60):
        await joins(store, number, news=number % 10 == 0)
    broadcast = await starts(store)
    assert chats(await claims(store, broadcast, 3)) == [10, 20, 30]
    assert chats(await claims(store, broadcast, 3)) == [40, 50]
    assert (await reports(store, broadcast)).muted == 54


async def test_a_member_is_told_so_much_in_a_week_and_no_more(
    store: Store, clock: StandingClock
) -> None:
    await rules(store, weekly_most=2)
    await joins(store)
    told = []
    for _ in range(4):
        broadcast = await starts(store)
        claimed = await claims(store, broadcast)
        told.append(len(claimed.recipients))
        await settles(store, broadcast, claimed, "delivered")
        clock.advance(3 * DAY)
    assert told == [1, 1, 0, 1]


async def test_who_got_nothing_has_their_week_untouched(store: Store) -> None:
    await rules(store, weekly_most=1)
    await joins(store)
    first = await starts(store)
    await settles(store, first, await claims(store, first), "failed")
    second = await starts(store)
    await settles(store, second, await claims(store, second), "unknown")
    third = await starts(store)
    assert (await claims(store, third)).over
    assert (await reports(store, third)).capped == 1
    prices = [(await reports(store, each)).price.told for each in (first, second, third)]
    assert prices == [0, 1, 0]


async def test_news_that_is_leaving_just_now_counts_in_the_week(store: Store) -> None:
    await rules(store, weekly_most=1)
    await joins(store)

    def announces(tx: Any) -> None:
        notices.circular(tx, "rain", tx.now)
        notices.send_circulars(tx, 10)

    await store.write(announces, key=None)
    leaving = await store.read(notices.due, 10)
    broadcast = await starts(store)
    assert (await claims(store, broadcast)).over
    await store.write(notices.settle, [(notice, "sent") for notice in leaving], key=None)
    assert (await reports(store, broadcast)).capped == 1


async def test_some_are_left_out_by_chance_the_same_ones_however_it_goes(store: Store) -> None:
    for number in range(1, 41):
        await joins(store, number)
    await rules(store, canary_percent=0)
    broadcast = await starts(store, holdout_percent=50)
    reached: list[int] = []
    while not (claimed := await claims(store, broadcast, 7)).over:
        unsent = ["unsent"] if len(claimed.recipients) > 1 else []
        reached += chats(claimed)[len(unsent) :]
        await settles(store, broadcast, claimed, *unsent, "delivered")
    report = await reports(store, broadcast)
    assert report.held_out + report.delivered == report.expected == 40
    assert len(reached) == report.delivered
    assert 8 <= report.held_out <= 32


async def test_it_rests_in_the_shops_quiet_hours(store: Store, clock: StandingClock) -> None:
    await rules(store, quiet_from="21:30", quiet_until="09:00")
    await joins(store)
    clock.advance(10 * HOUR)
    broadcast = await starts(store)
    claimed = await claims(store, broadcast)
    assert (claimed.recipients, claimed.over) == ((), False)
    assert claimed.rests_until == store.now() + 11 * HOUR
    clock.advance(11 * HOUR)
    assert chats(await claims(store, broadcast)) == [1]


async def test_who_sleeps_longer_gets_it_when_they_wake(store: Store, clock: StandingClock) -> None:
    ann = await joins(store, 1)
    await joins(store, 2)
    await store.write(notices.set_quiet, ann, 11 * 60, 13 * 60, key=None)
    broadcast = await starts(store)
    claimed = await claims(store, broadcast)
    assert chats(claimed) == [2]
    await settles(store, broadcast, claimed, "delivered")
    resting = await claims(store, broadcast)
    assert (resting.over, resting.rests_until) == (False, store.now() + HOUR)
    assert (await reports(store, broadcast)).waiting == 1
    clock.advance(HOUR)
    claimed = await claims(store, broadcast)
    assert chats(claimed) == [1]
    await settles(store, broadcast, claimed, "delivered")
    assert (await claims(store, broadcast)).over
    assert (await reports(store, broadcast)).delivered == 2


async def test_who_stops_the_news_while_waiting_gets_nothing(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    broadcast = await starts(store)
    await settles(store, broadcast, await claims(store, broadcast), "retry")
    await store.write(members.withdraw, ann, "settings", key=fresh_key())
    clock.advance(HOUR)
    assert (await claims(store, broadcast)).over
    report = await reports(store, broadcast)
    assert (report.muted, report.waiting, report.left) == (1, 0, 0)


async def test_telegrams_fault_is_tried_again_ever_later_and_in_the_end_no_more(
    store: Store, clock: StandingClock
) -> None:
    await joins(store)
    broadcast = await starts(store)
    waits = []
    for _ in range(5):
        await settles(store, broadcast, await claims(store, broadcast), "retry")
        resting = await claims(store, broadcast)
        assert resting.rests_until is not None
        waits.append((resting.rests_until - store.now()) // SECOND)
        clock.advance(resting.rests_until - store.now())
    assert waits == [2, 10, 60, 300, 300]
    await settles(store, broadcast, await claims(store, broadcast), "retry")
    assert (await claims(store, broadcast)).over
    assert (await reports(store, broadcast)).failed == 1


async def test_nothing_ends_while_something_is_under_way(store: Store) -> None:
    await joins(store)
    broadcast = await starts(store)
    claimed = await claims(store, broadcast)
    waits = await claims(store, broadcast)
    assert (waits.over, waits.recipients, waits.rests_until) == (False, (), None)
    await settles(store, broadcast, claimed, "delivered")
    assert (await claims(store, broadcast)).over


async def test_who_blocked_the_bot_is_not_written_to_again_and_left_because_of_the_last_news(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    first = await starts(store)
    await settles(store, first, await claims(store, first), "delivered")
    clock.advance(HOUR)
    second = await starts(store)
    await settles(store, second, await claims(store, second), "blocked")
    found = await store.read(members.contact, ann)
    assert found is not None
    assert not found.reachable
    prices = [(await reports(store, each)).price for each in (first, second)]
    assert [(price.told, price.blocked) for price in prices] == [(1, 1), (0, 0)]


async def test_each_gets_their_own_facts(store: Store) -> None:
    content = Content("text", "{name}: {points}, {tier}, {expiring}", title="Facts")
    await joins(store, 1, "Ann")
    ben = await joins(store, 2, "Ben")
    await buys(store, ben, 600_000)
    await gets(store, ben, 50, for_us=3 * DAY)
    broadcast = await starts(store, content)
    facts = [each.facts for each in (await claims(store, broadcast)).recipients]
    assert facts[0].name == "Ann"
    assert facts[0].tier == "bronze"
    assert facts[1] == Facts("Ben", await points(store, ben), "silver", 50, store.now() + 3 * DAY)


async def test_points_that_ended_are_not_told_though_nobody_swept_them(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    before = await store.read(broadcasts.facts_of, (ann,), ("points",))
    await gets(store, ann, 50, for_us=MINUTE)
    clock.advance(HOUR)
    assert await store.read(broadcasts.facts_of, (ann,), ("points",)) == before


async def test_a_claimed_member_may_be_written_to_only_while_it_is_still_so(
    store: Store, clock: StandingClock
) -> None:
    people = [await joins(store, number) for number in range(1, 5)]
    broadcast = await starts(store)
    await claims(store, broadcast)
    quits, blocks, rests, stays = people

    async def may_go() -> list[int]:
        asked = [(each, await store.read(broadcasts.may_go, broadcast, each)) for each in people]
        return [each for each, may in asked if may]

    assert await may_go() == people
    await store.write(notices.stop_news, quits, "settings", key=fresh_key())
    await store.write(notices.block, blocks, key=None)
    await store.write(notices.set_quiet, rests, 12 * 60, 13 * 60, key=fresh_key())
    assert await may_go() == [stays]
    await store.write(broadcasts.pause, broadcast, OWNER, key=fresh_key())
    assert await may_go() == []
    await store.write(broadcasts.resume, broadcast, OWNER, key=fresh_key())
    assert await may_go() == [stays]
    clock.advance(HOUR)
    assert await may_go() == [rests, stays]
    await rules(store, quiet_from="13:00", quiet_until="14:00")
    assert await may_go() == []
