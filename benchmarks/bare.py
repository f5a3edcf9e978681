"""The least that answers: a loop around aiohttp that polls and sends back, with nothing between."""

import asyncio
import os
from typing import Any

import aiohttp

IN_FLIGHT = 64


async def main() -> None:
    """Polls the server that the environment names, until it is stopped."""
    root, offset = f"{os.environ['API_URL']}/bot{os.environ['TOKEN']}", 0
    slots = asyncio.Semaphore(IN_FLIGHT)
    async with aiohttp.ClientSession() as session:

        async def call(method: str, **params: Any) -> Any:
            async with session.post(f"{root}/{method}", json=params) as response:
                return await response.json()

        async def answer(update: Any) -> None:
            async with slots:
                said = update["message"]
                await call("sendMessage", chat_id=said["chat"]["id"], text=said["text"])

        answering: set[asyncio.Task[None]] = set()
        while True:
            updates = (await call("getUpdates", offset=offset, timeout=30))["result"]
            for update in updates:
                offset = update["update_id"] + 1
                task = asyncio.create_task(answer(update))
                answering.add(task)
                task.add_done_callback(answering.discard)


if __name__ == "__main__":
    asyncio.run(main())
