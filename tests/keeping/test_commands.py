"""The commands as an operator types them: what they say, and what they end with."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.keeping.places import url_of
from bot.store import Store
from tests.keeping.conftest import PEOPLE, said, tampered

BOT = Path(__file__).parents[2] / "bot.py"
KEY = (b"k" * 32).hex()
Ended = subprocess.CompletedProcess[str]


def tries(url: str, *words: str, key: str = KEY, answer: str = "") -> Ended:
    """Runs bot.py to its end."""
    return subprocess.run(
        [sys.executable, str(BOT), *words],
        env={**os.environ, "JIFEN_DATABASE__URL": url, "JIFEN_SECURITY__KEY": key},
        input=answer,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_from_a_backup_to_books_that_speak_when_they_are_told_to(
    books: str, tmp_path: Path
) -> None:
    file, new = str(tmp_path / "backup.db"), url_of(tmp_path / "new.db")
    assert tries(books, "backup", file).returncode == 0
    again = tries(books, "backup", file)
    assert (again.returncode, "exists already" in again.stderr) == (2, True)
    restored = tries(new, "restore", file)
    assert (restored.returncode, restored.stderr) == (0, "")
    assert f"{PEOPLE} members" in restored.stdout
    assert f"Held back: {2 * PEOPLE} notices" in restored.stdout
    asked = tries(new, "outbox", "--drop", answer="n\n")
    assert asked.returncode != 0
    assert f"purchase: {PEOPLE}" in asked.stdout
    sent = tries(new, "outbox", "--send", "--yes")
    assert f"{2 * PEOPLE} notices are held back" in sent.stdout
    assert f"{2 * PEOPLE} notices will be sent" in sent.stdout
    assert tries(new, "outbox").stdout == "Nothing is held back.\n"


async def test_a_drill_runs_beside_the_bot_and_reports(lived_in: Store, url: str) -> None:
    drilled = tries(url, "drill")
    assert (drilled.returncode, drilled.stderr) == (0, "")
    assert "The backup can be relied on." in drilled.stdout
    assert {"copy:", "digest:", "audit:"} <= set(drilled.stdout.split())


def test_a_drill_that_fails_ends_with_1(books: str, tmp_path: Path) -> None:
    other_key = tries(books, "drill", key="00" * 32)
    assert (other_key.returncode, "not the key" in other_key.stderr) == (1, True)
    tampered(books, "UPDATE account SET points = points + 1 WHERE kind = 'available'")
    wrong = tries(books, "drill", "--keep", str(tmp_path / "kept"))
    assert (wrong.returncode, "cached_balances" in wrong.stderr) == (1, True)
    assert (tmp_path / "kept" / "backup.db").exists()
    assert not (tmp_path / "kept" / "restored.db").exists()


async def test_copy_moves_a_shop_to_a_server_once_its_bot_is_stopped(
    lived_in: Store, url: str, postgres_place: str
) -> None:
    words = ("copy", "--from", url, "--to", postgres_place)
    running = tries(url, *words)
    assert (running.returncode, "stop it first" in running.stderr) == (2, True)
    await lived_in.close()
    copied = tries(url, *words)
    assert (copied.returncode, copied.stderr) == (0, "")
    assert f"Digest on both sides: {said(url).whole}" in copied.stdout
    assert said(postgres_place) == said(url)
    again = tries(url, *words)
    assert (again.returncode, "is not empty" in again.stderr) == (2, True)


async def test_a_live_copy_says_what_it_is_not(lived_in: Store, url: str, tmp_path: Path) -> None:
    words = ("copy", "--from", url, "--to", url_of(tmp_path / "copy.db"))
    live = tries(url, *words, "--live")
    assert live.returncode == 0
    assert "stop the bot and copy again" in live.stdout


@pytest.mark.parametrize("command", ["restore", "drill", "outbox"])
def test_nothing_is_done_without_the_key_and_none_is_made(tmp_path: Path, command: str) -> None:
    words = [command, str(tmp_path / "backup.db")] if command == "restore" else [command]
    ended = tries(url_of(tmp_path / "none.db"), *words, key="")
    assert ended.returncode != 0
    assert ended.stderr.startswith("security.key: is missing")
    assert list(tmp_path.iterdir()) == []


def test_a_backup_is_never_the_database_itself_nor_lands_where_no_folder_is(
    tmp_path: Path, url: str
) -> None:
    places = {
        str(tmp_path / "jifen.db"): "is the database itself",
        str(tmp_path / "nowhere" / "x.db"): "there is no folder",
    }
    for place, said_of_it in places.items():
        ended = tries(url, "backup", place, "--overwrite")
        assert (ended.returncode, ended.stdout) == (2, "")
        assert said_of_it in ended.stderr
    assert not (tmp_path / "nowhere").exists()


def test_an_address_that_is_none_is_said_to_be_none(tmp_path: Path, url: str) -> None:
    ended = tries(url, "copy", "--from", url, "--to", str(tmp_path / "z.db"))
    assert ended.returncode == 2
    assert ended.stderr.startswith("--to: must be sqlite:///")
