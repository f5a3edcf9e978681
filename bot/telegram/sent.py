"""What Telegram says of a message that went out."""

from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Sent:
    """A message's id, and its picture's file id: 0 and nothing where they are not told."""

    message: int = 0
    photo: str = ""

    @classmethod
    def read(cls, answer: Any) -> Self:
        """Reads an answer; whatever it says, the message went out."""
        if not isinstance(answer, dict):
            return cls()
        sizes = answer.get("photo") or [{}]
        return cls(answer.get("message_id", 0), sizes[-1].get("file_id", ""))
