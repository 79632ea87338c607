"""Jobs over HTTP: sending, listing, controlling, and fetching what they made."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi import Path as InPath
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, PlainTextResponse, StreamingResponse
from pydantic import BaseModel, Field

from app.queue import control
from app.queue.control import ControlResult
from app.queue.job import ENDS, Job, State
from app.queue.joblog import delete_logs, read_log
from app.queue.store import JobStore
from app.queue.submissions import Quota, Submission
from app.service.context import Caller, Context, Here, Maker, own_job, seen_job
from app.service.folders import JobFolder
from app.service.uploads import Received, receive
from app.service.users import User
from app.service.views import Counted, JobPage, JobView, ResultFile, counted, job_view
from talker.errors import ErrorCode, InputError, MouthpieceError

jobs_api = APIRouter(prefix="/v1", tags=["jobs"])

_MOST = 500
_KEY_LETTERS = 200
_LARGEST = 2**63 - 1  # of SQLite's whole numbers
JobId = Annotated[int, InPath(ge=1, le=_LARGEST)]
Key = Annotated[str, Header(alias="Idempotency-Key", max_length=_KEY_LETTERS)]

_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/JobOrder"}},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"job": {"$ref": "#/components/schemas/JobOrder"}},
                    "additionalProperties": {"type": "string", "format": "binary"},
                    "description": "`job` is JSON; every other part is a file for the option of "
                    "its name, such as portrait and speech.",
                }
            },
        },
    }
}


@jobs_api.post("/jobs", status_code=201, openapi_extra=_BODY)
async def send(
    request: Request, response: Response, here: Here, user: Maker, key: Key = ""
) -> JobView:
    """Sends a job. The same Idempotency-Key within a day gives the same job, with status 200."""
    folder = await run_in_threadpool(here.folders.new)
    kept = False
    try:
        received = await receive(request, folder, here.upload_limit)
        job, is_new = await run_in_threadpool(submit, here, user, received, folder, key)
        kept = is_new
    finally:
        if not kept:
            await run_in_threadpool(folder.remove)
    if not is_new:
        response.status_code = 200
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return job_view(job)


def submit(
    here: Context, user: User, received: Received, folder: JobFolder, key: str
) -> tuple[Job, bool]:
    """The job of a request, and whether it is new."""
    digest = received.digest
    known = here.store.submissions.known(user.name, Submission(key, digest))
    if known is not None:
        return here.store.get(known), False
    job, order = here.intake.job(received, folder, user)
    submission = Submission(key, digest, order.hook, user.quota)
    submitted = here.store.submissions.submit(job, submission)
    return here.store.get(submitted.job), submitted.is_new


class JobFilter(BaseModel):
    """Which jobs are listed; `before` is the `next` of the page before."""

    state: list[State] = []
    batch: str | None = None
    owner: str | None = None
    before: int | None = Field(None, ge=1, le=_LARGEST)
    limit: int = Field(50, ge=1, le=_MOST)


@jobs_api.get("/jobs", response_model=JobPage)
async def list_jobs(here: Here, user: Caller, wanted: Annotated[JobFilter, Query()]) -> Response:
    """Jobs, the newest first."""
    whose = wanted.owner if user.role.sees_all else user.name
    asked = whose, wanted.batch, wanted.before, wanted.limit, tuple(wanted.state)
    body = here.pages.get(asked, lambda: page(here, user, wanted).model_dump_json().encode())
    return Response(body, media_type="application/json")


def page(here: Context, user: User, wanted: JobFilter) -> JobPage:
    """Those of the wanted jobs that the user may see, the newest first."""
    jobs = here.store.submissions.newest(
        owner=wanted.owner if user.role.sees_all else user.name,
        states=wanted.state,
        batch=wanted.batch,
        before=wanted.before,
        limit=wanted.limit,
    )
    more = jobs[-1].id if len(jobs) == wanted.limit else None
    return JobPage(jobs=[job_view(job) for job in jobs], next=more)


@jobs_api.get("/counts")
async def counts(here: Here, user: Caller, batch: str | None = None) -> Counted:
    """How many jobs there are in each state, those of others too."""
    del user
    return counted(here.store.counts(batch))


@jobs_api.get("/jobs/{job_id}")
async def show(here: Here, user: Caller, job_id: JobId) -> JobView:
    """One job."""
    return job_view(seen_job(here, user, job_id))


@jobs_api.get("/jobs/{job_id}/log", response_class=PlainTextResponse)
def log(here: Here, user: Caller, job_id: JobId) -> str:
    """What the workers wrote about a job."""
    seen_job(here, user, job_id)
    return read_log(job_id, here.home)


Control = Callable[[JobStore, Sequence[int]], list[ControlResult]]


def _control(here: Context, user: User, job_id: int, act: Control, word: str) -> JobView:
    own_job(here, user, job_id)
    (result,) = act(here.store, [job_id])
    if not result.accepted:
        raise MouthpieceError(
            ErrorCode.JOB_STATE,
            f"Job {job_id} cannot be {word}: it is {result.state.value}.",
            "See: GET /v1/jobs/{id}",
        )
    return job_view(here.store.get(job_id))


@jobs_api.post("/jobs/{job_id}/cancel")
def cancel(here: Here, user: Maker, job_id: JobId) -> JobView:
    """Gives a job up; a running one stops within two seconds."""
    return _control(here, user, job_id, control.cancel, "cancelled")


@jobs_api.post("/jobs/{job_id}/pause")
def pause(here: Here, user: Maker, job_id: JobId) -> JobView:
    """Holds a job back; a running one stops within two seconds and loses nothing."""
    return _control(here, user, job_id, control.pause, "paused")


@jobs_api.post("/jobs/{job_id}/resume")
def resume(here: Here, user: Maker, job_id: JobId) -> JobView:
    """Lets a paused job go on."""
    return _control(here, user, job_id, control.resume, "resumed")


@jobs_api.post("/jobs/{job_id}/retry")
def retry(here: Here, user: Maker, job_id: JobId) -> JobView:
    """Tries a failed or cancelled job again, from what is already made."""
    owns = seen_job(here, user, job_id).owner == user.name
    quota = user.quota if owns else Quota()

    def again(store: JobStore, ids: Sequence[int]) -> list[ControlResult]:
        return control.answers(store, ids, [store.submissions.retry(one, quota) for one in ids])

    return _control(here, user, job_id, again, "tried again")


@jobs_api.delete("/jobs/{job_id}", status_code=204)
def forget(here: Here, user: Maker, job_id: JobId) -> None:
    """Forgets a job that does not run, and removes what was sent and made in its own folder."""
    job = own_job(here, user, job_id)
    if not here.store.remove([job_id]):
        raise MouthpieceError(
            ErrorCode.JOB_STATE, f"Job {job_id} runs and cannot be forgotten.", "Cancel it first."
        )
    delete_logs([job_id], here.home)
    folder = here.folders.of_output(job.request.output)
    if folder is not None:
        folder.remove()


@jobs_api.get("/jobs/{job_id}/result", response_class=FileResponse)
def result(here: Here, user: Caller, job_id: JobId) -> Response:
    """The video (or first picture) that a job made; ranges are answered."""
    job = seen_job(here, user, job_id)
    if job.state is not State.DONE or job.output is None:
        raise InputError(
            ErrorCode.NOT_FOUND,
            f"Job {job_id} has made nothing yet: it is {job.state.value}.",
            "Wait for its end: GET /v1/events, or a web hook.",
        )
    return _file(here, job.output)


@jobs_api.get("/jobs/{job_id}/files")
def files(here: Here, user: Caller, job_id: JobId) -> list[ResultFile]:
    """Every file that a job made in its own folder."""
    return [
        ResultFile(name=name, size=path.stat().st_size)
        for name, path in made_files(here, seen_job(here, user, job_id)).items()
    ]


@jobs_api.get("/jobs/{job_id}/files/{name:path}", response_class=FileResponse)
def file(here: Here, user: Caller, job_id: JobId, name: str) -> Response:
    """One of those files."""
    path = made_files(here, seen_job(here, user, job_id)).get(name)
    if path is None:
        raise InputError(
            ErrorCode.NOT_FOUND,
            f"Job {job_id} made no file {name!r}.",
            "See: GET /v1/jobs/{id}/files",
        )
    return _file(here, path)


@jobs_api.get("/events", response_class=StreamingResponse)
async def events(
    here: Here,
    user: Caller,
    after: Annotated[int | None, Query(ge=0, le=_LARGEST)] = None,
    last: Annotated[str, Header(alias="Last-Event-ID")] = "",
) -> StreamingResponse:
    """Changes of jobs as server-sent events, from now on or from a number that came with one."""
    number = int(last) if last.isdecimal() and len(last) < 19 else after
    whose = None if user.role.sees_all else user.name
    return StreamingResponse(
        here.events.listen(whose, number),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


def made_files(here: Context, job: Job) -> dict[str, Path]:
    """The files in a job's own folder, once it has ended."""
    folder = here.folders.of_output(job.request.output)
    if folder is None or job.state not in ENDS:
        return {}
    return {
        path.relative_to(folder.made).as_posix(): path
        for path in sorted(folder.made.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def _file(here: Context, path: Path) -> FileResponse:
    if not path.is_file() or not here.folders.may_show(path):
        raise InputError(
            ErrorCode.NOT_FOUND,
            f"{path.name} is no longer where it was made, or lies where this service may not read.",
            "Make it again, or start the service with --root FOLDER.",
        )
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    # Pictures and text of others never run as pages.
    headers = {"X-Content-Type-Options": "nosniff"}
    return FileResponse(path, media_type=kind, filename=path.name, headers=headers)
