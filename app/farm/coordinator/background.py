"""What takes time on the queue's own computer: done in threads, taken in by the listener."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from app.farm.net.client import ClusterClient

_THREADS = 4  # each waits for ffmpeg or the disk most of the time
_Result = TypeVar("_Result")


class BackgroundCalls:
    """A few threads for pre-flights and joining."""

    def __init__(self, cluster: ClusterClient) -> None:
        self._cluster = cluster
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="farm")

    def run(
        self,
        act: Callable[[], _Result],
        then: Callable[[_Result], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Calls `act` in a thread, then `then` or `failed` in the listening one."""

        def work() -> None:
            try:
                result = act()
            except BaseException as error:  # noqa: BLE001 - it becomes the job's error
                failure = error
                self._cluster.call_soon(lambda: failed(failure))
            else:
                self._cluster.call_soon(lambda: then(result))

        self._pool.submit(work)

    def forget(self, act: Callable[[], object]) -> None:
        """Calls `act` in a thread; nobody waits for it."""
        self._pool.submit(act)

    def close(self) -> None:
        """Waits for what was begun."""
        self._pool.shutdown()
