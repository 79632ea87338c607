"""How a service is to run, and when it had better not start."""

from __future__ import annotations

import ipaddress
import math
from dataclasses import dataclass
from pathlib import Path

from app.queue.job import Share
from app.service.users import Users
from talker.errors import ErrorCode, InputError, UsageError


@dataclass(frozen=True)
class Certificates:
    """What the service shows, and the authority whose certificates it wants of others, if any."""

    certificate: Path
    key: Path
    authority: Path | None = None


@dataclass(frozen=True)
class Plan:
    """How a service is to run.

    The workers make a `share` of the jobs. `plain` listens beyond this computer without TLS. After
    `idle_seconds` without jobs, requests and listeners the service ends.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    workers: int = 1
    share: Share = Share.ALL
    roots: tuple[Path, ...] = ()
    certificates: Certificates | None = None
    plain: bool = False
    upload_megabytes: int = 2048
    per_second: float = 50.0
    hook_hosts: frozenset[str] = frozenset()
    sd_folder: Path | None = None
    idle_seconds: float = math.inf

    @property
    def readable(self) -> tuple[Path, ...]:
        """The folders that requests may name files in."""
        return self.roots if self.sd_folder is None else (*self.roots, self.sd_folder)


def is_local(host: str) -> bool:
    """Whether only this computer reaches an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check_plan(plan: Plan, users: Users) -> None:
    """UsageError for a service that others could reach unencrypted, or that nobody could use."""
    certified = plan.certificates is not None and plan.certificates.authority is not None
    if not users.all() and not certified:
        raise UsageError(
            ErrorCode.SERVICE_UNUSABLE,
            "The service has no users, so nobody could ask it for anything.",
            "Add one: mouthpiece users add NAME",
        )
    if not is_local(plan.host) and plan.certificates is None and not plan.plain:
        raise UsageError(
            ErrorCode.SERVICE_UNUSABLE,
            f"On {plan.host} other computers could listen to what is sent.",
            "Give --certificate and --key, or --keys FOLDER with the farm's keys; behind a proxy "
            "that encrypts, --plain.",
        )
    check_folders(plan)


def check_folders(plan: Plan) -> None:
    """InputError for a folder to read that is none."""
    for root in plan.readable:
        if not root.is_dir():
            raise InputError(
                ErrorCode.INPUT_UNREADABLE,
                f"{root} is no folder.",
                "Check --root and --sd-models.",
                root,
            )
