"""What was counted and how things stand, to the networks that may know."""

import asyncio
import ipaddress
from collections.abc import Sequence
from typing import Final

from fastapi import APIRouter, Request, Response

from bot import metrics
from bot.store import Store, Unavailable
from bot.telegram.ask import Desk
from bot.web.engine import engine
from bot.web.gauges import gauges, lengths
from domain.errors import Busy, NothingHere

ROUTER = APIRouter()
_READ_WITHIN: Final = 2.0


@ROUTER.get("/metrics")
async def tell(request: Request) -> Response:
    """Everything, in Prometheus's words; there is nothing here for anybody else."""
    if not _within(request.client.host if request.client else "", engine(request).watchers):
        raise NothingHere
    desk: Desk = request.app.state.desk
    waiting = await _waiting(desk.store)
    page = metrics.page(gauges(waiting, desk.pacer, engine(request).pulse.leads))
    return Response(page, headers={"Content-Type": metrics.CONTENT_TYPE})


async def _waiting(store: Store) -> dict[str, int]:
    """The queues of the books; none while those do not answer, when all else is wanted most."""
    try:
        async with asyncio.timeout(_READ_WITHIN):
            return await store.read(lengths)
    except (Busy, Unavailable, TimeoutError):
        return {}


def _within(host: str, networks: Sequence[str]) -> bool:
    """Whether an address is in one of the networks; one inside an IPv6 address counts as itself."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return any((mapped or address) in ipaddress.ip_network(each) for each in networks)
