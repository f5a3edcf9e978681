"""Proofs convince a program that knows nothing else, and no others do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store import Store
from domain import books
from domain.calendar import DAY, instant, local_date
from domain.errors import LineUnknown, NotSealedYet
from tests import verifier
from tests.clock import StandingClock
from tests.scene import PROGRAMME, gets, joins, redeems, seals


async def test_a_proof_convinces_a_program_that_knows_nothing_else(
    store: Store, clock: StandingClock, tmp_path: Path
) -> None:
    ann = await joins(store, 1)
    await joins(store, 2)
    redeemed = await redeems(store, ann)
    clock.advance(DAY)
    (seal,) = await seals(store)
    line = (await store.read(books.history, ann, 1, 1)).items[0]
    told = (await store.read(books.proof_of, ann, line.txn)).told()
    assert f"entry {ann} available -{redeemed.points} balance {redeemed.balance}" in told["record"]
    code, said = verifier.run(tmp_path, told)
    assert code == 0
    assert f"record 3 of 3, sealed for 2026-11-22, under {seal.root.hex()}" in said
    code, said = verifier.run(tmp_path, told, "--root", seal.root.hex())
    assert code == 0
    assert "under the root you gave." in said


def broken_proofs() -> Iterator[tuple[str, str]]:
    """What somebody might change in a proof's file, and what the program says then."""
    yield '"record": "txn ', '"record": "txn 1'
    yield " available -100 ", " available -1 "
    yield '"position": 2', '"position": 1'
    yield '"position": 2', '"position": 3'
    yield '"position": 2', '"position": -1'
    yield '"position": 2', '"position": true'
    yield '"records": 3', '"records": 4'
    yield '"number": 1', '"number": 2'
    yield '"day": "2026', '"day": "2025'
    yield '"path": ["', '"path": ["00'
    yield '"path": ["', '"path": [7, "'
    yield '"root": "', '"root": "zz'
    yield '"previous": "0', '"previous": "1'
    yield '"seal": {', '"sael": {'
    yield "{", "["
    yield "}", ""


async def test_a_proof_that_was_changed_convinces_nobody(
    store: Store, clock: StandingClock, tmp_path: Path
) -> None:
    ann = await joins(store, 1)
    await joins(store, 2)
    await redeems(store, ann)
    clock.advance(DAY)
    await seals(store)
    line = (await store.read(books.history, ann, 1, 1)).items[0]
    told = (await store.read(books.proof_of, ann, line.txn)).told()
    whole = verifier.written(told)
    assert verifier.run(tmp_path, whole)[0] == 0
    for was, becomes in broken_proofs():
        assert was in whole
        code, said = verifier.run(tmp_path, whole.replace(was, becomes, 1))
        assert code == 1
        assert said.startswith("Not proven. "), said
        assert "Traceback" not in said
    code, said = verifier.run(tmp_path, whole, "--root", "0" * 64)
    assert (code, "not for the root you gave" in said) == (1, True)


async def test_a_chain_convinces_as_long_as_no_link_is_missing(
    store: Store, clock: StandingClock, tmp_path: Path
) -> None:
    ann = await joins(store)
    for _ in range(3):
        clock.advance(DAY)
        await seals(store)
        await gets(store, ann, 10)
    links = [seal.told() for seal in await store.read(books.chain)]
    code, said = verifier.run(tmp_path, {"seals": links}, "--root", links[1]["root"])
    assert code == 0
    assert "3 seals to 2026-11-24" in said
    assert f"that of {links[1]['day']}" in said
    for broken in (
        [],
        links[1:],
        [links[0], links[2]],
        [links[1], links[0], links[2]],
        [links[0] | {"records": 9}, *links[1:]],
        [links[0] | {"root": links[1]["root"]}, *links[1:]],
    ):
        assert verifier.run(tmp_path, {"seals": broken})[0] == 1
    assert verifier.run(tmp_path, {"seals": links}, "--root", "0" * 64)[0] == 1


async def test_nobody_gets_a_proof_of_another_members_line(
    store: Store, clock: StandingClock
) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    clock.advance(DAY)
    await seals(store)
    line = (await store.read(books.history, ann, 1, 1)).items[0]
    assert (await store.read(books.proof_of, ann, line.txn)).seal.number == 1
    for member, txn in ((bo, line.txn), (ann, 1)):
        with pytest.raises(LineUnknown):
            await store.read(books.proof_of, member, txn)


async def test_a_line_of_today_is_proven_tomorrow(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    line = (await store.read(books.history, ann, 1, 1)).items[0]
    with pytest.raises(NotSealedYet) as refused:
        await store.read(books.proof_of, ann, line.txn)
    tomorrow = local_date(clock.now() + DAY, PROGRAMME.zone)
    assert refused.value.at == instant(tomorrow, PROGRAMME.zone, 0, 40)
    clock.advance(refused.value.at - clock.now())
    await seals(store)
    assert (await store.read(books.proof_of, ann, line.txn)).position == 0
