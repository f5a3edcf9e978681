"""A changed settings file is taken up on SIGHUP, while the bot goes on; a wrong one is not."""

import signal
from pathlib import Path

from bot.settings import FILE_VARIABLE
from tests.faults.conftest import Operator, Process


async def test_a_hangup_brings_the_changed_settings(operator: Operator, tmp_path: Path) -> None:
    file = tmp_path / "shop.toml"
    file.write_text("[programme]\nwelcome_points = 500\n")
    process = await operator.runs(**{FILE_VARIABLE: str(file)})

    file.write_text("[programme]\nwelcome_points = -1\n[programme.currency]\ndigits = 3\n")
    process.send_signal(signal.SIGHUP)
    said = await told(process, "welcome_points")
    assert "the rules in force stay: programme.welcome_points: " in said
    assert "the rules in force stay: programme.currency.digits: " in said
    assert "500" in await joins(operator, 1001)

    file.write_text("[programme]\nwelcome_points = 900\n")
    process.send_signal(signal.SIGHUP)
    assert "the settings were read: version 2 is in force" in await told(process, "version 2")
    assert "900" in await joins(operator, 1002)
    process.terminate()
    assert (await operator.ends(process)).code == 0


async def joins(operator: Operator, person: int) -> str:
    """Somebody joins; what the bot answers."""
    world = operator.telegram.world
    answers = await world.answer_to(world.says(person, "/start"))
    return str(answers)


async def told(process: Process, word: str) -> str:
    """What the process says until a word falls."""
    assert process.stderr is not None
    said = ""
    while word not in said:
        line = await process.stderr.readline()
        assert line, said
        said += line.decode()
    return said
