"""A broadcast's life, and its buttons."""

import base64
from typing import Any

import pytest

from bot.store import Store
from domain import broadcasts, members
from domain.broadcasts import EVERYBODY, Content, Link, Report
from domain.broadcasts.clicks import token_of
from domain.calendar import DAY, HOUR
from domain.errors import (
    AudienceEmpty,
    BroadcastOver,
    BroadcastUnknown,
    LinkUnknown,
    ScreenOld,
)
from tests.clock import StandingClock
from tests.scene import VAULT, joins

OWNER = 9001
LINKS = (Link("Shop", url="https://shop.example/a?b=c"), Link("Points", screen="points"))
HELLO = Content("text", "Hello", title="Hello", links=LINKS)


async def starts(store: Store, content: Content = HELLO, **options: Any) -> int:
    """The owner tells everybody, now or later."""

    def start(tx: Any) -> broadcasts.Started:
        return broadcasts.start(tx, OWNER, content, EVERYBODY, **options)

    return (await store.write(start, key=None)).broadcast


async def goes_out(store: Store, broadcast: int) -> None:
    """All are written to, and get it."""
    while not (claimed := await store.write(broadcasts.claim, broadcast, 1000, key=None)).over:
        outcomes = [(each.member, "delivered") for each in claimed.recipients]
        await store.write(broadcasts.settle, broadcast, outcomes, key=None)


async def reports(store: Store, broadcast: int) -> Report:
    """What the owner sees."""
    return await store.read(broadcasts.report, broadcast)


async def test_a_planned_one_goes_to_who_is_there_when_it_begins(
    store: Store, clock: StandingClock
) -> None:
    await joins(store, 1)
    broadcast = await starts(store, starts_at=store.now() + DAY)
    assert await store.read(broadcasts.running) == ()
    (planned,) = await store.read(broadcasts.open_now)
    assert (planned.scheduled, planned.starts_at) == (True, store.now() + DAY)
    assert (await reports(store, broadcast)).state == "scheduled"
    assert (await store.write(broadcasts.claim, broadcast, 9, key=None)).over
    clock.advance(HOUR)
    await joins(store, 2)
    clock.advance(DAY)
    people = await store.read(broadcasts.people_now, broadcast)
    await store.write(broadcasts.begin, broadcast, people, key=None)
    await goes_out(store, broadcast)
    report = await reports(store, broadcast)
    assert (report.state, report.expected, report.delivered) == ("done", 2, 2)


async def test_a_plan_can_be_moved_until_it_begins(store: Store) -> None:
    await joins(store)
    broadcast = await starts(store, starts_at=store.now() + DAY)
    later = store.now() + 2 * DAY
    await store.write(broadcasts.reschedule, broadcast, OWNER, later, key=None)
    assert (await reports(store, broadcast)).starts_at == later
    await store.write(broadcasts.reschedule, broadcast, OWNER, 0, key=None)
    assert (await reports(store, broadcast)).starts_at == store.now()
    await store.write(broadcasts.begin, broadcast, 1, key=None)
    assert (await reports(store, broadcast)).state == "running"
    with pytest.raises(ScreenOld):
        await store.write(broadcasts.reschedule, broadcast, OWNER, later, key=None)
    await store.write(broadcasts.cancel, broadcast, OWNER, key=None)
    with pytest.raises(BroadcastOver):
        await store.write(broadcasts.reschedule, broadcast, OWNER, later, key=None)


async def test_a_plan_that_was_moved_while_its_people_were_counted_does_not_begin(
    store: Store, clock: StandingClock
) -> None:
    await joins(store)
    broadcast = await starts(store, starts_at=store.now() + DAY)
    clock.advance(DAY)
    people = await store.read(broadcasts.people_now, broadcast)
    later = store.now() + DAY
    await store.write(broadcasts.reschedule, broadcast, OWNER, later, key=None)
    await store.write(broadcasts.begin, broadcast, people, key=None)
    report = await reports(store, broadcast)
    assert (report.state, report.starts_at) == ("scheduled", later)


async def test_a_plan_that_begins_late_is_for_who_joined_meanwhile_too(
    store: Store, clock: StandingClock
) -> None:
    await joins(store, 1)
    broadcast = await starts(store, starts_at=store.now() + DAY)
    clock.advance(2 * DAY)
    await joins(store, 2)
    people = await store.read(broadcasts.people_now, broadcast)
    await store.write(broadcasts.begin, broadcast, people, key=None)
    await goes_out(store, broadcast)
    report = await reports(store, broadcast)
    assert (report.expected, report.delivered, report.gone) == (2, 2, 0)


async def test_why_it_paused_stays_true_though_somebody_presses_pause(store: Store) -> None:
    await joins(store)
    broadcast = await starts(store)
    await store.write(broadcasts.pause_running, key=None)
    await store.write(broadcasts.pause, broadcast, OWNER, key=None)
    assert (await reports(store, broadcast)).paused_by == "restore"


async def test_a_plan_can_be_given_up_but_not_paused(store: Store) -> None:
    await joins(store)
    broadcast = await starts(store, starts_at=store.now() + DAY)
    with pytest.raises(ScreenOld):
        await store.write(broadcasts.pause, broadcast, OWNER, key=None)
    await store.write(broadcasts.cancel, broadcast, OWNER, key=None)
    report = await reports(store, broadcast)
    assert (report.state, report.left) == ("cancelled", 1)


async def test_what_is_not_there_cannot_be_changed(store: Store) -> None:
    for act in (broadcasts.pause, broadcasts.resume, broadcasts.cancel):
        with pytest.raises(BroadcastUnknown):
            await store.write(act, 1, OWNER, key=None)


async def test_an_audience_that_was_counted_is_not_counted_again(store: Store) -> None:
    await joins(store)
    assert (await reports(store, await starts(store, people=7))).expected == 7
    with pytest.raises(AudienceEmpty):
        await starts(store, people=0)


async def test_who_left_the_audience_meanwhile_is_gone_in_the_end(store: Store) -> None:
    ids = [await joins(store, number) for number in range(1, 4)]
    broadcast = await starts(store)
    await store.write(members.mark_reachable, ids[2], False, key=None)
    await goes_out(store, broadcast)
    report = await reports(store, broadcast)
    assert (report.expected, report.delivered, report.gone, report.left) == (3, 2, 1, 0)


async def test_a_restore_holds_what_was_to_be_sent_by_now(
    store: Store, clock: StandingClock
) -> None:
    await joins(store)
    running, held = await starts(store), await starts(store)
    await store.write(broadcasts.pause, held, OWNER, key=None)
    due = await starts(store, starts_at=store.now() + HOUR)
    coming = await starts(store, starts_at=store.now() + DAY)
    clock.advance(2 * HOUR)
    assert await store.write(broadcasts.pause_running, key=None) == 3
    states = [(await reports(store, each)).paused_by for each in (running, held, due, coming)]
    assert states == ["restore", "restore", "restore", None]


async def test_the_list_shows_the_newest_first_page_by_page(
    store: Store, clock: StandingClock
) -> None:
    await joins(store)
    made = []
    for number in range(8):
        made.append(await starts(store, Content("text", "Hi", title=f"No. {number}")))
        clock.advance(HOUR)
    first, beyond = [await store.read(broadcasts.listing, page) for page in (1, 99)]
    assert (first.number, first.pages, beyond.number) == (1, 2, 2)
    assert [each.broadcast for each in (*first.items, *beyond.items)] == made[::-1]
    assert first.items[0].title == "No. 7"


async def test_a_button_is_counted_once_for_each_member_however_often_it_is_pressed(
    store: Store,
) -> None:
    ann, ben = await joins(store, 1), await joins(store, 2)
    broadcast = await starts(store)
    for member, button in ((ann, 0), (ann, 0), (ben, 0), (ann, 1)):
        link = await store.write(broadcasts.click, member, broadcast, button, key=None)
        assert link == LINKS[button]
    assert (await reports(store, broadcast)).clicks == ((LINKS[0], 2), (LINKS[1], 1))
    assert await store.write(broadcasts.click, ann, broadcast, 2, key=None) is None
    assert await store.write(broadcasts.click, ann, 1, 0, key=None) is None


async def test_a_link_leads_to_its_address_and_counts_whose_it_was(store: Store) -> None:
    await joins(store)
    broadcast = await starts(store)
    (ann,) = (await store.write(broadcasts.claim, broadcast, 9, key=None)).recipients
    token, none = ann.tokens
    assert none == ""
    assert len(token) <= 64
    for _ in range(2):
        assert await store.write(broadcasts.follow, token, key=None) == LINKS[0].url
    assert (await reports(store, broadcast)).clicks == ((LINKS[0], 1), (LINKS[1], 0))


async def test_a_link_that_is_not_ours_leads_nowhere(store: Store) -> None:
    ann = await joins(store)
    broadcast = await starts(store)
    token = token_of(VAULT, broadcast, 0, ann)
    other = base64.urlsafe_b64encode(bytes(29)).decode().rstrip("=")
    changed = [
        token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :] for at in (0, 11, 38)
    ]
    forged = ["", "x", "é", "=" * 40, other, token[:-1], token + "A", token + "=", *changed]
    for each in [*forged, token_of(VAULT, broadcast, 1, ann), token_of(VAULT, 7, 0, ann)]:
        with pytest.raises(LinkUnknown):
            await store.write(broadcasts.follow, each, key=None)
