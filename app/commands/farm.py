"""`farm`: other computers make the videos of this one's queue."""

from __future__ import annotations

import argparse
import math
import os
import platform
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands import numbers
from app.commands.base import Commands
from app.console.render import Reporter
from app.console.terminal import write_json, write_line
from talker.errors import ErrorCode, ExitCode, UsageError

if TYPE_CHECKING:
    from app.farm.net.pki import Keys
    from app.farm.net.roles import Role
    from app.farm.net.tls import Identity

_KEYS = "This computer's keys (default: the folder farm/keys in the home folder)."
_EVERYWHERE = ("0.0.0.0", "::")
_FIRST_COMMANDS = {
    "node": "farm worker HOST",
    "scheduler": "farm scheduler",
    "client": "queue run --farm HOST",
}
_SHARED = "A folder that all computers see; inputs in it are not sent."


def add(commands: Commands) -> None:
    """Adds `farm` with its commands."""
    commands.add_group("farm", "Let other computers make the videos of this one's queue.")
    keys = commands.add("farm keys", "Make keys: for this computer and for others.", _keys)
    keys.add_argument("names", nargs="*", metavar="NAME", help="Other computers' names.")
    keys.add_argument(
        "--days", type=numbers.lifetime_days, metavar="N", help="How long they are valid."
    )
    keys.add_argument("--renew", action="store_true", help="Replace this computer's own too.")
    keys.add_argument(
        "--revoke",
        action="store_true",
        help="Make no keys: those that were made for the others are worth nothing from now on.",
    )
    keys.add_argument(
        "--role",
        choices=("node", "scheduler", "client"),
        default="node",
        help="What the others' keys are for: making videos, scheduling, or sending jobs "
        "(default: node). This computer's own are for all three.",
    )
    scheduler = commands.add("farm scheduler", "Run the farm's scheduler here.", _scheduler)
    scheduler.add_argument(
        "--host",
        help="Listen on this address; 0.0.0.0 is all (default: this computer's in the network).",
    )
    scheduler.add_argument(
        "--port", type=numbers.whole(0, 65535), default=8786, help="Default: 8786."
    )
    worker = commands.add("farm worker", "Make videos for a farm with this computer.", _worker)
    worker.add_argument("scheduler", metavar="SCHEDULER", help="HOST or HOST:PORT.")
    worker.add_argument(
        "--gpus", default="auto", help="auto, none, how many, or numbers: 0,2 (default: auto)."
    )
    worker.add_argument(
        "--cpus", type=numbers.whole(0, 4096), metavar="N", help="Slots without a card."
    )
    worker.add_argument("--host", help="The address at which others reach this computer.")
    worker.add_argument(
        "--internet", action="store_true", help="Download models that the farm does not have."
    )
    nodes = commands.add("farm nodes", "List the farm's computers and what they do.", _nodes)
    nodes.add_argument("scheduler", nargs="?", metavar="SCHEDULER", help="Default: the settings'.")
    slot = commands.add("farm slot", "One slot of a worker; `farm worker` starts it.", _slot)
    slot.add_argument("scheduler", metavar="SCHEDULER")
    slot.add_argument("--number", type=numbers.whole(0), default=0)
    slot.add_argument("--gpu")
    slot.add_argument("--host")
    slot.add_argument("--internet", action="store_true")
    slot.add_argument("--with-parent", type=numbers.process_id, metavar="PID")
    for parser in (worker, slot):
        parser.add_argument("--shared", type=Path, metavar="FOLDER", help=_SHARED)
    for parser in (scheduler, worker, nodes, slot):
        parser.add_argument("--keys", type=Path, metavar="FOLDER", help=_KEYS)


def _keys(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.farm.net.pki import NODE_DAYS, issue, issued_keys, node_name, own_keys
    from app.farm.net.roles import ALL_ROLES, Role
    from app.farm.net.tls import load_identity

    days = NODE_DAYS if parsed.days is None else parsed.days
    names = [node_name(name) for name in parsed.names]
    if parsed.revoke:
        return _revoke(names, parsed)
    role = Role(parsed.role)
    own = own_keys(parsed.home)
    if parsed.renew or not own.certificate.exists():
        issue(_host_name(), own, parsed.home, days=days, roles=ALL_ROLES)
    identity = load_identity(own)
    _say(
        parsed.json,
        "keys",
        f"This computer is {identity.name}; its keys are in {own.folder}, "
        f"valid until {identity.valid_until:%Y-%m-%d}.",
        name=identity.name,
        folder=str(own.folder),
        own=True,
    )
    for name in names:
        keys = issued_keys(name, parsed.home)
        issue(name, keys, parsed.home, days=days, roles=[role])
        _say(
            parsed.json,
            "keys",
            f"Copy {keys.folder} to {name}; there: mouthpiece {_FIRST_COMMANDS[role.value]} "
            "--keys FOLDER".replace("HOST", _host_name()),
            name=name,
            role=role.value,
            folder=str(keys.folder),
            own=False,
        )
    return 0


def _revoke(names: list[str], parsed: argparse.Namespace) -> int:
    from app.farm.net.revocation import revoke

    if not names:
        raise UsageError(ErrorCode.OPTION_INVALID, "Whose keys?", "Name the computers.")
    for name in names:
        path = revoke(name, parsed.home)
        _say(
            parsed.json,
            "revoked",
            f"The keys of {name} are worth nothing any more. Where the scheduler runs on another "
            f"computer, copy {path} into the folder with its keys; it need not be started again.",
            name=name,
            file=str(path),
        )
    return 0


def _scheduler(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.farm.net.dask_config import set_up_dask
    from app.farm.net.roles import Role
    from app.worker.shutdown import StopRequest

    identity = _identity(parsed, Role.SCHEDULER)
    set_up_dask(parsed.home)
    from distributed.utils import get_ip

    from app.farm.net.scheduler import own_address, run_scheduler

    stop = StopRequest()
    stop.on_signals()
    host = parsed.host or own_address(get_ip())

    def ready(address: str) -> None:
        where = "at all addresses, such as" if host in _EVERYWHERE else "at this address only:"
        text = f"The scheduler listens {where} {address}; computers join with: mouthpiece farm"
        _say(parsed.json, "listening", f"{text} worker {address}", address=address)

    run_scheduler(identity, host, parsed.port, stop, ready, parsed.home)
    return 0


def _worker(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.farm.net.handshake import check_scheduler, full_address
    from app.farm.net.roles import Role
    from app.farm.net.shared_folder import check_shared
    from app.farm.node.manners import Manners
    from app.farm.node.nanny import NodeNanny, NodePlan, chosen_workers
    from app.settings.store import load_settings
    from app.worker.shutdown import StopRequest

    address = full_address(parsed.scheduler)
    identity = _identity(parsed, Role.NODE)
    plan = NodePlan(
        address,
        identity.keys,
        chosen_workers(parsed.gpus, parsed.cpus),
        None if parsed.shared is None else check_shared(parsed.shared),
        parsed.host,
        parsed.internet,
    )
    check_scheduler(address, identity)
    stop = StopRequest()
    stop.on_signals()
    _say(
        parsed.json,
        "node",
        f"{identity.name} works for {address} with {len(plan.workers)} slots.",
        node=identity.name,
        slots=len(plan.workers),
    )
    manners = Manners(load_settings(parsed.home).node)
    NodeNanny(plan, lambda text: _say(parsed.json, "log", text), parsed.home, manners).run(stop)
    return ExitCode.STOPPED if stop.requested else ExitCode.DONE


def _slot(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.farm.net.dask_config import set_up_dask
    from app.farm.net.roles import Role
    from app.worker.shutdown import StopRequest

    identity = _identity(parsed, Role.NODE)
    set_up_dask(parsed.home)
    from app.farm.node.nanny import BUSY, IDLE
    from app.farm.node.worker import WorkerPlan, run_worker
    from app.settings.store import idle_seconds

    stop = StopRequest(parsed.with_parent)
    stop.on_signals()
    if parsed.with_parent is not None:
        stop.on_stdin()
    plan = WorkerPlan(
        parsed.scheduler, parsed.number, parsed.gpu, parsed.shared, parsed.internet, parsed.host
    )

    def tell_nanny(busy: bool) -> None:
        if parsed.with_parent is not None:
            write_line((BUSY if busy else IDLE).decode())

    # One that nobody would start again goes on.
    idle = math.inf if parsed.with_parent is None else idle_seconds(parsed.home)
    run_worker(plan, identity, stop, parsed.home, tell_nanny, idle)
    return 0


def _nodes(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.farm.net.client import ClusterClient
    from app.farm.net.roles import Role
    from app.farm.nodes import list_workers, table, worker_json

    address = farm_address(parsed.scheduler, parsed.home)
    cluster = ClusterClient(address, _identity(parsed, Role.CLIENT), parsed.home)
    try:
        workers = list_workers(cluster)
    finally:
        cluster.close()
    if parsed.json:
        for worker in workers:
            write_json("slot", **worker_json(worker))
    else:
        for line in table(cluster.hello, workers):
            write_line(line)
    return 0


def farm_address(given: str | None, home: Path) -> str:
    """The scheduler that was named, or the one of the settings."""
    from app.farm.net.handshake import full_address
    from app.settings.store import load_settings

    named = given or load_settings(home).farm.scheduler
    if not named:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            "Which scheduler? None is named, and the settings name none.",
            "Write HOST or HOST:PORT, as `mouthpiece farm scheduler` prints it.",
        )
    return full_address(named)


def _identity(parsed: argparse.Namespace, role: Role) -> Identity:
    from app.farm.net.tls import load_identity

    return load_identity(given_keys(parsed.keys, parsed.home), role)


def given_keys(folder: Path | None, home: Path) -> Keys:
    """The keys that were named, or this computer's own."""
    from app.farm.net.pki import Keys, own_keys

    return own_keys(home) if folder is None else Keys(folder.absolute())


def _host_name() -> str:
    """The name of this computer, as far as a certificate can have it."""
    kept = [sign if sign.isascii() and sign.isalnum() else "-" for sign in platform.node()]
    return "".join(kept).strip("-")[:63] or f"computer-{os.getpid()}"


def _say(as_json: bool, kind: str, text: str, **facts: object) -> None:
    if as_json:
        write_json(kind, **(facts or {"text": text}))
        return
    for line in text.rstrip().split("\n"):
        write_line(line)
