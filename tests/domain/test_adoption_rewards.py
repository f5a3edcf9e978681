"""The catalogue is changed while the shop is open: put, hidden, restocked, removed, undone."""

from typing import Any

import pytest

from bot.store import Store
from domain import rewards
from domain.adoption import (
    Adopted,
    hide_reward,
    put_reward,
    put_rule,
    remove_reward,
    restock,
    shelf,
    undo_reward,
)
from domain.errors import RewardGone, RewardHeld, RuleRefused, ScreenOld
from domain.programme import (
    Donation,
    Event,
    Goods,
    InKindRule,
    MysteryBox,
    Named,
    Outcome,
    Programme,
    Raffle,
    Reward,
    Service,
)
from domain.rewards import games
from domain.staff import Act, Clerk, acts
from tests.owner import BONUS, NAME, OWNER, SETTINGS, puts, reads
from tests.scene import MUG, REWARDS, TEA, TOTE, fresh_key, joins, redeems

BEE = Clerk(OWNER, "manager", "main", "Bee")
HONEY = Goods(id="honey", name=Named(en="Honey", zh="蜂蜜"), points=250, stock=6)


@pytest.fixture
def programme() -> Programme:
    return SETTINGS


async def changes(store: Store, verb: Any, *args: Any, who: Clerk | None = BEE) -> Adopted:
    """A manager changes the catalogue."""
    done: Adopted = await store.write(verb, *args, who, key=fresh_key())
    return done


async def uses_up(store: Store, voucher: int) -> None:
    """The counter hands a voucher's reward over."""
    await store.write(rewards.use, voucher, "staff", key=fresh_key())


def with_rewards(*found: Reward) -> Programme:
    """The file with other rewards."""
    return SETTINGS.model_copy(update={"rewards": found})


async def on_shelf(store: Store) -> dict[str, tuple[str, int | None]]:
    """How each reward stands, and how many are left."""
    return {each.reward.id: (each.state, each.left) for each in await store.read(shelf)}


async def noted(store: Store) -> Act:
    """The last thing that staff did."""
    return (await store.read(acts, store.now() + 1, 1))[0]


async def test_a_new_reward_is_on_the_shelf_at_once(store: Store) -> None:
    assert (await changes(store, put_reward, HONEY)).is_new
    assert store.programme.reward("honey") == HONEY
    assert (await on_shelf(store))["honey"] == ("open", 6)


async def test_what_changed_of_a_reward_is_on_the_record(store: Store) -> None:
    await changes(store, put_reward, HONEY)
    await changes(store, put_reward, HONEY.model_copy(update={"points": 300}))
    act = await noted(store)
    assert (act.act, act.person) == ("catalogue", (OWNER, "Bee"))
    assert act.facts == {"reward": "honey", "before": {"points": 250}, "after": {"points": 300}}


async def test_what_changes_nothing_and_what_the_console_does_is_not_noted(store: Store) -> None:
    await changes(store, put_reward, HONEY, who=None)
    assert not (await changes(store, put_reward, HONEY)).is_new
    assert await store.read(acts, store.now() + 1, 9) == ()


async def test_a_hidden_reward_is_out_of_sight_and_its_vouchers_go_on(store: Store) -> None:
    ann = await joins(store)
    bought = await redeems(store, ann, TEA)
    await changes(store, hide_reward, TEA, True)
    assert (await on_shelf(store))[TEA][0] == "hidden"
    await uses_up(store, bought.voucher)
    await changes(store, hide_reward, TEA, False)
    assert (await on_shelf(store))[TEA][0] == "open"


async def test_restocking_adds_to_what_is_left(store: Store) -> None:
    ann = await joins(store)
    await redeems(store, ann, MUG)
    assert (await on_shelf(store))[MUG] == ("sold-out", 0)
    await changes(store, restock, MUG, 3)
    assert (await on_shelf(store))[MUG] == ("open", 3)


@pytest.mark.parametrize(("by", "left"), [(-5, 15), (-20, 0), (-100, 0)])
async def test_what_broke_is_taken_from_the_shelf_but_no_more_than_is_there(
    store: Store, by: int, left: int
) -> None:
    await changes(store, restock, TOTE, by)
    assert (await on_shelf(store))[TOTE][1] == left


async def test_a_reward_without_end_that_is_restocked_has_one(store: Store) -> None:
    await changes(store, restock, TEA, 12)
    assert (await on_shelf(store))[TEA] == ("open", 12)


async def test_a_reward_that_nobody_holds_can_be_removed(store: Store) -> None:
    await changes(store, remove_reward, TOTE)
    assert store.programme.reward(TOTE) is None
    with pytest.raises(RewardGone):
        await changes(store, remove_reward, TOTE)


async def test_a_reward_that_somebody_holds_stays_until_it_is_used(store: Store) -> None:
    ann = await joins(store)
    bought = await redeems(store, ann, TEA)
    with pytest.raises(RewardHeld):
        await changes(store, remove_reward, TEA)
    await uses_up(store, bought.voucher)
    await changes(store, remove_reward, TEA)
    assert store.programme.reward(TEA) is None


async def test_a_reward_that_a_rule_gives_stays(store: Store) -> None:
    gift = InKindRule(id="gift", name=NAME, spend_minor=1_000, reward=TOTE)
    await store.write(put_rule, gift, OWNER, key=fresh_key())
    with pytest.raises(RuleRefused, match="there is no tote in the catalogue"):
        await changes(store, remove_reward, TOTE)


async def test_an_id_that_was_redeemed_means_the_same_kind_for_good(store: Store) -> None:
    ann = await joins(store)
    bought = await redeems(store, ann, TEA)
    await uses_up(store, bought.voucher)
    other = Service(id=TEA, name=NAME, points=100)
    with pytest.raises(RuleRefused, match="was goods before"):
        await changes(store, put_reward, other)
    await changes(store, remove_reward, TEA)
    with pytest.raises(RuleRefused, match="give the new reward another id"):
        await reads(store, with_rewards(other, *REWARDS[1:]))
    await changes(store, put_reward, Service(id=TOTE, name=NAME, points=100))


async def test_a_draw_stays_as_it_was_when_the_first_ticket_was_sold(store: Store) -> None:
    raffle = Raffle(id="draw", name=NAME, points=5, draws_at="2026-12-24", prize_points=50)
    await changes(store, put_reward, raffle)
    later = raffle.model_copy(update={"draws_at": "2026-12-31"})
    await changes(store, put_reward, later)
    ann = await joins(store)
    shown = (await store.read(rewards.offer, ann, "draw")).mark
    await store.write(games.buy_ticket, ann, "draw", shown, key=fresh_key())
    with pytest.raises(RuleRefused, match="was 2026-12-31 when the first ticket was sold"):
        await changes(store, put_reward, raffle)
    with pytest.raises(RewardHeld):
        await changes(store, remove_reward, "draw")
    await changes(store, put_reward, later.model_copy(update={"points": 10}))


@pytest.mark.parametrize(
    ("reward", "sentence"),
    [
        (HONEY.model_copy(update={"tiers": ("black",)}), "rewards.3 (honey).tiers: there is no"),
        (HONEY.model_copy(update={"ends": "2026-11-21"}), "honey: is over already"),
        (
            Event(id="tasting", name=NAME, points=5, stock=4, at="2026-11-21T18:00"),
            "tasting: is over already",
        ),
        (
            MysteryBox(
                id="box", name=NAME, points=9, outcomes=(Outcome(reward="ghost", weight=1),)
            ),
            "rewards.3 (box).outcomes.0.reward: there is no ghost in the catalogue",
        ),
    ],
)
async def test_a_reward_that_does_not_hold_together_is_refused(
    store: Store, reward: Reward, sentence: str
) -> None:
    with pytest.raises(RuleRefused) as refused:
        await changes(store, put_reward, reward)
    assert refused.value.reason.startswith(sentence)
    assert store.programme == SETTINGS


async def test_a_change_is_undone_and_the_shelf_stays_as_it_is(store: Store) -> None:
    ann = await joins(store)
    done = await changes(store, put_reward, REWARDS[1].model_copy(update={"points": 50}))
    await redeems(store, ann, TOTE)
    await changes(store, undo_reward, TOTE, done.number)
    assert store.programme.reward(TOTE) == REWARDS[1]
    assert (await on_shelf(store))[TOTE] == ("open", 19)


async def test_a_new_reward_that_is_undone_is_gone(store: Store) -> None:
    done = await changes(store, put_reward, HONEY)
    await changes(store, undo_reward, "honey", done.number)
    assert store.programme.rewards == REWARDS


async def test_what_was_changed_again_since_is_not_undone(store: Store) -> None:
    done = await changes(store, put_reward, HONEY)
    await changes(store, put_reward, HONEY.model_copy(update={"points": 300}))
    with pytest.raises(ScreenOld):
        await changes(store, undo_reward, "honey", done.number)
    assert store.programme.reward("honey") is not None


async def test_a_rule_and_a_reward_of_the_chat_stand_side_by_side(store: Store) -> None:
    await changes(store, put_reward, HONEY)
    await puts(store, BONUS)
    assert store.programme.reward("honey") == HONEY
    assert store.programme.rule("bonus") == BONUS


async def test_what_members_took_is_counted(store: Store) -> None:
    ann = await joins(store)
    await redeems(store, ann, TEA)
    back = await redeems(store, ann, TEA)
    await store.write(rewards.cancel, ann, back.voucher, key=fresh_key())
    cause = Donation(id="cause", name=NAME, points=5)
    await changes(store, put_reward, cause)
    redeemed = {each.reward.id: each.redeemed for each in await store.read(shelf)}
    assert redeemed == {TEA: 1, TOTE: 0, MUG: 0, "cause": 0}
