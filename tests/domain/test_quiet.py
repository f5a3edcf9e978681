"""Quiet hours: the shop's or the member's own, in the programme's zone, whatever the clocks do."""

from datetime import UTC, date, datetime

import pytest

from bot.store import Store
from domain import notices
from domain.calendar import HOUR, MINUTE, SECOND, instant
from domain.notices import Quiet
from domain.programme import Messages, Programme
from tests.clock import StandingClock
from tests.scene import PROGRAMME, fresh_key, joins

SHANGHAI, BERLIN = "Asia/Shanghai", "Europe/Berlin"
NIGHT = Quiet(21 * 60 + 30, 9 * 60, own=False)


@pytest.fixture
def programme() -> Programme:
    """A shop with the usual night."""
    return PROGRAMME.model_copy(update={"messages": Messages()})


def at(zone: str, month: int, day: int, hour: int, minute: int = 0) -> int:
    """A local instant of the year 2026."""
    return instant(date(2026, month, day), zone, hour, minute)


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        (at(SHANGHAI, 11, 22, 21, 29), None),
        (at(SHANGHAI, 11, 22, 21, 30), at(SHANGHAI, 11, 23, 9)),
        (at(SHANGHAI, 11, 23, 0), at(SHANGHAI, 11, 23, 9)),
        (at(SHANGHAI, 11, 23, 9) - 1, at(SHANGHAI, 11, 23, 9)),
        (at(SHANGHAI, 11, 23, 9), None),
    ],
)
def test_a_night_lasts_over_midnight(now: int, ends: int | None) -> None:
    assert NIGHT.ends(now, SHANGHAI) == ends


def test_quiet_at_noon_is_over_the_same_day() -> None:
    nap = Quiet(12 * 60, 14 * 60, own=True)
    assert nap.ends(at(SHANGHAI, 11, 22, 13), SHANGHAI) == at(SHANGHAI, 11, 22, 14)
    assert nap.ends(at(SHANGHAI, 11, 22, 14), SHANGHAI) is None
    assert nap.ends(at(SHANGHAI, 11, 22, 2), SHANGHAI) is None


def test_the_same_minute_twice_is_no_quiet_at_all() -> None:
    for hour in range(24):
        assert Quiet(0, 0, own=True).ends(at(SHANGHAI, 11, 22, hour), SHANGHAI) is None


@pytest.mark.parametrize(("month", "day", "hours"), [(3, 29, 10.5), (10, 25, 12.5), (6, 1, 11.5)])
def test_a_night_is_an_hour_shorter_or_longer_when_clocks_change(
    month: int, day: int, hours: float
) -> None:
    morning = at(BERLIN, month, day, 9)
    begins = morning - int(hours * HOUR)
    assert NIGHT.ends(begins, BERLIN) == NIGHT.ends(morning - 1, BERLIN) == morning
    assert NIGHT.ends(begins - 1, BERLIN) is None


def test_quiet_that_begins_in_an_hour_which_does_not_exist_begins_after_it() -> None:
    nap = Quiet(2 * 60 + 30, 4 * 60, own=True)
    leapt = datetime(2026, 3, 29, 1, tzinfo=UTC)
    leap = int(leapt.timestamp()) * SECOND
    assert nap.ends(leap + 29 * MINUTE, BERLIN) is None
    assert nap.ends(leap + 30 * MINUTE, BERLIN) == at(BERLIN, 3, 29, 4)


async def quiet_until(store: Store, member: int) -> int | None:
    """When the quiet that a member has now is over."""
    quiet = await store.read(notices.quiet_of, member)
    return quiet.ends(store.now(), PROGRAMME.zone)


async def test_a_member_keeps_the_shops_quiet_hours_until_they_say_their_own(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    assert await store.read(notices.quiet_of, ann) == NIGHT
    assert await quiet_until(store, ann) is None
    await store.write(notices.set_quiet, ann, 8 * 60, 16 * 60, key=fresh_key())
    assert await store.read(notices.quiet_of, ann) == Quiet(480, 960, own=True)
    assert await quiet_until(store, ann) == clock.now() + 4 * HOUR
    clock.advance(11 * HOUR)
    assert await quiet_until(store, ann) is None
    assert await store.read(notices.shop_quiet_until) == clock.now() + 10 * HOUR
    await store.write(notices.set_quiet, ann, 0, 0, key=fresh_key())
    assert await quiet_until(store, ann) is None
    await store.write(notices.clear_quiet, ann, key=fresh_key())
    assert await quiet_until(store, ann) == clock.now() + 10 * HOUR
