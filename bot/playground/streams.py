"""Server-sent events: every open page hears everything that happens."""

import asyncio
import json
from typing import Any

from aiohttp import web

PING_SECONDS = 15
# A page that reads slower than this is cut off; it connects again and asks for the whole state.
MOST_UNREAD = 1000

Stream = asyncio.Queue[bytes | None]


class Streams:
    """The open pages' streams."""

    def __init__(self) -> None:
        self._open: set[Stream] = set()

    def __bool__(self) -> bool:
        return bool(self._open)

    def send(self, event: str, payload: dict[str, Any]) -> None:
        """Puts an event into every stream."""
        data = json.dumps(payload, ensure_ascii=False)
        chunk = f"event: {event}\ndata: {data}\n\n".encode(errors="replace")
        for stream in tuple(self._open):
            try:
                stream.put_nowait(chunk)
            except asyncio.QueueFull:
                self._open.discard(stream)
                _end(stream)

    def close(self) -> None:
        """Ends every stream."""
        for stream in self._open:
            _end(stream)

    async def serve(self, request: web.BaseRequest, headers: dict[str, str]) -> web.StreamResponse:
        """Answers with events until either side has enough."""
        response = web.StreamResponse(headers=headers | {"Content-Type": "text/event-stream"})
        stream: Stream = asyncio.Queue(MOST_UNREAD)
        self._open.add(stream)
        try:
            await response.prepare(request)
            await response.write(b": here\n\n")
            while (chunk := await _next(stream)) is not None:
                await response.write(chunk)
        except ConnectionError:
            pass
        finally:
            self._open.discard(stream)
        return response


def _end(stream: Stream) -> None:
    if stream.full():
        stream.get_nowait()
    stream.put_nowait(None)


async def _next(stream: Stream) -> bytes | None:
    """The next event, or a ping when there is none for a while."""
    try:
        return await asyncio.wait_for(stream.get(), PING_SECONDS)
    except TimeoutError:
        return b": ping\n\n"
