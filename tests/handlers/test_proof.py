"""A member's proofs: from a line of the history to a file that a stranger's program believes."""

import json
from functools import partial
from pathlib import Path

from bot.playground.people import Message
from domain import books
from domain.calendar import DAY
from tests import verifier
from tests.handlers.town import ANN, BO, LIN, MEI, Reply, Town


def received(town: Town, reply: Reply) -> tuple[str, bytes]:
    """The file that a message carries: its name and what is in it."""
    assert isinstance(reply.screen, Message)
    assert reply.screen.file is not None
    file = town.world.files[reply.screen.file]
    return file.name, file.data


async def test_before_the_first_night_nothing_is_sealed(town: Town) -> None:
    await town.says(ANN, "/start")
    assert (await town.says(ANN, "/proof")).text == town.text("proof-none")


async def test_the_newest_seal_is_shown_in_both_languages(town: Town, card: str) -> None:
    await town.advance(DAY)
    (seal,) = await town.app.store.read(books.chain)
    assert seal.records == 2
    shown = await town.says(ANN, "/proof")
    assert shown.text.startswith("2 records sealed for 22 Nov\n")
    assert f"<code>{seal.root.hex()}</code>" in shown.html
    assert shown.labels == ["History", "My draws", "verify.py", "My points"]
    assert (await town.says(LIN, "证明")).text.startswith("11 月 22 日封存了 2 条记录\n")
    assert "@" not in shown.text


async def test_who_posts_its_seals_says_where(town: Town, card: str) -> None:
    town.changes("telegram", channel="@corner_bakery")
    await town.reopens()
    await town.advance(DAY)
    assert "It’s posted in @corner_bakery." in (await town.says(ANN, "/proof")).text


async def test_a_line_of_the_history_is_proven_to_a_stranger(
    town: Town, card: str, tmp_path: Path
) -> None:
    await town.says(BO, f"/sale {card} 88.40")
    await town.presses(BO, "Confirm")
    await town.advance(DAY)
    await town.says(ANN, "/history")
    chosen = await town.presses(ANN, "Proof")
    newest, oldest = chosen.text.splitlines()[1:]
    assert newest.startswith("1. ")
    assert "+88 purchase" in newest
    assert "+500 welcome gift" in oldest
    assert chosen.labels == ["1", "2", "Back"]
    sent = await town.presses(ANN, "1")
    name, data = received(town, sent)
    assert f"python verify.py {name}" in sent.text
    told = json.loads(data)
    assert f"entry {await town.member(ANN)} available 88 balance 588 " in told["record"]
    assert verifier.run(tmp_path, told, "--root", told["seal"]["root"])[0] == 0
    name, data = received(town, await town.presses(ANN, "verify.py"))
    assert (name, data) == ("verify.py", verifier.FILE.read_bytes())


async def test_a_line_of_today_says_when_it_is_sealed(town: Town, card: str) -> None:
    await town.says(ANN, "/history")
    await town.presses(ANN, "Proof")
    assert (await town.presses(ANN, "1")).alert.endswith("Ask again after tomorrow 00:40.")


async def test_the_way_back_leads_to_the_same_page(town: Town) -> None:
    await town.says(ANN, "/start")
    for _ in range(6):
        await town.says(ANN, "/signin")
        await town.advance(DAY)
    await town.says(ANN, "/history")
    second = await town.presses(ANN, "▶")
    chosen = await town.presses(ANN, "Proof")
    assert chosen.labels == ["1", "2", "Back"]
    assert (await town.presses(ANN, "Back")).text == second.text


async def test_an_empty_history_offers_no_proof(town: Town) -> None:
    town.changes("programme", welcome_points=0)
    await town.reopens()
    await town.says(ANN, "/start")
    assert "Proof" not in (await town.says(ANN, "/history")).labels


async def test_each_seal_is_posted_to_the_channel_once(town: Town, card: str) -> None:
    await town.says(MEI, "/start")
    # A channel is a chat like another: here, the owner's own.
    town.changes("telegram", channel=str(MEI))
    for days in (1, 2, 3):
        await town.reopens()
        await town.says(ANN, "/signin")
        await town.advance(DAY)
        await town.until(partial(posted_are, town, days))
    seals = await town.app.store.read(books.chain)
    for seal, text in zip(seals, town.told(MEI, "are sealed"), strict=True):
        assert f"are sealed: <b>{seal.records} record" in text
        assert f"<code>{seal.root.hex()}</code>" in text


def posted_are(town: Town, count: int) -> bool:
    """Whether so many seals have come to the channel."""
    return len(town.told(MEI, "are sealed")) == count
