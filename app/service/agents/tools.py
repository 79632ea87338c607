"""The tools that an agent has: each a name, what it takes and what it does, declared as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, Field, ValidationError

from app.jobs.kind import JobKind
from app.service import api, jobs_api
from app.service.context import Context, seen_job
from app.service.intake import JobOrder, offered_kinds
from app.service.schemas import options_schema
from app.service.uploads import of_facts
from app.service.users import Role, User
from app.service.views import JobView, ResultFile, counted, job_view
from talker.errors import ErrorCode, UsageError

Takes = TypeVar("Takes", bound=BaseModel)
Run = Callable[[Context, User, dict[str, Any]], Any]

_WORDS = {
    "render": "Makes a talking video of a portrait and a recording or a text.",
    "dub": "Gives a film of a person new words: only the mouth is drawn anew.",
    "avatar": "Draws portraits from words or from a picture.",
    "train": "Lets a model learn a person from a folder of pictures; the person must have agreed.",
    "deliver": "Makes another file of a finished video: shape, background, codec, sound.",
}
_SENT = " Answers at once with the job; `wait` says when it has ended. Files are whole paths."
_TEMPLATE = "#/$defs/{model}"
WAIT_SECONDS = 60.0


@dataclass(frozen=True)
class Tool:
    """One verb: `schema` says what it takes, `run` does it.

    Who may only look has none that `changes` anything; what `destroys` cannot be undone. One that
    `waits` answers with a job and is asked again until that has ended.
    """

    name: str
    text: str
    schema: Mapping[str, Any]
    run: Run
    changes: bool = False
    destroys: bool = False
    waits: bool = False


class Nothing(BaseModel):
    """What a tool without arguments takes."""


class Again(BaseModel):
    """What tells a job that is asked for again from a new one."""

    key: str = Field(
        "",
        max_length=200,
        description="The same key within a day gives the same job: for asking again.",
    )


class OneJob(BaseModel):
    """Which job is meant."""

    job: jobs_api.JobId = Field(description="The number of the job.")


class Waiting(OneJob):
    """Which job is waited for."""

    seconds: float = Field(WAIT_SECONDS, ge=0.0, le=3600.0, description="How long to wait at most.")


class MadeFile(ResultFile):
    """A file that a job made, and where it lies."""

    path: str


def tools(user: User) -> dict[str, Tool]:
    """What the user may do, by name."""
    return {tool.name: tool for tool in _all() if not tool.changes or user.role is not Role.SEE}


def run(tool: Tool, here: Context, user: User, arguments: dict[str, Any]) -> Any:
    """What a tool answers; UsageError REQUEST_INVALID for arguments that it does not take."""
    for name in arguments:
        if name not in tool.schema.get("properties", {}):
            raise _invalid(f"{tool.name} takes no {name}.", tool)
    return tool.run(here, user, dict(arguments))


@cache
def _all() -> tuple[Tool, ...]:
    return (*map(_ordering, offered_kinds()), *_CONTROLS, *_LOOKS)


def _ordering(kind: JobKind[Any]) -> Tool:
    """The tool that sends jobs of a kind."""
    schema = JobOrder.model_json_schema(ref_template=_TEMPLATE)
    options = dict(options_schema(kind, _TEMPLATE))
    # The kind is the tool's, and nobody is told of an end but who waits for it.
    entries = {
        name: entry for name, entry in schema["properties"].items() if name not in ("kind", "hook")
    }
    schema["$defs"] = options.pop("$defs", {})
    schema["properties"] = entries | {"request": options, **Again.model_json_schema()["properties"]}

    def send(here: Context, user: User, given: dict[str, Any]) -> JobView:
        key = _validated(Again, {"key": given.pop("key", "")}, tool).key
        folder = here.folders.new()
        kept = False
        try:
            received = of_facts(given | {"kind": kind.name})
            job, kept = jobs_api.submit(here, user, received, folder, key)
        finally:
            if not kept:
                folder.remove()
        return job_view(job)

    text = _WORDS.get(kind.name, f"Makes a job of the kind {kind.name}.") + _SENT
    tool = Tool(kind.name, text, schema, send, changes=True)
    return tool


def _typed(
    name: str,
    text: str,
    takes: type[Takes],
    act: Callable[[Context, User, Takes], Any],
    **traits: bool,
) -> Tool:
    """A tool whose arguments are a model's."""

    def checked(here: Context, user: User, given: dict[str, Any]) -> Any:
        return act(here, user, _validated(takes, given, tool))

    tool = Tool(name, text, takes.model_json_schema(), checked, **traits)
    return tool


def _validated(takes: type[Takes], given: dict[str, Any], tool: Tool) -> Takes:
    try:
        return takes.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise _invalid(f"{place} cannot be taken: {first['msg']}.", tool) from error


def _control(name: str, text: str, act: Callable[..., Any], **traits: bool) -> Tool:
    return _typed(
        name,
        text,
        OneJob,
        lambda here, user, given: act(here, user, given.job),
        changes=True,
        **traits,
    )


def _look(name: str, text: str, act: Callable[[Context, User], Any]) -> Tool:
    return _typed(name, text, Nothing, lambda here, user, _: act(here, user))


def _files(here: Context, user: User, given: OneJob) -> list[MadeFile]:
    """What a job made, in its own folder or at a place that was named for it."""
    job = seen_job(here, user, given.job)
    found = jobs_api.made_files(here, job)
    if not found and job.output is not None and here.folders.may_show(job.output):
        found = {job.output.name: job.output}
    return [
        MadeFile(name=name, size=path.stat().st_size, path=str(path))
        for name, path in found.items()
        if path.is_file()
    ]


def _forget(here: Context, user: User, job: int) -> dict[str, int]:
    jobs_api.forget(here, user, job)
    return {"forgotten": job}


_CONTROLS = (
    _control("cancel", "Gives a job up.", jobs_api.cancel, destroys=True),
    _control("pause", "Holds a job back; nothing that was made is lost.", jobs_api.pause),
    _control("resume", "Lets a paused job go on.", jobs_api.resume),
    _control("retry", "Tries a failed or cancelled job again.", jobs_api.retry),
    _control(
        "forget",
        "Forgets a job that does not run, with what it made in its own folder.",
        _forget,
        destroys=True,
    ),
)
_LOOKS = (
    _typed("list", "Lists jobs, the newest first.", jobs_api.JobFilter, jobs_api.page),
    _typed(
        "show",
        "Shows how a job stands, and why it failed.",
        OneJob,
        lambda here, user, given: job_view(seen_job(here, user, given.job)),
    ),
    _typed(
        "wait",
        "Waits until a job has ended, and shows it.",
        Waiting,
        lambda here, user, given: job_view(seen_job(here, user, given.job)),
        waits=True,
    ),
    _typed(
        "log",
        "What the workers wrote about a job.",
        OneJob,
        lambda here, user, given: {"log": jobs_api.log(here, user, given.job)},
    ),
    _typed("results", "Lists the files that a job made, with their paths.", OneJob, _files),
    _look(
        "counts",
        "How many jobs there are in each state.",
        lambda here, _: counted(here.store.counts()),
    ),
    _look("presets", "Named options for `preset`.", api.list_presets),
    _look("presenters", "Names for `presenter`.", api.list_presenters),
    _look("models", "The models of the catalogue, and whether they are here.", api.list_models),
)


def _invalid(message: str, tool: Tool) -> UsageError:
    taken = ", ".join(tool.schema.get("properties", {})) or "nothing"
    return UsageError(ErrorCode.REQUEST_INVALID, message, f"It takes {taken}.")
