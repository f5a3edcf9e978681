"""What a call to Telegram ended in, told apart by what it means for a retry.

NotSent is safe, after TimedOut nobody knows, a ServerFault did nothing, and all else is Telegram's
answer.
"""

import datetime
import json
from http import HTTPStatus
from typing import Any, Final

from pydantic_core import from_json
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

_REFUSALS: Final[dict[int, type[TelegramError]]] = {
    400: BadRequest,
    401: InvalidToken,
    403: Forbidden,
    404: InvalidToken,
    409: Conflict,
}


class NotSent(NetworkError):
    """The request never reached Telegram: sending it again cannot double it."""


class Late(NotSent):
    """The request was kept back: it could not leave in time."""


class ServerFault(NetworkError):
    """Telegram's server, or one before it, failed to do what it was asked."""


def refusal(status: int, answer: bytes) -> TelegramError:
    """What an answer that is no success means, by its status: texts change."""
    failed = ServerFault if status >= HTTPStatus.INTERNAL_SERVER_ERROR else NetworkError
    if not answer.startswith(b"{"):
        # A proxy spoke, not Telegram: its 404 says nothing about the token.
        return failed(f"HTTP {status} without an answer from the Bot API")
    said = read(answer)
    parameters = said.get("parameters") or {}
    if moved_to := parameters.get("migrate_to_chat_id"):
        return ChatMigrated(moved_to)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return RetryAfter(parameters.get("retry_after") or 1)
    return _REFUSALS.get(status, failed)(said.get("description") or f"HTTP {status}")


def read(payload: bytes) -> dict[str, Any]:
    """Decodes an answer; raises TelegramError where it is not a JSON object."""
    try:
        answer = from_json(payload)
    except ValueError:
        # The strict and fast decoder refuses lone surrogates; one must not stop the polling.
        try:
            answer = json.loads(payload.decode(errors="replace"))
        except ValueError:
            answer = None
    if not isinstance(answer, dict):
        raise TelegramError("Invalid server response")
    return answer


def retry_after_seconds(error: RetryAfter) -> float:
    """How long Telegram says to wait; PTB gives a number or a timedelta."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, datetime.timedelta) else float(wait)
