"""Every verb that the rules of earning brought, each with the scene it needs."""

from datetime import timedelta
from typing import Any

from domain import earning, notices, rewards
from domain.adoption import put_rule, set_anchor, withdraw_anchor
from domain.calendar import DAY, instant, local_date, months_later
from domain.earning import PastPurchase, governor, keeping
from domain.earning.moments import rain, referrals, yearly
from domain.earning.moments.activities import credit_activity
from domain.members import Person
from domain.programme import BonusRule
from domain.tx import Tx
from tests.faults.acts import Act
from tests.faults.stage import NAME, RULED, Deed, Stage
from tests.scene import CASHIER, SHOP

PRICE = 60_000
ZONE = RULED.zone


async def credit_under_every_rule(stage: Stage) -> Deed:
    return stage.deed(*_purchase(await _friend_of(stage, await stage.joins())))


async def undo_under_every_rule(stage: Stage) -> Deed:
    done = await stage.does(*_purchase(await _friend_of(stage, await stage.joins())))
    return stage.deed(earning.undo, done.purchase, CASHIER)


async def green_acts(stage: Stage) -> Deed:
    # By somebody of this scene alone, who is put on the record with it.
    return stage.deed(credit_activity, await stage.joins(), "green", 3, 1_000_000 + stage.scene)


async def repair_a_streak(stage: Stage) -> Deed:
    ann = await stage.joins()
    for days in (1, 2, 0):
        await stage.does(earning.sign_in, ann)
        stage.sleeps(days)
    return stage.deed(earning.repair, ann)


async def birthday_told_on_the_day(stage: Stage) -> Deed:
    today = local_date(stage.clock.now(), ZONE)
    return stage.deed(yearly.tell_birthday, await stage.joins(), f"{today:%m-%d}")


async def anniversary(stage: Stage) -> Deed:
    ann = await stage.joins()
    _goes_to_the_day(stage, months=12)
    return stage.deed(yearly.anniversary_gifts, ann - 1, stage.clock.now(), 100)


async def catch_a_share(stage: Stage) -> Deed:
    return stage.deed(rain.catch, await stage.joins(), "rain")


async def pay_a_referral(stage: Stage) -> Deed:
    await stage.does(*_purchase(await _friend_of(stage, await stage.joins())))
    stage.sleeps(15)
    return stage.deed(referrals.pay_referrals, 100)


async def hand_a_gift_over(stage: Stage) -> Deed:
    await stage.does(*_purchase(await stage.joins()))
    return stage.deed(rewards.hand_over, 100)


async def take_a_gift_back(stage: Stage) -> Deed:
    done = await stage.does(*_purchase(await stage.joins()))
    await stage.does(rewards.hand_over, 100)
    await stage.does(earning.undo, done.purchase, CASHIER)
    return stage.deed(rewards.take_back, 100)


async def judge_a_tier(stage: Stage) -> Deed:
    return await _judgement(stage, await stage.joins())


async def fall_from_a_tier(stage: Stage) -> Deed:
    ann = await stage.joins()
    await (await _judgement(stage, ann)).done(stage.store)
    stage.sleeps(61)
    return stage.deed(keeping.tend, ann - 1, 100)


async def book_and_dim(stage: Stage) -> Deed:
    ann = await stage.joins()
    # What went before counts no longer, and all is bright.
    stage.sleeps(31)
    await stage.does(_govern)
    stage.sleeps(1)
    await stage.does(*_purchase(ann))
    stage.sleeps(1)
    return stage.deed(_govern)


async def put_a_rule(stage: Stage) -> Deed:
    await stage.does(put_rule, BonusRule(id="bonus", name=NAME, points=5), None)
    return stage.deed(put_rule, BonusRule(id="bonus", name=NAME, points=9), None)


async def announce_another_anchor(stage: Stage) -> Deed:
    await stage.does(withdraw_anchor, None)
    tomorrow = local_date(stage.clock.now(), ZONE) + timedelta(days=1)
    return stage.deed(set_anchor, 100, 90, instant(tomorrow, ZONE), None)


async def tell_a_circular(stage: Stage) -> Deed:
    await stage.joins()
    # The newest comes first, and the first member is told.
    await stage.does(notices.circular, "anchor", stage.clock.now() - 1 - stage.scene)
    return stage.deed(notices.send_circulars, 1)


async def take_purchases_in(stage: Stage) -> Deed:
    at = stage.clock.now() - 30 * DAY
    past = [
        PastPurchase(f"R-{stage.scene}-{number}", f"till-{stage.scene}", at + number, PRICE)
        for number in range(2)
    ]
    return stage.deed(earning.take_in, SHOP, past, True)


def _purchase(member: int) -> tuple[Any, ...]:
    return earning.credit, member, PRICE, SHOP, None, CASHIER


async def _friend_of(stage: Stage, ann: int) -> int:
    """Somebody who came by a member's link."""
    code = (await stage.store.read(referrals.invited, ann)).code
    friend = Person(100_000 + stage.scene, "Bo", "zh")
    return int((await stage.does(referrals.join_invited, friend, code)).member)


async def _judgement(stage: Stage, ann: int) -> Deed:
    """Somebody of silver buys nothing for more than a year, and the first of a month comes."""
    await stage.does(*_purchase(ann))
    _goes_to_the_day(stage, months=14, day=1)
    return stage.deed(keeping.judge, stage.clock.now(), ann - 1, 100)


def _goes_to_the_day(stage: Stage, months: int, day: int | None = None) -> None:
    today = local_date(stage.clock.now(), ZONE)
    later = months_later(today, months)
    stage.sleeps((later.replace(day=day or later.day) - today).days)


def _govern(tx: Tx) -> None:
    """What the clock's job does in its last batch."""
    governor.book(tx, 1_000)
    governor.govern(tx)


ACTS_OF_RULES: dict[str, Act] = {
    act.__name__: act
    for act in (
        credit_under_every_rule,
        undo_under_every_rule,
        green_acts,
        repair_a_streak,
        birthday_told_on_the_day,
        anniversary,
        catch_a_share,
        pay_a_referral,
        hand_a_gift_over,
        take_a_gift_back,
        judge_a_tier,
        fall_from_a_tier,
        book_and_dim,
        put_a_rule,
        announce_another_anchor,
        tell_a_circular,
        take_purchases_in,
    )
}
