"""Killed without warning in the middle of a batch, the bot does all of it, and nothing twice."""

import os
import signal
from typing import Any

import pytest

from tests.faults.conftest import Operator, Process

ANN, LIN, KIM = 1001, 1002, 7001
ROUNDS = 40 if os.environ.get("FAULTS") == "long" else 2
PEOPLE_A_ROUND = 10


@pytest.mark.parametrize(("method", "number"), [("getUpdates", 2), ("sendMessage", 2)])
async def test_a_batch_of_three_updates_has_its_three_effects_once(
    operator: Operator, method: str, number: int
) -> None:
    """Killed as it takes the batch, and killed between two answers of it."""
    world = operator.telegram.world
    world.add_person(KIM, "Kim")
    for person in (ANN, LIN, KIM):
        world.says(person, "/start")
    await killed_at(operator, method, number)
    again = await operator.runs()
    await operator.watch.until(lambda: all(heard(operator, each) for each in (ANN, LIN, KIM)))
    again.send_signal(signal.SIGTERM)
    assert (await operator.ends(again)).code == 0

    assert await operator.audits() == (3, 3, 1500)


async def test_killed_again_and_again_it_loses_and_doubles_nothing(operator: Operator) -> None:
    """Each time somewhere else in its work; `make faults` kills it more often."""
    world = operator.telegram.world
    people = range(5000, 5000 + ROUNDS * PEOPLE_A_ROUND)
    for number in range(ROUNDS):
        for person in people[number * PEOPLE_A_ROUND :][:PEOPLE_A_ROUND]:
            world.add_person(person, f"P{person}")
            for text in ("/start", "/signin"):
                world.says(person, text)
        await killed_at(operator, "sendMessage", number * 7 % (2 * PEOPLE_A_ROUND) + 1)
    again = await operator.runs()
    await operator.watch.until(lambda: all(signed_in(operator, each) for each in people))
    again.send_signal(signal.SIGTERM)
    await operator.ends(again)
    assert await operator.audits() == (len(people), 2 * len(people), 505 * len(people))


def signed_in(operator: Operator, person: int) -> bool:
    """Whether somebody was told of their sign-in."""
    return any("day 1 of 7" in text for text in heard(operator, person))


async def test_one_persons_sign_ins_in_one_batch_are_one_sign_in(operator: Operator) -> None:
    world = operator.telegram.world
    for text in ("/start", "/signin", "/signin"):
        world.says(ANN, text)
    await killed_at(operator, "sendMessage", 2)
    await operator.runs()
    world.says(ANN, "/history")
    await operator.watch.until(
        lambda: any(text.startswith("History") for text in heard(operator, ANN))
    )
    assert [line.rpartition(" ")[2] for line in heard(operator, ANN)[-1].splitlines()[1:]] == [
        "505",
        "500",
    ]


def heard(operator: Operator, person: int) -> list[str]:
    """All that the bot wrote to somebody."""
    return [m.text for m in operator.telegram.world.chat(person) if m.sender == "bot"]


async def killed_at(operator: Operator, method: str, number: int) -> None:
    """Runs the bot, and kills it as its so-and-so-many-th call of a method arrives."""
    running: list[Process] = []
    before = operator.watch.made(method)

    def kill(called: str, *_: Any) -> None:
        if running and called == method and operator.watch.made(method) - before >= number:
            running.pop().kill()

    operator.telegram.on_call.append(kill)
    running.append(await operator.starts())
    process = running[0]
    assert (await operator.ends(process)).code == -signal.SIGKILL
    operator.telegram.on_call.remove(kill)
