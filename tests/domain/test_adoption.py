"""What the settings file changes, and what was changed in the chat, stand side by side."""

from datetime import date

import pytest

from bot.store import Store
from domain.adoption import upcoming
from domain.calendar import DAY, instant
from domain.errors import RuleRefused
from domain.notices import send_circulars
from domain.programme import Currency, Good, Goods, Programme
from tests.clock import StandingClock
from tests.owner import (
    BONUS,
    DOUBLE,
    FOR_GOLD,
    NAME,
    SETTINGS,
    pauses,
    puts,
    reads,
    rules,
    values,
    with_rules,
)
from tests.scene import TIERS, joins, left


@pytest.fixture
def programme() -> Programme:
    return SETTINGS


async def test_a_restart_leaves_what_was_changed_in_the_chat(store: Store) -> None:
    await puts(store, BONUS)
    assert not await reads(store, SETTINGS)
    assert rules(store) == {"bonus": BONUS}


async def test_a_changed_file_leaves_the_campaigns_of_the_chat(store: Store) -> None:
    await puts(store, BONUS)
    assert await reads(store, with_rules(DOUBLE).model_copy(update={"welcome_points": 900}))
    assert rules(store) == {"bonus": BONUS, "double": DOUBLE}
    assert store.programme.welcome_points == 900


async def test_a_rule_of_the_file_that_the_chat_changed_keeps_the_chat_s_word(store: Store) -> None:
    await reads(store, with_rules(BONUS, DOUBLE))
    await pauses(store, "double")
    await reads(store, with_rules(BONUS.model_copy(update={"points": 9}), DOUBLE))
    assert rules(store)["double"].paused
    assert rules(store)["bonus"] == BONUS.model_copy(update={"points": 9})


async def test_the_file_s_own_change_of_a_rule_is_the_last_word(store: Store) -> None:
    await reads(store, with_rules(DOUBLE))
    await pauses(store, "double")
    await reads(store, with_rules(DOUBLE.model_copy(update={"percent": 300})))
    assert rules(store)["double"] == DOUBLE.model_copy(update={"percent": 300})


async def test_a_rule_that_the_file_takes_out_is_gone(store: Store) -> None:
    await reads(store, with_rules(BONUS, DOUBLE))
    await pauses(store, "double")
    await reads(store, with_rules(BONUS))
    assert list(rules(store)) == ["bonus"]


async def test_the_order_of_the_file_stays(store: Store) -> None:
    await puts(store, DOUBLE)
    await reads(store, with_rules(FOR_GOLD, BONUS))
    assert list(rules(store)) == ["golden", "bonus", "double"]


async def test_a_file_that_does_not_go_with_the_chat_changes_nothing(store: Store) -> None:
    await puts(store, FOR_GOLD)
    before = store.programme
    poorer = before.model_copy(update={"tiers": TIERS[:2], "rules": ()})
    with pytest.raises(RuleRefused, match="golden") as refused:
        await reads(store, poorer)
    assert refused.value.reason == (
        "rules.0 (golden).tiers: there is no gold; there are bronze, silver"
    )
    assert store.programme == before


async def test_shelves_follow_the_file_and_not_the_chat(store: Store) -> None:
    ann = await joins(store)
    rewards = (Goods(id="pin", name=NAME, points=10, stock=7),)
    await reads(store, SETTINGS.model_copy(update={"rewards": rewards}))
    await puts(store, BONUS)
    assert await left(store, ann, "pin") == 7


async def test_a_coming_value_of_points_outlasts_a_change_of_the_file(
    store: Store, clock: StandingClock
) -> None:
    await values(store, 103, days=3)
    await reads(store, with_rules(BONUS))
    await puts(store, DOUBLE)
    assert store.programme.currency == Currency()
    clock.advance(3 * DAY)
    assert store.programme.currency.anchor_minor == 103
    assert list(rules(store)) == ["bonus", "double"]
    assert not await reads(store, with_rules(BONUS))
    assert store.programme.currency.anchor_minor == 103


async def test_another_value_of_points_in_the_file_is_announced_for_the_next_month(
    store: Store, clock: StandingClock
) -> None:
    await joins(store)
    dearer = SETTINGS.model_copy(update={"currency": Currency(anchor_minor=103)})
    assert await reads(store, dearer.model_copy(update={"welcome_points": 900}))
    assert store.programme.welcome_points == 900
    assert store.programme.currency == Currency()
    (coming,) = await store.read(upcoming)
    assert coming.starts_at == instant(date(2026, 12, 1), SETTINGS.zone)
    assert coming.programme.currency.anchor_minor == 103
    assert await store.write(send_circulars, 100, key=None) == (1, False)
    assert not await reads(store, dearer.model_copy(update={"welcome_points": 900}))
    clock.advance(9 * DAY)
    assert store.programme.currency.anchor_minor == 103


async def test_a_value_of_points_that_the_file_takes_back_does_not_come(
    store: Store, clock: StandingClock
) -> None:
    await reads(store, SETTINGS.model_copy(update={"currency": Currency(anchor_minor=103)}))
    await reads(store, SETTINGS)
    assert await store.read(upcoming) == ()
    clock.advance(9 * DAY)
    assert store.programme.currency == Currency()


async def test_a_moved_shop_may_change_the_value_of_points_as_well(store: Store) -> None:
    moved = {"zone": "America/New_York", "currency": Currency(anchor_minor=103)}
    assert await reads(store, SETTINGS.model_copy(update=moved))
    assert store.programme.zone == "America/New_York"
    (coming,) = await store.read(upcoming)
    assert coming.programme.currency.anchor_minor == 103


async def test_prices_of_the_file_go_on_from_where_the_value_was_set(
    store: Store, clock: StandingClock
) -> None:
    def priced(now: int) -> Programme:
        milk = Good(name=NAME, then_minor=100, now_minor=now)
        return SETTINGS.model_copy(update={"basket": (milk,)})

    await reads(store, priced(106))
    await values(store, 103, days=1)
    clock.advance(DAY)
    await reads(store, priced(108))
    assert store.programme.basket == (Good(name=NAME, then_minor=106, now_minor=108),)


async def test_what_was_promised_before_is_read_though_it_would_be_refused_today() -> None:
    dear = TIERS[-1].model_copy(update={"multiplier_percent": 1000})
    promised = SETTINGS.model_copy(update={"tiers": (*TIERS[:-1], dear)})
    with pytest.raises(ValueError, match="hard_percent"):
        Programme.model_validate_json(promised.model_dump_json())
    assert Programme.kept(promised.model_dump_json()) == promised
