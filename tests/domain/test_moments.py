"""Birthdays, anniversaries and comebacks: on their day, once, for whom they are meant."""

from datetime import date

import pytest

from bot.store import Store
from domain import earning, members
from domain.calendar import DAY, HOUR, instant
from domain.earning.expiry import Swept
from domain.earning.moments import comeback, yearly
from domain.errors import BirthdayKnown, BirthdayRefused
from domain.members import Birthday, days_kept_on, parse_birthday
from domain.programme import AnniversaryRule, BirthdayRule, ComebackRule, Named, Programme
from tests.clock import StandingClock
from tests.scene import (
    CASHIER,
    PROGRAMME,
    becomes,
    buys,
    found,
    fresh_key,
    joins,
    points,
    told,
)

NAME = Named(en="Gift", zh="礼物")
BIRTHDAY = BirthdayRule(id="birthday", name=NAME, points=200, tiers=("silver", "gold"))
ANNIVERSARY = AnniversaryRule(id="anniversary", name=NAME, points=50)
COMEBACK = ComebackRule(id="comeback", name=NAME, points=80, sleep_days=60, within_days=14)
TODAY = date(2026, 11, 22)


@pytest.fixture
def programme() -> Programme:
    return PROGRAMME.model_copy(update={"rules": (BIRTHDAY, ANNIVERSARY, COMEBACK)})


def _at(clock: StandingClock, day: date, hour: int = 9) -> int:
    """Moves time to an hour of a local day, and says when that is."""
    slot = instant(day, PROGRAMME.zone, hour)
    clock.advance(max(slot - clock.now(), 0))
    return slot


async def _sweeps(store: Store, verb: object, slot: int, most: int = 100) -> int:
    """A day's job, batch by batch; how many it met."""
    swept, count = Swept(0, 0, done=False), 0
    while not swept.done:
        swept = await store.write(verb, swept.cursor, slot, most, key=None)  # type: ignore[arg-type]
        count += swept.count
    return count


async def _born(store: Store, outside_id: int, day: str, tier: str = "silver") -> int:
    member = await joins(store, outside_id)
    if tier:
        await becomes(store, member, tier)
    await store.write(yearly.tell_birthday, member, day, key=fresh_key())
    return member


class TestABirthdayAsItIsTyped:
    """With or without the year; anything else is refused with its reason."""

    @pytest.mark.parametrize(
        ("typed", "birthday"),
        [
            ("1990-05-17", Birthday(5, 17, 1990)),
            (" 05-17 ", Birthday(5, 17)),
            ("5.7", Birthday(5, 7)),
            ("2000/02/29", Birthday(2, 29, 2000)),
            ("02-29", Birthday(2, 29)),
            ("2026-11-22", Birthday(11, 22, 2026)),
            ("1990年5月17日", Birthday(5, 17, 1990)),
            ("5 月 17 号", Birthday(5, 17)),
        ],
    )
    def test_a_day_is_understood(self, typed: str, birthday: Birthday) -> None:
        assert parse_birthday(typed, TODAY) == birthday

    @pytest.mark.parametrize(
        ("typed", "rule"),
        [
            ("tomorrow", "format"),
            ("90-05-17", "format"),
            ("1990-05", "format"),
            ("٠٥-١٧", "format"),
            ("", "format"),
            ("13-01", "day"),
            ("02-30", "day"),
            ("2023-02-29", "day"),
            ("0000-05-17", "age"),
            ("2026-11-23", "future"),
            ("1905-11-22", "age"),
        ],
    )
    def test_nonsense_is_refused_with_its_reason(self, typed: str, rule: str) -> None:
        with pytest.raises(BirthdayRefused) as refused:
            parse_birthday(typed, TODAY)
        assert refused.value.rule == rule

    def test_the_29th_of_february_is_kept_on_the_28th_where_there_is_none(self) -> None:
        assert days_kept_on(date(2027, 2, 28)) == ("02-28", "02-29")
        assert days_kept_on(date(2028, 2, 28)) == ("02-28",)
        assert days_kept_on(date(2028, 2, 29)) == ("02-29",)


async def test_a_birthday_is_set_once_and_changed_by_staff(store: Store) -> None:
    ann = await _born(store, 1, "1990-05-17")
    with pytest.raises(BirthdayKnown):
        await store.write(yearly.tell_birthday, ann, "05-18", key=fresh_key())
    assert await store.read(members.birthday_of, ann) == Birthday(5, 17, 1990)
    await store.write(yearly.change_birthday, ann, "05-18", CASHIER, key=fresh_key())
    assert await store.read(members.birthday_of, ann) == Birthday(5, 18)


async def test_a_birthday_brings_its_gift_once_a_year(store: Store, clock: StandingClock) -> None:
    ann = await _born(store, 1, "12-01")
    before = await points(store, ann)
    slot = _at(clock, date(2026, 12, 1))
    assert await _sweeps(store, yearly.birthday_gifts, slot) == 1
    await _sweeps(store, yearly.birthday_gifts, slot)
    await store.write(yearly.change_birthday, ann, "12-02", CASHIER, key=fresh_key())
    await _sweeps(store, yearly.birthday_gifts, _at(clock, date(2026, 12, 2)))
    assert await points(store, ann) == before + 200
    (notice,) = await told(store, "birthday")
    assert (notice.member, notice.facts["points"]) == (ann, 200)
    assert (await found(store)).ok


async def test_a_birthday_gift_is_for_the_tiers_it_names(
    store: Store, clock: StandingClock
) -> None:
    ann = await _born(store, 1, "12-01", tier="")
    await _sweeps(store, yearly.birthday_gifts, _at(clock, date(2026, 12, 1)))
    assert await points(store, ann) == 500


async def test_a_birthday_set_on_its_day_is_honoured_once(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await becomes(store, ann, "silver")
    before = await points(store, ann)
    await store.write(yearly.tell_birthday, ann, "1990-11-22", key=fresh_key())
    assert await points(store, ann) == before + 200
    await _sweeps(store, yearly.birthday_gifts, clock.now())
    assert await points(store, ann) == before + 200


async def test_many_birthdays_of_a_day_are_met_in_batches(
    store: Store, clock: StandingClock
) -> None:
    born = [
        await _born(store, number, "02-28" if number % 2 else "02-29") for number in range(1, 6)
    ]
    slot = _at(clock, date(2027, 2, 28))
    assert await _sweeps(store, yearly.birthday_gifts, slot, most=2) == 5
    assert sorted(n.member for n in await told(store, "birthday")) == born


async def test_the_day_of_joining_brings_a_gift_each_year(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    clock.advance(DAY)
    bo = await joins(store, 2)
    await _sweeps(store, yearly.anniversary_gifts, _at(clock, date(2026, 11, 23)))
    assert await told(store, "anniversary") == []
    await _sweeps(store, yearly.anniversary_gifts, _at(clock, date(2027, 11, 22)), most=1)
    assert [notice.member for notice in await told(store, "anniversary")] == [ann]
    await _sweeps(store, yearly.anniversary_gifts, _at(clock, date(2027, 11, 23)), most=1)
    await _sweeps(store, yearly.anniversary_gifts, _at(clock, date(2028, 11, 22)), most=1)
    assert [notice.member for notice in await told(store, "anniversary")] == [ann, bo, ann]
    assert (await found(store)).ok


async def test_who_falls_asleep_is_written_to_once(store: Store, clock: StandingClock) -> None:
    ann, bo, cyd = [await joins(store, number) for number in (1, 2, 3)]
    for member in (ann, bo, cyd):
        await buys(store, member, 8840)
    clock.advance(DAY)
    await buys(store, bo, 8840)
    slots = [_at(clock, date(2027, 1, day)) for day in (20, 21)]
    assert [await _sweeps(store, comeback.write_to_sleepers, slot, 1) for slot in slots] == [0, 2]
    letters = await told(store, "comeback")
    assert [notice.member for notice in letters] == [ann, cyd]
    until = instant(date(2027, 2, 5), PROGRAMME.zone)
    assert [notice.facts for notice in letters] == [{"points": 80, "until": until}] * 2
    assert await _sweeps(store, comeback.write_to_sleepers, _at(clock, date(2027, 1, 22))) == 1
    assert [notice.member for notice in await told(store, "comeback")] == [ann, cyd, bo]


async def test_a_purchase_that_was_undone_wakes_nobody(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    await buys(store, ann, 8840)
    clock.advance(DAY)
    undone = await buys(store, ann, 8840)
    await store.write(earning.undo, undone.purchase, 9002, key=fresh_key())
    assert await _sweeps(store, comeback.write_to_sleepers, _at(clock, date(2027, 1, 21))) == 1


async def test_no_letter_comes_after_its_offer_is_over(store: Store, clock: StandingClock) -> None:
    await buys(store, await joins(store), 8840)
    slot = _at(clock, date(2027, 1, 21))
    clock.advance(15 * DAY + HOUR)
    assert await _sweeps(store, comeback.write_to_sleepers, slot) == 0


async def test_who_came_with_an_older_shop_is_greeted_on_the_day_they_joined_there(
    store: Store, clock: StandingClock
) -> None:
    joined = instant(date(1997, 3, 1), PROGRAMME.zone, 12)
    old = (await store.write(members.enrol_outside, "old", joined, key=fresh_key())).member
    await _sweeps(store, yearly.anniversary_gifts, _at(clock, date(2027, 3, 1)))
    assert await points(store, old) == 50
    await _sweeps(store, yearly.anniversary_gifts, _at(clock, date(2027, 11, 22)))
    assert await points(store, old) == 50


async def test_who_joined_on_the_29th_of_february_is_greeted_on_the_28th_in_other_years(
    store: Store, clock: StandingClock
) -> None:
    joined = instant(date(2024, 2, 29), PROGRAMME.zone, 12)
    await store.write(members.enrol_outside, "old", joined, key=fresh_key())
    for day, greeted in ((date(2027, 2, 28), 1), (date(2028, 2, 28), 1), (date(2028, 2, 29), 2)):
        await _sweeps(store, yearly.anniversary_gifts, _at(clock, day))
        assert len(await told(store, "anniversary")) == greeted


class TestAComebackThatEnds:
    """An offer whose rule is over before its days are."""

    @pytest.fixture
    def programme(self) -> Programme:
        ending = COMEBACK.model_copy(update={"ends": "2027-01-25"})
        return PROGRAMME.model_copy(update={"rules": (ending,)})

    async def test_the_letter_promises_nothing_after_that(
        self, store: Store, clock: StandingClock
    ) -> None:
        ann = await joins(store)
        await buys(store, ann, 8840)
        await _sweeps(store, comeback.write_to_sleepers, _at(clock, date(2027, 1, 21)))
        (letter,) = await told(store, "comeback")
        assert letter.facts["until"] == instant(date(2027, 1, 26), PROGRAMME.zone)
