"""Every verb of rewards of other kinds than goods, each with the scene it needs."""

from typing import Any

from domain import adoption, counter, rewards
from domain.counter import Bill
from domain.programme import Event, Reward
from tests.faults.acts import Act
from tests.faults.stage import LUCKY, Deed, Stage
from tests.kinds import CAPPED, CARD, CONCERT, KINDS, LOUNGE, TENNER, TENTH, TREES, WASH
from tests.till import CLERK


def _lasting(reward: Reward) -> Reward:
    """A reward whose shelf lasts, and whose event is far off."""
    if reward.id == CONCERT.id:
        return reward.model_copy(update={"stock": 10_000, "at": "2099-12-31T19:00"})
    return reward.model_copy(update={"stock": None if reward.stock is None else 10_000})


SHELVED = LUCKY.model_copy(
    update={"rewards": (*LUCKY.rewards, *(_lasting(each) for each in KINDS))}
)


async def donate(stage: Stage) -> Deed:
    return _redeem(stage, await stage.joins(), TREES)


async def redeem_money_off(stage: Stage) -> Deed:
    return _redeem(stage, await stage.joins(), TENNER)


async def redeem_a_part_off(stage: Stage) -> Deed:
    return _redeem(stage, await stage.joins(), TENTH)


async def redeem_a_service(stage: Stage) -> Deed:
    return _redeem(stage, await stage.joins(), WASH)


async def redeem_a_gift_card(stage: Stage) -> Deed:
    return _redeem(stage, await stage.joins(), CARD)


async def redeem_a_privilege(stage: Stage) -> Deed:
    return _redeem(stage, await stage.joins(), LOUNGE)


async def redeem_within_a_limit(stage: Stage) -> Deed:
    return _redeem(stage, await stage.joins(), CAPPED)


async def cancel_within_a_limit(stage: Stage) -> Deed:
    ann = await stage.joins()
    return stage.deed(rewards.cancel, ann, await _redeemed(stage, ann, CAPPED))


async def book_a_seat(stage: Stage) -> Deed:
    return _redeem(stage, await stage.joins(), CONCERT)


async def give_a_seat_back(stage: Stage) -> Deed:
    ann = await stage.joins()
    return stage.deed(rewards.cancel, ann, await _redeemed(stage, ann, CONCERT))


async def pay_with_a_gift_card(stage: Stage) -> Deed:
    ann = await stage.joins()
    await stage.does(counter.sell, CLERK, ann, Bill(100))
    return stage.deed(*_pays(ann, await _redeemed(stage, ann, CARD)))


async def empty_a_gift_card(stage: Stage) -> Deed:
    ann = await stage.joins()
    card = await _redeemed(stage, ann, CARD)
    await stage.does(*_pays(ann, card))
    return stage.deed(*_pays(ann, card))


async def end_a_gift_card_half_spent(stage: Stage) -> Deed:
    ann = await stage.joins()
    await stage.does(*_pays(ann, await _redeemed(stage, ann, CARD)))
    stage.sleeps(CARD.collect_days + 1)
    return stage.deed(rewards.lapse, 100)


async def end_a_privilege(stage: Stage) -> Deed:
    await _redeemed(stage, await stage.joins(), LOUNGE)
    stage.sleeps(LOUNGE.days + 1)
    return stage.deed(rewards.lapse, 100)


async def give_the_seats_of_an_event_back(stage: Stage) -> Deed:
    event = await _event_of_its_own(stage)
    for _ in range(2):
        await _redeemed(stage, await stage.joins(), event)
    await stage.does(adoption.call_off, event.id, CLERK)
    return stage.deed(rewards.give_seats_back, 10)


async def remind_of_a_voucher(stage: Stage) -> Deed:
    await _redeemed(stage, await stage.joins(), WASH)
    stage.sleeps(WASH.collect_days - 1)
    return stage.deed(rewards.remind, 100)


async def _event_of_its_own(stage: Stage) -> Event:
    """An event of this scene alone, for once it is called off it stays so."""
    own = {"id": f"scene-{stage.scene}", "at": "2099-12-31T19:00"}
    event = CONCERT.model_copy(update=own)
    # The last scene's leaves the catalogue.
    await stage.does(rewards.give_seats_back, 10)
    on_offer = (*SHELVED.rewards, event)
    await stage.does(adoption.adopt, SHELVED.model_copy(update={"rewards": on_offer}))
    return event


def _redeem(stage: Stage, member: int, reward: Reward) -> Deed:
    shown = SHELVED.reward(reward.id) or reward
    return stage.deed(rewards.redeem, member, reward.id, rewards.mark_of(shown, shown.points))


async def _redeemed(stage: Stage, member: int, reward: Reward) -> int:
    done = await _redeem(stage, member, reward).done(stage.store)
    return int(done.voucher)


def _pays(member: int, card: int) -> tuple[Any, ...]:
    """A purchase that takes half of a gift card, as verb and arguments."""
    return counter.sell, CLERK, member, Bill(CARD.value_minor // 2, voucher=card)


ACTS_OF_REWARDS: dict[str, Act] = {
    act.__name__: act
    for act in (
        donate,
        redeem_money_off,
        redeem_a_part_off,
        redeem_a_service,
        redeem_a_gift_card,
        redeem_a_privilege,
        redeem_within_a_limit,
        cancel_within_a_limit,
        book_a_seat,
        give_a_seat_back,
        pay_with_a_gift_card,
        empty_a_gift_card,
        end_a_gift_card_half_spent,
        end_a_privilege,
        give_the_seats_of_an_event_back,
        remind_of_a_voucher,
    )
}
