"""A key is worth one effect and one answer, whatever happens in between."""

import asyncio
from dataclasses import dataclass

import pytest

from bot.store import Store, open_store
from domain import earning, members, notices, rewards
from domain.errors import KeyReused, NotEnoughPoints, SoldOut
from domain.members import Person
from domain.tx import Tx
from tests.clock import StandingClock
from tests.scene import MUG, TEA, TOTE, VAULT, found, fresh_key, joins, mark, points

ANN, BO = Person(1, "Ann", "en"), Person(2, "Bo", "zh")


async def test_a_repeated_key_gives_the_first_answer_and_no_second_effect(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    first = await store.write(earning.credit, ann, 8840, "main", None, 9002, key="update:1")
    clock.advance(10**12)
    again = await store.write(earning.credit, ann, 8840, "main", None, 9002, key="update:1")
    assert again == first
    assert await points(store, ann) == 588
    assert len(await store.read(notices.due, 10)) == 1


async def test_the_first_answer_survives_a_restart(
    store: Store, url: str, clock: StandingClock
) -> None:
    first = await store.write(earning.join, ANN, key="update:1")
    await store.close()
    clock.advance(10**6)
    reopened = await open_store(url, clock, VAULT)
    assert await reopened.write(earning.join, ANN, key="update:1") == first
    assert (await found(reopened)).members == 1
    await reopened.close()


async def test_a_key_repeated_within_one_batch_has_one_effect(store: Store) -> None:
    joined = await asyncio.gather(
        *(store.write(earning.join, ANN, key="update:1") for _ in range(20))
    )
    assert len(set(joined)) == 1
    assert joined[0].is_new


async def test_a_key_used_for_another_request_is_refused(store: Store) -> None:
    joined = await store.write(earning.join, ANN, key="update:1")
    with pytest.raises(KeyReused):
        await store.write(earning.join, BO, key="update:1")
    with pytest.raises(KeyReused):
        await store.write(earning.sign_in, joined.member, key="update:1")
    assert (await found(store)).members == 1


async def test_a_refusal_stores_nothing(store: Store) -> None:
    """The same key may succeed later, and for another request."""
    ann = await joins(store)
    await store.write(rewards.redeem, ann, MUG, mark(MUG), key=fresh_key())
    with pytest.raises(NotEnoughPoints):
        await store.write(rewards.redeem, ann, TOTE, mark(TOTE), key="update:1")
    await store.write(earning.credit, ann, 40_000, "main", None, 9002, key=fresh_key())
    with pytest.raises(SoldOut):
        await store.write(rewards.redeem, ann, MUG, mark(MUG), key="update:1")
    redeemed = await store.write(rewards.redeem, ann, TEA, mark(TEA), key="update:1")
    assert redeemed.balance == 400


async def test_a_refusal_rolls_back_what_its_verb_did_before(store: Store) -> None:
    ann = await joins(store)
    card = await store.read(members.card_of, ann)
    with pytest.raises(SoldOut):
        await store.write(_cards_then_refuses, ann, key="update:1")
    assert await store.read(members.card_of, ann) == card


async def test_a_result_without_facts_is_replayed_too(store: Store) -> None:
    ann = await joins(store)
    await store.write(members.new_card, ann, key="update:1")
    card = await store.read(members.card_of, ann)
    await store.write(members.new_card, ann, key="update:1")
    assert await store.read(members.card_of, ann) == card


@dataclass(frozen=True)
class Rich:
    """A result of every shape a verb may return."""

    number: int
    pair: tuple[int, str]
    nothing: str | None
    inner: members.Card


async def test_a_replayed_result_has_the_types_of_the_first(store: Store) -> None:
    first = await store.write(_riches, 1 << 62, key="update:1")
    again = await store.write(_riches, 1 << 62, key="update:1")
    assert again == first
    assert isinstance(again.inner, members.Card)
    assert isinstance(again.pair, tuple)


async def test_postings_of_one_verb_are_numbered_under_its_key(store: Store) -> None:
    ann = await joins(store)
    assert await store.write(_two_postings, ann, key="update:9") == ("update:9/1", "update:9/2")


async def test_a_verb_without_a_key_runs_each_time(store: Store) -> None:
    ann = await joins(store)
    cards = set()
    for _ in range(3):
        await store.write(members.new_card, ann, key=None)
        cards.add((await store.read(members.card_of, ann)).code)
    assert len(cards) == 3


def _cards_then_refuses(tx: Tx, member: int) -> None:
    members.new_card(tx, member)
    raise SoldOut


def _riches(tx: Tx, number: int) -> Rich:
    return Rich(number, (tx.new_id(), "杯"), None, members.Card(tx.new_id(), "K7QF"))


def _two_postings(tx: Tx, member: int) -> tuple[str, str]:
    return tx.posting_key(), tx.posting_key()
