"""What people do in the world, and what it remembers."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.playground import Person, Playground, World
from bot.playground.memory import SECOND
from tests.playground.conftest import Bot


def test_a_command_carries_its_entity(world: World) -> None:
    message = world.says(1002, "😀 /start abc")["message"]
    assert message["entities"] == [{"type": "bot_command", "offset": 3, "length": 6}]
    assert message["from"]["language_code"] == "zh-hans"
    assert "entities" not in world.says(1002, "1/2 http://x/y")["message"]


def test_update_ids_and_message_ids_count_up(world: World) -> None:
    first, second = world.says(1001, "a"), world.says(1002, "b")
    assert second["update_id"] == first["update_id"] + 1
    assert second["message"]["message_id"] == first["message"]["message_id"] + 1


def test_blocking_tells_the_bot_and_stops_the_person(world: World, ann: int) -> None:
    change = world.blocks(ann)["my_chat_member"]
    assert change["old_chat_member"]["status"] == "member"
    assert change["new_chat_member"]["status"] == "kicked"
    with pytest.raises(ValueError, match="blocked"):
        world.says(ann, "hello?")
    assert world.unblocks(ann)["my_chat_member"]["new_chat_member"]["status"] == "member"
    world.says(ann, "hello")


def test_people_send_what_bots_do_not_expect(world: World, ann: int, png: bytes) -> None:
    assert world.sends_sticker(ann)["message"]["sticker"]["type"] == "regular"
    assert world.sends_voice(ann)["message"]["voice"]["duration"] > 0
    photo = world.sends_photo(ann, png, "look")["message"]
    assert (photo["caption"], len(photo["photo"])) == ("look", 1)
    group = world.says_in_group(ann, "/points")["message"]
    assert (group["chat"]["type"], group["from"]["id"]) == ("supergroup", ann)
    said = world.says(ann, "helo")["message"]
    edited = world.edits(ann, said["message_id"], "hello")["edited_message"]
    assert (edited["message_id"], edited["text"]) == (said["message_id"], "hello")
    assert edited["edit_date"] >= edited["date"]


@pytest.mark.parametrize("text", ["", "  \n"])
def test_nobody_sends_nothing(world: World, text: str) -> None:
    with pytest.raises(ValueError, match="nothing to send"):
        world.says(1001, text)


async def test_a_button_is_pressed_by_its_text_or_its_place(
    world: World, bot: Any, ann: int
) -> None:
    keyboard = [[{"text": "A", "callback_data": "1"}], [{"text": "B", "callback_data": "2"}]]
    markup = {"inline_keyboard": keyboard}
    sent = await bot.do("sendMessage", chat_id=ann, text="x", reply_markup=markup)
    number = sent["message_id"]
    assert world.presses(ann, number, "B")["callback_query"]["data"] == "2"
    assert world.presses(ann, number, (0, 0))["callback_query"]["data"] == "1"
    with pytest.raises(ValueError, match="no button 'C'"):
        world.presses(ann, number, "C")


def test_a_button_of_a_message_that_is_gone_still_reaches_the_bot(world: World, ann: int) -> None:
    query = world.press_data(ann, 12345, "forged")["callback_query"]
    assert query["message"]["date"] == 0


async def test_an_answer_is_everything_the_bot_did_since(world: World, bot: Any, ann: int) -> None:
    await bot.do("sendMessage", chat_id=ann, text="before")
    update = world.press_data(ann, 1, "x")
    waiting = asyncio.create_task(world.answer_to(update, kind="toast"))
    await bot.do("sendMessage", chat_id=ann, text="after")
    assert [a.text for a in await world.answer_to(update)] == ["after"]
    query = update["callback_query"]["id"]
    await bot.do("answerCallbackQuery", callback_query_id=query, text="Done")
    assert [(a.kind, a.text) for a in await waiting] == [("message", "after"), ("toast", "Done")]


async def test_silence_is_a_timeout(world: World, ann: int) -> None:
    with pytest.raises(TimeoutError):
        await world.answer_to(world.says(ann, "anybody?"), timeout=0.01)


def test_thousands_of_people_can_be_added(world: World) -> None:
    for number in range(5000):
        world.add_person(10_000 + number, f"P{number}", "en", started=True)
    assert world.says(12_345, "hi")["message"]["from"]["first_name"] == "P2345"


def test_time_never_runs_backward(world: World) -> None:
    before = world.clock.now()
    world.advance(3600 * SECOND)
    assert world.clock.now() - before >= 3600 * SECOND
    with pytest.raises(ValueError, match="backward"):
        world.advance(-1)


async def test_a_world_reopened_is_the_world_that_was_left(
    tmp_path: Path, session: Any, png: bytes
) -> None:
    world = World(tmp_path / "world.db")
    playground = Playground(world)
    await playground.start()
    bot = Bot(playground, session)
    world.add_person(77, "Zoë <b>", "fr")
    world.says(1001, "/start")
    world.sends_photo(1001, png, "look")
    markup = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    params = {"parse_mode": "HTML", "reply_markup": markup}
    sent = await bot.do("sendMessage", chat_id=1001, text="<b>hi</b>", **params)
    query = world.presses(1001, sent["message_id"], "Go")["callback_query"]["id"]
    await bot.do("setMyCommands", commands=[{"command": "start", "description": "Begin"}])
    await bot.do("setMyName", name="Shop")
    world.blocks(1002)
    world.set_flood(600)
    world.advance(24 * 3600 * SECOND - 5_000_000)
    now, last = world.clock.now(), world.says(1001, "last")["update_id"]
    await playground.stop()
    world.close()

    again = World(tmp_path / "world.db")
    assert again.clock.now() >= now
    assert again.chat(1001) == world.chat(1001)
    assert again.files == world.files
    assert again.people[77].name == "Zoë <b>"
    assert again.people[1002].blocked
    assert again.menu(1001)[0].description == "Begin"
    assert again.standing.texts == {"name:": "Shop"}
    assert again.flood_until == world.flood_until
    assert again.callbacks[int(query)].message == sent["message_id"]
    assert len(again.updates) == len(world.updates) == 5
    assert again.says(1001, "next")["update_id"] == last + 1
    assert again.chat(1001)[-1].id == world.chat(1001)[-1].id + 1


def test_a_world_of_an_earlier_version_is_read(tmp_path: Path) -> None:
    """Its messages and files knew neither silence nor facts."""
    World(tmp_path / "world.db").close()
    message = (
        '{"id":5,"chat":1001,"author":0,"date":1,"kind":"document","text":"hi","entities":[],'
        '"file":"document-a","keyboard":[[{"text":"A","data":"1"}]],"edited":0}'
    )
    file = '{"id":"document-a","kind":"document","data":"AAAA","name":"a.txt","mime":"text/plain"}'
    standing = '{"offset":7,"flood_until":0,"outage":false,"next_update":9,"next_message":6}'
    with sqlite3.connect(tmp_path / "world.db") as database:
        for kind, key, body in (
            ("message", 5, message),
            ("file", "document-a", file),
            ("standing", 0, standing),
        ):
            database.execute(
                "INSERT OR REPLACE INTO object VALUES (?, ?, ?)", (kind, key, body.encode())
            )
    world = World(tmp_path / "world.db")
    assert (world.chat(1001)[0].text, world.chat(1001)[0].silent) == ("hi", False)
    assert world.files["document-a"].facts == {}
    assert world.clock.offset == 7


def test_confirmed_updates_stay_forgotten_and_their_ids_used(tmp_path: Path) -> None:
    world = World(tmp_path / "world.db")
    last = world.says(1001, "one")["update_id"]
    world.updates.forget_below(last + 1)
    world.close()
    again = World(tmp_path / "world.db")
    assert len(again.updates) == 0
    assert again.says(1001, "two")["update_id"] == last + 1


def test_kill_9_loses_nothing(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys, pathlib\n"
        "from bot.playground import World\n"
        "world = World(pathlib.Path(sys.argv[1]))\n"
        "for number in range(50): world.says(1001, str(number))\n"
        "world.advance(3_600_000_000)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    path = tmp_path / "world.db"
    root = Path(__file__).parents[2]
    died = subprocess.run([sys.executable, "-c", script, str(path)], cwd=root, env=os.environ)
    assert died.returncode == -signal.SIGKILL
    world = World(path)
    assert [m.text for m in world.chat(1001)] == [str(number) for number in range(50)]
    assert len(world.updates) == 50
    assert world.clock.offset == 3_600_000_000


def test_starting_over_leaves_nothing_but_the_bots_own_settings(tmp_path: Path) -> None:
    world = World(tmp_path / "world.db", people=[Person(7, "Kim")])
    last = world.says(7, "hello")
    world.advance(3600 * SECOND)
    world.set_outage(True)
    world.start_over()
    assert (world.chat(7), len(world.updates), world.clock.offset) == ([], 0, 0)
    assert not world.outage
    assert not world.people[7].started
    assert world.says(7, "again")["update_id"] > last["update_id"]
    with sqlite3.connect(tmp_path / "world.db") as database:
        assert database.execute(
            "SELECT count(*) FROM object WHERE kind = 'message'"
        ).fetchone() == (1,)
