"""Sending, editing and answering through the playground's Bot API."""

from typing import Any

import aiohttp
import pytest

from bot.playground import World
from bot.playground.memory import SECOND

KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Redeem", "callback_data": "r:1"}, {"text": "Site", "url": "https://x.example"}],
        [{"text": "Copy", "copy_text": {"text": "AB-12"}}],
    ]
}


async def test_a_sent_message_comes_back_as_telegram_spells_it(bot: Any, ann: int) -> None:
    sent = await bot.do(
        "sendMessage", chat_id=ann, text="<b>1,505</b> ", parse_mode="HTML", reply_markup=KEYBOARD
    )
    assert sent["text"] == "1,505"
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 5}]
    assert sent["chat"] == {"id": ann, "type": "private", "first_name": "Ann"}
    assert sent["from"]["is_bot"] is True
    assert sent["reply_markup"] == KEYBOARD


@pytest.mark.parametrize("how", ["query", "form", "json", "multipart"])
async def test_parameters_may_come_in_any_of_four_ways(
    world: World, bot: Any, ann: int, how: str
) -> None:
    url = f"{bot.playground.api_url}{bot.playground.token}/sendMessage"
    params = {"chat_id": str(ann), "text": "你好 & 100% = a+b 😀"}
    match how:
        case "query":
            request = bot.session.get(url, params=params)
        case "form":
            request = bot.session.post(url, data=params)
        case "json":
            request = bot.session.post(url, json={"chat_id": ann, "text": params["text"]})
        case _:
            form = aiohttp.FormData(params, default_to_multipart=True)
            request = bot.session.post(url, data=form)
    async with request as response:
        assert (await response.json())["ok"]
    assert world.chat(ann)[-1].text == "你好 & 100% = a+b 😀"


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"text": "x"}, "chat_id is empty"),
        ({"chat_id": 5, "text": "x"}, "chat not found"),
        ({"chat_id": "@nobody", "text": "x"}, "chat not found"),
        ({"chat_id": 1001}, "message text is empty"),
        ({"chat_id": 1001, "text": " \n "}, "text must be non-empty"),
        ({"chat_id": 1001, "text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"chat_id": 0}, "message text is empty"),
        (
            {"chat_id": 1001, "text": "x", "reply_parameters": {"message_id": 99}},
            "message to be replied not found",
        ),
        (
            {"chat_id": 1001, "text": "x", "reply_markup": {"inline_keyboard": "bad"}},
            'field "inline_keyboard" must be of type Array',
        ),
        ({"chat_id": 1001, "text": "x" * 4097}, "message is too long"),
        ({"chat_id": 1001, "text": "😀" * 2049}, "message is too long"),
        ({"chat_id": 1001, "text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        (
            {"chat_id": 1001, "text": "a<br>", "parse_mode": "HTML"},
            'can\'t parse entities: Unsupported start tag "br" at byte offset 1',
        ),
        (
            {"chat_id": 1001, "text": "x", "reply_markup": "{"},
            "can't parse reply keyboard markup JSON object",
        ),
    ],
)
async def test_a_bad_message_is_refused_in_telegrams_words(
    bot: Any, ann: int, params: dict[str, Any], reason: str
) -> None:
    assert await bot.refused("sendMessage", **params) == f"Bad Request: {reason}"


async def test_length_is_counted_after_the_markup_is_read(bot: Any, ann: int) -> None:
    await bot.do("sendMessage", chat_id=ann, text=f"<b>{'x' * 4096}</b>", parse_mode="HTML")


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "x", "callback_data": "я" * 33}, "BUTTON_DATA_INVALID"),
        (
            {"text": "x", "callback_data": ""},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "x", "url": "not-a-url"},
            "inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL",
        ),
        ({"text": "x", "copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "x", "pay": True}, "BUTTON_TYPE_INVALID"),
        (
            {"text": "x"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "x", "callback_data": "a", "url": "https://x.example"},
            "can't parse inline keyboard button: Exactly one action is expected",
        ),
        (
            {"text": "x", "web_app": {"url": "http://x.example"}},
            "inline keyboard button Web App URL 'http://x.example' is invalid: "
            "Only HTTPS links are allowed",
        ),
    ],
)
async def test_a_bad_button_is_refused(
    bot: Any, ann: int, button: dict[str, Any], reason: str
) -> None:
    markup = {"inline_keyboard": [[button]]}
    answer = await bot.refused("sendMessage", chat_id=ann, text="x", reply_markup=markup)
    assert answer == f"Bad Request: {reason}"


async def test_a_keyboard_has_at_most_a_hundred_buttons(bot: Any, ann: int) -> None:
    rows = [[{"text": "x", "callback_data": "x"}]] * 101
    markup = {"inline_keyboard": rows}
    answer = await bot.refused("sendMessage", chat_id=ann, text="x", reply_markup=markup)
    assert answer == "Bad Request: reply markup is too long"


async def test_who_never_wrote_or_has_blocked_is_not_written_to(
    world: World, bot: Any, ann: int
) -> None:
    stranger = await bot.ask("sendMessage", chat_id=1002, text="hi")
    assert stranger["error_code"] == 403
    assert stranger["description"] == "Forbidden: bot can't initiate conversation with a user"
    world.blocks(ann)
    blocked = await bot.ask("sendMessage", chat_id=ann, text="hi")
    assert blocked["description"] == "Forbidden: bot was blocked by the user"
    world.unblocks(ann)
    await bot.do("sendMessage", chat_id=ann, text="hi")


async def test_an_edit_changes_the_message_and_takes_an_unnamed_keyboard_away(
    world: World, bot: Any, ann: int
) -> None:
    sent = await bot.do("sendMessage", chat_id=ann, text="one", reply_markup=KEYBOARD)
    where = {"chat_id": ann, "message_id": sent["message_id"]}
    edited = await bot.do("editMessageText", **where, text="two")
    assert edited["edit_date"] >= sent["date"]
    shown = world.chat(ann)[-1]
    assert (shown.text, shown.keyboard, bool(shown.edited)) == ("two", (), True)
    await bot.do("editMessageReplyMarkup", **where, reply_markup=KEYBOARD)
    assert world.chat(ann)[-1].button("Redeem").data == "r:1"


async def test_an_edit_that_changes_nothing_is_refused(bot: Any, ann: int) -> None:
    sent = await bot.do("sendMessage", chat_id=ann, text="one", reply_markup=KEYBOARD)
    same = {"chat_id": ann, "message_id": sent["message_id"], "reply_markup": KEYBOARD}
    assert await bot.refused("editMessageText", **same, text="one ") == (
        "Bad Request: message is not modified: specified new message content and reply markup "
        "are exactly the same as a current content and reply markup of the message"
    )


async def test_an_edit_needs_the_bots_own_message_of_that_kind(
    world: World, bot: Any, ann: int
) -> None:
    sent = await bot.do("sendMessage", chat_id=ann, text="one")
    mine = {"chat_id": ann, "message_id": sent["message_id"]}
    theirs = {"chat_id": ann, "message_id": world.chat(ann)[0].id}
    nowhere = {"chat_id": ann, "message_id": 999}
    refused = bot.refused
    assert await refused("editMessageText", chat_id=ann, text="x") == (
        "Bad Request: message identifier is not specified"
    )
    assert await refused("editMessageText", **nowhere, text="x") == (
        "Bad Request: message to edit not found"
    )
    assert await refused("editMessageText", **theirs, text="x") == (
        "Bad Request: message can't be edited"
    )
    assert await refused("editMessageCaption", **mine, caption="x") == (
        "Bad Request: there is no caption in the message to edit"
    )


async def test_a_message_can_be_deleted_for_two_days(world: World, bot: Any, ann: int) -> None:
    first = await bot.do("sendMessage", chat_id=ann, text="one")
    second = await bot.do("sendMessage", chat_id=ann, text="two")
    assert await bot.do("deleteMessage", chat_id=ann, message_id=first["message_id"]) is True
    assert [m.text for m in world.chat(ann)] == ["/start", "two"]
    again = await bot.refused("deleteMessage", chat_id=ann, message_id=first["message_id"])
    assert again == "Bad Request: message to delete not found"
    world.advance(49 * 3600 * SECOND)
    late = await bot.refused("deleteMessage", chat_id=ann, message_id=second["message_id"])
    assert late == "Bad Request: message can't be deleted for everyone"


async def test_a_pressed_button_reaches_the_bot_and_is_answered_once(
    world: World, bot: Any, ann: int
) -> None:
    sent = await bot.do("sendMessage", chat_id=ann, text="one", reply_markup=KEYBOARD)
    update = world.presses(ann, sent["message_id"], "Redeem")
    query = (await bot.do("getUpdates"))[0]["callback_query"]
    assert query == update["callback_query"]
    assert (query["data"], query["message"]["text"]) == ("r:1", "one")
    answer = {"callback_query_id": query["id"], "text": "Done", "show_alert": True}
    assert await bot.refused("answerCallbackQuery", **answer | {"text": "x" * 201}) == (
        "Bad Request: MESSAGE_TOO_LONG"
    )
    await bot.do("answerCallbackQuery", **answer)
    assert [(t.text, t.alert) for t in world.toasts(ann)] == [("Done", True)]
    assert await bot.refused("answerCallbackQuery", **answer) == (
        "Bad Request: query is too old and response timeout expired or query ID is invalid"
    )


async def test_a_pressed_button_gets_too_old_to_answer(world: World, bot: Any, ann: int) -> None:
    query = world.press_data(ann, 1, "forged")["callback_query"]
    world.advance(150 * SECOND)
    refused = await bot.refused("answerCallbackQuery", callback_query_id=query["id"])
    assert refused.startswith("Bad Request: query is too old")


async def test_a_photo_is_uploaded_once_and_sent_again_by_its_id(
    world: World, bot: Any, ann: int, png: bytes
) -> None:
    sent = await bot.upload("sendPhoto", {"photo": png}, chat_id=str(ann), caption="a <b>")
    assert sent["caption"] == "a <b>"
    size = sent["photo"][-1]
    assert (size["width"], size["height"]) == (8, 4)
    again = await bot.do("sendPhoto", chat_id=ann, photo=size["file_id"])
    assert again["photo"] == sent["photo"]
    file = await bot.do("getFile", file_id=size["file_id"])
    url = f"{bot.playground.url}/file/bot{bot.playground.token}/{file['file_path']}"
    async with bot.session.get(url) as response:
        assert await response.read() == png


async def test_a_photo_may_be_attached_by_name(
    world: World, bot: Any, ann: int, png: bytes
) -> None:
    sent = await bot.upload("sendPhoto", {"file0": png}, chat_id=str(ann), photo="attach://file0")
    media = '{"type":"photo","media":"attach://new","caption":"<i>new</i>","parse_mode":"HTML"}'
    where = {"chat_id": str(ann), "message_id": str(sent["message_id"])}
    await bot.upload("editMessageMedia", {"new": png + b"2"}, media=media, **where)
    shown = world.chat(ann)[-1]
    assert shown.html == "<i>new</i>"
    assert shown.photo != sent["photo"][-1]["file_id"]


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({}, "there is no photo in the request"),
        ({"photo": "AgAC-none"}, "wrong file identifier/HTTP URL specified"),
        ({"photo": "https://x.example/a.png"}, "failed to get HTTP URL content"),
        ({"photo": "x", "caption": "x" * 1025}, "message caption is too long"),
    ],
)
async def test_a_bad_photo_is_refused(
    bot: Any, ann: int, params: dict[str, Any], reason: str
) -> None:
    assert await bot.refused("sendPhoto", chat_id=ann, **params) == f"Bad Request: {reason}"


async def test_a_document_keeps_its_name(world: World, bot: Any, ann: int, png: bytes) -> None:
    sent = await bot.upload("sendDocument", {"document": png}, chat_id=str(ann))
    assert sent["document"]["file_name"] == "document.png"
    assert world.chat(ann)[-1].kind == "document"


async def test_a_copy_carries_the_content_and_a_new_keyboard(
    world: World, bot: Any, ann: int, png: bytes
) -> None:
    world.sends_photo(ann, png, "look")
    source = world.chat(ann)[-1]
    copy = await bot.do(
        "copyMessage",
        chat_id=ann,
        from_chat_id=ann,
        message_id=source.id,
        reply_markup=KEYBOARD,
    )
    shown = world.chat(ann)[-1]
    assert (shown.id, shown.photo, shown.text) == (copy["message_id"], source.photo, "look")
    assert shown.keyboard


async def test_a_chat_action_must_be_one_that_telegram_knows(bot: Any, ann: int) -> None:
    assert await bot.do("sendChatAction", chat_id=ann, action="typing") is True
    wrong = await bot.refused("sendChatAction", chat_id=ann, action="sleeping")
    assert wrong == "Bad Request: wrong parameter action in request"
