"""What people see while the queue runs."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest

from app.console.queue_board import TextQueueBoard
from app.console.rich_terminal import Terminal
from app.jobs.kind import Outcome
from app.queue.job import State
from app.queue.store import JobStore
from app.queue.transitions import Transition
from app.worker.messages import Ended
from app.worker.supervisor import RunSummary
from talker.errors import ErrorCode
from talker.progress import Stage
from tests.app.queue.work import claimed, plain_job


@pytest.fixture
def screen() -> io.StringIO:
    return io.StringIO()


def board(store: JobStore, screen: io.StringIO, *, terminal: bool = True) -> TextQueueBoard:
    return TextQueueBoard(store, 2, Terminal(file=screen, force_terminal=terminal, width=100))


def test_the_table_shows_running_jobs_the_whole_and_the_time_left(
    store: JobStore, screen: io.StringIO
) -> None:
    store.add([plain_job(name, speech_seconds=100.0) for name in ("made", "[b]runs", "waits")])
    first = claimed(store)
    timings = {Stage.PREFLIGHT: 1.0, Stage.RENDER: 50.0}
    outcome = Outcome(Path("/v.mp4"), 2500, 0, "builtin", "cpu", timings, ())
    shown = board(store, screen)
    store.release(first.lease, Transition(State.DONE, outcome=outcome))
    store.progress(claimed(store).lease, Stage.RENDER, 30, 120, 45.0)
    shown.tick()
    shown.close()
    text = screen.getvalue()
    for words in ("[b]runs", "30/120", "45 s left", "1 of 3 videos", "48 s left"):
        assert words in text, text


def test_without_a_terminal_only_ends_are_told(store: JobStore, screen: io.StringIO) -> None:
    shown = board(store, screen, terminal=False)
    shown.tick()
    for state, code in ((State.DONE, None), (State.FAILED, ErrorCode.NO_FACE), (None, None)):
        shown.on_message(
            Ended(
                worker="w",
                job=7,
                label="[b]x",
                state=state,
                output="/v.mp4" if state is State.DONE else None,
                code=code,
                message="No face in p.png." if code else "",
                hint="Take another.",
            )
        )
    lines = screen.getvalue().splitlines()
    assert len(lines) == 2
    assert "[b]x" in lines[0]
    assert "/v.mp4" in lines[0]
    assert "No face in p.png. Take another. [NO_FACE]" in lines[1]


def test_the_end_says_how_to_go_on(
    store: JobStore, screen: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = board(store, screen)
    time.sleep(0.01)
    shown.end(RunSummary(done=3, failed=2, cancelled=0, stopped=True))
    text = capsys.readouterr().out
    assert text.startswith("3 done, 2 failed in 0 s.")
    assert "queue retry --failed" in text
    assert "queue run" in text
