"""What was won in a game, and how a raffle went."""

from dataclasses import replace

from bot.telegram.ask import Button
from bot.telegram.letters import Letter
from domain.programme import Named
from handlers.jobs.letters.vouchers import voucher
from handlers.jobs.letters.writer import Writer
from handlers.screens import lines


async def _prize(to: Writer) -> Letter:
    return await voucher(to)


async def _raffle_won(to: Writer) -> Letter:
    drawn = to.say("raffle-won", game=_game(to), number=to.facts["number"])
    if "voucher" in to.facts:
        letter = await voucher(to)
        return replace(letter, html=lines(drawn, letter.html))
    points, balance = to.points("points"), to.points("balance")
    won = to.say("raffle-points", points=points, balance=balance)
    return Letter(lines(drawn, won), _ways(to))


async def _raffle_over(to: Writer) -> Letter:
    comma = to.desk.texts.plain(to.language, "list-separator")
    numbers = comma.join(map(str, to.facts["numbers"]))
    return Letter(to.say("raffle-over", game=_game(to), numbers=numbers), _ways(to))


def _game(to: Writer) -> str:
    return Named(**to.facts["game"]).in_(to.language)


def _ways(to: Writer) -> list[list[Button]]:
    return [[to.button("proof", "proof-draws"), *to.home()[0]]]


LETTERS = {
    "prize": _prize,
    "raffle_won": _raffle_won,
    "raffle_over": _raffle_over,
}
