"""Broadcasts: each member at most once, held and ended at will, counted exactly."""

from collections import Counter

import pytest

from bot.store import Store
from domain import broadcasts, members
from domain.adoption import adopt
from domain.broadcasts import EVERYBODY, Audience, Claimed, Content, Report
from domain.calendar import DAY
from domain.earning import standing
from domain.errors import AudienceEmpty, BroadcastOver, BroadcastUnknown, TierUnknown
from tests.clock import StandingClock
from tests.scene import PROGRAMME, becomes, fresh_key, joins

OWNER = 9001
HELLO = Content("photo", "<b>Hello</b>", "file-1", "Hello")


async def starts(store: Store, audience: Audience = EVERYBODY) -> int:
    """The owner starts a broadcast."""
    started = await store.write(broadcasts.start, OWNER, HELLO, audience, key=fresh_key())
    return started.broadcast


async def claims(store: Store, broadcast: int, most: int = 100) -> Claimed:
    """The sender asks whom to write to next."""
    return await store.write(broadcasts.claim, broadcast, most, key=None)


def whom(claimed: Claimed) -> list[int]:
    """The members who were claimed."""
    return [each.member for each in claimed.recipients]


async def delivers(store: Store, broadcast: int, claimed: Claimed, state: str) -> None:
    """The sender notes what became of those claimed."""
    outcomes = tuple((member, state) for member in whom(claimed))
    await store.write(broadcasts.settle, broadcast, outcomes, key=None)


async def reports(store: Store, broadcast: int) -> Report:
    """What the owner sees."""
    return await store.read(broadcasts.report, broadcast)


async def test_a_broadcast_reaches_everybody_once(store: Store) -> None:
    people = {await joins(store, number) for number in range(1, 8)}
    broadcast = await starts(store)
    assert await store.read(broadcasts.running) == (broadcast,)
    reached: list[int] = []
    while not (claimed := await claims(store, broadcast, most=3)).over:
        assert claimed.content == HELLO
        reached += [each.contact.chat for each in claimed.recipients]
        await delivers(store, broadcast, claimed, "delivered")
    report = await reports(store, broadcast)
    assert sorted(reached) == list(range(1, 8))
    assert (report.state, report.expected, report.delivered) == ("done", len(people), len(people))
    assert (report.settled, report.left) == (len(people), 0)
    assert await store.read(broadcasts.running) == ()


async def test_the_report_adds_up_over_every_outcome(store: Store) -> None:
    ids = [await joins(store, number) for number in range(1, 6)]
    await store.write(members.withdraw, ids[4], "settings", key=fresh_key())
    broadcast = await starts(store)
    claimed = await claims(store, broadcast)
    states = ("delivered", "blocked", "failed", "unknown")
    outcomes = tuple(zip(whom(claimed), states, strict=True))
    await store.write(broadcasts.settle, broadcast, outcomes, key=None)
    assert (await claims(store, broadcast)).over
    report = await reports(store, broadcast)
    assert [getattr(report, state) for state in (*states, "muted")] == [1] * 5
    assert (report.expected, report.settled, report.left) == (5, 5, 0)
    blocked = await store.read(members.contact, ids[1])
    assert blocked is not None
    assert not blocked.reachable


async def test_what_is_settled_is_settled(store: Store) -> None:
    await joins(store)
    broadcast = await starts(store)
    claimed = await claims(store, broadcast)
    await delivers(store, broadcast, claimed, "delivered")
    await delivers(store, broadcast, claimed, "failed")
    report = await reports(store, broadcast)
    assert (report.delivered, report.failed) == (1, 0)


async def test_who_joins_after_the_start_is_not_written_to(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store, 1)
    broadcast = await starts(store)
    clock.advance(1)
    await joins(store, 2)
    claimed = await claims(store, broadcast)
    assert whom(claimed) == [ann]


async def test_pause_holds_resume_goes_on_where_it_stood(store: Store) -> None:
    for number in range(1, 5):
        await joins(store, number)
    broadcast = await starts(store)
    first = await claims(store, broadcast, most=2)
    await store.write(broadcasts.pause, broadcast, OWNER, key=fresh_key())
    held = await claims(store, broadcast, most=2)
    assert (held.recipients, held.over) == ((), True)
    assert await store.read(broadcasts.running) == ()
    await delivers(store, broadcast, first, "delivered")
    assert (await reports(store, broadcast)).left == 2
    await store.write(broadcasts.resume, broadcast, OWNER, key=fresh_key())
    second = await claims(store, broadcast, most=2)
    assert not set(whom(first)) & set(whom(second))
    assert len(second.recipients) == 2


async def test_cancel_ends_it_and_who_has_it_keeps_it(store: Store) -> None:
    for number in range(1, 5):
        await joins(store, number)
    broadcast = await starts(store)
    await delivers(store, broadcast, await claims(store, broadcast, most=1), "delivered")
    await store.write(broadcasts.cancel, broadcast, OWNER, key=fresh_key())
    assert (await claims(store, broadcast)).recipients == ()
    report = await reports(store, broadcast)
    assert (report.state, report.delivered, report.left) == ("cancelled", 1, 3)


async def test_nothing_changes_what_is_over(store: Store) -> None:
    await joins(store)
    broadcast = await starts(store)
    await store.write(broadcasts.cancel, broadcast, OWNER, key=fresh_key())
    with pytest.raises(BroadcastOver):
        await store.write(broadcasts.pause, broadcast, OWNER, key=fresh_key())
    with pytest.raises(BroadcastOver):
        await store.write(broadcasts.resume, broadcast, OWNER, key=fresh_key())
    with pytest.raises(BroadcastOver):
        await store.write(broadcasts.cancel, broadcast, OWNER, key=fresh_key())


async def test_after_a_crash_a_claim_in_doubt_is_not_sent_again(store: Store) -> None:
    for number in range(1, 4):
        await joins(store, number)
    broadcast = await starts(store)
    lost = await claims(store, broadcast, most=2)
    await store.write(broadcasts.recover, key=None)
    rest = await claims(store, broadcast)
    assert not set(whom(lost)) & set(whom(rest))
    await delivers(store, broadcast, rest, "delivered")
    await claims(store, broadcast)
    report = await reports(store, broadcast)
    assert (report.unknown, report.delivered, report.left) == (2, 1, 0)


async def test_who_surely_got_nothing_is_claimed_again_and_nobody_else(store: Store) -> None:
    ids = [await joins(store, number) for number in range(1, 6)]
    broadcast = await starts(store)
    claimed = await claims(store, broadcast, most=4)
    states = ("delivered", "unsent", "unknown", "unsent")
    outcomes = tuple(zip(whom(claimed), states, strict=True))
    await store.write(broadcasts.settle, broadcast, outcomes, key=None)
    assert (await reports(store, broadcast)).left == 3
    again = await claims(store, broadcast)
    assert whom(again) == [ids[1], ids[3], ids[4]]
    await delivers(store, broadcast, again, "delivered")
    assert (await claims(store, broadcast)).over
    report = await reports(store, broadcast)
    assert (report.delivered, report.unknown, report.left) == (4, 1, 0)


async def test_an_end_is_to_be_shown_until_it_was(store: Store) -> None:
    await joins(store)
    broadcast = await starts(store)
    await store.write(broadcasts.keep_screen, broadcast, OWNER, 17, "en", key=None)
    assert await store.read(broadcasts.unshown) == ()
    await store.write(broadcasts.cancel, broadcast, OWNER, key=fresh_key())
    assert await store.read(broadcasts.unshown) == (broadcast,)
    await store.write(broadcasts.note_shown, broadcast, key=None)
    assert await store.read(broadcasts.unshown) == ()


async def test_who_watches_no_more_is_shown_no_end(store: Store) -> None:
    await joins(store)
    broadcast = await starts(store)
    await store.write(broadcasts.keep_screen, broadcast, OWNER, 17, "en", key=None)
    await store.write(broadcasts.drop_screen, broadcast, key=None)
    await store.write(broadcasts.pause, broadcast, OWNER, key=fresh_key())
    assert await store.read(broadcasts.paused) == (broadcast,)
    await store.write(broadcasts.cancel, broadcast, OWNER, key=fresh_key())
    assert await store.read(broadcasts.unshown) == ()
    assert await store.read(broadcasts.paused) == ()


async def test_an_audience_can_be_a_language(store: Store) -> None:
    """The language a member is spoken to in: chosen, else hinted, else the programme's."""
    ann = await joins(store, 1, language="en")
    await joins(store, 2, language="zh")
    await joins(store, 3, language="en")
    await joins(store, 4, language=None)
    await store.write(members.set_language, ann, "zh", key=fresh_key())
    assert await _reached(store, Audience(languages=("zh",))) == {1, 2}
    assert await _reached(store, Audience(languages=("en",))) == {3, 4}


async def test_an_audience_can_be_a_tier(store: Store) -> None:
    await joins(store, 1)
    await becomes(store, await joins(store, 2), "silver")
    await becomes(store, await joins(store, 3), "diamond")
    assert await _reached(store, Audience(tiers=("bronze",))) == {1}
    assert await _reached(store, Audience(tiers=("silver",))) == {2}
    assert await _reached(store, Audience(tiers=("diamond",))) == {3}
    with pytest.raises(AudienceEmpty):
        await starts(store, Audience(tiers=("gold",)))
    with pytest.raises(TierUnknown):
        await starts(store, Audience(tiers=("tin",)))


async def test_a_tiers_audience_is_who_stands_there_held_or_earned(
    store: Store, clock: StandingClock
) -> None:
    people = [await joins(store, number) for number in range(1, 7)]
    for member, name in zip(people, ("silver", "gold", "diamond", "platinum"), strict=False):
        await becomes(store, member, name)
    clock.advance(366 * DAY)
    # One holds gold and earned silver; another rises from nothing; one tier is no more.
    await becomes(store, people[1], "silver")
    await becomes(store, people[4], "gold")
    ladder = [tier for tier in PROGRAMME.tiers if tier.id != "platinum"]
    await store.write(adopt, PROGRAMME.model_copy(update={"tiers": tuple(ladder)}), key=None)
    stand = Counter([(await store.read(standing, member)).tier.id for member in people])
    for tier in ladder:
        reach = await store.read(broadcasts.reach, Audience(tiers=(tier.id,)))
        assert reach.people == stand[tier.id], tier.id
    assert stand == {"bronze": 2, "silver": 1, "gold": 2, "diamond": 1}


async def test_reach_leaves_out_the_unreachable_and_counts_the_muted(store: Store) -> None:
    ids = [await joins(store, number) for number in range(1, 5)]
    await store.write(members.mark_reachable, ids[0], False, key=None)
    await store.write(members.withdraw, ids[1], "settings", key=fresh_key())
    reach = await store.read(broadcasts.reach, EVERYBODY)
    assert (reach.people, reach.muted) == (3, 1)


async def test_a_broadcast_to_nobody_is_refused(store: Store) -> None:
    with pytest.raises(AudienceEmpty):
        await starts(store)
    with pytest.raises(BroadcastUnknown):
        await reports(store, 1)


async def test_the_screen_that_shows_the_progress_is_kept(store: Store) -> None:
    await joins(store)
    broadcast = await starts(store)
    assert (await reports(store, broadcast)).screen is None
    await store.write(broadcasts.keep_screen, broadcast, OWNER, 17, "zh", key=None)
    report = await reports(store, broadcast)
    assert report.screen == (OWNER, 17, "zh")
    assert (report.title, report.audience) == ("Hello", EVERYBODY)


async def _reached(store: Store, audience: Audience) -> set[int]:
    claimed = await claims(store, await starts(store, audience))
    return {each.contact.chat for each in claimed.recipients}
