"""How it goes: to whoever restarts what hangs, and whoever asks where to send people."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from bot.web.engine import engine
from domain.calendar import SECOND

ROUTER = APIRouter(prefix="/health")


@ROUTER.get("/live")
async def live() -> dict[str, str]:
    """Says that the loop turns."""
    return {"state": "live"}


@ROUTER.get("/ready")
async def ready(request: Request) -> JSONResponse:
    """Says whether people are answered, and since when it is as it is."""
    felt = await engine(request).pulse.feel()
    since = datetime.fromtimestamp(felt.since // SECOND, UTC).isoformat()
    answers = felt.state == "answering"
    return JSONResponse({"state": felt.state, "since": since}, 200 if answers else 503)
