"""Listens: on this computer alone, or for others with TLS; workers and web hooks beside it."""

from __future__ import annotations

import gc
import logging
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import uvicorn

from app.queue.job import State
from app.queue.store import JobStore, queue_path
from app.service.api import new_api
from app.service.context import Context
from app.service.events import Events
from app.service.folders import Folders
from app.service.hooks import HookSender
from app.service.intake import offered_kinds
from app.service.limits import RateLimit
from app.service.pages import Pages
from app.service.plan import Certificates, Plan, check_plan
from app.service.users import Users
from app.worker.messages import Message
from app.worker.shutdown import StopRequest
from app.worker.supervisor import Supervisor
from talker.errors import ErrorCode, InputError, MouthpieceError

_STRANGERS_PER_SECOND, _STRANGERS_BURST = 1.0, 10.0
_BURST_SECONDS = 2.0
_STOP_SECONDS = 5
_LOOK_SECONDS = 0.2
_OPEN_FILES = 8192
_log = logging.getLogger(__name__)


def serve(
    plan: Plan, home: Path, stop: StopRequest, ready: Callable[[str], None] = lambda _: None
) -> bool:
    """Answers until `stop`, or until it is idle; whether that was it.

    `ready` is told the address once it can be reached.

    Raises UsageError as `check_plan`, MouthpieceError SERVICE_UNUSABLE where it cannot listen.
    """
    check_plan(plan, Users(home))
    _allow_connections()
    with JobStore(queue_path(home)) as store:
        context = new_context(plan, home, store, Folders(home, plan.readable))
        context.folders.clear(store.submissions.is_written)
        server = _Server(_config(plan, context), lambda port: ready(_address(plan, port)))
        beside = _beside(plan, context, stop)
        for thread in beside:
            thread.start()
        idle = threading.Event()
        ends = (server, plan, context, stop, idle)
        watch = threading.Thread(target=_end, args=ends, name="end", daemon=True)
        watch.start()
        try:
            server.run()
        except SystemExit as error:  # uvicorn's word for a port that is taken
            raise _cannot_listen(plan) from error
        finally:
            stop.request()
            for thread in beside:
                thread.join()
        if not server.started:
            raise _cannot_listen(plan)
    return idle.is_set()


def _allow_connections() -> None:
    """Each who listens is an open file: where a process may have few of them, it asks for more."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, _OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


class _Server(uvicorn.Server):
    """Says when it listens, and leaves signals to the program."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[int], None]) -> None:
        super().__init__(config)
        self._ready = ready

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """The program has handlers of its own."""
        yield

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        await super().startup(sockets)  # type: ignore[arg-type]
        if self.started:
            offered_kinds()  # imported now: the first who asks shall not wait for it
            # What is here now stays. Otherwise it is all looked through again and again, and for
            # a tenth of a second nobody is answered.
            gc.collect()
            gc.freeze()
            bound = self.servers[0].sockets[0].getsockname()
            self._ready(int(bound[1]))


def new_context(plan: Plan, home: Path, store: JobStore, folders: Folders) -> Context:
    """The parts of a service."""
    return Context(
        home=home,
        store=store,
        users=Users(home),
        folders=folders,
        events=Events(store),
        pages=Pages(store),
        requests=RateLimit(plan.per_second, _BURST_SECONDS * plan.per_second),
        strangers=RateLimit(_STRANGERS_PER_SECOND, _STRANGERS_BURST),
        upload_limit=plan.upload_megabytes * 1_000_000,
        sd_folder=plan.sd_folder,
        certified=plan.certificates is not None and plan.certificates.authority is not None,
    )


def _config(plan: Plan, context: Context) -> uvicorn.Config:
    config = uvicorn.Config(
        new_api(context),
        host=plan.host,
        port=plan.port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_STOP_SECONDS,
        ws="none",
    )
    if plan.certificates is not None:
        config.load()
        config.ssl = _tls(plan.certificates)
    return config


def _tls(given: Certificates) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(given.certificate, given.key)
        if given.authority is not None:
            context.load_verify_locations(given.authority)
            context.verify_mode = ssl.CERT_REQUIRED
    except (OSError, ssl.SSLError) as error:
        raise InputError(
            ErrorCode.CERTIFICATE_INVALID,
            f"{given.certificate} and {given.key} cannot be used: {error}.",
            "Give a certificate and its key, both in PEM.",
            given.certificate,
        ) from error
    return context


def _beside(plan: Plan, context: Context, stop: StopRequest) -> list[threading.Thread]:
    """The threads that send web hooks and keep the workers."""
    hooks = HookSender(context.store, context.users, plan.hook_hosts)
    sending = threading.Thread(target=hooks.run, args=(stop.wait,), name="web hooks")
    return [sending, *workers_of(plan, context, stop)]


def workers_of(plan: Plan, context: Context, stop: StopRequest) -> list[threading.Thread]:
    """The thread that keeps the workers; none where there are to be no workers."""
    if not plan.workers:
        return []
    workers = Supervisor(
        context.store, plan.workers, _ignore, forever=True, share=plan.share, home=context.home
    )
    return [threading.Thread(target=_work, args=(workers, stop), name="workers")]


def _ignore(_: Message) -> None:
    """What workers say is in the queue, too."""


def _work(workers: Supervisor, stop: StopRequest) -> None:
    try:
        workers.run(stop)
    except MouthpieceError as error:
        _log.error("no more videos are made: %s", error)
        stop.request()


def _end(
    server: uvicorn.Server,
    plan: Plan,
    context: Context,
    stop: StopRequest,
    idle: threading.Event,
) -> None:
    while not stop.wait(_LOOK_SECONDS):
        if _is_idle(plan, context):
            idle.set()
            stop.request()
    context.events.close()
    server.should_exit = True


def _is_idle(plan: Plan, context: Context) -> bool:
    if time.monotonic() - context.metrics.asked_at < plan.idle_seconds or context.events.listeners:
        return False
    try:
        counts = context.store.counts()
    except MouthpieceError:  # the queue's disk may be away for a while
        return False
    return not counts[State.QUEUED] and not counts[State.RUNNING]


def _address(plan: Plan, port: int) -> str:
    scheme = "http" if plan.certificates is None else "https"
    host = f"[{plan.host}]" if ":" in plan.host else plan.host
    return f"{scheme}://{host}:{port}"


def _cannot_listen(plan: Plan) -> MouthpieceError:
    return MouthpieceError(
        ErrorCode.SERVICE_UNUSABLE,
        f"The service cannot listen on port {plan.port} of {plan.host}.",
        "Another program may have the port: give another one with --port.",
    )
