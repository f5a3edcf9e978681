"""Draws in the open: what is promised, the odds of everything, and a proof for each draw."""

import json
import re
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from domain import draws
from domain.calendar import DAY, HOUR
from domain.programme import MysteryBox, Named, Outcome, Prize, Programme, Raffle, Surprise, Wheel
from tests import verifier
from tests.handlers.test_proof import posted_are, received
from tests.handlers.town import ANN, BO, LIN, MEI, Town
from tests.scene import TEA

NAME = Named(en="Lucky wheel", zh="幸运转盘")
POT = Named(en="Pot", zh="大奖")
OUTCOMES = (Outcome(points=20, weight=1), Outcome(reward=TEA, weight=1), Outcome(weight=1))
GAMES = (
    Wheel(id="lucky", name=NAME, points=10, limit=0, outcomes=OUTCOMES),
    MysteryBox(id="box", name=NAME, points=50, outcomes=(Outcome(reward="mug", weight=1),)),
    Raffle(id="pot", name=POT, points=10, draws_at="2026-11-24T18:00", prize_points=300),
)


@pytest.fixture
def programme(programme: Programme) -> Programme:
    """Every purchase wins 20 or 50 points, and there is a game of each kind."""
    prizes = (Prize(points=20, weight=3), Prize(points=50, weight=1))
    surprise = Surprise(purchase_percent=100, prizes=prizes)
    rewards = (*programme.rewards, *GAMES)
    return programme.model_copy(update={"surprise": surprise, "rewards": rewards})


async def test_seeds_are_promised_before_and_told_after_their_day(town: Town, card: str) -> None:
    said = (await town.says(ANN, "/fair")).html
    today, tomorrow = re.findall(r"<code>([0-9a-f]{64})</code>", said)
    assert said.index("Today’s fingerprint") < said.index("Tomorrow’s")
    await town.advance(DAY)
    now_today, _, seed = re.findall(
        r"<code>([0-9a-f]{64})</code>", (await town.says(ANN, "/fair")).html
    )
    assert now_today == tomorrow
    assert sha256(bytes.fromhex(seed)).hexdigest() == today
    assert "昨天的种子" in (await town.says(LIN, "公平")).text


async def test_the_odds_of_everything_are_shown_before(town: Town, card: str) -> None:
    await town.says(ANN, "/fair")
    surprise = await town.presses(ANN, "Odds")
    assert surprise.text.splitlines() == [
        "Surprise · a usual purchase wins",
        "75 % · 3 in 4 · 20 points",
        "25 % · 1 in 4 · 50 points",
    ]
    wheel = await town.presses(ANN, "▶")
    assert wheel.text.splitlines() == [
        "Lucky wheel",
        "33.33 % · 1 in 3 · 20 points",
        "33.33 % · 1 in 3 · Tea",
        "33.33 % · 1 in 3 · nothing",
    ]
    assert "100 % · 1 in 1 · Mug" in (await town.presses(ANN, "▶")).text
    assert "Every ticket has the same chance; one wins" in (await town.presses(ANN, "▶")).text
    assert (await town.presses(ANN, "Back")).text.startswith("Every draw can be checked")


async def test_what_is_sold_out_is_no_part_of_the_odds(town: Town, card: str) -> None:
    await town.says(ANN, "/rewards")
    await town.presses(ANN, "Mug · 400")
    await town.presses(ANN, "Redeem for 400")
    await town.says(ANN, "/fair")
    await town.presses(ANN, "Odds")
    await town.presses(ANN, "▶")
    assert (await town.presses(ANN, "▶")).text == "Lucky wheel · sold out for now"


async def test_a_draw_is_proven_to_a_stranger_once_its_day_is_over(
    town: Town, card: str, tmp_path: Path
) -> None:
    await town.says(ANN, "/proof")
    assert (await town.presses(ANN, "My draws")).text.startswith("Nothing was drawn for you yet.")
    await town.says(BO, f"/sale {card} 88.40")
    await town.presses(BO, "Confirm")
    await town.says(ANN, "/proof")
    listed = await town.presses(ANN, "My draws")
    assert re.search(r"1\. .* · surprise · [25]0 points", listed.text)
    early = await town.presses(ANN, "1")
    assert "Its seed is told after tomorrow 00:05." in early.text
    code, said = verifier.run(tmp_path, json.loads(received(town, early)[1]))
    assert (code, "is not told yet" in said) == (1, True)
    await town.advance(DAY)
    sent = await town.presses(ANN, "1", listed.screen)
    name, data = received(town, sent)
    assert f"Run python verify.py {name} to draw it again." in sent.text
    told = json.loads(data)
    code, said = verifier.run(tmp_path, told, "--root", told["commitment"])
    assert (code, told["outcome"] in said) == (0, True)


async def test_nobody_opens_the_proof_of_another(town: Town, card: str) -> None:
    await town.says(BO, f"/sale {card} 88.40")
    await town.presses(BO, "Confirm")
    await town.says(ANN, "/proof")
    listed = await town.presses(ANN, "My draws")
    assert listed.screen is not None
    (pressed,) = [b for row in listed.screen.keyboard for b in row if b.text == "1"]
    assert pressed.data is not None
    forged = await town.forges(LIN, pressed.data)
    assert all(answer.message is None or not answer.message.file for answer in forged.answers)


async def test_a_raffle_is_told_to_all_who_took_part(town: Town, card: str) -> None:
    for person, label in ((ANN, "Pot · 10"), (LIN, "大奖 · 10")):
        await town.says(person, "/rewards")
        shown = await town.presses(person, label)
        (buy,) = [each for each in shown.labels if "10" in each]
        await town.presses(person, buy)
    await town.advance(2 * DAY + 6 * HOUR)
    drawn = (await town.app.store.read(draws.drawings_of, await town.member(ANN), 1, 1))[0][0]
    number = int(drawn.label.removeprefix("ticket:"))
    winner, loser = (ANN, LIN) if number == 1 else (LIN, ANN)
    win = {ANN: f"No. {number}</b> was drawn in Pot.", LIN: f"{number} 号</b>抽中了"}[winner]
    loss = {ANN: "Pot is drawn: 2 won.", LIN: "大奖已开奖：中奖号码 1。"}[loser]
    assert len(town.told(winner, win)) == len(town.told(loser, loss)) == 1
    assert await town.audited()


async def test_promises_are_posted_with_the_nights_seal(town: Town, card: str) -> None:
    await town.says(MEI, "/start")
    town.changes("telegram", channel=str(MEI))
    await town.reopens()
    await town.advance(DAY)
    await town.until(partial(posted_are, town, 1))
    (posted,) = town.told(MEI, "are sealed")
    seeds = {seed.day: seed for seed in await town.app.store.read(draws.seeds, 1)}
    for day in ("2026-11-23", "2026-11-24"):
        assert f"<code>{seeds[day].commitment.hex()}</code>" in posted


class TestSwitchedOff:
    """Where the law asks it, nothing is drawn, and nothing promised."""

    @pytest.fixture
    def programme(self, programme: Programme) -> Programme:
        off = programme.allowed.model_copy(update={"draws": False})
        return programme.model_copy(update={"allowed": off})

    async def test_nothing_is_drawn(self, town: Town, card: str) -> None:
        assert (await town.says(ANN, "/fair")).text == "Nothing is drawn here."
