"""What one person may not do alone is done when a second one agrees: once, and by nobody alone."""

import asyncio

import pytest

from bot.store import Store
from domain import books, purchases
from domain.calendar import MINUTE
from domain.counter import Bill, make_good, refund, sell
from domain.counter.approvals import ask, expire_approvals, find, pending
from domain.counter.deciding import Decided, decide
from domain.errors import (
    ApprovalClosed,
    ApprovalUnknown,
    HoldClosed,
    OwnApproval,
    OwnPurchase,
    SecondPersonNeeded,
    UndoneAlready,
)
from domain.notices import untold
from domain.programme import Counter, Limits, Programme
from domain.staff import Act, Clerk, acts
from domain.tx import ReadTx, Tx
from tests.clock import StandingClock
from tests.scene import PROGRAMME, SHOP, buys, found, fresh_key, joins, points
from tests.till import puts_aside

BO = Clerk(9002, "cashier", SHOP, "Bo")
KIM = Clerk(9003, "manager", SHOP, "Kim")
MEI = Clerk(9001, "owner", SHOP, "Mei")


@pytest.fixture
def programme() -> Programme:
    limits = Limits(sale_minor=10_000, refund_minor=1_000, make_good_points=50)
    return PROGRAMME.model_copy(update={"counter": Counter(cashier=limits)})


async def asks(store: Store, act: str, member: int, clerk: Clerk = BO, **facts: object) -> int:
    """Somebody asks for a second person."""

    def verb(tx: Tx) -> int:
        return ask(tx, clerk, act, member, **facts)

    return await store.write(verb, key=None)


async def decides(store: Store, clerk: Clerk, approval: int, agreed: bool = True) -> Decided:
    """Somebody decides."""
    return await store.write(decide, clerk, approval, agreed, key=fresh_key())


async def record(store: Store) -> list[tuple[int, str]]:
    """Who did what, newest first."""
    return [(each.person[0], each.act) for each in await store.read(_all)]


def _all(tx: ReadTx) -> tuple[Act, ...]:
    return acts(tx, tx.now, 100)


async def test_a_sale_above_the_limit_is_credited_when_a_manager_agrees(store: Store) -> None:
    ann = await joins(store)
    bill = Bill(20_000)
    with pytest.raises(SecondPersonNeeded):
        await store.write(sell, BO, ann, bill, key=fresh_key())
    approval = await asks(store, "sell", ann, bill=bill)
    assert await points(store, ann) == 500
    assert await decides(store, KIM, approval) == Decided(approval, "sell", "approved")
    assert await points(store, ann) == 700
    assert set(await record(store)) == {(9002, "ask"), (9002, "sale"), (9003, "approve")}
    (sale,) = [each for each in await store.read(_all) if each.act == "sale"]
    assert "approved_by" in sale.facts
    assert (await found(store)).ok


async def test_a_refund_above_the_limit_runs_as_it_was_asked_for(store: Store) -> None:
    ann = await joins(store)
    bought = await buys(store, ann, 9_000)
    with pytest.raises(SecondPersonNeeded):
        await store.write(refund, BO, bought.purchase, 4_500, key=fresh_key())
    approval = await asks(store, "refund", ann, purchase=bought.purchase, minor=4_500)
    await decides(store, MEI, approval)
    purchase = await store.read(purchases.find, bought.purchase)
    assert purchase.refunded == 4_500
    assert await points(store, ann) == 545
    assert (await found(store)).ok


async def test_points_to_make_good_keep_the_reason_sealed_until_they_are_given(
    store: Store,
) -> None:
    ann = await joins(store)
    with pytest.raises(SecondPersonNeeded):
        await store.write(make_good, BO, ann, 80, "cold soup", key=fresh_key())
    approval = await asks(store, "make_good", ann, points=80, reason="cold soup")
    (waiting,) = await store.read(pending)
    assert waiting.facts == {"points": 80, "reason": "cold soup"}
    assert waiting.clerk == BO
    assert not any("soup" in str(each.facts) for each in await store.read(_all))
    await decides(store, KIM, approval)
    assert await points(store, ann) == 580


async def test_nobody_agrees_to_what_they_asked_for(store: Store) -> None:
    ann = await joins(store)
    approval = await asks(store, "sell", ann, KIM, bill=Bill(20_000))
    with pytest.raises(OwnApproval):
        await decides(store, KIM, approval)
    assert await points(store, ann) == 500
    await decides(store, MEI, approval)
    assert await points(store, ann) == 700


async def test_what_is_declined_is_not_done_and_not_decided_again(store: Store) -> None:
    ann = await joins(store)
    approval = await asks(store, "sell", ann, bill=Bill(20_000))
    assert (await decides(store, KIM, approval, agreed=False)).state == "declined"
    with pytest.raises(ApprovalClosed) as refused:
        await decides(store, MEI, approval)
    assert refused.value.state == "declined"
    assert await points(store, ann) == 500
    assert await store.read(pending) == ()


async def test_of_two_who_agree_at_once_one_does_it(store: Store) -> None:
    ann = await joins(store)
    approval = await asks(store, "sell", ann, bill=Bill(20_000))
    done = await asyncio.gather(
        *(decides(store, who, approval) for who in (KIM, MEI)), return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in done) == ["ApprovalClosed", "Decided"]
    assert await points(store, ann) == 700


async def test_nobody_agrees_to_something_for_their_own_card(store: Store) -> None:
    kims = await joins(store, KIM.outside_id)
    approval = await asks(store, "sell", kims, bill=Bill(20_000))
    with pytest.raises(OwnPurchase):
        await decides(store, KIM, approval)
    assert await points(store, kims) == 500
    assert (await decides(store, KIM, approval, agreed=False)).state == "declined"


async def test_points_on_a_bill_stay_aside_for_as_long_as_it_waits(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    hold = await puts_aside(store, ann, 300, clerk=BO)
    approval = await asks(store, "sell", ann, bill=Bill(20_000, hold=hold))
    clock.advance(29 * MINUTE)
    await store.write(books.expire_holds, 10, key=None)
    assert await points(store, ann) == 200
    await decides(store, KIM, approval)
    assert await points(store, ann) == 200 + 197
    assert (await found(store)).ok


@pytest.mark.parametrize("end", ["declined", "expired"])
async def test_points_on_a_bill_return_when_nobody_agrees_to_it(
    store: Store, clock: StandingClock, end: str
) -> None:
    ann = await joins(store)
    hold = await puts_aside(store, ann, 300, clerk=BO)
    approval = await asks(store, "sell", ann, bill=Bill(20_000, hold=hold))
    if end == "declined":
        await decides(store, KIM, approval, agreed=False)
    else:
        clock.advance(30 * MINUTE)
        await store.write(books.expire_holds, 10, key=None)
    assert await points(store, ann) == 500
    assert (await found(store)).ok


async def test_a_bill_whose_points_ran_out_is_not_asked_for(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    hold = await puts_aside(store, ann, 300, clerk=BO)
    clock.advance(11 * MINUTE)
    with pytest.raises(HoldClosed):
        await asks(store, "sell", ann, bill=Bill(20_000, hold=hold))
    assert await store.read(pending) == ()


async def test_what_nobody_decides_in_half_an_hour_lapses(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    approval = await asks(store, "sell", ann, bill=Bill(20_000))
    clock.advance(30 * MINUTE)
    assert await store.read(pending) == ()
    with pytest.raises(ApprovalClosed) as refused:
        await decides(store, KIM, approval)
    assert refused.value.state == "expired"
    assert await store.write(expire_approvals, 10, key=None) == 1
    assert await store.write(expire_approvals, 10, key=None) == 0
    assert (await store.read(find, approval)).state == "expired"


async def test_an_act_that_is_refused_by_now_leaves_the_request_open(store: Store) -> None:
    ann = await joins(store)
    bought = await buys(store, ann, 9_000)
    approval = await asks(store, "refund", ann, purchase=bought.purchase, minor=None)
    await store.write(refund, MEI, bought.purchase, None, key=fresh_key())
    with pytest.raises(UndoneAlready):
        await decides(store, KIM, approval)
    assert [each.id for each in await store.read(pending)] == [approval]
    assert (9003, "approve") not in await record(store)


async def test_there_is_nothing_to_decide_under_another_number(store: Store) -> None:
    with pytest.raises(ApprovalUnknown):
        await decides(store, KIM, 7)


async def test_managers_are_told_of_the_request_and_the_asker_of_its_end(store: Store) -> None:
    ann = await joins(store)
    approval = await asks(store, "sell", ann, bill=Bill(20_000))
    await decides(store, KIM, approval)
    (bought,) = (await store.read(purchases.purchases_of, ann, 1, 4)).items
    assert [(each.kind, each.facts) for each in await store.read(untold)] == [
        ("approval", {"approval": approval}),
        ("decided", {"approval": approval, "purchase": bought.id}),
    ]
