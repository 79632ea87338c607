"""How a worker learns that it shall end, and what it says to whoever started it."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest

from app.queue.liveness import is_alive, process_start_time
from app.worker.messages import (
    Advanced,
    Ended,
    JsonMessageWriter,
    Message,
    Ready,
    TextMessageWriter,
    parse,
)
from app.worker.shutdown import StopRequest
from talker.errors import ErrorCode
from talker.progress import Stage
from tests.skips import AllowedSkip
from tests.waiting import until


def ended_process() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def test_a_parent_that_is_gone_already_ends_it() -> None:
    stop = StopRequest(ended_process())
    until(lambda: stop.requested)


def test_a_parent_that_lives_does_not() -> None:
    stop = StopRequest(os.getppid())
    assert not stop.wait(0.7)


@pytest.mark.skipif(
    sys.platform == "win32", reason=AllowedSkip.SYSTEM.reason("Windows keeps no dead processes")
)
def test_a_dead_process_nobody_asked_about_counts_as_dead() -> None:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    born = process_start_time(process.pid)
    assert born is not None
    assert is_alive(process.pid, born)
    assert not is_alive(process.pid, born + 100)
    process.kill()
    until(lambda: not is_alive(process.pid, born))
    assert process.stdin is not None
    process.stdin.close()
    process.wait()
    assert process_start_time(process.pid) is None


def test_messages_come_back_from_their_lines() -> None:
    messages: list[Message] = [
        Ready(worker="é", pid=7),
        Advanced(worker="w", job=1, stage=Stage.RENDER, done=1, total=2, eta_s=0.5),
        Ended(worker="w", job=1, label="视频", state=None, code=ErrorCode.NO_FACE),
    ]
    stream = io.StringIO()
    for message in messages:
        JsonMessageWriter(stream)(message)
    assert [parse(line) for line in stream.getvalue().splitlines()] == messages


@pytest.mark.parametrize("line", ["", "{", '{"type": "new thing"}', "Fatal Python error"])
def test_a_line_that_is_no_message_is_none(line: str) -> None:
    assert parse(line) is None


def test_a_service_s_log_holds_a_line_for_each_job() -> None:
    said: list[str] = []
    say = TextMessageWriter(said.append)
    say(Advanced(worker="w", job=1, stage=Stage.RENDER, done=1, total=2))
    say(Ended(worker="w", job=1, label="a", state=None))
    assert said == ["Job 1 (a) is another worker's now."]
