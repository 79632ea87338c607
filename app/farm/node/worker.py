"""A worker of the farm: the process that renders one video at a time, on one GPU or on the CPU."""

from __future__ import annotations

import asyncio
import logging
import math
import os
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from distributed import Worker
from distributed.comm.core import Comm
from distributed.diagnostics.plugin import WorkerPlugin

from app.farm.net.handshake import require_scheduler
from app.farm.net.protocol import PROTOCOL, Card, JobSpec, WorkerHealth, WorkerReport
from app.farm.net.revocation import RevokedKeys
from app.farm.net.roles import Role, comm_roles
from app.farm.net.shared_folder import read_mark
from app.farm.net.tls import Identity
from app.farm.node.gpu_memory import CardWatch
from app.farm.node.input_cache import InputCache
from app.farm.node.model_sync import pull_missing
from app.farm.node.synthetic import VARIABLE, SyntheticContext
from app.farm.node.task_context import TaskContext
from app.farm.node.tasks import PLUGIN
from app.models import open_store
from app.worker.idleness import Idleness
from app.worker.shutdown import StopRequest
from talker.dubbing.registry import needed_packages as mouth_packages
from talker.engines.registry import needed_packages
from talker.engines.spec import is_importable
from talker.errors import MouthpieceError
from talker.model_files import ModelFiles
from talker.progress import CancelToken
from talker.version import __version__

_LONGEST_PAUSE = 10.0
_POLL_SECONDS = 0.25
_REVOKED_SECONDS = 30.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class WorkerPlan:
    """What a worker is: `number` on its node, and the number of its only GPU, if it has one."""

    scheduler: str
    number: int
    gpu: str | None
    shared: Path | None
    internet: bool
    host: str | None = None

    @property
    def resource(self) -> str:
        """What Dask counts: one video at a time."""
        return "CPU" if self.gpu is None else "GPU"


class DaskWorker(Worker):
    """A Dask worker that answers the scheduler and clients alone, and has no web page."""

    revoked: RevokedKeys | None = None

    def start_http_server(self, *_: Any, **__: Any) -> None:
        """Starts none: nothing of the farm listens without TLS."""

    def handle_comm(self, comm: Comm) -> Any:
        """Hangs up on other nodes before a message is read: they have nothing to ask here. So does
        nobody whose keys are revoked."""
        revoked = self.revoked is not None and self.revoked.hold(comm)
        if revoked or not comm_roles(comm) & {Role.CLIENT, Role.SCHEDULER}:
            _log.warning("%s was refused: it is no scheduler or client", comm.peer_address)
            comm.abort()
        return super().handle_comm(comm)


class TaskContextPlugin(WorkerPlugin):
    """Gives tasks their context, and stops the one whose result nobody wants any more."""

    name = PLUGIN

    def __init__(self, context: TaskContext) -> None:
        self.context = context

    def transition(self, key: Any, start: Any, finish: Any, **_: Any) -> None:
        """Called by Dask when a task changes its state."""
        if start == "executing" and finish in {"cancelled", "resumed"}:
            self.context.stop(str(key))

    def teardown(self, worker: Worker) -> None:
        """The scheduler is gone: what is being rendered would reach nobody."""
        del worker
        if self.context.ticket is not None:
            self.context.stop(self.context.ticket)


OnBusy = Callable[[bool], None]


def _ignore(_: bool) -> None:
    """Nobody wants to know whether a worker works."""


class FarmWorker:
    """Joins the farm, and joins again whenever the scheduler was away.

    It ends for want of work as a worker of the queue does; its nanny starts another one.
    """

    def __init__(
        self,
        plan: WorkerPlan,
        identity: Identity,
        home: Path,
        on_busy: OnBusy = _ignore,
        idle_seconds: float = math.inf,
    ) -> None:
        self._on_busy = on_busy
        self._idleness = Idleness(idle_seconds)
        self._plan = plan
        self._identity = identity
        self._home = home
        self._name = f"{identity.name}/{plan.number}"
        self._store = open_store(self._home)
        self._card = None if plan.gpu is None else CardWatch(plan.gpu)
        inputs = InputCache(self._home / "farm" / "inputs", plan.shared)
        self._folder = self._home / "farm" / "slots" / str(plan.number)
        self._context = _context_type()(self._folder, inputs, self._models)
        self._worker: DaskWorker | None = None
        self._present: tuple[str, ...] = ()
        self._revoked = RevokedKeys(identity.keys)
        self._ask_at = 0.0

    async def run(self, stop: StopRequest) -> None:
        """Until `stop`."""
        pause = 0.5
        while not stop.requested:
            try:
                await self._serve(stop)
                pause = 0.5
            except (OSError, ValueError, TimeoutError, MouthpieceError) as error:
                _log.warning("%s could not join: %s", self._name, error)
                pause = min(2 * pause, _LONGEST_PAUSE)
            if not stop.requested:
                await asyncio.sleep(pause)
        self._context.clear()

    async def _serve(self, stop: StopRequest) -> None:
        plan = self._plan
        await asyncio.to_thread(self._find_models)
        async with DaskWorker(
            plan.scheduler,
            name=self._name,
            host=plan.host,
            security=self._identity.security,
            resources={plan.resource: 1},
            # One to make a video, one to take inputs meanwhile.
            nthreads=2,
            memory_limit=0,
            death_timeout=30,
            plugins=(TaskContextPlugin(self._context),),
            startup_information={"mouthpiece": lambda _: self._report().model_dump_json()},
            metrics={"mouthpiece": lambda _: self._health().model_dump_json()},
        ) as worker:
            require_scheduler(plan.scheduler, worker.batched_stream.comm)
            self._worker = worker
            worker.revoked = self._revoked
            finished = asyncio.ensure_future(worker.finished())
            busy = False
            while not (stop.requested or finished.done()):
                await asyncio.wait({finished}, timeout=_POLL_SECONDS)
                await self._learn_revoked(worker)
                if busy != (busy := self._context.ticket is not None):
                    self._on_busy(busy)
                if busy:
                    self._idleness.note_work()
                elif self._idleness.is_over():
                    stop.request()
            if stop.requested and self._context.ticket is not None:
                self._context.stop(self._context.ticket)

    async def _learn_revoked(self, worker: DaskWorker) -> None:
        """Asks the scheduler now and then whose keys are worth nothing."""
        now = asyncio.get_running_loop().time()
        if now >= self._ask_at:
            self._ask_at = now + _REVOKED_SECONDS
            self._revoked.take(await worker.scheduler.mouthpiece_revoked())

    def _models(self, spec: JobSpec, cancel: CancelToken) -> ModelFiles:
        assert self._worker is not None
        pull_missing(self._store, spec.options, self._worker, cancel, internet=self._plan.internet)
        self._find_models()
        return self._store

    def _report(self) -> WorkerReport:
        card = self._card
        return WorkerReport(
            protocol=PROTOCOL,
            version=__version__,
            node=self._identity.name,
            slot=self._name,
            system=f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
            cores=psutil.cpu_count() or 1,
            memory=psutil.virtual_memory().total,
            card=None if card is None else Card(name=card.name, memory=card.memory),
            packages=tuple(
                sorted({*needed_packages(is_importable), *mouth_packages(is_importable)})
            ),
        )

    def _health(self) -> WorkerHealth:
        return WorkerHealth(
            free_memory=psutil.virtual_memory().available,
            free_card_memory=None if self._card is None else self._card.free,
            free_disk=psutil.disk_usage(str(self._folder)).free,
            models=self._present,
            shared_mark=read_mark(self._plan.shared),
            ticket=self._context.ticket,
        )

    def _find_models(self) -> None:
        """Files that are new are read for their hash, so never in the loop that Dask needs."""
        models = self._store.catalogue.models
        self._present = tuple(model.id for model in models if self._store.installed(model.id))


def _context_type() -> type[TaskContext]:
    """The one for videos, unless this process was started to measure the farm."""
    return SyntheticContext if os.environ.get(VARIABLE) else TaskContext


def run_worker(
    plan: WorkerPlan,
    identity: Identity,
    stop: StopRequest,
    home: Path,
    on_busy: OnBusy = _ignore,
    idle_seconds: float = math.inf,
) -> None:
    """The whole life of a worker's process; `on_busy` is told when work begins and ends.

    `idle_seconds` after its last work it ends.
    """
    if plan.gpu is not None:
        os.environ["CUDA_VISIBLE_DEVICES"] = plan.gpu
    if sys.platform == "win32":
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    asyncio.run(FarmWorker(plan, identity, home, on_busy, idle_seconds).run(stop))
