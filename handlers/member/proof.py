"""Proof that a line of the history is sealed: a file for the member, and what checks it."""

import json
from datetime import date
from pathlib import Path

from bot.telegram.ask import Ask, Document
from bot.texts.formats import Code, Day
from domain import books
from domain.books import Seal
from domain.calendar import instant
from handlers.member.history import choose_line
from handlers.member.routes import ROUTES
from handlers.screens import home_row, lines

VERIFY = Document("verify.py", (Path(__file__).parents[2] / "docs" / "verify.py").read_bytes())


@ROUTES.command("proof")
@ROUTES.button("proof")
async def show_newest(ask: Ask) -> None:
    """Shows the newest seal, and how one checks a line."""
    seal = await ask.read(books.newest_seal)
    ways = [
        [
            ask.button("history", "history"),
            ask.button("draws", "proof-draws"),
            ask.button("verify", "proof-script"),
        ],
        home_row(ask),
    ]
    if seal is None:
        await ask.show(ask.render("proof-none"), ways)
        return
    channel = ask.desk.channel
    text = ask.render(
        "proof", records=seal.records, day=_day(ask, seal), root=Code(seal.root.hex())
    )
    named = ask.render("proof-channel", channel=channel) if channel.startswith("@") else None
    await ask.show(lines(text, named, ask.render("proof-how")), ways)


@ROUTES.button("proof-lines")
async def choose(ask: Ask) -> None:
    """Shows a page of the history, each line with a number to press."""
    await choose_line(ask, "proof-which", "proof-of")


@ROUTES.button("proof-of")
async def send_proof(ask: Ask) -> None:
    """Sends the proof of a line as a file."""
    txn = int(ask.args[0], 36)
    proof = await ask.read(books.proof_of, ask.member, txn)
    name = f"proof-{txn}.json"
    text = ask.render(
        "proof-sent",
        position=proof.position + 1,
        records=proof.seal.records,
        day=_day(ask, proof.seal),
        command=Code(f"python verify.py {name}"),
    )
    file = json.dumps(proof.told(), indent=2, ensure_ascii=False)
    ways = [[ask.button("verify", "proof-script"), *home_row(ask)]]
    await ask.document(Document(name, file.encode()), text, ways)


@ROUTES.button("proof-script")
async def send_script(ask: Ask) -> None:
    """Sends what checks a proof."""
    text = ask.render("proof-script", command=Code("python verify.py proof.json"))
    await ask.document(VERIFY, text, [home_row(ask)])


def _day(ask: Ask, seal: Seal) -> Day:
    return ask.day(instant(date.fromisoformat(seal.day), ask.programme.zone))
