"""The page's own files, and who may ask for anything here."""

from functools import lru_cache
from pathlib import Path

from aiohttp import web

PAGE = Path(__file__).with_name("page")
PAGE_HEADERS = {
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; "
    "style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
}


@lru_cache(maxsize=64)
def is_loopback(host: str) -> bool:
    """A name in the Host header that no foreign site's DNS can have."""
    name = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
    return name in ("127.0.0.1", "localhost", "[::1]")


def is_own(request: web.BaseRequest) -> bool:
    """Whether a request comes from the page itself, or from no page at all."""
    origin = request.headers.get("Origin")
    return origin is None or origin == f"http://{request.headers['Host']}"


def page_file(path: str) -> web.StreamResponse:
    """A file of the page by its path; 404 for all that lies elsewhere."""
    name = "index.html" if path == "/" else path.removeprefix("/page/")
    file = (PAGE / name).resolve()
    if not (path == "/" or path.startswith("/page/")) or PAGE not in file.parents:
        return web.Response(status=404, text="Not found")
    if not file.is_file():
        return web.Response(status=404, text="Not found")
    return web.FileResponse(file, headers=PAGE_HEADERS)
