"""What the page asks and hears: the world as JSON, its events as a stream, a person's doings."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from multidict import MultiDictProxy

from bot.playground.botside import Event
from bot.playground.images import mime_of, size_of
from bot.playground.memory import SECOND
from bot.playground.people import Message, Person
from bot.playground.streams import Streams
from bot.playground.world import World

HOUR = 3600 * SECOND
LATEST_MESSAGES = 200
MOST_PEOPLE = 20
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class PageApi:
    """The endpoints under /playground/."""

    def __init__(
        self, world: World, start_over: Callable[[], Awaitable[None]], zone: str | None
    ) -> None:
        self._world = world
        self._zone = zone
        self._start_over = start_over
        self._starting_over = asyncio.Lock()
        self._streams = Streams()
        self._stop_listening = world.listen(self._tell)

    async def answer(self, request: web.BaseRequest, path: str) -> web.StreamResponse:
        """Answers GET state, events, photo/<file id> and every POST."""
        if request.method == "POST":
            return await self._post(request, path)
        if path == "state":
            return await self._state()
        if path == "events":
            return await self._streams.serve(request, HEADERS)
        kind, _, file_id = path.partition("/")
        if kind == "photo" and (file := self._world.files.get(file_id)):
            return web.Response(
                body=file.data,
                content_type=mime_of(file.data),
                headers=HEADERS | {"Cache-Control": "max-age=86400, immutable"},
            )
        return _json({"error": "Nothing is here."}, 404)

    def close(self) -> None:
        """Ends every stream."""
        self._stop_listening()
        self._streams.close()

    async def _state(self) -> web.Response:
        async with self._starting_over:
            world = self._world
            people = self._shown()
            untouched = not any(person.started or person.blocked for person in people)
            if people and untouched:
                world.says(people[0].id, "/start")
            return _json(
                self._clock()
                | {
                    "zone": self._zone,
                    "bot": self._bot(),
                    "faults": self._faults(),
                    "people": [self._person(person) for person in people],
                }
            )

    def _tell(self, event: Event, chat: int, subject: Any) -> None:
        """Puts an event of the world into every stream."""
        if not self._streams:
            return
        shown = self._shown()
        if chat and chat not in {person.id for person in shown}:
            return
        if event == "commands":
            for person in shown:
                self._streams.send(event, {"person": person.id, "commands": self._menu(person)})
            return
        self._streams.send(event, self._payload(event, chat, subject))

    def _payload(self, event: Event, chat: int, subject: Any) -> dict[str, Any]:
        match event:
            case "message" | "edit":
                return {"person": chat, "message": self._message(subject)}
            case "delete":
                return {"person": chat, "id": subject}
            case "toast":
                return {"person": chat, "text": subject.text, "alert": subject.alert}
            case "answered":
                return {"person": chat, "message_id": subject}
            case "typing":
                return {"person": chat}
            case "clock":
                return self._clock()
            case "faults":
                return self._faults()
            case "people":
                return {"person": chat, "blocked": self._world.people[chat].blocked}
        return {}

    async def _post(self, request: web.BaseRequest, path: str) -> web.Response:
        try:
            if path == "file":
                self._files(await request.post())
            else:
                await self._act(path, _asked(await request.read()))
        except KeyError as missing:
            return _json({"error": f"Missing or unknown: {missing.args[0]}."}, 400)
        except (ValueError, TypeError) as wrong:
            return _json({"error": str(wrong)}, 400)
        return _json({"ok": True})

    async def _act(self, path: str, asked: dict[str, Any]) -> None:
        world = self._world
        match path:
            case "say":
                world.says(asked["person"], str(asked["text"]))
            case "press":
                place = (int(asked["row"]), int(asked["column"]))
                world.presses(asked["person"], asked["message"], place)
            case "sticker":
                world.sends_sticker(asked["person"])
            case "voice":
                world.sends_voice(asked["person"])
            case "location":
                world.sends_location(asked["person"])
            case "contact":
                world.sends_contact(asked["person"])
            case "block" if asked["blocked"]:
                world.blocks(asked["person"])
            case "block":
                world.unblocks(asked["person"])
            case "faults":
                if "flood_seconds" in asked:
                    world.set_flood(int(asked["flood_seconds"]))
                if "weather" in asked:
                    world.set_weather(bad=bool(asked["weather"]))
                if "outage" in asked:
                    world.set_outage(bool(asked["outage"]))
            case "advance":
                if asked["hours"] not in (1, 24, 168):
                    raise ValueError("time moves by 1, 24 or 168 hours")
                world.advance(asked["hours"] * HOUR)
            case "start-over":
                async with self._starting_over:
                    await self._start_over()
                world.tell("reset")
            case _:
                raise ValueError(f"nobody can {path!r} here")

    def _files(self, form: MultiDictProxy[Any]) -> None:
        """What somebody picked: several pictures are an album, anything else goes one by one."""
        parts = form.getall("file")
        if not all(isinstance(part, web.FileField) for part in parts):
            raise TypeError("file is not a file")
        person, caption = int(form["person"]), str(form.get("caption", ""))
        bodies = [part.file.read() for part in parts]
        if len(parts) > 1 and all(size_of(body) for body in bodies):
            self._world.sends_album(person, bodies, caption)
            return
        for part, body in zip(parts, bodies, strict=True):
            self._world.sends_file(
                person, body, caption, name=part.filename, mime=part.content_type
            )

    def _shown(self) -> list[Person]:
        people = [p for p in self._world.people.values() if p.role != "group"]
        return people[:MOST_PEOPLE]

    def _person(self, person: Person) -> dict[str, Any]:
        messages = self._world.chat(person.id)[-LATEST_MESSAGES:]
        return {
            "id": person.id,
            "name": person.name,
            "language": person.language,
            "role": person.role,
            "blocked": person.blocked,
            "started": person.started,
            "commands": self._menu(person),
            "messages": [self._message(message) for message in messages],
        }

    def _message(self, message: Message) -> dict[str, Any]:
        """A message as the page draws it; its `html` is safe."""
        file = self._world.files.get(message.file or "")
        return {
            "id": message.id,
            "sender": message.sender,
            "date": message.date,
            "html": message.html,
            "photo": f"/playground/photo/{message.photo}" if message.photo else None,
            "kind": message.kind,
            "name": file.name if file else "",
            "details": message.details,
            "silent": message.silent,
            "keyboard": [
                [{"text": b.text, "url": b.url or b.web_app, "copy": b.copy} for b in row]
                for row in message.keyboard
            ],
            "edited": bool(message.edited),
        }

    def _menu(self, person: Person) -> list[dict[str, str]]:
        menu = self._world.menu(person.id)
        return [{"command": c.command, "description": c.description} for c in menu]

    def _clock(self) -> dict[str, Any]:
        return {"now": self._world.clock.now(), "offset": self._world.clock.offset}

    def _bot(self) -> dict[str, str]:
        bot, texts = self._world.bot, self._world.standing.texts
        return {"username": bot["username"], "name": texts.get("name:") or bot["first_name"]}

    def _faults(self) -> dict[str, Any]:
        left = self._world.flood_until - self._world.clock.now()
        return {
            "flood_seconds": max(0, -(-left // SECOND)),
            "outage": self._world.outage,
            "weather": self._world.standing.weather,
        }


def _asked(body: bytes) -> dict[str, Any]:
    asked = json.loads(body or b"{}")
    if not isinstance(asked, dict):
        raise TypeError("a JSON object is expected")
    return asked


def _json(value: object, status: int = 200) -> web.Response:
    body = json.dumps(value, ensure_ascii=False).encode(errors="replace")
    return web.Response(body=body, status=status, content_type="application/json", headers=HEADERS)
