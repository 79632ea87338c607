"""Figures in Prometheus' text format: the queue, the disk, and what was asked."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from app.queue.store import JobStore
from app.service.views import counted

_UNHEEDED = ("/v1/health", "/v1/ready", "/v1/metrics")
MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass
class Metrics:
    """What is counted while the service runs: requests by status, and the seconds they took."""

    requests: Counter[int] = field(default_factory=Counter)
    seconds: float = 0.0
    asked_at: float = field(default_factory=time.monotonic)

    def count(self, path: str, status: int, seconds: float) -> None:
        """Counts one answer; probes and Prometheus keep no service awake."""
        if path not in _UNHEEDED:
            self.asked_at = time.monotonic()
        self.requests[status] += 1
        self.seconds += seconds


def text(metrics: Metrics, store: JobStore, listeners: int, home: Path) -> str:
    """All figures now."""
    found = counted(store.counts())
    waiting = sum(load.speech_seconds for load in store.load())
    lines = [
        *_gauge(
            "mouthpiece_jobs",
            "Jobs in each state.",
            ((f'{{state="{state.value}"}}', count) for state, count in found.counts.items()),
        ),
        *_gauge("mouthpiece_queue_depth", "Jobs that wait or run.", [("", found.depth)]),
        *_gauge("mouthpiece_waiting_seconds", "Seconds of speech that wait.", [("", waiting)]),
        *_gauge("mouthpiece_listeners", "Streams of events.", [("", listeners)]),
        *_gauge(
            "mouthpiece_disk_free_bytes",
            "Room on the disk of the home folder.",
            [("", shutil.disk_usage(home).free)],
        ),
        "# HELP mouthpiece_requests_total Answers by status.",
        "# TYPE mouthpiece_requests_total counter",
        *(
            f'mouthpiece_requests_total{{status="{status}"}} {count}'
            for status, count in sorted(metrics.requests.items())
        ),
        "# HELP mouthpiece_request_seconds_total Seconds until answers began.",
        "# TYPE mouthpiece_request_seconds_total counter",
        f"mouthpiece_request_seconds_total {metrics.seconds:.6f}",
    ]
    return "\n".join(lines) + "\n"


def _gauge(name: str, meaning: str, values: Iterable[tuple[str, float]]) -> list[str]:
    return [
        f"# HELP {name} {meaning}",
        f"# TYPE {name} gauge",
        *(f"{name}{labels} {value:g}" for labels, value in values),
    ]
