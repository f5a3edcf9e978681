"""Tokens, menus and the other things a bot says about itself."""

from typing import Any

from bot.playground import World

START = {"command": "start", "description": "Begin"}
SALE = {"command": "sale", "description": "Credit a purchase"}


async def test_a_wrong_token_is_401_and_an_unknown_method_404(bot: Any) -> None:
    async with bot.session.get(f"{bot.playground.api_url}1:wrong/getMe") as response:
        assert await response.json() == {
            "ok": False,
            "error_code": 401,
            "description": "Unauthorized",
        }
    answer = await bot.ask("makeCoffee")
    assert answer["error_code"] == 404
    assert answer["description"] == "Not Found: method not found"


async def test_the_bot_knows_itself(bot: Any) -> None:
    me = await bot.do("getMe")
    assert (me["id"], me["is_bot"]) == (4200000001, True)


async def test_the_nearest_menu_wins_and_in_it_the_persons_language(world: World, bot: Any) -> None:
    zh = {"command": "start", "description": "开始"}
    await bot.do("setMyCommands", commands=[START])
    await bot.do("setMyCommands", commands=[zh], language_code="zh")
    owner = {"type": "chat", "chat_id": 9001}
    await bot.do("setMyCommands", commands=[START, SALE], scope=owner)
    assert [c.description for c in world.menu(1001)] == ["Begin"]
    assert [c.description for c in world.menu(1002)] == ["开始"]
    assert [c.command for c in world.menu(9001)] == ["start", "sale"]
    private = {"type": "all_private_chats"}
    await bot.do("setMyCommands", commands=[SALE], scope=private)
    assert [c.command for c in world.menu(1002)] == ["sale"]
    await bot.do("deleteMyCommands", scope=private)
    assert await bot.do("getMyCommands", scope=private) == []
    assert await bot.do("getMyCommands", language_code="zh") == [zh]


async def test_bad_menus_are_refused(bot: Any) -> None:
    async def refused(*commands: dict[str, str], **more: Any) -> str:
        return str(await bot.refused("setMyCommands", commands=list(commands), **more))

    assert await refused({"command": "Start!", "description": "x"}) == (
        "Bad Request: BOT_COMMAND_INVALID"
    )
    assert await refused({"command": "start", "description": ""}) == (
        "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"
    )
    assert await refused(*[START] * 101) == "Bad Request: BOT_COMMANDS_TOO_MUCH"
    nobody = {"type": "chat", "chat_id": 5}
    assert await refused(START, scope=nobody) == "Bad Request: chat not found"


async def test_names_and_descriptions_fall_back_to_the_default_language(bot: Any) -> None:
    await bot.do("setMyName", name="Shop")
    await bot.do("setMyName", name="店", language_code="zh")
    await bot.do("setMyDescription", description="What it can do")
    await bot.do("setMyShortDescription", short_description="About")
    assert await bot.do("getMyName", language_code="zh") == {"name": "店"}
    assert await bot.do("getMyName", language_code="fr") == {"name": "Shop"}
    assert await bot.do("getMyDescription") == {"description": "What it can do"}
    assert (await bot.refused("setMyName", name="x" * 65)).startswith("Bad Request")


async def test_a_chat_can_be_looked_up(bot: Any) -> None:
    chat = await bot.do("getChat", chat_id=1002)
    assert (chat["first_name"], chat["type"]) == ("小林", "private")
    await bot.do("setChatMenuButton", menu_button={"type": "commands"})
