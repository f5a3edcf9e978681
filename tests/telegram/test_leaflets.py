"""What stands in a broadcast about each reader, and what its buttons lead to."""

from dataclasses import replace

import pytest

from bot.store import SqliteStore
from bot.telegram.buttons import base36
from bot.telegram.desk import Desk
from bot.telegram.leaflets import fill, hand_out, rows
from bot.telegram.pacing import BULK, PAID
from bot.texts import Texts
from bot.web.front import Front
from domain.broadcasts import Content, Facts, Link
from domain.calendar import DAY
from domain.programme import Language, Named
from tests.clock import DAY_ONE
from tests.scene import PROGRAMME
from tests.telegram.desk import Telegram, desk_of

TEXTS = Texts(lambda: DAY_ONE)
ANN = Facts("Ann", 1505, "silver", 500, DAY_ONE + 8 * DAY)
LINKS = (Link("Shop", url="https://shop.example"), Link("Points", screen="points"))
HELLO = Content("text", "Hello {name}", links=LINKS)
BROADCAST = 912_190_655_693_478_698


def filled(html: str, facts: Facts = ANN, language: Language = "en") -> str:
    """What a member reads."""
    return fill(TEXTS, language, html, facts, PROGRAMME)


@pytest.mark.parametrize(
    ("place", "en", "zh"),
    [
        ("{name}", "Ann", "Ann"),
        ("{points}", "1,505 points", "1,505 积分"),
        ("{tier}", "silver", "silver"),
        ("{expiring}", "500 points by 30 Nov", "500 积分（11 月 30 日到期）"),
    ],
)
def test_each_place_is_filled_in_the_readers_language(place: str, en: str, zh: str) -> None:
    assert filled(f"<b>{place}</b>!") == f"<b>{en}</b>!"
    assert filled(place, language="zh") == zh


def test_other_braces_stay_as_they_are() -> None:
    assert filled("{nam} {} {{name}} {Name}") == "{nam} {} {Ann} {Name}"


def test_what_a_member_is_called_is_no_markup_and_no_place() -> None:
    assert filled("{name}", replace(ANN, name="<b>{points}&")) == "&lt;b&gt;{points}&amp;"
    assert filled("{name}", replace(ANN, name="\u202e")) == "a member"


def test_where_nothing_expires_the_sentence_still_reads() -> None:
    assert filled("Use {expiring}.", replace(ANN, expires_at=None)) == "Use your points."
    assert filled("记得用掉{expiring}。", Facts(), "zh") == "记得用掉你的积分。"


def test_a_tier_is_called_by_its_name_and_one_that_is_no_more_by_none() -> None:
    renamed = PROGRAMME.tiers[1].model_copy(update={"name": Named(en="<Silver>", zh="银卡")})
    programme = PROGRAMME.model_copy(update={"tiers": (PROGRAMME.tiers[0], renamed)})
    assert fill(TEXTS, "en", "{tier}", ANN, programme) == "&lt;Silver&gt;"
    assert filled("{tier}", replace(ANN, tier="tin")) == ""


async def test_a_press_is_counted_where_the_shop_has_an_address_that_all_can_open(
    store: SqliteStore, telegram: Telegram
) -> None:
    desk = desk_of(store, telegram)
    (shop,), (points,), (stop,) = rows(desk, "en", HELLO, BROADCAST, ("token", ""))
    assert shop.url == "https://shop.example"
    assert (points.action, points.args) == ("bc-open", (base36(BROADCAST), 1))
    assert (stop.action, stop.args) == ("stop-news", ("broadcast", str(BROADCAST)))
    for address, leads in (
        ("https://our.example/", "https://our.example/go/token"),
        ("http://our.example", "https://shop.example"),
    ):
        front = Front(address, "http://127.0.0.1:8000")
        with_address = replace(desk, front=front)
        assert rows(with_address, "en", HELLO, BROADCAST, ("token", ""))[0][0].url == leads
        assert rows(with_address, "en", HELLO)[0][0].url == "https://shop.example"


async def test_its_author_sees_the_same_message_before_anybody_gets_it(
    store: SqliteStore, telegram: Telegram
) -> None:
    desk = desk_of(store, telegram)
    await hand_out(desk, 7, "en", HELLO, ANN)
    await hand_out(desk, 7, "en", HELLO, ANN, broadcast=BROADCAST, tokens=("token", ""), lane=BULK)
    preview, copy = telegram.sent
    assert preview["text"] == copy["text"] == "Hello Ann"
    shown = [_labels(sent) for sent in (preview, copy)]
    assert shown[0] == shown[1] == ["Shop", "Points", "Stop the news"]


async def test_only_what_is_paid_for_says_so(store: SqliteStore, telegram: Telegram) -> None:
    desk: Desk = desk_of(store, telegram)
    for lane in (None, BULK, PAID):
        await hand_out(desk, 7, "en", HELLO, ANN, lane=lane)
    paid = [sent.get("allow_paid_broadcast") for sent in telegram.sent]
    assert paid == [None, None, True]


def _labels(sent: dict[str, dict[str, list[list[dict[str, str]]]]]) -> list[str]:
    return [row[0]["text"] for row in sent["reply_markup"]["inline_keyboard"]]
