"""Seals: each record is sealed once, each night, whatever happens in between."""

import asyncio
from dataclasses import replace
from itertools import count

import pytest

from bot.store import Store, open_store
from domain import books
from domain.adoption import adopt
from domain.books.merkle import BLOCK
from domain.books.tampering import Fault
from domain.calendar import DAY, HOUR, local_date
from domain.ids import first_id
from domain.tx import Tx
from tests import tamper, verifier
from tests.clock import StandingClock
from tests.scene import PROGRAMME, VAULT, found, fresh_key, gets, joins, seals

VERIFY = verifier.load()


async def test_each_record_is_sealed_once_and_days_follow_each_other(
    store: Store, url: str, clock: StandingClock
) -> None:
    ann = await joins(store)
    clock.advance(DAY)
    await gets(store, ann, 10)
    first = await seals(store)
    clock.advance(DAY)
    second = await seals(store)
    assert [(seal.number, seal.records) for seal in second] == [(1, 1), (2, 1)]
    assert second[:1] == first
    assert second[1].previous == second[0].hash
    assert [seal.day for seal in second] == ["2026-11-22", "2026-11-23"]
    assert await seals(store) == second
    assert (await found(store)).ok
    assert sorted(tamper.seen(url, "SELECT id FROM leaf")) == sorted(
        tamper.seen(url, "SELECT id FROM txn")
    )


async def test_a_day_without_records_has_no_seal(store: Store, clock: StandingClock) -> None:
    assert await seals(store) == ()
    await joins(store)
    for _ in range(3):
        clock.advance(DAY)
        await seals(store)
    assert [seal.day for seal in await store.read(books.chain)] == ["2026-11-22"]


async def test_today_is_not_sealed_before_it_is_over(store: Store, clock: StandingClock) -> None:
    await joins(store)
    clock.advance(11 * HOUR)
    assert local_date(clock.now(), PROGRAMME.zone) == local_date(clock.now() - HOUR, PROGRAMME.zone)
    assert await seals(store) == ()


@pytest.mark.parametrize("engine", ["sqlite"])
@pytest.mark.parametrize("more", [-2, -1, 0])
async def test_a_crash_between_batches_repeats_and_leaves_out_nothing(
    store: Store, url: str, clock: StandingClock, more: int
) -> None:
    ann = await joins(store)
    await asyncio.gather(*(gets(store, ann, 1) for _ in range(BLOCK + more)))
    clock.advance(DAY)
    slot = clock.now()
    batch = await store.write(books.seal_batch, slot, key=None)
    assert (batch.records, batch.done) == (min(BLOCK + more + 1, BLOCK), more == -2)
    await store.close()
    again = await open_store(url, clock, VAULT)
    (seal,) = await seals(again)
    assert seal.records == BLOCK + more + 1
    assert (await found(again)).ok
    line = (await again.read(books.history, ann, 1, 1)).items[0]
    proof = await again.read(books.proof_of, ann, line.txn)
    await again.close()
    assert proof.position == seal.records - 1
    VERIFY.check_proof(proof.told(), seal.root)


async def test_what_appears_behind_a_seal_is_named_for_ever(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    for _ in range(3):
        clock.advance(DAY)
        await gets(store, ann, 10)
        await seals(store)
    forged = await store.write(posts_late, ann, clock.now() - 13 * HOUR, key=fresh_key())
    for _ in range(2):
        clock.advance(DAY)
        await seals(store)
        assert (await found(store)).sealed == (Fault("inserted", forged.txn),)


def posts_late(tx: Tx, member: int, at: int) -> books.Posting:
    """A posting whose ids are older than what was sealed meanwhile."""
    numbers = count(first_id(at) + 12_345)
    old = replace(tx, new_id=lambda: next(numbers))
    return books.issue(old, member, 10, "gift", "staff", tx.now + DAY)


async def test_only_news_is_posted_and_only_once(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    for _ in range(9):
        clock.advance(DAY)
        await seals(store)
        await gets(store, ann, 10)
    waiting = await store.read(books.unposted)
    assert [seal.number for seal in waiting] == [3, 4, 5, 6, 7, 8, 9]
    await store.write(books.mark_posted, 3, key=None)
    assert await store.read(books.unposted) == waiting[1:]


async def test_a_zone_that_moves_west_loses_no_night(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    clock.advance(DAY)
    await seals(store)
    await store.write(adopt, PROGRAMME.model_copy(update={"zone": "Pacific/Honolulu"}), key=None)
    for _ in range(3):
        await gets(store, ann, 10)
        clock.advance(DAY)
        chain = await seals(store)
    assert [seal.day for seal in chain] == sorted({seal.day for seal in chain})
    assert sum(seal.records for seal in chain) >= 3
    assert (await found(store)).ok
