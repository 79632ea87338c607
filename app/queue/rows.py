"""Turns jobs into rows of the database and back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from math import isfinite
from pathlib import Path
from typing import Any

from app.jobs.kind import JobRequest, Outcome, UnreadableRequest
from app.jobs.registry import kind_of
from app.queue.job import Job, JobError, NewJob, State, StoredJob
from talker.errors import ErrorCode
from talker.progress import Notice, NoticeCode, Stage

# What a reader needs; the lease of a running job is the store's own affair.
COLUMNS = (
    "id, state, stop, reason, label, batch, priority, position, request, content_key, "
    "speech_seconds, stage, done, total, eta_seconds, attempts, deaths, worker, created, "
    "started, ended, timings, notices, output, frames, resumed_frames, engine, device, error, "
    "owner, revision"
)

# SQLite keeps in a column whatever it was given.
_NUMBER, _TEXT, _NONE = (int, float), (str,), (type(None),)
_TYPES: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("position", "created"), _NUMBER),
    **dict.fromkeys(("speech_seconds", "eta_seconds", "started", "ended"), (*_NUMBER, *_NONE)),
    **dict.fromkeys(("priority", "revision", "done", "total", "attempts", "deaths"), (int,)),
    "resumed_frames": (int,),
    "frames": (int, *_NONE),
    **dict.fromkeys(
        ("label", "reason", "content_key", "request", "timings", "notices", "owner"), _TEXT
    ),
    **dict.fromkeys(("batch", "worker", "output", "engine", "device"), (*_TEXT, *_NONE)),
}


_NAMES = tuple(COLUMNS.split(", "))
_IN_ORDER = tuple(_TYPES.get(name, (object,)) for name in _NAMES)

# Of most jobs, shared: a long list takes less room.
_NO_TIMINGS: Mapping[Stage, float] = {}


def new_row(job: NewJob, now: float) -> dict[str, Any]:
    """The columns of a job that is added."""
    return request_columns(job.request) | {
        "state": State.QUEUED.value,
        "label": job.label,
        "batch": job.batch,
        "priority": job.priority,
        "content_key": job.content_key,
        "speech_seconds": job.speech_seconds,
        "created": now,
        "owner": job.owner,
    }


def request_columns(request: JobRequest) -> dict[str, Any]:
    """The columns that follow from what is asked for."""
    kind = kind_of(request)
    return {
        "request": kind.encode(request),
        "target": target_key(request.output),
        "affinity": kind.affinity(request),
        "kind": kind.pace_key(request),
    }


def target_key(output: Path | None) -> str:
    """An output as it is compared: file systems of Windows and macOS know no capitals."""
    return str(output).casefold()


def job_of(row: sqlite3.Row) -> Job:
    """The job in a row that holds COLUMNS; one without particulars where they are damaged."""
    try:
        return _job(row)
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError) as error:
        return _damaged(row, str(error))


def _job(values: sqlite3.Row) -> Job:
    # A Row looks through its names for each that is asked for.
    row = dict(zip(_NAMES, values, strict=True))
    for (name, value), types in zip(row.items(), _IN_ORDER, strict=True):
        if not isinstance(value, types) or (value.__class__ is float and not isfinite(value)):
            raise TypeError(f"{name} is {value!r}")
    timings, notices = row["timings"], row["notices"]
    return StoredJob(
        id=row["id"],
        request=row["request"],
        state=State(row["state"]),
        label=row["label"],
        batch=row["batch"],
        owner=row["owner"],
        priority=row["priority"],
        position=row["position"],
        created=row["created"],
        revision=row["revision"],
        content_key=row["content_key"],
        speech_seconds=row["speech_seconds"],
        stop=None if row["stop"] is None else State(row["stop"]),
        reason=row["reason"],
        stage=None if row["stage"] is None else Stage(row["stage"]),
        done=row["done"],
        total=row["total"],
        eta_seconds=row["eta_seconds"],
        attempts=row["attempts"],
        crash_count=row["deaths"],
        worker=row["worker"],
        started=row["started"],
        ended=row["ended"],
        timings=_NO_TIMINGS if timings == "{}" else _timings_of(json.loads(timings)),
        notices=() if notices == "[]" else _notices_of(json.loads(notices)),
        output=None if row["output"] is None else Path(row["output"]),
        frames=row["frames"],
        resumed_frames=row["resumed_frames"],
        engine=row["engine"],
        device=row["device"],
        error=None if row["error"] is None else _error_of(json.loads(row["error"])),
    )


def _damaged(row: sqlite3.Row, reason: str) -> Job:
    """What can still be said of a job, so that the others go on and this one can be removed."""

    def number(name: str) -> int:
        value = row[name]
        return int(value) if isinstance(value, int | float) and isfinite(value) else 0

    state = row["state"] if row["state"] in set(State) else State.FAILED
    return Job(
        id=row["id"],
        request=UnreadableRequest(
            text=_shown(row["request"]), reason=f"its row is damaged, {reason}"
        ),
        state=State(state),
        label=_shown(row["label"]),
        batch=None if row["batch"] is None else _shown(row["batch"]),
        priority=number("priority"),
        position=float(number("position")),
        created=float(number("created")),
        revision=number("revision"),
        attempts=number("attempts"),
        crash_count=number("deaths"),
        worker=None if row["worker"] is None else _shown(row["worker"]),
        started=float(number("started")) or None,
        ended=float(number("ended")) or None,
    )


def outcome_columns(outcome: Outcome) -> dict[str, Any]:
    """The columns that a finished job fills."""
    return {
        "output": str(outcome.output),
        "frames": outcome.frames,
        "resumed_frames": outcome.resumed_frames,
        "engine": outcome.engine,
        "device": outcome.device,
        "timings": json.dumps(timings_json(outcome.timings)),
        "notices": notices_json(outcome.notices),
    }


def timings_json(timings: Mapping[Stage, float]) -> dict[str, float]:
    """Seconds by the stage's name."""
    return {stage.value: round(took, 4) for stage, took in timings.items()}


def notices_json(notices: Iterable[Notice]) -> str:
    """Notices as the column holds them: a list of code and sentence."""
    rows = [[str(notice.code), notice.message] for notice in notices]
    return json.dumps(rows, ensure_ascii=False)


def error_json(error: JobError) -> str:
    """An error as the column holds it: code, sentence, hint, traceback."""
    return json.dumps(
        [error.code.value, error.message, error.hint, error.traceback], ensure_ascii=False
    )


def _shown(value: object) -> str:
    """A damaged column as far as it can be shown."""
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _timings_of(stored: dict[str, float]) -> dict[Stage, float]:
    return {Stage(name): float(took) for name, took in stored.items()}


def _notices_of(stored: list[list[str]]) -> tuple[Notice, ...]:
    return tuple(Notice(NoticeCode.read(code), _text(message)) for code, message in stored)


def _error_of(stored: list[str]) -> JobError:
    code, message, hint, traceback = map(_text, stored)
    return JobError(ErrorCode(code), message, hint, traceback)
