"""The proof of a draw convinces a program that knows nothing else, and no other file does."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from bot.store import Store, open_store
from domain import draws
from domain.calendar import DAY
from domain.programme import Prize, Programme, Surprise
from tests import tamper, verifier
from tests.clock import StandingClock
from tests.scene import PROGRAMME, VAULT, buys, found, joins


@pytest.fixture
def programme() -> Programme:
    """Every purchase wins 20 points."""
    surprise = Surprise(purchase_percent=100, prizes=(Prize(points=20, weight=4),))
    return PROGRAMME.model_copy(update={"surprise": surprise})


async def told(store: Store, clock: StandingClock) -> dict[str, object]:
    """The proof of a surprise on the day after."""
    ann = await joins(store)
    await buys(store, ann, 8840)
    clock.advance(DAY)
    await store.write(draws.reveal, key=None)
    ((drawn,), _) = await store.read(draws.drawings_of, ann, 1, 1)
    return (await store.read(draws.proof_of, ann, drawn.id)).told()


async def test_a_surprise_is_drawn_again(
    store: Store, clock: StandingClock, tmp_path: Path
) -> None:
    proof = await told(store, clock)
    code, said = verifier.run(tmp_path, proof)
    assert code == 0
    assert (
        f"which is points:20, with a chance of 400 in 400, from the seed of {proof['day']}" in said
    )
    code, said = verifier.run(tmp_path, proof, "--root", str(proof["commitment"]))
    assert code == 0
    assert "with the hash that you gave" in said
    code, said = verifier.run(tmp_path, proof, "--root", "0" * 64)
    assert (code, "The draw holds, but" in said) == (1, True)


def broken_proofs() -> Iterator[tuple[str, str]]:
    """What somebody might change in a draw's file."""
    yield '"day": "2026-11-22"', '"day": 2'
    yield '"name": "surprise:', '"name": "surprise:1'
    yield '"commitment": "', '"commitment": "00'
    yield '"seed": "', '"seed": "zz'
    yield '"odds": [[', '"odds": [["points:9", 1], ['
    yield '"points:20", 400', '"points:30", 400'
    yield '"points:20", 400', '"points:20", -400'
    yield '"points:20", 400', '"points:20"'
    yield '"points:20", 400', '"points:20", null'
    yield '"points:20", 400', '"points:20", 400.5'
    yield '"points:20", 400', '"points:20\\u001b[8m", 400'
    yield '"odds": [[', '"odds": [7, ['
    yield '"name": "', '"name": "\\u001b[8m'
    yield '"of": 400', '"of": 401'
    yield '"ticket": ', '"ticket": 1'
    yield '"outcome": "points:20"', '"outcome": "points:50"'
    yield '"outcome"', '"come"'
    yield "}", ""


async def test_a_proof_that_was_changed_convinces_nobody(
    store: Store, clock: StandingClock, tmp_path: Path
) -> None:
    whole = verifier.written(await told(store, clock))
    for before, after in broken_proofs():
        assert before in whole, before
        code, said = verifier.run(tmp_path, whole.replace(before, after, 1))
        assert code == 1, (before, after)
        assert said.startswith("Not proven. "), said
        assert "Traceback" not in said


@pytest.mark.parametrize(
    ("odds", "of"),
    [
        ([], 0),
        ([["points:20", 1 << 65]], 1 << 65),
        ([["tickets:1-5", 9]], 9),
        ([["tickets:", 1]], 1),
    ],
)
def test_odds_that_nobody_can_draw_with_prove_nothing(
    tmp_path: Path, odds: list[object], of: int
) -> None:
    seed = bytes(32)
    promised = sha256(seed).hexdigest()
    told: dict[str, object] = {"day": "2026-11-22", "name": "raffle/pot:0", "commitment": promised}
    told |= {"seed": seed.hex(), "ticket": 0, "outcome": "points:20"}
    code, said = verifier.run(tmp_path, told | {"odds": odds, "of": of})
    assert code == 1
    assert said.startswith("Not proven. "), said


@pytest.mark.parametrize("engine", ["sqlite"])
@pytest.mark.parametrize(
    "lie",
    [
        "UPDATE drawing SET ticket = (ticket + 1) % 400",
        "UPDATE drawing SET name = name || '9'",
        "UPDATE seed SET commitment = zeroblob(32) WHERE seed IS NOT NULL",
        "UPDATE seed SET seed = zeroblob(32) WHERE seed IS NOT NULL",
    ],
)
async def test_the_audit_repeats_every_draw_whose_seed_is_told(
    store: Store, url: str, clock: StandingClock, lie: str
) -> None:
    ann = await joins(store)
    for _ in range(12):
        await buys(store, ann, 99)
    clock.advance(DAY)
    await store.write(draws.reveal, key=None)
    assert (await found(store)).ok
    await store.close()
    tamper.lie(url, lie)
    reader = await open_store(url, clock, VAULT, writable=False)
    breaches = dict((await found(reader)).breaches)
    await reader.close()
    assert breaches.get("draws_repeat", 0) > 0
