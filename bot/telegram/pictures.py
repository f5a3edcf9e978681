"""The shop's own pictures: files beside the settings, or pictures that Telegram has already.

A file is uploaded once; one that is exchanged under its old name is seen after a restart.
"""

import asyncio
import logging
from dataclasses import dataclass, field
from pathlib import Path

logger = logging.getLogger(__name__)

LARGEST_BYTES = 10_000_000
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp")


@dataclass(frozen=True)
class Pictures:
    """The pictures in a folder; what was sent once is known to Telegram from then on."""

    folder: Path = Path()
    _sent: dict[str, str] = field(default_factory=dict)
    _screens: dict[int, int] = field(default_factory=dict)
    _refused: set[str] = field(default_factory=set)

    async def find(self, picture: str) -> bytes | str | None:
        """What to send for a picture: its file id, or its bytes; None where there is none."""
        if picture in self._refused:
            return None
        if not picture.lower().endswith(SUFFIXES):
            return picture or None
        if known := self.known(picture):
            return known
        return await asyncio.to_thread(self._read, picture)

    def known(self, picture: str) -> str | None:
        """The id under which Telegram keeps a picture, once it was sent."""
        return self._sent.get(picture)

    def sent(self, picture: str, file_id: str) -> None:
        """Remembers under which id Telegram keeps a picture."""
        if file_id:
            self._sent[picture] = file_id

    def refused(self, picture: str) -> None:
        """Remembers that Telegram does not take a picture."""
        logger.warning("Telegram does not take the picture %s", picture)
        self._refused.add(picture)

    def hang(self, person: int, message: int) -> int:
        """Remembers a person's screen with a picture, until a restart; the one before, or 0.

        What else has a picture is no screen and stays, like a voucher with its code.
        """
        before, self._screens[person] = self._screens.get(person, 0), message
        return before

    def is_screen(self, person: int, message: int) -> bool:
        """Whether a message is the person's screen with a picture."""
        return self._screens.get(person) == message

    def unhang(self, person: int) -> None:
        """Forgets a person's screen with a picture."""
        self._screens.pop(person, None)

    def _read(self, picture: str) -> bytes | None:
        path = (self.folder / picture).resolve()
        try:
            if not path.is_relative_to(self.folder.resolve()):
                logger.warning("the picture %s is not beside the settings", picture)
            elif path.stat().st_size <= LARGEST_BYTES:
                return path.read_bytes()
            else:
                logger.warning("the picture %s is larger than Telegram takes (10 MB)", picture)
        except OSError as error:
            logger.warning("the picture %s can't be read: %s", picture, error.strerror)
        return None
