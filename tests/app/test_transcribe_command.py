"""`transcribe` writes down what is said, in every kind of file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import soundfile

from app.command_line import run_command
from app.models import default_store
from app.models.store import ModelStore
from app.queue.job import State, WorkerId
from app.queue.store import JobStore, queue_path
from app.worker.shutdown import StopRequest
from app.worker.worker import WorkEnd, Worker
from talker.errors import ErrorCode, ExitCode
from talker.home import home_folder
from talker.subtitles.files import read_subtitles
from tests.hearing import WHISPER


@pytest.fixture(autouse=True)
def listening(whisper: ModelStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a recogniser in it, and a folder to work in."""
    home = tmp_path / "home"
    monkeypatch.setenv("MOUTHPIECE_HOME", str(home))
    store = default_store(home_folder())
    target = store.shelf.folder / WHISPER
    target.parent.mkdir(parents=True)
    target.symlink_to(whisper.folder(WHISPER))
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_a_recording_is_written_down_in_the_kind_that_the_name_says(
    demo_speech: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["transcribe", str(demo_speech), "-o", "a.json"]) == 0
    assert "language en" in capsys.readouterr().out
    stored = json.loads(Path("a.json").read_text("utf-8"))
    assert stored["language"] == "en"
    read = read_subtitles(Path("a.json"))
    assert read.cues[-1].text.endswith("in any language.")
    words = [word for cue in read.cues for word in cue.words]
    assert len(words) == 36
    assert read.language == "en"
    assert all(cue.start <= cue.words[0].start < cue.words[-1].stop for cue in read.cues)

    given = ["transcribe", str(demo_speech), "--spoken-language", "en", "--json"]
    assert run_command([*given, "-o", "a.vtt"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"progress", "transcript"} <= {line["type"] for line in lines}
    assert [cue.text for cue in read_subtitles(Path("a.vtt")).cues] == [c.text for c in read.cues]
    assert "<00:00:" in Path("a.vtt").read_text("utf-8")

    assert run_command([*given, "-o", "a.vtt"]) == ExitCode.INPUT  # it is there
    assert ErrorCode.OUTPUT_EXISTS in capsys.readouterr().out


def test_of_a_folder_the_good_ones_are_written(
    demo_speech: Path, listening: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("in").mkdir()
    soundfile.write("in/quiet.wav", [0.0] * 32_000, 16_000)
    shutil.copy(demo_speech, "in")
    Path("in/done.wav").write_bytes(b"")
    Path("in/done.srt").write_text("mine", "utf-8")
    assert run_command(["transcribe", "in"]) == ExitCode.PARTLY_FAILED
    told = capsys.readouterr()
    assert ErrorCode.AUDIO_NO_SPEECH in told.err
    assert "1 of 3 are written down already." in told.out
    assert Path("in/done.srt").read_text("utf-8") == "mine"
    assert {path.name for path in Path("in").glob("*.srt")} == {
        "done.srt",
        f"{demo_speech.stem}.srt",
    }
    assert len(read_subtitles(listening / "in" / f"{demo_speech.stem}.srt").cues) == 3


def test_the_queue_writes_recordings_down(demo_speech: Path) -> None:
    soundfile.write("quiet.wav", [0.0] * 32_000, 16_000)
    Path("out").mkdir()
    given = ["transcribe", str(demo_speech), "quiet.wav", "-o", "out", "--queue"]
    assert run_command(given) == 0
    assert run_command(given) == ExitCode.INPUT  # a job is going to write them
    home = home_folder()
    with JobStore(queue_path(home)) as store:
        until = WorkEnd(empty=True)
        me = WorkerId.of_this_process("me")
        Worker(store, me, lambda _: None, StopRequest(), until=until, home=home).run()
        heard, quiet = store.page(list(State))
    assert (heard.state, quiet.state) == (State.DONE, State.FAILED)
    assert quiet.error is not None
    assert quiet.error.code is ErrorCode.AUDIO_NO_SPEECH
    assert heard.duration == pytest.approx(soundfile.info(demo_speech).duration, abs=0.5)
    assert [path.name for path in Path("out").iterdir()] == [f"{demo_speech.stem}.srt"]


@pytest.mark.parametrize(
    ("arguments", "code", "status"),
    [
        (["a.wav", "-o", "a.docx"], ErrorCode.OPTION_INVALID, ExitCode.USAGE),
        (["a.wav", "b.wav", "-o", "a.srt"], ErrorCode.OPTION_INVALID, ExitCode.USAGE),
        (["a.wav", "x/a.flac"], ErrorCode.AUDIO_MISSING, ExitCode.PARTLY_FAILED),
        (["a.wav"], ErrorCode.AUDIO_MISSING, ExitCode.INPUT),
        (["a.srt", "-o", "a.srt"], ErrorCode.OUTPUT_EXISTS, ExitCode.INPUT),
        (["a.wav", "--recogniser", "medium"], ErrorCode.MODEL_MISSING, ExitCode.MODEL),
        (["a.wav", "--spoken-language", "???"], ErrorCode.OPTION_INVALID, ExitCode.USAGE),
    ],
)
def test_what_is_wrong_is_said(
    arguments: list[str],
    code: ErrorCode,
    status: ExitCode,
    listening: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (listening / "x").mkdir()
    assert run_command(["transcribe", *arguments]) == status
    assert code in capsys.readouterr().err
    assert list(listening.rglob("*.srt")) == []
