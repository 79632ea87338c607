"""As many slots as videos wait for: Dask's adaptive deployment, led by the queue.

Dask itself counts the tasks at its scheduler. Ours come there only once somebody can make them, so
the queue says how many slots are wanted, and Dask's core decides when they come and go.
"""

from __future__ import annotations

import asyncio
import logging
import math
import shlex
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from distributed.deploy.adaptive_core import AdaptiveCore
from typing_extensions import override

from app.worker.shutdown import StopRequest
from talker.errors import ErrorCode, InputError, MouthpieceError
from talker.processes import no_window

_SECONDS = 20.0
_LOOK_SECONDS = 0.5
_PLACE = Path("/var/run/secrets/kubernetes.io/serviceaccount")
_log = logging.getLogger(__name__)


class Scale(ABC):
    """What starts and ends slots: those with the numbers below `count` are there."""

    @abstractmethod
    def count(self) -> int:
        """How many there are to be now."""

    @abstractmethod
    def change(self, count: int) -> None:
        """From now on so many; OSError or httpx.HTTPError when that did not work."""


@dataclass
class CommandScale(Scale):
    """A command of the user's, in which `{count}` stands for how many."""

    command: str
    known: int = 0

    @override
    def count(self) -> int:
        return self.known

    @override
    def change(self, count: int) -> None:
        words = [word.replace("{count}", str(count)) for word in shlex.split(self.command)]
        try:
            subprocess.run(
                words,
                check=True,
                timeout=_SECONDS,
                stdin=subprocess.DEVNULL,
                creationflags=no_window(),
            )
        except subprocess.SubprocessError as error:
            raise OSError(str(error)) from error
        self.known = count


@dataclass(frozen=True)
class StatefulSetScale(Scale):
    """A StatefulSet of Kubernetes, by the interface that every pod finds; `place` is where."""

    name: str
    address: str
    place: Path = _PLACE

    @override
    def count(self) -> int:
        return int(self._ask("GET").get("spec", {}).get("replicas", 0))

    @override
    def change(self, count: int) -> None:
        self._ask("PATCH", {"spec": {"replicas": count}})

    def _ask(self, method: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        namespace, token = (
            (self.place / name).read_text(encoding="utf-8").strip()
            for name in ("namespace", "token")  # the token changes now and then
        )
        authority = self.place / "ca.crt"
        verified: str | bool = str(authority) if authority.exists() else True
        answer = httpx.request(
            method,
            f"{self.address}/apis/apps/v1/namespaces/{namespace}/statefulsets/{self.name}/scale",
            json=body,
            headers={
                "Authorization": f"Bearer {token}",
                "Content-Type": "application/merge-patch+json",
            },
            verify=verified,
            timeout=_SECONDS,
            trust_env=False,
        )
        answer.raise_for_status()
        return dict(answer.json())


def service_depth(address: str, token: str, authority: Path | None) -> Callable[[], int]:
    """How many jobs of a service wait or run; it raises httpx.HTTPError where that is not told."""

    def ask() -> int:
        answer = httpx.get(
            f"{address.rstrip('/')}/v1/counts",
            headers={"Authorization": f"Bearer {token}"},
            verify=True if authority is None else str(authority),
            timeout=_SECONDS,
            trust_env=False,
        )
        answer.raise_for_status()
        return int(answer.json()["depth"])

    return ask


class Adapter(AdaptiveCore):
    """Dask's rules: more slots at once, fewer when that was wanted `patience` times in a row."""

    def __init__(
        self, depth: Callable[[], int], scale: Scale, least: int, most: int, patience: int
    ) -> None:
        super().__init__(minimum=least, maximum=most, wait_count=patience)
        self._depth = depth
        self._scale = scale
        self._slots = scale.count()

    @property
    @override
    def plan(self) -> set[Any]:
        return set(range(self._slots))

    @property
    @override
    def requested(self) -> set[Any]:
        return self.plan

    @property
    @override
    def observed(self) -> set[Any]:
        return self.plan

    @override
    async def target(self) -> int:
        return await asyncio.to_thread(self._depth)

    @override
    async def workers_to_close(self, target: int) -> list[int]:
        """The highest numbers, as a StatefulSet takes them."""
        return list(range(target, self._slots))

    @override
    async def scale_up(self, n: int) -> None:  # type: ignore[override]  # Dask calls it so
        await self._change(n)

    @override
    async def scale_down(self, workers: Iterable[int]) -> None:  # type: ignore[override]
        await self._change(min(workers, default=self._slots))

    async def _change(self, count: int) -> None:
        await asyncio.to_thread(self._scale.change, count)
        self._slots = count


def adapt(
    adapter: Adapter, seconds: float, stop: StopRequest, on_change: Callable[[int], None]
) -> None:
    """Looks every so many seconds, until `stop`. What does not answer is asked again."""

    async def run() -> None:
        told = -1
        due = -math.inf
        loop = asyncio.get_running_loop()
        while not stop.requested:
            if loop.time() >= due:
                due = loop.time() + seconds
                try:
                    await adapter.adapt()
                except (OSError, httpx.HTTPError, KeyError, ValueError, MouthpieceError) as error:
                    _log.warning("the slots stay as they are: %s", error)
                if told != (told := len(adapter.plan)):
                    on_change(told)
            await asyncio.sleep(min(_LOOK_SECONDS, seconds))

    asyncio.run(run())


def in_cluster(name: str, environment: dict[str, str]) -> StatefulSetScale:
    """The StatefulSet of the cluster that this process runs in; InputError elsewhere."""
    host, port = (environment.get(f"KUBERNETES_SERVICE_{word}") for word in ("HOST", "PORT"))
    if not host or not (_PLACE / "token").is_file():
        raise InputError(
            ErrorCode.INPUT_UNREADABLE,
            "This process runs in no pod of Kubernetes that may scale anything.",
            "Outside of a cluster: --command 'kubectl scale statefulset/NAME --replicas={count}'",
        )
    shown = f"[{host}]" if ":" in host else host
    return StatefulSetScale(name, f"https://{shown}:{port or 443}")
