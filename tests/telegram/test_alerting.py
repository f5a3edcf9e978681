"""What owners and managers are to know reaches every one of them, in its turn."""

from dataclasses import replace

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError

from bot.settings import Staff
from bot.store import Store
from bot.telegram.alerting import Alerter
from bot.telegram.ask import Desk
from bot.telegram.letters import Letter
from bot.texts.formats import Html
from domain.notices import Alert, alert, untold
from domain.programme import Language
from tests.telegram.desk import Telegram, desk_of

MEI, KIM, BO, NEVER_STARTED, UNCONCERNED = 9001, 9003, 9002, 9009, 9008


async def _letter(desk: Desk, alert: Alert, person: int, language: Language) -> Letter | None:
    return None if person == UNCONCERNED else Letter(Html(f"{alert.kind} {language}"))


def alerter(store: Store, telegram: Telegram, *owners: int, **others: tuple[int, ...]) -> Alerter:
    """Tells these owners, and others of the staff."""
    desk = replace(desk_of(store, telegram), staff=Staff(owners=owners, **others))
    return Alerter(desk, _letter)


@pytest.mark.parametrize("error", [Forbidden("bot was blocked"), BadRequest("chat not found")])
async def test_an_owner_who_never_wrote_keeps_nobody_else_from_being_told(
    store: Store, telegram: Telegram, error: TelegramError
) -> None:
    await store.write(alert, "budget", key=None)
    telegram.trouble = lambda chat: error if chat == NEVER_STARTED else None
    for _ in range(2):
        await alerter(store, telegram, NEVER_STARTED, MEI).tell()
    assert telegram.got == [MEI]


async def test_what_could_not_be_told_is_told_later(store: Store, telegram: Telegram) -> None:
    for _ in range(2):
        await store.write(alert, "budget", key=None)
    telling = alerter(store, telegram, MEI)
    telegram.trouble = lambda chat: NetworkError("502")
    with pytest.raises(NetworkError):
        await telling.tell()
    assert len(await store.read(untold)) == 2
    telegram.trouble = lambda chat: None
    for _ in range(2):
        await telling.tell()
    assert telegram.got == [MEI, MEI]


async def test_whoever_cannot_be_told_yet_has_nobody_else_told_twice(
    store: Store, telegram: Telegram
) -> None:
    await store.write(alert, "budget", key=None)
    telling = alerter(store, telegram, MEI, KIM)
    telegram.trouble = lambda chat: NetworkError("502") if chat == KIM else None
    for _ in range(3):
        with pytest.raises(NetworkError):
            await telling.tell()
    telegram.trouble = lambda chat: None
    await telling.tell()
    assert telegram.got == [MEI, KIM]


async def test_one_that_cannot_be_written_does_not_hold_up_the_others(
    store: Store, telegram: Telegram
) -> None:
    async def unwritten(desk: Desk, alert: Alert, person: int, language: Language) -> Letter:
        if alert.kind == "flagged":
            raise LookupError("what it tells of is gone")
        return Letter(Html(alert.kind))

    for kind in ("flagged", "budget"):
        await store.write(alert, kind, key=None)
    desk = replace(desk_of(store, telegram), staff=Staff(owners=(MEI,)))
    await Alerter(desk, unwritten).tell()
    assert telegram.got == [MEI]
    assert await store.read(untold) == ()


async def test_a_shop_without_an_owner_tells_nobody(store: Store, telegram: Telegram) -> None:
    await store.write(alert, "budget", key=None)
    await alerter(store, telegram).tell()
    assert telegram.got == []
    assert await store.read(untold) == ()


@pytest.mark.parametrize(
    ("kind", "told"),
    [("budget", [MEI]), ("approval", [MEI, KIM]), ("decided", [MEI, KIM, BO])],
)
async def test_each_alert_is_for_the_roles_that_it_concerns(
    store: Store, telegram: Telegram, kind: str, told: list[int]
) -> None:
    await store.write(alert, kind, key=None)
    await alerter(store, telegram, MEI, managers=(KIM, UNCONCERNED), cashiers=(BO,)).tell()
    assert telegram.got == told
