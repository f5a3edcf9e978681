"""Where Telegram delivers updates: each is kept before it is acknowledged, and to others 404."""

from fastapi import APIRouter, Request, Response
from telegram.error import TelegramError

from bot.leading import outside
from bot.metrics import WEBHOOK
from bot.store import Unavailable
from bot.telegram.inbox import Raw
from bot.telegram.transport import AiohttpRequest
from bot.telegram.webhook import PATH
from bot.web.engine import engine
from domain.errors import Busy, NothingHere, Refusal, Unreadable

ROUTER = APIRouter(prefix=PATH)
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (the header's name)
# Telegram keeps what is not taken, and comes again after so many seconds.
AGAIN_SECONDS = 2


@ROUTER.post("/{path}")
async def deliver(request: Request, path: str) -> Response:
    """Takes one update; 200 says that it will be answered, whatever happens now."""
    hook = engine(request).hook
    # Before anything is read: who is not Telegram is no work.
    if not hook.knows(path.encode(), request.headers.get(SECRET, "").encode("latin-1")):
        WEBHOOK.labels("refused").inc()
        raise NothingHere
    try:
        update = _update(await request.body())
        await outside(hook.take(update))
    except (Busy, Unavailable):
        WEBHOOK.labels("busy").inc()
        return Response(status_code=503, headers={"Retry-After": str(AGAIN_SECONDS)})
    except Refusal:
        WEBHOOK.labels("unreadable").inc()
        raise
    WEBHOOK.labels("taken").inc()
    return Response()


def _update(body: bytes) -> Raw:
    """An update as Telegram sends it; raises Unreadable for anything else."""
    try:
        update = AiohttpRequest.parse_json_payload(body)
    except (TelegramError, RecursionError):
        raise Unreadable from None
    number = update.get("update_id")
    if type(number) is not int or not 0 <= number < 2**63:
        raise Unreadable
    return update
