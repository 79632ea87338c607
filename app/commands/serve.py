"""`serve` and `users`: the queue behind HTTP, and who may use it."""

from __future__ import annotations

import argparse
import math
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands import numbers
from app.commands.base import Commands
from app.commands.service_flags import add_limits, add_roots, add_workers
from app.console.render import Reporter
from app.console.terminal import write_json, write_line
from talker.errors import ErrorCode, ExitCode, UsageError

if TYPE_CHECKING:
    from app.service.plan import Certificates


def add(commands: Commands) -> None:
    """Adds `serve` and the commands about its users."""
    commands.add(
        "serve",
        "Let other programs send jobs and fetch videos over HTTP.",
        _serve,
        arguments=_add_serving,
    )
    commands.add_group("users", "Who may use the service.")
    new = commands.add("users add", "Add a user, or give one a new token and limits.", _add)
    new.add_argument("name", metavar="NAME")
    add_limits(new, "one's own")
    new.add_argument(
        "--token-file",
        type=Path,
        metavar="FILE",
        help="Holds the token that the user is to have, instead of a new one.",
    )
    commands.add("users list", "List the users, without their tokens.", _list)
    commands.add(
        "users remove", "Remove a user; the token is worth nothing then.", _remove
    ).add_argument("name", metavar="NAME")


def _add_serving(serve: argparse.ArgumentParser) -> None:
    add = serve.add_argument
    add("--host", default="127.0.0.1", help="Listen on this address (default: 127.0.0.1).")
    add("--port", type=numbers.whole(0, 65535), default=8765, help="Default: 8765.")
    add_workers(serve)
    add(
        "--leave-to-farm",
        action="store_true",
        help="They make only what no farm can make; `queue run --farm` has the rest made.",
    )
    add_roots(serve, "requests")
    add(
        "--sd-models",
        type=Path,
        metavar="FOLDER",
        help="Models for drawing as Stable Diffusion WebUI lays them out: Stable-diffusion, Lora.",
    )
    add("--certificate", type=Path, metavar="FILE", help="Answer over TLS with this one (PEM).")
    add("--key", type=Path, metavar="FILE", help="The certificate's key (PEM).")
    add(
        "--keys",
        type=Path,
        metavar="FOLDER",
        help="Answer over TLS with these keys of the farm, and only whoever has such keys.",
    )
    add("--plain", action="store_true", help="No TLS: a proxy in front of it encrypts.")
    add(
        "--most-upload",
        type=numbers.whole(1, 1_000_000),
        default=2048,
        metavar="MB",
        help="The largest request (default: 2048).",
    )
    add(
        "--rate",
        type=numbers.decimal(0, 1e6),
        default=50.0,
        metavar="X",
        help="Requests a second of one user, 0 any number (default: 50).",
    )
    add(
        "--exit-when-idle",
        type=numbers.decimal(0.01, 1e6),
        metavar="MINUTES",
        help="End after so long without jobs and requests; probes and figures do not count.",
    )
    add(
        "--hook-host",
        action="append",
        default=[],
        metavar="HOST",
        help="A host in the own network that web hooks may be sent to; repeatable.",
    )


def _serve(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.queue.job import Share
    from app.service.plan import Plan
    from app.service.server import serve
    from app.worker.shutdown import StopRequest

    plan = Plan(
        host=parsed.host,
        port=parsed.port,
        workers=parsed.workers,
        share=Share.REST if parsed.leave_to_farm else Share.ALL,
        roots=tuple(parsed.root),
        certificates=_certificates(parsed),
        plain=parsed.plain,
        upload_megabytes=parsed.most_upload,
        per_second=parsed.rate,
        hook_hosts=frozenset(parsed.hook_host),
        sd_folder=parsed.sd_models,
        idle_seconds=math.inf if parsed.exit_when_idle is None else 60.0 * parsed.exit_when_idle,
    )
    stop = StopRequest()
    stop.on_signals()

    def ready(address: str) -> None:
        if parsed.json:
            write_json("listening", address=address)
        else:
            write_line(f"The service answers at {address}; Ctrl-C ends it.")

    return ExitCode.DONE if serve(plan, parsed.home, stop, ready) else ExitCode.STOPPED


def _certificates(parsed: argparse.Namespace) -> Certificates | None:
    from app.service.plan import Certificates

    if parsed.keys is not None:
        from app.commands.farm import given_keys
        from app.farm.net.tls import load_identity

        keys = load_identity(given_keys(parsed.keys, parsed.home)).keys
        return Certificates(keys.certificate, keys.key, keys.authority)
    if (parsed.certificate is None) != (parsed.key is None):
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            "A certificate needs its key, and a key its certificate.",
            "Give both --certificate and --key.",
        )
    return None if parsed.certificate is None else Certificates(parsed.certificate, parsed.key)


def _add(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.service.users import Role, Users, read_token

    given = "" if parsed.token_file is None else read_token(parsed.token_file)
    limits = parsed.jobs, parsed.minutes
    token = Users(parsed.home).add(parsed.name, Role(parsed.role), *limits, token=given)
    if given:
        if parsed.json:
            write_json("user", name=parsed.name, role=parsed.role)
        else:
            write_line(f"{parsed.name} ({parsed.role}) has the token in {parsed.token_file}.")
    elif parsed.json:
        write_json("user", name=parsed.name, role=parsed.role, token=token)
    else:
        write_line(f"{parsed.name} ({parsed.role}) has this token, which is not shown again:")
        write_line(token)
    return 0


def _list(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.service.users import Users

    users = Users(parsed.home).all()
    for user in users:
        facts = {"role": user.role.value, "jobs": user.jobs, "minutes": user.minutes}
        if parsed.json:
            write_json("user", name=user.name, **facts)
        else:
            jobs = user.jobs or "any"
            minutes = f"{user.minutes:g}" if user.minutes else "any"
            write_line(f"{user.name:<24}{user.role.value:<8}jobs: {jobs}, minutes a day: {minutes}")
    if not users and not parsed.json:
        write_line("The service has no users. Add one: mouthpiece users add NAME")
    return 0


def _remove(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.service.users import Users

    Users(parsed.home).remove(parsed.name)
    if parsed.json:
        write_json("removed", name=parsed.name)
    else:
        write_line(f"{parsed.name} is no user of the service any more.")
    return 0
