"""The time machine: what a draft would have come to, and that trying it changes nothing."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from bot.store import Store
from bot.trying import try_draft
from domain import earning
from domain.calendar import DAY, instant
from domain.earning import PastPurchase
from domain.earning.timemachine.drafts import Moved, laid_over, trial_of
from domain.earning.timemachine.outcome import Month, Most, Outcome
from tests.clock import DAY_ONE, StandingClock
from tests.domain.test_replay import named
from tests.keeping.conftest import said
from tests.scene import CASHIER, PROGRAMME, SHOP, TEA, buys, fresh_key, joins, redeems

DOUBLE = named("multiplier", percent=200)


async def tries(store: Store, *rules: dict[str, Any]) -> Outcome:
    """Somebody tries rules on top of those in force."""
    return await try_draft(store, laid_over(store.programme, {"rules": [*rules]}), unseen)


async def unseen(done: int, of: int) -> None:
    """Nobody watches."""


async def test_twice_the_points_for_everybody(store: Store, clock: StandingClock) -> None:
    ann, ben = await joins(store, 1), await joins(store, 2)
    await joins(store, 3)
    await buys(store, ann, 8_840)
    await buys(store, ann, 50_00)
    clock.advance(30 * DAY)
    await buys(store, ben, 10_000)
    outcome = await tries(store, DOUBLE)
    assert (outcome.extent.purchases, outcome.members) == (3, 2)
    assert (outcome.now.points, outcome.draft.points, outcome.points) == (238, 476, 238)
    assert (outcome.now.worth_minor, outcome.worth_minor) == (238, 238)
    assert (outcome.winners, outcome.losers, outcome.unchanged) == (2, 0, 0)
    assert outcome.most == Most(ann, 138, 276, purchases=2, paid=13_840)
    assert outcome.months == (Month("2026-11", 138, 276), Month("2026-12", 100, 200))
    # 1 % of what was paid, and 1.99 %: of a soft cap of 3 % and a hard one of 5 %.
    assert (outcome.now.cost_bp, outcome.draft.cost_bp) == (99, 199)
    assert outcome.budget_percent(outcome.draft) == (66, 39)


async def test_what_is_owed_grows_by_the_share_that_is_still_outstanding(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await buys(store, ann, 50_000)
    # Of 1,000 points, a tenth is gone.
    await redeems(store, ann, TEA)
    outcome = await tries(store, DOUBLE)
    assert (outcome.points, outcome.owed_points, outcome.owed_minor) == (500, 450, 450)
    clock.advance(800 * DAY)
    later = await tries(store, DOUBLE)
    assert (later.points, later.owed_points) == (500, 0)


async def test_a_purchase_that_was_undone_costs_nothing(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    undone = await buys(store, ann, 8_840)
    clock.advance(1)
    await store.write(earning.undo, undone.purchase, CASHIER, key=fresh_key())
    outcome = await tries(store, DOUBLE)
    assert (outcome.now.points, outcome.draft.points, outcome.now.paid) == (0, 0, 0)
    assert (outcome.unchanged, outcome.most) == (1, None)


async def test_a_member_day_takes_money_off_and_makes_fewer_points(store: Store) -> None:
    await buys(store, await joins(store), 10_000)
    day = named("member-day", month_days=[22], discount_percent=10)
    outcome = await tries(store, day)
    assert (outcome.draft.paid, outcome.draft.off, outcome.points) == (9_000, 1_000, -10)
    assert (outcome.losers, outcome.most) == (1, None)


async def test_gifts_in_kind_are_counted_with_their_worth(store: Store) -> None:
    await buys(store, await joins(store), 50_000)
    outcome = await tries(store, named("in-kind", spend_minor=20_000, reward=TEA))
    assert (outcome.points, outcome.draft.gifts, outcome.draft.gifts_minor) == (0, 1, 100)
    assert (outcome.winners, outcome.losers) == (1, 0)


async def test_a_shop_without_purchases_says_so(store: Store) -> None:
    outcome = await tries(store, DOUBLE)
    assert (outcome.extent.purchases, outcome.members, outcome.months) == (0, 0, ())
    assert (outcome.points, outcome.owed_points, outcome.draft.cost_bp) == (0, 0, 0)


async def test_what_is_in_force_is_no_change_to_itself(store: Store) -> None:
    await buys(store, await joins(store), 10_000)
    outcome = await try_draft(store, store.programme, unseen)
    assert (outcome.points, outcome.owed_points, outcome.unchanged) == (0, 0, 1)
    assert outcome.now == outcome.draft


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_trying_leaves_the_books_as_they_are(store: Store, url: str) -> None:
    for number in range(5):
        await buys(store, await joins(store, number), 10_000 * number + 1)
    before = said(url)
    await tries(store, DOUBLE, named("step", spend_minor=10_000, points=40))
    assert said(url) == before


async def test_progress_is_told_until_all_is_done(store: Store) -> None:
    await buys(store, await joins(store), 1_000)
    # More of one member than a page holds comes as a whole.
    past = tuple(PastPurchase(f"{number}", "ben", DAY_ONE - number, 100) for number in range(600))
    await store.write(earning.take_in, SHOP, past, False, key=None)
    seen: list[tuple[int, int]] = []

    async def shown(done: int, of: int) -> None:
        seen.append((done, of))

    outcome = await try_draft(store, laid_over(PROGRAMME, {"rules": [DOUBLE]}), shown)
    assert (seen[-1], outcome.members, outcome.now.points) == ((601, 601), 2, 610)


def on_day(day: str) -> int:
    """Noon of a local day."""
    return instant(date.fromisoformat(day), PROGRAMME.zone, 12)


def moved(**words: Any) -> Moved:
    """Where a new bonus is tried, where the last purchase was on Friday, 20 November 2026."""
    draft = laid_over(PROGRAMME, {"rules": [named("bonus", points=5, **words)]})
    trial = trial_of(PROGRAMME, draft, DAY_ONE, on_day("2026-11-20"))
    (rule,) = trial.draft.rules
    assert trial.moved in ((), (Moved(rule.id, rule.starts, rule.ends),))
    return Moved(rule.id, rule.starts, rule.ends)


@pytest.mark.parametrize(
    ("starts", "ends", "tried"),
    [
        # Whole weeks back, until it is over by the last purchase.
        ("2026-12-05", "2026-12-06", ("2026-11-14", "2026-11-15")),
        ("2026-12-11T18:00", "2026-12-11T20:00", ("2026-11-20T18:00", "2026-11-20T20:00")),
        ("2026-11-22", "2026-11-28", ("2026-11-08", "2026-11-14")),
        ("2026-11-22", None, (None, None)),
        # What has begun is tried as it is.
        ("2026-11-01", "2026-12-31", ("2026-11-01", "2026-12-31")),
        (None, "2026-12-31", (None, "2026-12-31")),
    ],
)
def test_what_is_still_to_come_is_tried_on_the_same_weekdays_of_the_past(
    starts: str | None, ends: str | None, tried: tuple[str | None, str | None]
) -> None:
    where = moved(starts=starts, ends=ends)
    assert (where.starts, where.ends) == tried


def test_rules_that_purchases_do_not_tell_of_are_named() -> None:
    force = laid_over(PROGRAMME, {"rules": [named("birthday", points=50)]})
    draft = laid_over(
        force,
        {"rules": [named("activity", points=5), named("surprise", id="luck", percent=20), DOUBLE]},
        True,
    )
    assert trial_of(force, draft, DAY_ONE, DAY_ONE).left_out == ("activity", "luck", "birthday")


def test_a_draft_is_laid_over_what_is_in_force() -> None:
    force = laid_over(PROGRAMME, {"rules": [DOUBLE, named("bonus", points=5)]})
    draft = laid_over(
        force,
        {"earning": {"per_minor": 200}, "rules": [named("bonus", points=9)], "welcome_points": 7},
    )
    assert (draft.earning.points, draft.earning.per_minor, draft.welcome_points) == (1, 200, 7)
    assert [rule.id for rule in draft.rules] == ["multiplier", "bonus"]
    assert draft.rule("bonus") == laid_over(PROGRAMME, {"rules": [named("bonus", points=9)]}).rule(
        "bonus"
    )
    assert laid_over(force, {}, only=True).rules == ()
    with pytest.raises(ValidationError, match="silver"):
        laid_over(force, {"rules": [named("bonus", points=9, tiers=["silber"])]})
