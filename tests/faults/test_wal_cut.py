"""A power cut may take the end of the log: what is left is a moment of the past, and whole."""

import asyncio
import filecmp
import shutil
from pathlib import Path

from tests.faults.journal import Told, worth_agrees
from tests.faults.place import LONG, Place, dice, figure, is_sound
from tests.faults.snapshot import fetch
from tests.faults.test_kill_writers import founded
from tests.faults.writer import CLIENTS, Client, Line
from tests.scene import PROGRAMME

ANSWERS = 200
HEADER, FRAME = 32, 24 + 4096
FRAMES_CUT = BYTES_CUT = 500 if LONG else 40


async def test_a_cut_log_opens_to_a_prefix_of_what_was_committed(
    file: Place, tmp_path: Path
) -> None:
    chance = dice("log", file.engine)
    told = await a_log_is_written(file, tmp_path / "whole.db")
    whole = Place(f"sqlite:///{tmp_path / 'whole.db'}")
    log = (tmp_path / "whole.db-wal").read_bytes()
    frames, rest = divmod(len(log) - HEADER, FRAME)
    assert rest == 0
    book = (tmp_path / "whole.db").read_bytes()
    async with whole.opened(PROGRAMME):
        pass
    told.agrees_with(whole.url)
    history = fetch(whole.url, "SELECT id, key FROM txn ORDER BY id")
    step = max(frames // FRAMES_CUT, 1)
    cuts = [HEADER + FRAME * number for number in range(0, frames + 1, step)]
    cuts += [chance.randrange(len(log)) for _ in range(BYTES_CUT)]
    for cut in cuts:
        (tmp_path / "cut.db").write_bytes(book)
        (tmp_path / "cut.db-wal").write_bytes(log[:cut])
        await is_a_prefix(Place(f"sqlite:///{tmp_path / 'cut.db'}"), history)
    figure(f"{len(cuts)} cuts of {frames} frames, {len(history)} transactions")


async def a_log_is_written(file: Place, to: Path) -> Told:
    """Clients write until enough is answered; then the file and its log are copied as they are."""
    await founded(file)
    shutil.copy(path_of(file), to)
    lines: list[Line] = []
    enough = asyncio.Event()

    def say(line: Line) -> None:
        lines.append(line)
        if len(lines) >= ANSWERS:
            enough.set()

    async with file.opened(PROGRAMME) as store:
        clients = [
            asyncio.create_task(Client(store, 0, number, say).run()) for number in range(CLIENTS)
        ]
        await enough.wait()
        for client in clients:
            client.cancel()
        await asyncio.gather(*clients, return_exceptions=True)
        told = Told()
        told.hears(lines)
        await store.write(_nothing, key=None)
        assert filecmp.cmp(path_of(file), to, shallow=False), "the log is still to be copied"
        shutil.copy(f"{path_of(file)}-wal", f"{to}-wal")
    return told


def path_of(file: Place) -> Path:
    """Where a database of SQLite's stands."""
    return Path(file.url.removeprefix("sqlite:///"))


async def is_a_prefix(place: Place, history: list[tuple[int, str]]) -> None:
    """Raises AssertionError unless what the cut left is whole, and has no hole."""
    async with place.opened(PROGRAMME) as store:
        await is_sound(store)
        assert fetch(place.url, "PRAGMA integrity_check") == [("ok",)]
        assert fetch(place.url, "PRAGMA foreign_key_check") == []
        left = fetch(place.url, "SELECT id, key FROM txn ORDER BY id")
        assert left == history[: len(left)]
        worth_agrees(place.url)


def _nothing(tx: object) -> None:
    """Comes after whatever the database had begun."""
