"""`queue`: jobs that are made one after another and survive whatever happens."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.commands import numbers
from app.commands.base import Commands
from app.console.render import Reporter
from app.console.terminal import write_json, write_line
from app.options import add_options, build_request, given_options
from talker.errors import ErrorCode, ExitCode, UsageError

if TYPE_CHECKING:
    from app.queue.control import ControlResult
    from app.queue.job import State
    from app.queue.store import JobStore

_STATES = ("queued", "running", "paused", "done", "failed", "cancelled")

Control = Callable[["JobStore", Sequence[int]], "list[ControlResult]"]


def add(commands: Commands) -> None:
    """Adds `queue` and the commands that change it or look at it."""
    commands.add_group("queue", "Jobs that wait, run, and survive a crash of the computer.")
    _add_adding(commands)
    _add_looking(commands)
    _add_controls(commands)


def _add_adding(commands: Commands) -> None:
    commands.add("queue add", "Put a video into the queue.", _add, arguments=_add_job_options)


def _add_job_options(new: argparse.ArgumentParser) -> None:
    add_options(new)
    new.add_argument("--label", default="", metavar="TEXT", help="What the job is called.")
    new.add_argument("--batch", metavar="NAME", help="The batch that the job belongs to.")
    new.add_argument(
        "--priority",
        type=numbers.priority,
        default=0,
        metavar="N",
        help="Higher comes first (default: 0).",
    )


def _add_looking(commands: Commands) -> None:
    listing = commands.add("queue list", "List jobs in the order in which they are made.", _list)
    listing.add_argument(
        "--state", action="append", choices=_STATES, help="Only these; repeatable."
    )
    listing.add_argument("--batch", metavar="NAME", help="Only the jobs of this batch.")
    listing.add_argument(
        "--limit", type=numbers.job_id, default=50, metavar="N", help="Rows (default: 50)."
    )
    listing.add_argument(
        "--offset", type=numbers.job_id, default=0, metavar="N", help="Rows to leave out."
    )
    for name, text, run in (
        ("show", "Tell everything about a job.", _show),
        ("log", "Print the log of a job.", _log),
    ):
        commands.add(f"queue {name}", text, run).add_argument(
            "job", type=numbers.job_id, metavar="JOB"
        )


def _add_controls(commands: Commands) -> None:
    for name, text, run in (
        ("pause", "Hold jobs back; running ones stop within two seconds.", _pause),
        ("resume", "Let paused jobs go on.", _resume),
        ("cancel", "Give jobs up; running ones stop within two seconds.", _cancel),
        ("retry", "Try failed and cancelled jobs again.", _retry),
    ):
        parser = commands.add(f"queue {name}", text, run)
        parser.add_argument("jobs", type=numbers.job_id, nargs="*", metavar="JOB")
        parser.add_argument("--all", action="store_true", help="All jobs that this can be done to.")
        parser.add_argument("--batch", metavar="NAME", help="All such jobs of one batch.")
        if name == "retry":
            parser.add_argument("--failed", action="store_true", help="All failed jobs.")
    order = commands.add("queue reorder", "Put waiting jobs elsewhere in the queue.", _reorder)
    order.add_argument("jobs", type=numbers.job_id, nargs="+", metavar="JOB")
    place = order.add_mutually_exclusive_group(required=True)
    place.add_argument("--before", type=numbers.job_id, metavar="JOB", help="In front of this job.")
    place.add_argument("--first", action="store_true", help="In front of all waiting jobs.")
    place.add_argument("--last", action="store_true", help="Behind all jobs of their priority.")
    commands.add("queue repair", "Save the jobs of a damaged queue into a new one.", _repair)
    clear = commands.add("queue clear", "Forget jobs that have ended; videos stay.", _clear)
    clear.add_argument(
        "--state",
        action="append",
        choices=[state for state in _STATES if state != "running"],
        help="Which ones; repeatable (default: done, failed, cancelled).",
    )
    clear.add_argument("--batch", metavar="NAME", help="Only the jobs of this batch.")
    clear.add_argument(
        "--older-than", type=numbers.days, metavar="DAYS", help="Only jobs that ended so long ago."
    )


def _add(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.jobs.render import KIND
    from app.queue.control import new_job

    request = build_request(given_options(parsed))
    with _store(parsed) as store:
        job = new_job(
            store,
            request,
            label=parsed.label,
            batch=parsed.batch,
            priority=parsed.priority,
            speech_seconds=KIND.speech_seconds(request),
        )
        (job_id,) = store.add([job])
    output = str(job.request.output)
    if parsed.json:
        write_json("added", id=job_id, label=job.label, output=output)
    else:
        write_line(f"Job {job_id} will make {output}; start with: mouthpiece queue run")
    return 0


def _list(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.console.queue_list import job_json, show_jobs
    from app.queue.job import State

    states = None if parsed.state is None else [State(name) for name in parsed.state]
    with _store(parsed) as store:
        store.release_dead()
        jobs = store.page(states, parsed.batch, parsed.offset, parsed.limit)
        counts = store.counts(parsed.batch)
    if parsed.json:
        for job in jobs:
            write_json("job", **job_json(job))
        write_json("counts", **{state.value: count for state, count in counts.items()})
    else:
        show_jobs(jobs, counts)
    return 0


def _show(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.console.queue_list import job_json, show_job

    with _store(parsed) as store:
        store.release_dead()
        job = store.get(parsed.job)
    if parsed.json:
        write_json("job", **job_json(job))
    else:
        show_job(job)
    return 0


def _log(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.queue.joblog import read_log

    with _store(parsed) as store:
        store.get(parsed.job)
    text = read_log(parsed.job, parsed.home)
    if parsed.json:
        write_json("log", id=parsed.job, text=text)
    else:
        for line in (text.rstrip() or f"Job {parsed.job} has not run yet.").split("\n"):
            write_line(line)
    return 0


def _pause(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.queue import control
    from app.queue.job import State

    return _control(parsed, control.pause, (State.QUEUED, State.RUNNING), "cannot be paused")


def _resume(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.queue import control
    from app.queue.job import State

    return _control(parsed, control.resume, (State.PAUSED,), "is not paused")


def _cancel(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.queue import control
    from app.queue.job import State

    states = (State.QUEUED, State.RUNNING, State.PAUSED)
    return _control(parsed, control.cancel, states, "has ended already")


def _retry(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.queue import control
    from app.queue.job import State

    states = (State.FAILED,) if parsed.failed else (State.FAILED, State.CANCELLED)
    parsed.all |= parsed.failed
    return _control(parsed, control.retry, states, "has neither failed nor been cancelled")


def _control(
    parsed: argparse.Namespace, act: Control, states: tuple[State, ...], refusal: str
) -> int:
    """Carries out a request about the named jobs, or about all jobs in `states`."""
    from app.queue.control import select

    if bool(parsed.jobs) == bool(parsed.all or parsed.batch):
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            "Name the jobs, or give --all or --batch NAME.",
            f"See: mouthpiece {parsed.command} -h",
        )
    with _store(parsed) as store:
        store.release_dead()
        answers = act(store, parsed.jobs or select(store, states, parsed.batch))
    for answer in answers:
        if parsed.json:
            write_json("answer", id=answer.job, will=answer.accepted, state=answer.state.value)
        elif answer.accepted:
            write_line(f"Job {answer.job} ({answer.label}): {answer.description}")
        else:
            write_line(f"Job {answer.job} ({answer.label}) {refusal}; it is {answer.state.value}.")
    if not answers and not parsed.json:
        write_line("There are no such jobs.")
    return ExitCode.DONE if all(answer.accepted for answer in answers) else ExitCode.INPUT


def _reorder(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.queue.control import first_waiting

    with _store(parsed) as store:
        before = first_waiting(store, parsed.jobs) if parsed.first else parsed.before
        moved = store.reorder(parsed.jobs, before)
    if parsed.json:
        write_json("reordered", jobs=moved)
    else:
        write_line(
            f"{moved} of {len(parsed.jobs)} jobs moved." if moved else "No job of these waits."
        )
    return ExitCode.DONE if moved == len(set(parsed.jobs)) else ExitCode.INPUT


def _clear(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.library import Library
    from app.queue.job import ENDS, State
    from app.queue.joblog import delete_logs

    states = [State(name) for name in parsed.state] if parsed.state else list(ENDS)
    with _store(parsed) as store:
        library = Library(store, parsed.home)
        gone = library.forget(states, parsed.batch, older_than_days=parsed.older_than or 0.0)
    delete_logs(gone, parsed.home)
    if parsed.json:
        write_json("cleared", ids=gone)
    else:
        write_line(f"{len(gone)} jobs are forgotten; their videos are untouched.")
    return 0


def _repair(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.queue.repair import repair
    from app.queue.store import queue_path

    made = repair(queue_path(parsed.home))
    if parsed.json:
        damaged = None if made.damaged is None else str(made.damaged)
        write_json("repaired", jobs=made.jobs, lost=made.lost, damaged=damaged)
    elif made.damaged is None:
        write_line(f"The queue is whole, with {made.jobs} jobs; nothing was changed.")
    else:
        write_line(f"{made.jobs} jobs are saved, {made.lost} could not be read.")
        write_line(f"The damaged queue is kept: {made.damaged}")
    return ExitCode.PARTLY_FAILED if made.lost else ExitCode.DONE


def _store(parsed: argparse.Namespace) -> JobStore:
    from app.queue.store import JobStore, queue_path

    return JobStore(queue_path(parsed.home))
