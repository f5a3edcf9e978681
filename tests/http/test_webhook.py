"""The webhook over real HTTP: to Telegram a door, to anybody else a wall."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.clock import ShiftedClock
from bot.store import Unavailable
from bot.telegram.inbox import Raw
from bot.telegram.webhook import Hook
from bot.web.engine import Engine
from bot.web.frame import frame
from domain.errors import Busy
from domain.programme import Programme
from handlers.http import ROUTERS
from tests import scene
from tests.handlers.town import ANN, LIN, Town
from tests.http.test_frame import served

HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Telegram:
    """Posts what it likes, as it likes, to the bot's own address."""

    def __init__(self, town: Town, session: aiohttp.ClientSession) -> None:
        self.hook = Hook(scene.VAULT, town.playground.token)
        self.base = town.app.shift.desk.front.url
        self.session = session

    async def posts(self, body: Any, path: str | None = None, **headers: str) -> tuple[int, bytes]:
        """Posts a body; the right path and secret where nothing else is said."""
        url = f"{self.base}/telegram/{self.hook.path if path is None else path}"
        sent = {HEADER: self.hook.secret, "Content-Type": "application/json", **headers}
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        async with self.session.post(url, data=data, headers=sent) as response:
            return response.status, await response.read()


def start(update_id: int, person: int = 5001) -> dict[str, Any]:
    """Somebody's first message."""
    user = {"id": person, "is_bot": False, "first_name": "Pat"}
    chat = {"id": person, "type": "private", "first_name": "Pat"}
    message = {"message_id": 1, "date": 1, "from": user, "chat": chat, "text": "/start"}
    return {"update_id": update_id, "message": message}


@pytest.fixture
async def town(
    template: Path, tmp_path: Path, programme: Programme, clock: ShiftedClock
) -> AsyncIterator[Town]:
    town = await Town.build(template, tmp_path, programme, clock, web=True)
    await town.closes()
    town.changes("telegram", updates="webhook")
    await town.opens()
    await town.until(lambda: town.watch.made("setWebhook") > 0)
    yield town
    await town.ends()


@pytest.fixture
def telegram(town: Town, session: aiohttp.ClientSession) -> Telegram:
    return Telegram(town, session)


async def test_people_are_answered_as_with_polling(town: Town) -> None:
    polls = town.watch.made("getUpdates")
    await town.says(ANN, "/start")
    told = await town.says(ANN, "/signin")
    pressed = await town.presses(ANN, told.labels[0])
    assert pressed.answers
    assert await town.points(ANN) == 505
    assert town.watch.made("getUpdates") == polls


async def test_after_a_stop_nothing_is_missing(town: Town) -> None:
    """What people do meanwhile waits with Telegram; the webhook stays set."""
    await town.says(ANN, "/start")
    await town.closes()
    assert town.playground.webhooks._webhook is not None
    town.world.says(ANN, "/signin")
    town.world.says(LIN, "/start")
    await town.opens()
    await town.settled()
    assert await town.points(ANN) == 505
    assert await town.points(LIN) == 500
    assert await town.audited()


async def test_who_does_not_know_path_and_secret_finds_nothing(
    town: Town, telegram: Telegram, session: aiohttp.ClientSession
) -> None:
    async with session.post(f"{telegram.base}/nothing", data=b"{}") as response:
        nothing = (response.status, await response.read())
    update = start(1)
    right, secret = telegram.hook.path, telegram.hook.secret
    answers = [
        await telegram.posts(update, right, **{HEADER: wrong})
        for wrong in ("", "x", secret[:-1], secret + "x", right, "\u00ff")
    ]
    answers += [
        await telegram.posts(update, wrong)
        for wrong in ("", "x", right[:-1], secret, "%00", "..%2f", "%ff")
    ]
    answers += [await telegram.posts(b"x" * 400_000, "x")]
    assert set(answers) == {nothing}
    assert (await scene.found(town.app.store)).members == 0


async def test_what_is_no_update_is_refused(telegram: Telegram) -> None:
    wrong: list[Any] = [b"", b"{", b"[]", b"null", b'"x"', b"\xff", b"[" * 100_000, {}]
    wrong += [{"update_id": number} for number in ("1", None, 1.5, True, -1, 2**63)]
    assert [(await telegram.posts(body))[0] for body in wrong] == [400] * len(wrong)
    assert (await telegram.posts(start(1) | {"x": "x" * 300_000}))[0] == 413


async def test_the_secret_address_is_in_no_log(
    telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    """Also where something was wrong with what was posted to it."""
    caplog.set_level("DEBUG", "bot.web.gate")
    for body in (start(1), b"{", start(2) | {"x": "x" * 300_000}):
        await telegram.posts(body)
    assert caplog.text.count("POST /telegram/{path} ") == 3
    assert telegram.hook.path not in caplog.text


async def test_a_strange_update_is_taken_and_holds_nobody_up(
    town: Town, telegram: Telegram
) -> None:
    strange = [{"update_id": 1}, {"update_id": 2, "message": {"from": 5}}]
    strange += [{"update_id": 3, "poll": {"id": "x"}}, {"update_id": 4, "message": None}]
    for update in strange:
        assert (await telegram.posts(update))[0] == 200
    await town.says(ANN, "/start")
    assert await town.points(ANN) == 500


async def test_the_same_update_again_and_late_ones_have_their_effect_once(
    town: Town, telegram: Telegram
) -> None:
    town.world.add_person(5001, "Pat", started=True)
    posts = [telegram.posts(start(number)) for number in (7, 5, 7, 6, 5, 7)]
    assert {status for status, _ in await asyncio.gather(*posts)} == {200}
    await town.app.shift.queues.idle()
    assert (await telegram.posts(start(5)))[0] == 200
    await town.app.shift.queues.idle()
    assert len(town.heard(5001)) == 3
    assert (await scene.found(town.app.store)).members == 1
    assert await town.audited()


@pytest.mark.parametrize(
    "error", [Busy(), Unavailable("the disk is full"), asyncio.CancelledError()]
)
async def test_what_cannot_be_kept_now_is_sent_back_to_wait(
    town: Town, session: aiohttp.ClientSession, error: BaseException
) -> None:
    """Also where this process leads no more: nothing is acknowledged that is not in the table."""

    async def take(raw: Raw) -> None:
        raise error

    shift = town.app.shift
    hook = Hook(scene.VAULT, "1:x")
    app = frame(shift.desk, ROUTERS, (), Engine(hook, shift.pulse))
    async with served(app) as base:
        url = f"{base}/telegram/{hook.path}"
        # What the last process set Telegram still knows before this one listens.
        for opened in (False, True):
            if opened:
                hook.opens(take)
            async with session.post(url, json=start(1), headers={HEADER: hook.secret}) as response:
                assert (response.status, response.headers["Retry-After"]) == (503, "2")


async def test_in_polling_there_is_no_such_door(town: Town, telegram: Telegram) -> None:
    await town.closes()
    town.changes("telegram", updates="polling")
    await town.opens()
    telegram.base = town.app.shift.desk.front.url
    assert (await telegram.posts(start(1)))[0] == 404
    assert town.watch.made("deleteWebhook") > 0
    await town.says(ANN, "/start")
    assert await town.points(ANN) == 500
