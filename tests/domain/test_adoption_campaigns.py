"""The owner's campaigns: put, paused, widened, ended and announced while the shop is open."""

import asyncio
from datetime import date

import pytest

from bot.store import Store
from domain.adoption import announce, end_rule, free_id, pause_rule, set_anchor, upcoming, widen
from domain.calendar import DAY, HOUR, MINUTE, instant
from domain.errors import RuleRefused, RuleUnknown
from domain.notices import send_circulars
from domain.programme import BonusRule, Budget, Good, Programme, Rule
from tests.clock import StandingClock
from tests.owner import (
    BONUS,
    DOUBLE,
    FOR_GOLD,
    NAME,
    OWNER,
    SETTINGS,
    days_on,
    ends,
    pauses,
    puts,
    reads,
    rules,
    states,
    values,
    withdraws,
)
from tests.scene import fresh_key, joins, told


@pytest.fixture
def programme() -> Programme:
    return SETTINGS


async def test_a_campaign_is_in_force_once_it_is_put(store: Store) -> None:
    await puts(store, BONUS)
    await puts(store, dearer := BONUS.model_copy(update={"points": 9}))
    assert rules(store) == {"bonus": dearer}


async def test_a_campaign_that_contradicts_the_programme_is_refused(store: Store) -> None:
    for rule, key in (
        (FOR_GOLD.model_copy(update={"tiers": ("black",)}), "rules.0 (golden).tiers: "),
        (BONUS.model_copy(update={"shops": ("kiosk",)}), "rules.0 (bonus).shops: "),
        (BONUS.model_copy(update={"ends": "2026-11-21"}), "bonus.ends: 2026-11-21 is over already"),
    ):
        with pytest.raises(RuleRefused) as refused:
            await puts(store, rule)
        assert refused.value.reason.startswith(key)
    assert store.programme == SETTINGS


async def test_two_owners_at_once_both_have_their_campaign(store: Store) -> None:
    made = [BONUS.model_copy(update={"id": f"bonus-{number}"}) for number in range(8)]
    await asyncio.gather(*(puts(store, rule) for rule in made))
    assert rules(store) == {rule.id: rule for rule in made}


async def test_the_list_shows_what_lives_first(store: Store, clock: StandingClock) -> None:
    def deal(id_: str, **more: str) -> Rule:
        return BonusRule.model_validate({"id": id_, "name": NAME, "points": 5} | more)

    await puts(store, deal("over", ends="2026-11-22T12:30"))
    await puts(store, deal("still"))
    await puts(store, deal("later", starts="2026-11-23"))
    await puts(store, deal("today", ends="2026-11-22"))
    await pauses(store, "still")
    clock.advance(HOUR)
    assert list((await states(store)).items()) == [
        ("today", "live"),
        ("later", "scheduled"),
        ("still", "paused"),
        ("over", "ended"),
    ]


async def test_a_campaign_that_is_over_stays_on_the_list(
    store: Store, clock: StandingClock
) -> None:
    await puts(store, BONUS)
    clock.advance(HOUR + 1)
    await ends(store, "bonus")
    assert rules(store)["bonus"].ends == "2026-11-22T13:00"
    assert await states(store) == {"bonus": "ended"}
    assert not (await ends(store, "bonus")).is_new


async def test_one_that_has_not_started_is_taken_out(store: Store) -> None:
    await puts(store, BONUS.model_copy(update={"starts": "2026-12-01"}))
    await ends(store, "bonus")
    assert rules(store) == {}


async def test_one_that_began_within_this_minute_ends_with_it(
    store: Store, clock: StandingClock
) -> None:
    await puts(store, BONUS.model_copy(update={"starts": "2026-11-22T12:00"}))
    clock.advance(MINUTE - 1)
    await ends(store, "bonus")
    clock.advance(1)
    assert await states(store) == {"bonus": "ended"}


async def test_one_that_began_before_the_clock_went_back_can_be_ended_after(
    store: Store, clock: StandingClock
) -> None:
    await reads(store, SETTINGS.model_copy(update={"zone": "America/New_York"}))
    autumn = date(2027, 11, 7)
    clock.advance(instant(autumn, "America/New_York", 1, 45) - clock.now())
    await puts(store, BONUS.model_copy(update={"starts": "2027-11-07T01:40"}))
    # It is 1:25 for the second time.
    clock.advance(40 * MINUTE)
    await ends(store, "bonus")
    assert await states(store) == {"bonus": "ended"}


async def test_pausing_twice_is_pausing_once(store: Store) -> None:
    await puts(store, BONUS)
    await pauses(store, "bonus")
    assert not (await pauses(store, "bonus")).is_new
    await pauses(store, "bonus", paused=False)
    assert rules(store) == {"bonus": BONUS}


async def test_a_pilot_only_widens(store: Store) -> None:
    await puts(store, BONUS.model_copy(update={"pilot_percent": 10}))
    await store.write(widen, "bonus", 50, OWNER, key=fresh_key())
    for percent in (25, 101):
        with pytest.raises(RuleRefused, match="goes from 50 up to 100"):
            await store.write(widen, "bonus", percent, OWNER, key=fresh_key())
    assert rules(store)["bonus"].pilot_percent == 50


async def test_nobody_changes_a_campaign_that_is_not_there(store: Store) -> None:
    for change in (
        store.write(pause_rule, "ghost", True, OWNER, key=fresh_key()),
        store.write(end_rule, "ghost", OWNER, key=fresh_key()),
        store.write(widen, "ghost", 50, OWNER, key=fresh_key()),
        store.write(announce, "ghost", OWNER, key=fresh_key()),
    ):
        with pytest.raises(RuleUnknown):
            await change


async def test_a_campaign_is_announced_once_for_each_of_its_versions(store: Store) -> None:
    await joins(store)
    await puts(store, BONUS)
    await puts(store, DOUBLE)
    said = [await store.write(announce, "bonus", OWNER, key=fresh_key()) for _ in range(2)]
    assert [each.is_new for each in said] == [True, False]
    await puts(store, BONUS.model_copy(update={"points": 9}))
    assert (await store.write(announce, "bonus", OWNER, key=fresh_key())).is_new
    while not (await store.write(send_circulars, 100, key=None))[1]:
        pass
    facts = [notice.facts for notice in await told(store, "announced")]
    assert [each["rule"] for each in facts] == ["bonus", "bonus"]
    assert facts[0]["version"] < facts[1]["version"]


def test_a_copy_gets_an_id_of_its_own() -> None:
    programme = SETTINGS.model_copy(update={"rules": (BONUS, DOUBLE)})
    wishes = {
        "new": "new",
        "bonus": "bonus-2",
        "Double Day!": "double-day",
        "11.11": "rule",
        "Surprise": "surprise-2",
        "双倍日": "rule",
        "a-very-long-name-for-a-campaign": "a-very-long-name",
    }
    assert {wish: free_id(programme, wish) for wish in wishes} == wishes
    long = BONUS.model_copy(update={"id": "a-very-long-name"})
    taken = SETTINGS.model_copy(update={"rules": (long,)})
    assert free_id(taken, long.id) == "a-very-long-na-2"


async def test_another_value_of_points_comes_on_its_day(store: Store, clock: StandingClock) -> None:
    await values(store, 103, days=3)
    (coming,) = await store.read(upcoming)
    assert coming.programme.currency.anchor_minor == 103
    assert store.programme == SETTINGS
    clock.advance(days_on(store, 3) - clock.now() - 1)
    assert store.programme.currency.anchor_minor == 100
    clock.advance(1)
    assert store.programme.currency.anchor_minor == 103
    assert await store.read(upcoming) == ()


async def test_a_new_value_takes_the_place_of_the_one_announced_before(
    store: Store, clock: StandingClock
) -> None:
    for first, second in ((3, 5), (9, 7)):
        await values(store, 103, days=first)
        await values(store, 104, days=second)
        (coming,) = await store.read(upcoming)
        assert (coming.starts_at, coming.programme.currency.anchor_minor) == (
            days_on(store, second),
            104,
        )
    await puts(store, BONUS)
    clock.advance(20 * DAY)
    assert store.programme.currency.anchor_minor == 104


async def test_an_announced_value_can_be_withdrawn(store: Store, clock: StandingClock) -> None:
    await values(store, 103, days=3)
    await puts(store, BONUS)
    await withdraws(store)
    assert await store.read(upcoming) == ()
    clock.advance(9 * DAY)
    assert store.programme == SETTINGS.model_copy(update={"rules": (BONUS,)})


async def test_the_value_changes_with_a_day_to_come(store: Store) -> None:
    midnight = days_on(store, 1)
    for at in (store.now(), days_on(store, 0), midnight + 1, midnight - HOUR):
        with pytest.raises(RuleRefused, match="a day to come"):
            await store.write(set_anchor, 100, 103, at, OWNER, key=fresh_key())


async def test_a_value_that_is_none_is_refused(store: Store) -> None:
    for points, minor in ((0, 100), (100, 0), (100, -1), (100, 10**10)):
        with pytest.raises(RuleRefused, match=r"currency\.anchor_"):
            await store.write(set_anchor, points, minor, days_on(store, 1), OWNER, key=fresh_key())
    assert await store.read(upcoming) == ()


async def test_a_value_that_no_cap_could_pay_is_refused(store: Store) -> None:
    await reads(store, SETTINGS.model_copy(update={"budget": Budget()}))
    with pytest.raises(RuleRefused, match=r"hard_percent \(5\): tier diamond costs 5\.09 %"):
        await values(store, 103, days=3)
    assert await store.read(upcoming) == ()


async def test_the_basket_counts_anew_from_where_the_value_is_set(
    store: Store, clock: StandingClock
) -> None:
    basket = (Good(name=NAME, then_minor=100, now_minor=106),)
    await reads(store, SETTINGS.model_copy(update={"basket": basket}))
    await values(store, 103, days=1)
    assert store.programme.basket == basket
    clock.advance(DAY)
    assert store.programme.basket == (Good(name=NAME, then_minor=106, now_minor=106),)
