"""Killed at any moment under load, a shop keeps all it acknowledged, once, and is soon back."""

import asyncio
import json
import multiprocessing
import subprocess
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median

from tests.faults.journal import Told
from tests.faults.place import LONG, Place, dice, figure, is_sound
from tests.faults.writer import Line, serve
from tests.scene import PROGRAMME

ROOT = Path(__file__).parents[2]
KILLS = 200 if LONG else 20
STARTS = 20 if LONG else 2
WRITES_A_SECOND_MIN = 200
READY_SECONDS_MAX = 3.0
# A server that starts fresh copies of itself: 200 deaths without 200 times the imports.
BIRTHS = multiprocessing.get_context("forkserver")
BIRTHS.set_forkserver_preload(["tests.faults.writer"])


async def test_every_acknowledged_write_is_there_once_after_each_kill(place: Place) -> None:
    chance = dice("kill", place.engine)
    told = Told()
    writes, seconds = 0, 0.0
    await founded(place)
    for session in range(KILLS):
        lines, lasted = killed_after(place.url, session, chance.uniform(0.02, 0.15))
        told.hears(lines)
        writes, seconds = writes + len(lines), seconds + lasted
        async with place.read() as store:
            await is_sound(store)
        told.agrees_with(place.url)
    figure(f"{place.engine}: {KILLS} kills, {writes} writes, {writes / seconds:.0f} a second")
    assert writes / seconds >= WRITES_A_SECOND_MIN or not LONG


async def test_it_is_ready_again_soon_after_a_kill(place: Place) -> None:
    """From the start of a process to its first acknowledged write, Python's imports included."""
    took = []
    await founded(place)
    for session in range(STARTS):
        took.append(await asyncio.to_thread(seconds_to_ready, place.url, session))
    figure(f"{place.engine}: ready in {median(took):.2f} s, at most {max(took):.2f} s")
    assert max(took) <= READY_SECONDS_MAX


async def founded(place: Place) -> None:
    """The shop exists, with its programme in force."""
    async with place.opened(PROGRAMME):
        pass


def killed_after(url: str, session: int, seconds: float) -> tuple[list[Line], float]:
    """Kills a shop so long after its first answer; returns all it said, and how long it wrote."""
    ear, mouth = BIRTHS.Pipe(duplex=False)
    process = BIRTHS.Process(target=serve, args=(url, session, mouth.send), daemon=True)
    process.start()
    mouth.close()
    said = [ear.recv()]
    begun = time.monotonic()
    while (left := begun + seconds - time.monotonic()) > 0 and ear.poll(left):
        said.append(ear.recv())
    process.kill()
    lasted = time.monotonic() - begun
    process.join()
    return said + list(last_words(ear)), lasted


def last_words(ear: Connection) -> list[Line]:
    """What a process had said before it died, but for what it was saying."""
    said: list[Line] = []
    while True:
        try:
            said.append(ear.recv())
        except (EOFError, OSError):
            return said


def seconds_to_ready(url: str, session: int) -> float:
    """Starts a shop, waits for its first answer, and kills it."""
    begun = time.monotonic()
    command = [sys.executable, "-m", "tests.faults.writer", url, str(session)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())
        took = time.monotonic() - begun
        process.kill()
    return took
