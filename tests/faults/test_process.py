"""The process towards its operator: it stops when told, and refuses in a sentence."""

import asyncio
import json
import signal
import stat
from pathlib import Path

import pytest

from tests.faults.conftest import Operator

STOP_SECONDS = 10


async def test_sigterm_ends_it_soon_and_well(operator: Operator) -> None:
    process = await operator.runs()
    update = operator.telegram.world.says(1001, "/start")
    await operator.telegram.world.answer_to(update)
    process.send_signal(signal.SIGTERM)
    ended = await asyncio.wait_for(operator.ends(process), STOP_SECONDS)
    assert ended.code == 0
    assert "Traceback" not in ended.err


async def test_it_stops_also_while_telegram_is_out_of_reach(operator: Operator) -> None:
    operator.telegram.world.set_outage(True)
    process = await operator.starts()
    assert process.stderr is not None
    said = b""
    while b"out of reach" not in said:
        said += await process.stderr.readline()
    process.send_signal(signal.SIGTERM)
    assert (await operator.ends(process)).code == 0


async def test_a_second_process_refuses_and_the_first_goes_on(operator: Operator) -> None:
    await operator.runs()
    second = await operator.tries()
    assert second.code not in (0, None)
    assert "is in use by another bot" in last_line(second.err)
    audit = await operator.tries("audit", "--json")
    assert json.loads(audit.out)["ok"] is True
    update = operator.telegram.world.says(1001, "/start")
    assert await operator.telegram.world.answer_to(update)


async def test_a_wrong_token_ends_it_with_a_sentence_that_does_not_show_it(
    operator: Operator,
) -> None:
    wrong = "4200000001:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
    ended = await operator.tries(JIFEN_TELEGRAM__TOKEN=wrong)
    assert ended.code == 2
    assert last_line(ended.err).startswith("telegram.token: ")
    assert "Traceback" not in ended.err
    assert wrong not in ended.out + ended.err


async def test_run_without_a_token_says_so(operator: Operator) -> None:
    ended = await operator.tries(JIFEN_TELEGRAM__TOKEN="")
    assert ended.code == 2
    assert ended.err.startswith("telegram.token: is missing")


@pytest.mark.parametrize(
    ("key", "value", "path"),
    [
        ("JIFEN_STAFF__CASHIERS", "[9001]", "staff.cashiers: 9001"),
        ("JIFEN_STAFF__CASHIERS", "[9001", "JIFEN_STAFF__CASHIERS: "),
        ("JIFEN_PROGRAMME__SURPRISE__DAILY_BUDGET", "10", "programme.surprise.daily_budget"),
    ],
)
async def test_settings_that_contradict_each_other_stop_the_start(
    operator: Operator, key: str, value: str, path: str
) -> None:
    ended = await operator.tries(**{key: value})
    assert ended.code == 2
    (sentence,) = ended.err.splitlines()
    assert sentence.startswith(path)
    assert operator.watch.calls == []


async def test_every_fault_in_the_settings_has_its_sentence(operator: Operator) -> None:
    ended = await operator.tries(
        "check",
        JIFEN_TELEGRAM__POLL_SECONDS="600",
        JIFEN_SECURITY__KEY="hush",
        JIFEN_DATABASE__URL="mysql://x",
    )
    assert ended.code == 2
    paths = [sentence.partition(":")[0] for sentence in ended.err.splitlines()]
    assert sorted(paths) == ["database.url", "security.key", "telegram.poll_seconds"]
    assert "hush" not in ended.err


async def test_what_defeats_itself_is_remarked_on_and_lets_the_shop_open(
    operator: Operator,
) -> None:
    ended = await operator.tries("check", JIFEN_PROGRAMME__EXPIRY__MONTHS="2")
    assert ended.code == 0
    assert "Worth a look: programme.expiry.months (2): points end before" in ended.out


async def test_a_key_is_made_once_for_its_owner_alone_with_one_warning(
    operator: Operator, tmp_path: Path
) -> None:
    said = []
    for _ in range(2):
        process = await operator.runs()
        process.send_signal(signal.SIGTERM)
        said.append((await operator.ends(process)).err)
    file = tmp_path / "shop" / "jifen.db.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [err.count("belongs elsewhere") for err in said] == [1, 0]
    assert file.read_text().strip() not in "".join(said)


def last_line(text: str) -> str:
    """What was said last."""
    return text.strip().splitlines()[-1]


async def test_another_key_is_refused_before_anybody_is_forgotten(operator: Operator) -> None:
    process = await operator.runs(JIFEN_SECURITY__KEY="ab" * 32)
    process.send_signal(signal.SIGTERM)
    await operator.ends(process)
    for key in ("cd" * 32, ""):
        ended = await operator.tries(JIFEN_SECURITY__KEY=key)
        assert ended.code == 2
        assert last_line(ended.err).startswith("security.key: ")


async def test_a_playground_s_books_are_never_a_shop_s(operator: Operator, tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "jifen.db.world").touch()
    ended = await operator.tries()
    assert ended.code == 2
    assert "playground's books" in last_line(ended.err)


async def test_an_audit_without_books_says_so(operator: Operator) -> None:
    ended = await operator.tries("audit", "--json")
    assert ended.code == 2
    assert "there is no up-to-date database" in last_line(ended.err)
