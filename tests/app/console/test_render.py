"""What programs and people read while a video is made."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from app.console.render import JsonReporter, TextReporter, summary
from app.queue.stage_clock import StageClock, length
from talker.errors import ErrorCode, InputError
from talker.progress import Notice, NoticeCode, Progress, Stage
from talker.result import RenderResult

RESULT = RenderResult(
    output=Path("out.mp4"),
    frames=250,
    fps=25,
    width=512,
    height=512,
    duration=10.0,
    engine="builtin",
    device="cpu",
    resumed_frames=0,
    timings={Stage.PREFLIGHT: 0.5, Stage.RENDER: 4.25},
    notices=(Notice(NoticeCode.MANY_FACES, "Two faces."),),
)


def said(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_time_left_follows_the_speed_of_the_stage() -> None:
    clock = StageClock()
    assert clock.remaining(Progress(Stage.RENDER, 0, 100), 10.0) is None
    assert clock.remaining(Progress(Stage.RENDER, 10, 100), 11.0) is None
    assert clock.remaining(Progress(Stage.RENDER, 30, 100), 13.0) == pytest.approx(7.0)


def test_frames_of_an_earlier_run_do_not_count_as_speed() -> None:
    clock = StageClock()
    clock.remaining(Progress(Stage.RENDER, 0, 1000), 0.0)
    clock.remaining(Progress(Stage.RENDER, 910, 1000), 1.0)
    assert clock.remaining(Progress(Stage.RENDER, 920, 1000), 2.0) == pytest.approx(8.0)


def test_each_stage_has_its_own_speed() -> None:
    clock = StageClock()
    clock.remaining(Progress(Stage.RENDER, 1, 10), 0.0)
    assert clock.remaining(Progress(Stage.FINISH, 1, 10), 100.0) is None


def test_json_tells_begin_first_result_and_end_of_a_stage_and_little_between() -> None:
    stream = io.StringIO()
    reporter = JsonReporter(stream)
    for done in range(1001):
        reporter.report(Progress(Stage.RENDER, done, 1000))
    reported = [line["done"] for line in said(stream)]
    assert reported[:2] == [0, 1]
    assert reported[-1] == 1000
    assert len(reported) < 100


def test_json_holds_notices_the_result_and_errors() -> None:
    stream = io.StringIO()
    reporter = JsonReporter(stream)
    reporter.report(Notice(NoticeCode.MANY_FACES, "Two faces."))
    reporter.result(RESULT)
    reporter.failure(InputError(ErrorCode.NO_FACE, "No face in ä.png.", "Hint.", Path("ä.png")))
    notice, result, error = said(stream)
    assert notice == {"type": "notice", "code": "MANY_FACES", "message": "Two faces."}
    assert result["type"] == "result"
    assert result["output"] == "out.mp4"
    assert result["timings"] == {"preflight": 0.5, "render": 4.25}
    assert error == {
        "type": "error",
        "code": "NO_FACE",
        "message": "No face in ä.png.",
        "hint": "Hint.",
        "path": "ä.png",
        "exit_code": 3,
    }


def test_a_log_file_gets_calm_lines(capsys: pytest.CaptureFixture[str]) -> None:
    reporter = TextReporter()
    for done in range(1001):
        reporter.report(Progress(Stage.RENDER, done, 1000))
    reporter.result(RESULT)
    captured = capsys.readouterr()
    assert captured.err.splitlines() == ["Rendering"]
    assert "512x512" in captured.out


def test_names_in_brackets_are_shown_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    TextReporter().failure(InputError(ErrorCode.NO_FACE, "No face in [red].png.", "Try."))
    assert "No face in [red].png." in capsys.readouterr().err


def test_the_summary_says_where_the_video_is_and_where_the_time_went() -> None:
    lines = summary(RESULT)
    assert lines[0] == str(Path("out.mp4").resolve())
    assert "10 s of video" in lines[1]
    assert "rendering 4.2 s" in lines[2]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.3, "0.3 s"), (3.08, "3.1 s"), (9.94, "9.9 s"), (9.96, "10 s"), (75.2, "1 min 15 s")],
)
def test_short_lengths_have_tenths(seconds: float, words: str) -> None:
    assert length(seconds) == words
