"""What every answer of the service needs, and who asks."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request

from app.queue.job import Job
from app.queue.store import JobStore
from app.service.events import Events
from app.service.folders import Folders
from app.service.intake import Intake
from app.service.limits import RateLimit
from app.service.metrics import Metrics
from app.service.pages import Pages
from app.service.users import Role, User, Users
from talker.errors import ErrorCode, InputError, MouthpieceError


@dataclass(frozen=True)
class Context:
    """The parts of one running service.

    `certified` says that connections are only made with a certificate of the farm's authority:
    who comes without a token is then a manager called after nobody.
    """

    home: Path
    store: JobStore
    users: Users
    folders: Folders
    events: Events
    pages: Pages
    requests: RateLimit
    strangers: RateLimit
    upload_limit: int
    certified: bool = False
    sd_folder: Path | None = None
    sd_options: dict[str, dict[str, Any]] = field(default_factory=dict)
    metrics: Metrics = field(default_factory=Metrics)

    @property
    def intake(self) -> Intake:
        """What makes jobs of requests."""
        return Intake(self.store, self.folders, self.home)


_CERTIFIED = User(name="certificate", role=Role.MANAGE, digest="0" * 64, hook_key="")


# What each request depends on waits for nothing: a thread for each of these would take longer.


async def context_of(request: Request) -> Context:
    """The service's own parts."""
    found: Context = request.app.state.context
    return found


async def caller(request: Request) -> User:
    """Who asks; TOKEN_INVALID for nobody we know, TOO_MANY_REQUESTS for who asks too often."""
    context: Context = request.app.state.context
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    user = context.users.of_token(_token(kind.lower(), given.strip()))
    if user is None and context.certified and not kind:
        user = _CERTIFIED
    if user is None:
        host = request.client.host if request.client else ""
        _spend(context.strangers, host)
        raise MouthpieceError(
            ErrorCode.TOKEN_INVALID,
            "The request has no token that this service knows.",
            "Send the header `Authorization: Bearer TOKEN`; `mouthpiece users add NAME` makes one.",
        )
    _spend(context.requests, user.name)
    return user


def _token(kind: str, given: str) -> str:
    """The token in the header; clients of the WebUI send it as a password, after any name."""
    if kind == "basic":
        try:
            return base64.b64decode(given).decode("utf-8").partition(":")[2]
        except ValueError:
            return ""
    return given if kind == "bearer" else ""


class Wait(MouthpieceError):
    """Too many requests; `seconds` is how long to wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            ErrorCode.TOO_MANY_REQUESTS,
            "Too many requests in a short time.",
            f"Ask again in {seconds:.1f} seconds.",
        )
        self.seconds = seconds


def _spend(limit: RateLimit, name: str) -> None:
    seconds = limit.wait(name)
    if seconds:
        raise Wait(seconds)


Here = Annotated[Context, Depends(context_of)]
Caller = Annotated[User, Depends(caller)]


async def maker(user: Caller) -> User:
    """Who may send jobs; ACCESS_DENIED for others."""
    return _require(user, "send or control jobs", may=user.role is not Role.SEE)


Maker = Annotated[User, Depends(maker)]


def _require(user: User, what: str, *, may: bool) -> User:
    if not may:
        raise MouthpieceError(
            ErrorCode.ACCESS_DENIED,
            f"{user.name} may not {what}.",
            "Ask with the token of a user whose role allows it.",
        )
    return user


def seen_job(here: Context, user: User, job_id: int) -> Job:
    """A job that the user may look at; JOB_UNKNOWN for those of others too."""
    try:
        job = here.store.get(job_id)
    except InputError:
        raise _unknown_job(job_id) from None
    if job.owner != user.name and not user.role.sees_all:
        raise _unknown_job(job_id)
    return job


def own_job(here: Context, user: User, job_id: int) -> Job:
    """A job that the user may control."""
    job = seen_job(here, user, job_id)
    if job.owner != user.name:
        _require(user, "control the jobs of others", may=user.role is Role.MANAGE)
    return job


def _unknown_job(job_id: int) -> InputError:
    """The error for a number that is no job's, or not one that the user may see."""
    return InputError(ErrorCode.JOB_UNKNOWN, f"There is no job {job_id}.", "See: GET /v1/jobs")
