"""What was counted and how things stand, to the networks that may know."""

import ipaddress
from collections.abc import Sequence

from fastapi import APIRouter, Request, Response

from bot import metrics
from bot.telegram.pacing import Pacer
from bot.web.engine import engine
from bot.web.gauges import gauges, lengths
from domain.errors import NothingHere

ROUTER = APIRouter()


@ROUTER.get("/metrics")
async def tell(request: Request) -> Response:
    """Everything, in Prometheus's words; there is nothing here for anybody else."""
    if not _within(request.client.host if request.client else "", engine(request).watchers):
        raise NothingHere
    desk = request.app.state.desk
    waiting = await desk.store.read(lengths)
    pacer = desk.bot.rate_limiter
    assert isinstance(pacer, Pacer)
    page = metrics.page(gauges(waiting, pacer, engine(request).pulse.leads))
    return Response(page, headers={"Content-Type": metrics.CONTENT_TYPE})


def _within(host: str, networks: Sequence[str]) -> bool:
    """Whether an address is in one of the networks; one inside an IPv6 address counts as itself."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return any((mapped or address) in ipaddress.ip_network(each) for each in networks)
