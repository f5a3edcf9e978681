"""Every verb of the counter, each with the scene it needs."""

from domain import counter, rewards
from domain.counter import Bill
from domain.staff import Clerk
from tests.faults.acts import Act
from tests.faults.stage import LUCKY, Deed, Stage
from tests.scene import SHOP, mark
from tests.till import CUP, REWARDS, TEN_OFF

TILLED = LUCKY.model_copy(update={"rewards": (*LUCKY.rewards, *REWARDS)})


async def put_aside(stage: Stage) -> Deed:
    return stage.deed(counter.put_aside, _clerk(stage), await _greeted(stage), 200, False)


async def put_aside_instead(stage: Stage) -> Deed:
    ann = await _greeted(stage)
    await stage.does(counter.put_aside, _clerk(stage), ann, 200, False)
    return stage.deed(counter.put_aside, _clerk(stage), ann, 300, True)


async def agree(stage: Stage) -> Deed:
    ann = await _greeted(stage)
    held = await stage.does(counter.put_aside, _clerk(stage), ann, 200, False)
    return stage.deed(counter.agree, ann, held.hold)


async def decline(stage: Stage) -> Deed:
    ann = await _greeted(stage)
    held = await stage.does(counter.put_aside, _clerk(stage), ann, 200, False)
    return stage.deed(counter.decline, ann, held.hold)


async def sell(stage: Stage) -> Deed:
    return stage.deed(counter.sell, _clerk(stage), await _greeted(stage), Bill(8_840))


async def sell_with_voucher_and_points(stage: Stage) -> Deed:
    ann = await _greeted(stage)
    return stage.deed(counter.sell, _clerk(stage), ann, await _bill(stage, ann))


async def refund_a_part(stage: Stage) -> Deed:
    return stage.deed(counter.refund, _clerk(stage), await _sold(stage), 3_333)


async def refund_the_rest(stage: Stage) -> Deed:
    sold = await _sold(stage)
    await stage.does(counter.refund, _clerk(stage), sold, 3_333)
    return stage.deed(counter.refund, _clerk(stage), sold)


async def undo_all_of_it(stage: Stage) -> Deed:
    return stage.deed(counter.undo, _clerk(stage), await _sold(stage))


async def make_good(stage: Stage) -> Deed:
    return stage.deed(counter.make_good, _clerk(stage), await _greeted(stage), 50, "Cold coffee")


async def undo_make_good(stage: Stage) -> Deed:
    ann = await _greeted(stage)
    given = await stage.does(counter.make_good, _clerk(stage), ann, 50, "Cold coffee")
    return stage.deed(counter.undo_make_good, _clerk(stage), given.txn)


async def visit(stage: Stage) -> Deed:
    ann = await _greeted(stage)
    return stage.deed(counter.visit, ann, await stage.store.read(counter.visit_code, SHOP))


async def use_voucher(stage: Stage) -> Deed:
    done = await stage.does(rewards.redeem, await _greeted(stage), CUP, mark(CUP, TILLED))
    return stage.deed(counter.use_voucher, _clerk(stage), done.voucher)


async def open_card(stage: Stage) -> Deed:
    return stage.deed(counter.open_card, _clerk(stage), await _greeted(stage))


async def tag_card(stage: Stage) -> Deed:
    # One that somebody has: in a scene that comes later, it is no first one either.
    await stage.does(counter.tag_card, _clerk(stage), await _greeted(stage), "vip")
    return stage.deed(counter.tag_card, _clerk(stage), await _greeted(stage), "vip")


async def untag_card(stage: Stage) -> Deed:
    ann = await _greeted(stage)
    await stage.does(counter.tag_card, _clerk(stage), ann, "vip")
    return stage.deed(counter.untag_card, _clerk(stage), ann, "vip")


async def _greeted(stage: Stage) -> int:
    """A new member at the till of a new clerk, who is on the record already."""
    ann = await stage.joins()
    await stage.does(counter.open_card, _clerk(stage), ann)
    return ann


def _clerk(stage: Stage) -> Clerk:
    """A clerk of this scene alone: how much one did on a day is looked at."""
    return Clerk(1_000_000 + stage.scene, "owner", SHOP, "Carl")


async def _bill(stage: Stage, ann: int) -> Bill:
    """A bill of 50.00 that a voucher and 300 points pay a part of."""
    done = await stage.does(rewards.redeem, ann, TEN_OFF, mark(TEN_OFF, TILLED))
    held = await stage.does(counter.put_aside, _clerk(stage), ann, 300, True)
    return Bill(5_000, voucher=done.voucher, hold=held.hold)


async def _sold(stage: Stage) -> int:
    """A purchase of such a bill."""
    ann = await _greeted(stage)
    sold = await stage.does(counter.sell, _clerk(stage), ann, await _bill(stage, ann))
    return int(sold.purchase)


ACTS_OF_COUNTER: dict[str, Act] = {
    act.__name__: act
    for act in (
        put_aside,
        put_aside_instead,
        agree,
        decline,
        sell,
        sell_with_voucher_and_points,
        refund_a_part,
        refund_the_rest,
        undo_all_of_it,
        make_good,
        undo_make_good,
        visit,
        use_voucher,
        open_card,
        tag_card,
        untag_card,
    )
}
