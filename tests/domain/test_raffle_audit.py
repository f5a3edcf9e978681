"""The audit sees who a raffle's ticket belongs to, and that all of them took part."""

import pytest

from bot.store import Store, open_store
from domain import rewards
from domain.calendar import DAY
from domain.programme import Named, Programme, Raffle
from domain.rewards import games
from tests import tamper
from tests.clock import StandingClock
from tests.scene import PROGRAMME, VAULT, found, fresh_key, joins

POT = Raffle(
    id="pot", name=Named(en="Pot", zh="奖池"), points=10, draws_at="2026-11-23", prize_points=50
)
OTHER = "(SELECT max(member) FROM raffle_ticket WHERE member NOT IN (SELECT member FROM drawing))"


@pytest.fixture
def programme() -> Programme:
    return PROGRAMME.model_copy(update={"rewards": (*PROGRAMME.rewards, POT)})


@pytest.mark.parametrize("engine", ["sqlite"])
@pytest.mark.parametrize(
    "lie",
    [
        f"UPDATE drawing SET member = {OTHER}",
        f"UPDATE raffle_ticket SET member = {OTHER}",
        "UPDATE drawing SET odds = replace(odds, '1-2', '1-1'), \"of\" = 1, ticket = 0",
        "UPDATE drawing SET odds = replace(odds, '2]', '1]'), \"of\" = 1, ticket = 0",
        "UPDATE drawing SET odds = 'x'",
        "UPDATE drawing SET odds = '[7]'",
        "UPDATE drawing SET ticket = 7",
        "UPDATE drawing SET ticket = -1",
    ],
)
async def test_a_raffle_whose_winner_was_changed_is_found(
    store: Store, url: str, clock: StandingClock, lie: str
) -> None:
    """Also before its seed is told."""
    for member in [await joins(store, number) for number in (1, 2)]:
        shown = (await store.read(rewards.offer, member, POT.id)).mark
        await store.write(games.buy_ticket, member, POT.id, shown, key=fresh_key())
    clock.advance(2 * DAY)
    assert await store.write(games.draw_raffles, key=None) == 1
    assert (await found(store)).ok
    await store.close()
    tamper.lie(url, lie)
    reader = await open_store(url, clock, VAULT, writable=False)
    breaches = dict((await found(reader)).breaches)
    await reader.close()
    assert breaches.get("draws_repeat", 0) > 0
