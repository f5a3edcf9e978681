"""Money given back, whole or in part: the points go the way they came, part after part."""

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store import Store
from domain import books, counter, earning, purchases, rewards
from domain.calendar import DAY, MINUTE
from domain.earning import traces
from domain.earning.facts import Share
from domain.earning.purchase.undoing import shares_gone, stays
from domain.errors import (
    AmountRefused,
    NotAllowed,
    OtherShop,
    OwnPurchase,
    PurchaseUnknown,
    RefundTooLate,
    SecondPersonNeeded,
    TooMuch,
    UndoneAlready,
    UndoTooLate,
)
from domain.programme import InKindRule, Named, Prize, Programme, StepRule, Surprise
from domain.staff import Clerk
from tests.clock import StandingClock
from tests.scene import (
    CASHIER,
    becomes,
    found,
    fresh_key,
    joins,
    left_of_lots,
    points,
    told,
)
from tests.till import (
    AT_TILL,
    CARD,
    CLERK,
    CUP,
    MANAGER,
    OWNER,
    SILLY,
    SUPPORT,
    TEN_OFF,
    gets_voucher,
    on_record,
    puts_aside,
    refunds,
    sells,
    undoes,
)

NAME = Named(en="Rule", zh="规则")


@pytest.fixture
def programme() -> Programme:
    """Every purchase wins 20 points, and a large one a step and a cup."""
    surprise = Surprise(purchase_percent=100, prizes=(Prize(points=20, weight=1),))
    rules = (
        StepRule(id="step", name=NAME, spend_minor=8_000, points=30),
        InKindRule(id="gift", name=NAME, spend_minor=8_000, reward=CUP),
    )
    return AT_TILL.model_copy(update={"surprise": surprise, "rules": rules})


async def test_a_part_takes_its_share_of_the_points(store: Store) -> None:
    """88.40 earned 88 and a step of 30: after 33.33 went back, floor(118 x 55.07 / 88.40) stay."""
    ann = await joins(store)
    sold = await sells(store, ann, 8_840)
    done = await refunds(store, sold.purchase, 3_333)
    assert (done.minor, done.points, done.whole) == (3_333, 118 - 73, False)
    assert done.balance == await points(store, ann) == 500 + 20 + 73
    purchase = await store.read(purchases.find, sold.purchase)
    assert (purchase.refunded, purchase.undone_at) == (3_333, None)
    assert (await found(store)).ok


async def test_the_last_part_undoes_the_purchase_with_its_surprise(store: Store) -> None:
    ann = await joins(store)
    sold = await sells(store, ann, 8_840)
    await refunds(store, sold.purchase, 8_839)
    last = await refunds(store, sold.purchase)
    assert (last.minor, last.whole) == (1, True)
    assert await points(store, ann) == 500
    assert (await store.read(purchases.find, sold.purchase)).undone_at == store.now()
    assert (await found(store)).ok


async def lived(store: Store, member: int) -> int:
    """A purchase that reached a tier, won, took a step and a gift, and was half spent."""
    cup = await gets_voucher(store, member, TEN_OFF)
    hold = await puts_aside(store, member, 200)
    sold = await sells(store, member, 599_900, MANAGER, voucher=cup, hold=None)
    await store.write(counter.decline, CLERK, hold, key=fresh_key())
    await store.write(books.spend, member, 2_000, "bonus", "member", key=fresh_key())
    return sold.purchase


async def standing(store: Store, member: int) -> tuple[Any, ...]:
    """All that a refund may change for a member."""
    seen = await store.read(earning.standing, member)
    balances = await store.read(books.balances, member)
    vouchers = await store.read(rewards.open_for_bill, member)
    lots = await left_of_lots(store, member)
    return seen.tier.id, seen.earned, balances, lots, [each.terms.id for each in vouchers]


@pytest.mark.parametrize(
    "parts",
    [
        (1,),
        (598_899,),
        (1, 1, 1, 1, 1),
        (100_000, 200_000, 150_000),
        (7, 99_991, 333_333, 4_001),
        (299_450, 299_449),
    ],
)
async def test_any_parts_end_where_one_whole_refund_ends(
    store: Store, parts: tuple[int, ...]
) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    in_parts, at_once = await lived(store, ann), await lived(store, bo)
    for part in parts:
        await refunds(store, in_parts, part, OWNER)
        assert (await found(store)).ok
    await refunds(store, in_parts, None, OWNER)
    await refunds(store, at_once, None, OWNER)
    assert await standing(store, ann) == await standing(store, bo)
    assert (await found(store)).ok


@given(
    points_of_shares=st.lists(st.integers(-50, 5_000), min_size=1, max_size=6),
    parts=st.lists(st.integers(1, 100_000), min_size=1, max_size=8),
)
def test_parts_add_up_for_each_share_and_for_all(
    points_of_shares: list[int], parts: list[int]
) -> None:
    shares = tuple(Share(f"rule-{n}", "step", p) for n, p in enumerate(points_of_shares))
    earned, paid, back = sum(points_of_shares), sum(parts), 0
    lost = [0] * len(shares)
    for part in parts:
        gone_now = shares_gone(shares, paid, back, back + part)
        taken = stays(earned, paid, back) - stays(earned, paid, back + part)
        assert sum(share.points for share in gone_now) == -taken
        lost = [so_far + share.points for so_far, share in zip(lost, gone_now, strict=True)]
        back += part
    assert lost == [-each for each in points_of_shares]


async def test_each_part_is_explained_by_what_its_rules_lose(store: Store) -> None:
    ann = await joins(store)
    sold = await sells(store, ann, 8_840)
    done = await refunds(store, sold.purchase, 4_420)
    assert done.txn is not None
    trace = await store.read(traces.trace_of, ann, done.txn)
    assert trace is not None
    assert [(share.rule, share.points) for share in trace.shares] == [("base", -44), ("step", -15)]
    assert (trace.kind, trace.points, trace.facts.paid if trace.facts else 0) == (
        "refund",
        -59,
        -4_420,
    )


async def test_what_was_spent_is_owed_and_paid_first(store: Store) -> None:
    ann = await joins(store)
    sold = await sells(store, ann, 8_840)
    await store.write(books.spend, ann, 600, "bonus", "member", key=fresh_key())
    done = await refunds(store, sold.purchase)
    assert (done.points, done.owed, await points(store, ann)) == (138, 100, 0)
    again = await sells(store, ann, 1_000)
    assert again.repaid == 30
    (notice,) = await told(store, "refund")
    assert (notice.facts["paid"], notice.facts["points"], notice.facts["owed"]) == (8_840, 138, 100)


async def test_a_whole_refund_gives_points_and_voucher_back(store: Store) -> None:
    ann = await joins(store)
    voucher = await gets_voucher(store, ann, TEN_OFF)
    lots = await left_of_lots(store, ann)
    hold = await puts_aside(store, ann, 300)
    sold = await sells(store, ann, 5_000, voucher=voucher, hold=hold)
    assert sold.paid == 3_700
    half = await refunds(store, sold.purchase, 1_850)
    assert (half.returned, half.whole) == (0, False)
    rest = await refunds(store, sold.purchase)
    assert (rest.returned, rest.whole) == (300, True)
    assert await left_of_lots(store, ann) == lots
    (open_again,) = await store.read(rewards.open_for_bill, ann)
    assert open_again.id == voucher
    assert (await sells(store, ann, 5_000, voucher=voucher)).paid == 4_000
    assert (await found(store)).ok


async def test_points_whose_day_is_over_end_when_they_come_back(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await store.write(books.issue, ann, 100, "bonus", "owner", store.now() + DAY, key=fresh_key())
    hold = await puts_aside(store, ann, 100)
    sold = await sells(store, ann, 5_000, hold=hold)
    clock.advance(2 * DAY)
    done = await refunds(store, sold.purchase)
    assert (done.returned, await points(store, ann)) == (0, 500)
    assert (await found(store)).ok


async def test_a_bill_that_no_money_paid_is_taken_back_too(store: Store) -> None:
    ann = await joins(store)
    card = await gets_voucher(store, ann, CARD)
    sold = await sells(store, ann, 1_200, voucher=card)
    with pytest.raises(TooMuch):
        await refunds(store, sold.purchase, 1)
    done = await refunds(store, sold.purchase)
    assert (done.minor, done.whole) == (0, True)
    (again,) = await store.read(rewards.open_for_bill, ann)
    assert again.balance == 3_000
    with pytest.raises(UndoneAlready):
        await refunds(store, sold.purchase)
    assert (await found(store)).ok


async def test_an_empty_gift_card_is_open_again_with_what_it_paid(store: Store) -> None:
    ann = await joins(store)
    card = await gets_voucher(store, ann, CARD)
    first = await sells(store, ann, 1_200, voucher=card)
    await sells(store, ann, 5_000, voucher=card)
    await undoes(store, first.purchase)
    (again,) = await store.read(rewards.open_for_bill, ann)
    assert (again.id, again.balance) == (card, 1_200)


async def test_undo_after_a_part_takes_the_rest(store: Store) -> None:
    ann = await joins(store)
    sold = await sells(store, ann, 8_840)
    await refunds(store, sold.purchase, 3_333)
    done = await undoes(store, sold.purchase)
    assert (done.minor, done.whole, await points(store, ann)) == (5_507, True, 500)
    with pytest.raises(UndoneAlready):
        await refunds(store, sold.purchase)


async def test_a_purchase_is_undone_for_minutes_and_refunded_for_days(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    sold = await sells(store, ann, 8_840)
    clock.advance(10 * MINUTE + 1)
    with pytest.raises(UndoTooLate):
        await undoes(store, sold.purchase)
    await refunds(store, sold.purchase, 1_000)
    clock.advance(30 * DAY)
    with pytest.raises(RefundTooLate) as refused:
        await refunds(store, sold.purchase)
    assert refused.value.days == 30


async def test_a_rule_that_pays_once_can_pay_again_after_the_whole_only(store: Store) -> None:
    ann = await joins(store)
    first = await sells(store, ann, 8_840)
    await refunds(store, first.purchase, 8_000)
    assert (await sells(store, ann, 8_000)).points == 80
    await refunds(store, first.purchase)
    assert (await sells(store, ann, 8_000)).points == 110


async def test_what_was_given_back_counts_for_no_step(store: Store) -> None:
    ann = await joins(store)
    first = await sells(store, ann, 7_000)
    await refunds(store, first.purchase, 6_000)
    assert (await sells(store, ann, 6_999)).points == 69
    assert (await sells(store, ann, 1)).points == 30


async def test_the_tier_falls_with_the_part_that_carried_it(store: Store) -> None:
    ann = await joins(store)
    await becomes(store, ann, "silver")
    tall = await sells(store, ann, 1_500_000, OWNER)
    assert (await store.read(earning.standing, ann)).tier.id == "gold"
    await refunds(store, tall.purchase, 700_000, OWNER)
    assert (await store.read(earning.standing, ann)).tier.id == "silver"


async def test_parts_of_one_purchase_meet_one_limit(store: Store) -> None:
    """Three times 400.00 is 1,200.00: a cashier may give 1,000.00 back alone."""
    ann = await joins(store)
    sold = await sells(store, ann, 300_000)
    await refunds(store, sold.purchase, 40_000)
    await refunds(store, sold.purchase, 40_000)
    with pytest.raises(SecondPersonNeeded):
        await refunds(store, sold.purchase, 40_000)
    await refunds(store, sold.purchase, 40_000, approved_by=MANAGER)
    assert [act.facts.get("approved_by") is None for act in await on_record(store, "refund")] == [
        True,
        True,
        False,
    ]


async def test_nobody_agrees_to_a_refund_that_cannot_be(store: Store) -> None:
    ann = await joins(store)
    sold = await sells(store, ann, 300_000)
    with pytest.raises(TooMuch):
        await refunds(store, sold.purchase, 300_001)
    await refunds(store, sold.purchase, approved_by=MANAGER)
    with pytest.raises(UndoneAlready):
        await refunds(store, sold.purchase)


async def test_parts_at_once_meet_one_limit(store: Store) -> None:
    ann = await joins(store)
    sold = await sells(store, ann, 300_000)
    answers = await asyncio.gather(
        *(refunds(store, sold.purchase, 40_000) for _ in range(5)), return_exceptions=True
    )
    assert sum(isinstance(each, counter.Refunded) for each in answers) == 2
    assert sum(isinstance(each, SecondPersonNeeded) for each in answers) == 3


async def test_refunds_at_once_never_give_more_than_was_paid(store: Store) -> None:
    ann = await joins(store)
    sold = await sells(store, ann, 10_000)
    answers = await asyncio.gather(
        *(refunds(store, sold.purchase, 3_000) for _ in range(6)), return_exceptions=True
    )
    assert sum(isinstance(each, counter.Refunded) for each in answers) == 3
    assert sum(isinstance(each, TooMuch) for each in answers) == 3
    assert (await found(store)).ok


@pytest.mark.parametrize("minor", SILLY)
async def test_no_silly_amount_is_given_back(store: Store, minor: int) -> None:
    ann = await joins(store)
    sold = await sells(store, ann, 8_840)
    with pytest.raises((AmountRefused, TooMuch)):
        await refunds(store, sold.purchase, minor, OWNER)


async def test_more_than_is_left_is_refused_in_money(store: Store) -> None:
    ann = await joins(store)
    sold = await sells(store, ann, 8_840)
    await refunds(store, sold.purchase, 8_000)
    with pytest.raises(TooMuch) as refused:
        await refunds(store, sold.purchase, 841)
    assert refused.value.most == 840


async def test_who_may_not_refund_is_refused(store: Store) -> None:
    ann, carl = await joins(store), await joins(store, CASHIER, "Carl")
    sold, own = await sells(store, ann, 8_840), await sells(store, carl, 8_840, OWNER)
    elsewhere = Clerk(9007, "cashier", "harbour", "Hal")
    for take_back in (refunds, undoes):
        with pytest.raises(NotAllowed):
            await take_back(store, sold.purchase, clerk=SUPPORT)
        with pytest.raises(OtherShop):
            await take_back(store, sold.purchase, clerk=elsewhere)
        with pytest.raises(OwnPurchase):
            await take_back(store, own.purchase, clerk=CLERK)
        with pytest.raises(PurchaseUnknown):
            await take_back(store, 1, clerk=CLERK)


async def test_every_refund_stands_on_the_record(store: Store) -> None:
    ann = await joins(store)
    sold = await sells(store, ann, 8_840)
    part = await refunds(store, sold.purchase, 4_420)
    await undoes(store, sold.purchase)
    first, second = await on_record(store, "refund", "undo")
    said = {"purchase": sold.purchase, "minor": 4_420, "points": 59}
    assert (first.act, first.txn, first.facts | said) == ("refund", part.txn, first.facts)
    assert (second.act, second.facts["minor"], second.facts["points"]) == ("undo", 4_420, 79)
