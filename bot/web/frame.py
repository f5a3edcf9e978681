"""The application that the server runs: routes, static pages, and errors as data."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

from bot.telegram.ask import Desk
from bot.web.caller import caller, refused
from bot.web.engine import Engine
from bot.web.gate import Gate
from domain.errors import NothingHere, Refusal, Unreadable


@dataclass(frozen=True)
class Page:
    """A folder of files that is shown below a path; `index.html` at the path itself."""

    path: str
    folder: Path


def frame(
    desk: Desk, routers: Sequence[APIRouter], pages: Sequence[Page], engine: Engine | None = None
) -> ASGIApp:
    """Puts the routes and pages together; what they raise is answered in the caller's language."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.state.desk = desk
    app.state.engine = engine
    for router in routers:
        app.include_router(router)
    for page in pages:
        app.mount(page.path, _Files(directory=page.folder, html=True))
    app.add_exception_handler(Refusal, _said)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(HTTPException, _nothing)
    app.add_exception_handler(Exception, _failed)
    # Around all of it: what nobody foresaw is answered outside of the framework's own middleware.
    return Gate(app)


class _Files(StaticFiles):
    """Files that a browser keeps, and asks about each time."""

    def file_response(
        self,
        full_path: "os.PathLike[str] | str",
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["cache-control"] = "no-cache"
        return response


async def _said(request: Request, refusal: Exception) -> JSONResponse:
    assert isinstance(refusal, Refusal)
    return await refused(request, refusal)


async def _unreadable(request: Request, _: Exception) -> JSONResponse:
    return await refused(request, Unreadable())


async def _nothing(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    # What stops a body from being read arrives as the cause of an error of the framework's own.
    if isinstance(error.__cause__, Refusal):
        return await refused(request, error.__cause__)
    refusal = Unreadable() if error.status_code == Unreadable.status else NothingHere()
    return await refused(request, refusal, error.status_code)


async def _failed(request: Request, _: Exception) -> JSONResponse:
    """What nobody foresaw; uvicorn logs it."""
    asking = await caller(request)
    said = asking.desk.texts.plain(asking.language, "sorry")
    return JSONResponse({"error": "Failed", "said": said}, 500)
