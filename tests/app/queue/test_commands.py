"""`queue` and `worker` as their users meet them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.jobs.render import KIND as RENDER
from app.queue.job import State
from app.queue.joblog import log_path
from app.queue.store import JobStore
from app.queue.transitions import Transition
from tests.app.queue.work import claimed, plain_job, real_job
from tests.skips import AllowedSkip
from tests.waiting import PATIENCE, until

Say = Callable[..., tuple[int, list[dict[str, Any]]]]


@pytest.fixture(autouse=True)
def at_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOUTHPIECE_HOME", str(home))


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """Runs a command with --json in this process: its exit code and what it printed."""

    def run(*arguments: object) -> tuple[int, list[dict[str, Any]]]:
        code = main([*map(str, arguments), "--json"])
        return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def mouthpiece(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_add_takes_the_options_of_render_and_freezes_the_output(
    store: JobStore, say: Say, tmp_path: Path, astronaut: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = real_job(tmp_path, astronaut, "a", 0.6)
    monkeypatch.chdir(tmp_path)
    code, (added,) = say(
        *("queue", "add", astronaut, "a.wav", "--seed", 7, "--yaw", "-5", "5"),
        *("--batch", "night", "--priority", 2),
    )
    job = store.get(added["id"])
    assert code == 0
    assert (RENDER.require(job.request).seed, RENDER.require(job.request).yaw) == (7, (-5.0, 5.0))
    assert RENDER.require(job.request).speech == RENDER.require(new.request).speech
    assert job.request.output == tmp_path / "astronaut_a.mp4"
    assert (job.batch, job.priority, job.speech_seconds) == ("night", 2, 0.6)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["no.png", "a.wav"], "IMAGE_MISSING"),
        (["a.wav", "no.wav"], "AUDIO_MISSING"),
        (["a.wav", "a.wav", "-o", "a.mp4"], "OUTPUT_EXISTS"),
        (["a.wav", "a.wav", "-o", "b.mp4"], "OUTPUT_EXISTS"),
    ],
)
def test_add_refuses_what_cannot_be_made(
    store: JobStore,
    say: Say,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.wav", "a.mp4"):
        (tmp_path / name).touch()
    store.add([plain_job("b")])  # will write b.mp4
    status, (error,) = say("queue", "add", *arguments)
    assert (status, error["code"]) == (3, code)
    assert sum(store.counts().values()) == 1


def test_list_and_show_tell_about_jobs(store: JobStore, say: Say) -> None:
    ids = store.add([plain_job("a", batch="x"), plain_job("b")])
    store.request_stop(ids[1], State.CANCELLED)
    code, lines = say("queue", "list")
    assert code == 0
    assert [(line["id"], line["state"]) for line in lines[:-1]] == [(1, "queued"), (2, "cancelled")]
    assert (lines[-1]["type"], lines[-1]["queued"]) == ("counts", 1)
    assert [line["id"] for line in say("queue", "list", "--state", "cancelled")[1][:-1]] == [2]
    assert [line["id"] for line in say("queue", "list", "--batch", "x")[1][:-1]] == [1]
    _, (shown,) = say("queue", "show", ids[0])
    assert shown["request"]["seed"] == 0
    assert shown["deaths"] == 0, "names of the database, which programs read"
    status, (error,) = say("queue", "show", 99)
    assert (status, error["code"]) == (3, "JOB_UNKNOWN")


def test_people_read_tables(store: JobStore, capsys: pytest.CaptureFixture[str]) -> None:
    store.add([plain_job("[red]é 视频")])
    assert main(["queue", "list"]) == 0
    text = capsys.readouterr().out
    assert "[red]é 视频" in text
    assert "1 queued" in text
    assert main(["queue", "show", "1"]) == 0
    assert "p.png" in capsys.readouterr().out
    assert main(["queue", "log", "1"]) == 0
    assert "not run yet" in capsys.readouterr().out


def test_pause_resume_cancel_and_retry_move_jobs(store: JobStore, say: Say) -> None:
    a, b = store.add([plain_job("a"), plain_job("b")])
    steps = [
        ("pause", "paused"),
        ("resume", "queued"),
        ("cancel", "cancelled"),
        ("retry", "queued"),
    ]
    for command, state in steps:
        code, (answer,) = say("queue", command, a)
        assert (code, answer["will"], answer["state"]) == (0, True, state)
    code, (answer,) = say("queue", "resume", b)
    assert (code, answer["will"]) == (3, False)
    say("queue", "pause", "--all")
    assert store.counts()[State.PAUSED] == 2


def test_retry_failed_leaves_cancelled_jobs(store: JobStore, say: Say) -> None:
    failed, cancelled = store.add([plain_job("a"), plain_job("b")])
    job = claimed(store)
    store.release(job.lease, Transition(State.FAILED))
    store.request_stop(cancelled, State.CANCELLED)
    assert [line["id"] for line in say("queue", "retry", "--failed")[1]] == [failed]


def test_a_control_needs_to_know_which_jobs(store: JobStore, say: Say) -> None:
    store.add([plain_job()])
    for wrong in (["queue", "cancel"], ["queue", "cancel", 1, "--all"]):
        code, (error,) = say(*wrong)
        assert (code, error["code"]) == (2, "OPTION_INVALID")
    assert store.counts()[State.QUEUED] == 1


def test_resume_takes_back_a_pause_that_the_worker_has_not_seen(store: JobStore, say: Say) -> None:
    store.add([plain_job()])
    job = claimed(store)
    say("queue", "pause", job.id)
    _, (answer,) = say("queue", "resume", job.id)
    assert answer["will"]
    assert store.desired_state(job.lease) is State.QUEUED


def test_reorder_puts_jobs_first_last_or_before_another(store: JobStore, say: Say) -> None:
    a, b, c = store.add([plain_job(name) for name in "abc"])
    for place, order in (
        (["--first"], [c, a, b]),
        (["--last"], [a, b, c]),
        (["--before", b], [a, c, b]),
    ):
        assert say("queue", "reorder", c, *place)[0] == 0
        assert [job.id for job in store.page()] == order


def test_clear_forgets_ended_jobs_and_their_logs(store: JobStore, home: Path, say: Say) -> None:
    ended, waiting = store.add([plain_job("a"), plain_job("b")])
    store.request_stop(ended, State.CANCELLED)
    log = log_path(ended, home)
    log.parent.mkdir(parents=True)
    log.touch()
    assert say("queue", "clear", "--older-than", 1)[1][0]["ids"] == []
    assert say("queue", "clear")[1][0]["ids"] == [ended]
    assert not log.exists()
    assert [job.id for job in store.page()] == [waiting]


def test_run_makes_the_queue_and_ends_with_6_when_a_job_failed(
    store: JobStore, tmp_path: Path, astronaut: Path
) -> None:
    good, bad = store.add([real_job(tmp_path, astronaut, "good", 0.6), plain_job("not there")])
    done = mouthpiece("queue", "run", "--json")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 6
    assert lines[-1] == {
        "type": "summary",
        "done": 1,
        "failed": 1,
        "cancelled": 0,
        "stopped": False,
    }
    ends = {line["job"]: line for line in lines if line["type"] == "left"}
    assert ends[good]["state"] == "done"
    assert (ends[bad]["state"], ends[bad]["code"]) == ("failed", "IMAGE_MISSING")
    log = mouthpiece("queue", "log", bad)
    assert "IMAGE_MISSING" in log.stdout
    again = mouthpiece("queue", "run")
    assert (again.returncode, again.stdout[:6]) == (0, "0 done")


@pytest.mark.skipif(
    sys.platform == "win32",
    reason=AllowedSkip.SYSTEM.reason("Windows sends no Ctrl-C to one process"),
)
@pytest.mark.slow
def test_ctrl_c_puts_the_running_job_back_and_ends_with_5(
    store: JobStore, tmp_path: Path, astronaut: Path
) -> None:
    (job_id,) = store.add([real_job(tmp_path, astronaut, "a", 40.0)])
    command = [sys.executable, "-m", "app.cli", "queue", "run"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=os.environ
    ) as process:
        until(lambda: store.get(job_id).stage == "render")
        process.send_signal(signal.SIGINT)
        text, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 5
    assert "mouthpiece queue run" in text
    job = store.get(job_id)
    assert (job.state, job.crash_count, job.error) == (State.QUEUED, 0, None)


def test_a_worker_alone_works_until_the_queue_is_empty(
    store: JobStore, tmp_path: Path, astronaut: Path
) -> None:
    (job_id,) = store.add([real_job(tmp_path, astronaut, "a", 0.6)])
    done = mouthpiece("worker", "--until-empty")
    assert done.returncode == 0
    assert f"Job {job_id} (a) is done." in done.stderr
    assert store.get(job_id).state is State.DONE


def test_a_queue_that_cannot_be_read_is_named(home: Path, say: Say) -> None:
    (home / "queue").mkdir(parents=True)
    (home / "queue" / "queue.sqlite3").write_text("not a database at all" * 50)
    code, (error,) = say("queue", "list")
    assert (code, error["code"]) == (1, "QUEUE_UNUSABLE")
