"""How things stand just now, for whoever watches over the bot: queues, pace, who leads."""

from collections.abc import Iterator
from typing import Final

from prometheus_client.metrics_core import Metric

from bot.metrics import counter, gauge
from bot.telegram.pacing import BULK, NOTICE, PAID, Pacer
from domain.tx import ReadTx

COUNTED_MOST: Final = 10_000
LANES: Final = (NOTICE, BULK, PAID)


def lengths(tx: ReadTx) -> dict[str, int]:
    """How many wait in each queue of the books, counted up to 10,000."""
    rows = tx.sql.gauges.lengths(now=tx.now, most=COUNTED_MOST)
    return {queue: max(0, length) for queue, length in rows}


def gauges(waiting: dict[str, int], pacer: Pacer, leads: bool) -> Iterator[Metric]:
    """Everything that stands somewhere, and what was sent."""
    queues = waiting | {f"pacer_{lane}": pacer.waiting(lane) for lane in LANES}
    queues["pacer_answer"] = pacer.waiting(None)
    by_queue = [((queue,), length) for queue, length in queues.items()]
    yield gauge("jifen_queue_length", "How many wait", by_queue, ("queue",))
    yield counter("jifen_sends", "What became of messages", pacer.sent.items(), ("lane", "result"))
    yield gauge(
        "jifen_pause_seconds", "How long Telegram wants silence", [((), pacer.paused_for())]
    )
    yield gauge("jifen_bulk_rate", "Bulk messages a second", [((), pacer.rate)])
    yield gauge("jifen_leading", "Whether this process works", [((), leads)])
