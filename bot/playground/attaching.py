"""All that people send beside text."""

from typing import Any, Final

from bot.playground.images import size_of
from bot.playground.objects import dice, poll
from bot.playground.people import FileKind
from bot.playground.peopleside import Entities, PeopleSide, Update

STICKER = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0"
VOICE = b"OggS\0\x02"
FILM = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"
SONG = b"ID3\x04\0\0\0\0\0\0"
SHANGHAI = (31.2304, 121.4737)
# What an app makes of a picked file, by the first half of its media type.
PICKED: Final[dict[str, FileKind]] = {"video": "video", "audio": "audio"}
MIME = {
    "voice": "audio/ogg",
    "video": "video/mp4",
    "animation": "video/mp4",
    "video_note": "video/mp4",
    "audio": "audio/mpeg",
    "sticker": "image/webp",
}


class Attaching(PeopleSide):
    """Pictures, films, files, places, cards, polls and dice; each is one update for the bot."""

    def sends_photo(
        self, person_id: int, data: bytes, caption: str = "", entities: Entities = ()
    ) -> Update:
        """Sends a photo."""
        if size_of(data) is None:
            raise ValueError("that is no picture")
        return self._sends_file(person_id, "photo", data, caption, entities)

    def sends_file(
        self, person_id: int, data: bytes, caption: str = "", *, name: str = "", mime: str = ""
    ) -> Update:
        """Sends what somebody picked, as the kind of message that an app would make of it."""
        kind: FileKind = (
            "photo" if size_of(data) else PICKED.get(mime.partition("/")[0], "document")
        )
        if mime == "image/gif":
            kind = "animation"
        return self._sends_file(person_id, kind, data, caption, name=name, mime=mime)

    def sends_album(self, person_id: int, pictures: list[bytes], caption: str = "") -> list[Update]:
        """Sends several photos at once: one update for each, the caption with the first."""
        album = str(self.standing.next_update << 16)
        return [
            self._sends_file(person_id, "photo", data, "" if number else caption, album=album)
            for number, data in enumerate(pictures)
        ]

    def sends_video(
        self, person_id: int, data: bytes = FILM, caption: str = "", entities: Entities = ()
    ) -> Update:
        """Sends a video."""
        return self._sends_file(person_id, "video", data, caption, entities)

    def sends_animation(
        self, person_id: int, data: bytes = FILM, caption: str = "", entities: Entities = ()
    ) -> Update:
        """Sends a short film without sound."""
        return self._sends_file(person_id, "animation", data, caption, entities)

    def sends_audio(
        self, person_id: int, data: bytes = SONG, caption: str = "", entities: Entities = ()
    ) -> Update:
        """Sends a piece of music."""
        return self._sends_file(person_id, "audio", data, caption, entities)

    def sends_document(
        self,
        person_id: int,
        data: bytes = b"%PDF-1.7",
        caption: str = "",
        entities: Entities = (),
        *,
        name: str = "menu.pdf",
        mime: str = "application/pdf",
    ) -> Update:
        """Sends a file as it is."""
        return self._sends_file(
            person_id, "document", data, caption, entities, name=name, mime=mime
        )

    def sends_voice(
        self, person_id: int, data: bytes = VOICE, caption: str = "", entities: Entities = ()
    ) -> Update:
        """Sends a voice note."""
        return self._sends_file(person_id, "voice", data, caption, entities)

    def sends_video_note(self, person_id: int) -> Update:
        """Sends a round film of a face."""
        return self._sends_file(person_id, "video_note", FILM)

    def sends_sticker(self, person_id: int) -> Update:
        """Sends a sticker."""
        return self._sends_file(person_id, "sticker", STICKER)

    def sends_location(self, person_id: int, place: tuple[float, float] = SHANGHAI) -> Update:
        """Sends where somebody is: latitude and longitude in degrees."""
        details = {"latitude": place[0], "longitude": place[1]}
        return self._sends(person_id, person_id, kind="location", details=details)

    def sends_venue(self, person_id: int, title: str, address: str) -> Update:
        """Sends a place with a name."""
        place = {"latitude": SHANGHAI[0], "longitude": SHANGHAI[1]}
        details = {"location": place, "title": title, "address": address}
        return self._sends(person_id, person_id, kind="venue", details=details)

    def sends_contact(self, person_id: int, phone: str = "+8613800138000") -> Update:
        """Sends the person's own card."""
        details = {
            "phone_number": phone,
            "first_name": self._known(person_id).name,
            "user_id": person_id,
        }
        return self._sends(person_id, person_id, kind="contact", details=details)

    def sends_poll(
        self, person_id: int, question: str, options: list[str], kind: str = "regular"
    ) -> Update:
        """Sends a poll; of the right answers of a "quiz" Telegram tells a bot nothing."""
        details = poll(self.standing.next_message, question, options, kind=kind)
        return self._sends(person_id, person_id, kind="poll", details=details)

    def sends_dice(self, person_id: int, emoji: str = "🎲") -> Update:
        """Throws a die, or one of the other things that fall by chance."""
        details = dice(self.standing.next_message, emoji)
        return self._sends(person_id, person_id, kind="dice", details=details)

    def sends_other(self, person_id: int, **fields: Any) -> Update:
        """Sends what no phone here shows, such as a story; `fields` as the Bot API spells them."""
        self._acting(person_id)
        message = self._add(person_id, person_id)
        return self._queue("message", self.wire_message(message) | fields, message.date)

    def _sends_file(
        self,
        person_id: int,
        kind: FileKind,
        data: bytes,
        caption: str = "",
        entities: Entities = (),
        *,
        name: str = "",
        mime: str = "",
        album: str | None = None,
    ) -> Update:
        self._acting(person_id)
        file = self.add_file(kind, data, name, mime or MIME.get(kind, ""))
        return self._sends(
            person_id,
            person_id,
            kind=kind,
            text=caption.strip(),
            entities=entities,
            file=file.id,
            album=album,
        )
