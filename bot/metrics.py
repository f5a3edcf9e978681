"""What is counted for whoever watches over the bot: no person occurs in it, and no secret."""

from collections.abc import Iterable, Sequence
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST

# When each one began to count is of no use to anybody, and doubles the page.
disable_created_metrics()  # type: ignore[no-untyped-call]
_COUNTED: Final = CollectorRegistry()

UPDATES: Final = Counter(
    "jifen_updates", "Updates taken into the inbox", ("kind", "way"), registry=_COUNTED
)
REPLIES: Final = Counter(
    "jifen_replies",
    "Tries to answer an update",
    ("result",),
    registry=_COUNTED,
)
REPLY_SECONDS: Final = Histogram(
    "jifen_reply_seconds",
    "From an update's arrival in the inbox to its answer",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0),
    registry=_COUNTED,
)
WEBHOOK: Final = Counter(
    "jifen_webhook_requests",
    "Requests at the webhook: taken, refused, unreadable, busy",
    ("result",),
    registry=_COUNTED,
)
COMMITS: Final = Counter("jifen_commits", "Transactions committed", registry=_COUNTED)
COMMIT_BATCH: Final = Histogram(
    "jifen_commit_batch",
    "Verbs in one commit",
    buckets=(1, 2, 4, 8, 16, 32, 64, 128),
    registry=_COUNTED,
)


Values = Iterable[tuple[tuple[str, ...], float]]


def gauge(name: str, text: str, values: Values, labels: Sequence[str] = ()) -> Metric:
    """Something as it stands just now, by its labels."""
    return _filled(GaugeMetricFamily(name, text, labels=labels), values)


def counter(name: str, text: str, values: Values, labels: Sequence[str] = ()) -> Metric:
    """Something that is counted elsewhere and only grows, by its labels."""
    return _filled(CounterMetricFamily(name, text, labels=labels), values)


def _filled(family: GaugeMetricFamily | CounterMetricFamily, values: Values) -> Metric:
    for labels, value in values:
        family.add_metric(labels, value)
    return family


class _Page:
    """What was counted, and how things stand: in the form that is read from a registry."""

    def __init__(self, standing: Iterable[Metric]) -> None:
        self._standing = standing

    def collect(self) -> Iterable[Metric]:
        yield from _COUNTED.collect()
        yield from self._standing


def page(standing: Iterable[Metric]) -> bytes:
    """Everything counted, and how things stand now, in Prometheus's words."""
    return generate_latest(_Page(standing))
