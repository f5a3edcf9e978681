"""Rewards that nobody can keep are refused before the shop opens: the key, then the reason."""

from pathlib import Path

import pytest

from bot.settings import FILE_VARIABLE, Faults, load

NAME = 'name = { en = "Name", zh = "名" }'


def reward(*lines: str, id_: str = "mug", points: str = "points = 100") -> str:
    """A reward as it stands in the file."""
    return "\n".join(["[[programme.rewards]]", f'id = "{id_}"', NAME, points, *lines, ""])


def in_kind(id_: str) -> str:
    """A rule that gives a reward each month."""
    lines = ('kind = "in-kind"', "spend_minor = 100", f'reward = "{id_}"')
    return "\n".join(["[[programme.rules]]", 'id = "gift"', NAME, *lines, ""])


CAUSE = reward('kind = "donation"', id_="cause")
EVENT = ('kind = "event"', 'at = "2026-12-24T18:00"')
RAFFLE = ('kind = "raffle"', 'draws_at = "2026-12-24T18:00"')
BOX, WHEEL = 'kind = "mystery-box"', 'kind = "wheel"'
MEMBER = '{ tier = "member", points = 5 }'
MUG = "programme.rewards.0 (mug)"


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (reward(points="points = 0"), f"{MUG}.points: "),
        (reward(points="points = -1"), f"{MUG}.points: "),
        (reward(points="points = 1.5"), f"{MUG}.points: "),
        (reward(points="points = nan"), f"{MUG}.points: "),
        (reward("stock = -1"), f"{MUG}.stock: "),
        (reward("limit = -1"), f"{MUG}.limit: "),
        (reward('per = "hour"'), f"{MUG}.per: "),
        (reward("collect_days = 0"), f"{MUG}.collect_days: "),
        (reward("pionts = 5"), f"{MUG}.pionts: there is no such setting"),
        (reward('kind = "gift"'), f"{MUG}.kind: there is no 'gift'; there are 'goods'"),
        (reward('starts = "soon"'), f"{MUG}.starts: is a local day"),
        (reward("starts = 2026-12-02", "ends = 2026-12-01"), f"{MUG}: ends (2026-12-01) is before"),
        (reward('tiers = ["black"]'), f"{MUG}.tiers: there is no black; there are member"),
        (
            reward('tier_points = [{ tier = "black", points = 5 }]'),
            f"{MUG}.tier_points: there is no black; there are member",
        ),
        (
            reward(f"tier_points = [{MEMBER}, {MEMBER}]"),
            f"{MUG}.tier_points: member is there twice",
        ),
        (reward() * 2, "programme.rewards: reward mug is there twice"),
        (reward('kind = "percent-off"'), f"{MUG}.percent: "),
        (reward('kind = "percent-off"', "percent = 101"), f"{MUG}.percent: "),
        (reward('kind = "gift-card"'), f"{MUG}.value_minor: "),
        (reward(*EVENT), f"{MUG}: stock: an event has so many seats"),
        (reward('kind = "event"', "stock = 5"), f"{MUG}.at: "),
        (
            reward(*EVENT, "stock = 5", "ends = 2026-12-25"),
            f"{MUG}.at (2026-12-24T18:00): is before it ends (2026-12-25)",
        ),
        (reward(BOX, "outcomes = []"), f"{MUG}.outcomes: needs at least one prize"),
        (reward(BOX, "outcomes = [{ points = 5, weight = 0 }]"), f"{MUG}.outcomes.0.weight: "),
        (
            reward(BOX, "outcomes = [{ points = 5, weight = 1 }, { weight = 1 }]"),
            f"{MUG}: outcomes",
        ),
        (
            reward(BOX, 'outcomes = [{ reward = "ghost", weight = 1 }]'),
            f"{MUG}.outcomes.0.reward: there is no ghost in the catalogue",
        ),
        (
            reward(BOX, 'outcomes = [{ reward = "mug", weight = 1 }]'),
            f"{MUG}.outcomes.0.reward: mug is a mystery-box, which nobody can be given",
        ),
        (
            reward(BOX, 'outcomes = [{ reward = "cause", weight = 1 }]') + CAUSE,
            f"{MUG}.outcomes.0.reward: cause is a donation, which nobody can be given",
        ),
        (
            reward(WHEEL, "outcomes = [{ points = 5, weight = 1 }]", "limit = 0", points=""),
            f"{MUG}: limit: a wheel that costs nothing needs one",
        ),
        (reward(*RAFFLE), f"{MUG}: needs either prize_points or prize_reward"),
        (
            reward(*RAFFLE, 'prize_reward = "cause"') + CAUSE,
            f"{MUG}.prize_reward: cause is a donation, which nobody can be given",
        ),
        (
            reward(*RAFFLE, "prize_points = 5", "starts = 2026-12-25"),
            f"{MUG}.draws_at (2026-12-24T18:00): is before it starts (2026-12-25)",
        ),
        (
            CAUSE + in_kind("cause"),
            "programme.rules.0 (gift).reward: cause is a donation, which nobody can be given",
        ),
        ("[programme.counter]\npart_percent = 101", "programme.counter.part_percent: "),
        ("[programme.counter]\ncard_seconds = 1", "programme.counter.card_seconds: "),
        ("[programme.counter.cashier]\nsale_minor = -1", "programme.counter.cashier.sale_minor: "),
        ('[programme.allowed]\ndraws = "maybe"', "programme.allowed.draws: "),
    ],
)
def test_what_cannot_hold_is_refused_with_its_key(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: str, sentence: str
) -> None:
    file = tmp_path / "shop.toml"
    file.write_text(settings)
    monkeypatch.setenv(FILE_VARIABLE, str(file))
    with pytest.raises(Faults) as refused:
        load()
    said = refused.value.sentences
    assert any(each.startswith(sentence) for each in said), said
    assert not any("pydantic" in each or "Value error" in each for each in said)
