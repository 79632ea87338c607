"""How often one caller may ask: a bucket for each, that fills by the second."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass, field

_MOST_CALLERS = 10_000


@dataclass
class _Bucket:
    left: float
    looked: float = field(default_factory=time.monotonic)


class RateLimit:
    """`per_second` requests of each caller on average, `burst` at once; 0 a second is no limit."""

    def __init__(self, per_second: float, burst: float) -> None:
        self._rate = per_second
        self._burst = burst
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def wait(self, caller: str) -> float:
        """Takes one request of a caller; 0 when it may go on, else the seconds to wait."""
        if not self._rate:
            return 0.0
        now = time.monotonic()
        bucket = self._buckets.pop(caller, None) or _Bucket(self._burst, now)
        bucket.left = min(self._burst, bucket.left + (now - bucket.looked) * self._rate)
        bucket.looked = now
        self._buckets[caller] = bucket
        while len(self._buckets) > _MOST_CALLERS:
            self._buckets.popitem(last=False)
        if bucket.left < 1.0:
            return (1.0 - bucket.left) / self._rate
        bucket.left -= 1.0
        return 0.0
