"""Raffles: numbered tickets, drawn at their hour under the terms of the first, once each."""

import asyncio
import json

import pytest

from bot.store import Store
from domain import draws, rewards
from domain.adoption import adopt
from domain.calendar import DAY, HOUR
from domain.errors import (
    NotEnoughPoints,
    RewardChanged,
    RewardGone,
    RewardLimit,
    RuleRefused,
    SoldOut,
)
from domain.programme import Named, Programme, Raffle, Switches
from domain.rewards import games
from domain.rewards.games import RaffleNow, Ticket
from tests import verifier
from tests.clock import StandingClock
from tests.scene import (
    MUG,
    PROGRAMME,
    TEA,
    TOTE,
    found,
    fresh_key,
    joins,
    left,
    points,
    redeems,
    told,
    vouchers_of,
)

BAGS, POT, ONLY = "bags", "pot", "only"
NAME = Named(en="Raffle", zh="抽奖")
# Day one is 22 Nov 2026, at noon.
DRAWS_AT = "2026-11-24T18:00"
UNTIL = 2 * DAY + 6 * HOUR
RAFFLES = (
    Raffle(id=BAGS, name=NAME, points=10, draws_at=DRAWS_AT, winners=3, prize_reward=TOTE),
    Raffle(id=POT, name=NAME, points=10, draws_at=DRAWS_AT, limit=2, prize_points=300),
    Raffle(id=ONLY, name=NAME, points=10, draws_at=DRAWS_AT, winners=2, prize_reward=MUG),
)


@pytest.fixture
def programme() -> Programme:
    """A raffle for three bags, one for points, and one for more mugs than there are."""
    return PROGRAMME.model_copy(update={"rewards": (*PROGRAMME.rewards, *RAFFLES)})


async def mark(store: Store, member: int, raffle: str = BAGS) -> str:
    """What the member is shown of a raffle."""
    return (await store.read(rewards.offer, member, raffle)).mark


async def enters(store: Store, member: int, raffle: str = BAGS, shown: str | None = None) -> Ticket:
    """A member buys a ticket."""
    seen = shown or await mark(store, member, raffle)
    return await store.write(games.buy_ticket, member, raffle, seen, key=fresh_key())


async def draws_due(store: Store) -> int:
    """The clock looks for raffles to draw, and tells of them; how many there were."""
    count = 0
    while await store.write(games.draw_raffles, key=None):
        count += 1
    while await store.write(games.tell_raffles, 3, key=None):
        pass
    return count


async def raffle(store: Store, member: int, reward: str = BAGS) -> RaffleNow:
    """A raffle as a member sees it."""
    return await store.read(games.raffle_of, member, reward)


async def without(store: Store, *gone: str) -> None:
    """The owner takes rewards off the catalogue."""
    kept = tuple(each for each in store.programme.rewards if each.id not in gone)
    await store.write(adopt, store.programme.model_copy(update={"rewards": kept}), key=None)


async def test_tickets_are_numbered_without_a_gap(store: Store) -> None:
    people = [await joins(store, number) for number in range(1, 5)]
    bought = await asyncio.gather(*(enters(store, member) for member in people * 5))
    assert sorted(ticket.number for ticket in bought) == list(range(1, 21))
    seen = await raffle(store, people[0])
    assert (len(seen.mine), seen.tickets_all, seen.drawn_at) == (5, 20, None)
    assert await points(store, people[0]) == 450
    assert (await found(store)).breaches == ()


async def test_the_winners_are_different_members(store: Store, clock: StandingClock) -> None:
    people = [await joins(store, number) for number in range(1, 6)]
    for member in people:
        for _ in range(4):
            await enters(store, member)
    assert await draws_due(store) == 0
    clock.advance(UNTIL)
    assert await draws_due(store) == 1
    assert await draws_due(store) == 0
    won, over = await told(store, "raffle_won"), await told(store, "raffle_over")
    assert len({notice.member for notice in won}) == len(won) == 3
    assert {notice.member for notice in won + over} == set(people)
    seen = await raffle(store, people[0])
    assert sorted(seen.won) == sorted(notice.facts["number"] for notice in won)
    for notice in won:
        assert notice.facts["number"] in (await raffle(store, notice.member)).mine
        (voucher,) = await vouchers_of(store, notice.member)
        assert (voucher.reward_id, voucher.points, voucher.is_prize) == (TOTE, 10, True)
    assert await left(store, people[0], TOTE) == 17
    assert (await found(store)).breaches == ()


async def test_who_won_nothing_is_told_once_in_small_steps(
    store: Store, clock: StandingClock
) -> None:
    """However many tickets they had: a step that is repeated goes on where the last one ended."""
    people = [await joins(store, number) for number in range(1, 8)]
    for member in (*people, *people, people[0], people[0]):
        await enters(store, member)
    clock.advance(UNTIL)
    assert await store.write(games.draw_raffles, key=None) == 1
    winners = {notice.member for notice in await told(store, "raffle_won")}
    assert await told(store, "raffle_over") == []
    steps = []
    while count := await store.write(games.tell_raffles, 5, key=None):
        steps.append(count)
        many = [notice.member for notice in await told(store, "raffle_over")]
        assert len(many) <= sum(steps)
        assert (await found(store)).ok
    assert steps == [5, 5, 5, 1]
    assert sorted(many) == sorted(set(people) - winners)


async def test_two_at_once_tell_nobody_twice(store: Store, clock: StandingClock) -> None:
    people = [await joins(store, number) for number in range(1, 13)]
    for member in people:
        await enters(store, member)
    clock.advance(UNTIL)
    await store.write(games.draw_raffles, key=None)
    await asyncio.gather(*(store.write(games.tell_raffles, 2, key=None) for _ in range(12)))
    await draws_due(store)
    many = [notice.member for notice in await told(store, "raffle_over")]
    assert (len(many), len(set(many))) == (9, 9)


async def test_points_are_won_as_well(store: Store, clock: StandingClock) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    for member in (ann, bo):
        await enters(store, member, POT)
    clock.advance(UNTIL)
    await draws_due(store)
    assert sorted([await points(store, ann), await points(store, bo)]) == [490, 790]
    assert (await found(store)).breaches == ()


async def test_prizes_that_nobody_won_are_on_the_shelf_again(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await enters(store, ann)
    assert await left(store, ann, TOTE) == 17
    clock.advance(UNTIL)
    await draws_due(store)
    assert len(await told(store, "raffle_won")) == 1
    assert await left(store, ann, TOTE) == 19


async def test_a_raffle_for_more_than_there_is_does_not_begin(store: Store) -> None:
    ann = await joins(store)
    with pytest.raises(SoldOut):
        await enters(store, ann, ONLY)
    assert (await points(store, ann), await left(store, ann, MUG)) == (500, 1)


async def test_no_ticket_is_sold_once_the_hour_has_come(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    shown = await mark(store, ann)
    clock.advance(UNTIL)
    with pytest.raises(RewardGone):
        await enters(store, ann, shown=shown)
    assert await draws_due(store) == 0


async def test_a_raffle_keeps_its_limit_and_its_price(store: Store) -> None:
    ann = await joins(store)
    shown = await mark(store, ann, POT)
    for _ in range(2):
        await enters(store, ann, POT)
    with pytest.raises(RewardLimit):
        await enters(store, ann, POT)
    with pytest.raises(RewardChanged):
        await enters(store, ann, POT, shown="another")
    for _ in range(4):
        await redeems(store, ann, TEA)
    for _ in range(8):
        await enters(store, ann)
    with pytest.raises(NotEnoughPoints):
        await enters(store, ann)
    assert shown == await mark(store, ann, POT)


async def test_a_raffle_that_left_the_catalogue_is_drawn_all_the_same(
    store: Store, clock: StandingClock
) -> None:
    """With its prize, as both were when the first ticket was sold."""
    ann = await joins(store)
    await enters(store, ann)
    await without(store, BAGS, TOTE)
    clock.advance(UNTIL)
    assert await draws_due(store) == 1
    (voucher,) = await vouchers_of(store, ann)
    assert voucher.reward == Named(en="Tote bag", zh="布袋")
    assert (await raffle(store, ann)).won == (1,)
    assert (await found(store)).breaches == ()


async def test_where_draws_are_switched_off_a_raffle_waits(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await enters(store, ann)
    open_, shut = store.programme, Switches(draws=False)
    await store.write(adopt, open_.model_copy(update={"allowed": shut}), key=None)
    clock.advance(UNTIL)
    assert await draws_due(store) == 0
    await store.write(adopt, open_, key=None)
    assert await draws_due(store) == 1
    assert (await raffle(store, ann)).won == (1,)
    assert (await found(store)).breaches == ()


async def test_what_a_raffle_promised_with_its_first_ticket_it_keeps(store: Store) -> None:
    ann = await joins(store)
    await enters(store, ann)
    fewer = tuple(
        each.model_copy(update={"winners": 1}) if each.id == BAGS else each
        for each in store.programme.rewards
    )
    changed = store.programme.model_copy(update={"rewards": fewer})
    with pytest.raises(RuleRefused):
        await store.write(adopt, changed, key=None)


async def test_its_seed_is_promised_with_the_first_ticket(store: Store) -> None:
    ann = await joins(store)
    await enters(store, ann)
    assert [seed.day for seed in await store.read(draws.seeds, 7)] == ["2026-11-24"]


async def test_who_took_part_can_repeat_the_draw_and_nobody_else(
    store: Store, clock: StandingClock
) -> None:
    verify = verifier.load()
    ann, bo, eve = [await joins(store, number) for number in (1, 2, 3)]
    for member in (ann, ann, bo, ann, bo):
        await enters(store, member)
    clock.advance(UNTIL)
    await draws_due(store)
    clock.advance(DAY)
    await store.write(draws.reveal, key=None)
    (second, first), _ = await store.read(draws.drawings_of, ann, 1, 10)
    assert (await store.read(draws.drawings_of, bo, 1, 10))[0] == (second, first)
    assert (await store.read(draws.drawings_of, eve, 1, 10))[0] == ()
    assert first.odds == (("tickets:1-5", 5),)
    assert second.odds in (
        (("tickets:3-3", 1), ("tickets:5-5", 1)),
        (("tickets:1-2", 2), ("tickets:4-4", 1)),
    )
    for each, number in zip((first, second), (await raffle(store, bo)).won, strict=True):
        proof = await store.read(draws.proof_of, bo, each.id)
        said = verify.check_draw(json.loads(json.dumps(proof.told())), None)
        assert f"which is ticket:{number}, with a chance of 1 in {each.of}" in said


async def test_an_unserved_prize_gives_the_price_of_its_ticket_back(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await enters(store, ann)
    clock.advance(UNTIL)
    await draws_due(store)
    clock.advance(15 * DAY)
    await store.write(rewards.lapse, 10, key=None)
    assert await points(store, ann) == 500
    assert await left(store, ann, TOTE) == 20
    assert (await found(store)).breaches == ()
