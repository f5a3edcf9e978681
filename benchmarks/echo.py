"""A bare aiogram bot that sends back what it is sent: what Jifen's replies are measured against."""

# aiogram lives in an environment of its own, where the type checker does not look.
# mypy: disable-error-code="import-not-found, untyped-decorator"

import asyncio
import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

dispatcher = Dispatcher()


@dispatcher.message()
async def echo(message: Message) -> None:
    """Answers with the same words."""
    await message.answer(message.text or "")


async def main() -> None:
    """Polls the server that the environment names, until it is stopped."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["API_URL"]))
    await dispatcher.start_polling(Bot(os.environ["TOKEN"], session=session), handle_signals=False)


if __name__ == "__main__":
    asyncio.run(main())
