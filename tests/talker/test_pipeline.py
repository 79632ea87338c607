"""The road: one video, whatever happens on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from talker.engines.base import Drive
from talker.errors import Cancelled, ErrorCode, MouthpieceError
from talker.files import digest
from talker.maker import made_by
from talker.media.probe import probe
from talker.media.video_frames import read_frames
from talker.options.ai_label import Corner
from talker.options.picture import Mode
from talker.options.render import RenderRequest
from talker.pipeline import RenderPipeline
from talker.preflight.road import run_preflight
from talker.progress import (
    CancelToken,
    Notice,
    NoticeCode,
    OnProgress,
    Progress,
    Stage,
    ignore_progress,
)
from talker.provenance.publisher import Publisher
from talker.render_context import RenderContext
from talker.result import RenderResult
from talker.work_folder import RenderKey, render_key
from tests.skips import AllowedSkip
from tests.talker.films import content
from tests.talker.gradient import GradientEngine
from tests.talker.sounds import click_time, ffmpeg, write_clicks
from tests.waiting import PATIENCE

posix = pytest.mark.skipif(
    not hasattr(os, "fork"), reason=AllowedSkip.SYSTEM.reason("needs POSIX signals and limits")
)

# A recording is neither spoken nor written down.
OF_A_RECORDING = set(Stage) - {Stage.SPEAK, Stage.RECOGNITION}


def request(
    folder: Path, portrait: Path, seconds: float = 20.0, **options: object
) -> RenderRequest:
    speech = folder / "speech.wav"
    if not speech.exists():
        write_clicks(speech, seconds, 16000)
    values: dict[str, object] = {"portrait": portrait, "speech": speech}
    # The label where it always was: work of earlier versions can be taken up.
    values |= {"output": folder / "out.mp4", "size": 128, "quality": 10}
    values |= {"ai_label_corner": Corner.BOTTOM_RIGHT}
    return RenderRequest.model_validate(values | options)


def left_in(folder: Path) -> list[Path]:
    """What lies there; the folder of notes stays, empty, for the next."""
    return [path for path in folder.rglob("*") if path.name != "passing"]


def travel(
    wanted: RenderRequest,
    home: Path,
    engine: GradientEngine | None = None,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> RenderResult:
    """Without the signature, which differs each time: the same request gives the same file."""
    context = RenderContext(
        home, on_progress, cancel or CancelToken(), publisher=Publisher(sign=False)
    )
    return RenderPipeline(wanted, engine or GradientEngine(), context).run()


def drive(
    wanted: RenderRequest, output: Path, home: Path, delay: float = 0.0, **popen: Callable[[], None]
) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.talker.drive", str(wanted.portrait), str(wanted.speech)]
    command += [str(output), str(home), str(delay), str(wanted.size)]
    root = Path(__file__).resolve().parents[2]
    return subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, text=True, preexec_fn=popen.get("before")
    )


def answer(process: subprocess.Popen[str]) -> dict[str, object]:
    out, _ = process.communicate(timeout=PATIENCE)
    found = json.loads(out)
    assert isinstance(found, dict)
    return found


def test_the_video_has_exact_times_and_the_length_of_the_speech(
    tmp_path: Path, astronaut: Path
) -> None:
    result = travel(request(tmp_path, astronaut, fps=30), tmp_path / "home")
    assert (result.frames, result.fps, result.duration) == (600, 30, 20.0)
    assert (result.width, result.height, result.resumed_frames) == (128, 128, 0)
    assert result.engine == "gradient"
    assert set(result.timings) == OF_A_RECORDING
    facts = probe(result.output)
    assert facts.video is not None
    assert facts.audio is not None
    assert facts.video.times == tuple(Fraction(index, 30) for index in range(600))
    length = facts.audio.start + facts.audio.duration
    assert abs(length - facts.video.duration) <= Fraction(1, 30)
    assert click_time(result.output) == pytest.approx(1.0, abs=0.002)
    assert (facts.audio.sample_rate, facts.audio.channels) == (16000, 1)


def test_nothing_is_left_beside_the_video(tmp_path: Path, astronaut: Path) -> None:
    travel(request(tmp_path, astronaut, 2.0), tmp_path / "home")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "out.mp4", "speech.wav"]
    assert left_in(tmp_path / "home" / "work") == []


def test_frames_are_those_of_the_engine_in_order(tmp_path: Path, astronaut: Path) -> None:
    wanted, home = request(tmp_path, astronaut, 9.0), tmp_path / "home"
    ready, engine = run_preflight(wanted, home=home), GradientEngine()
    motion = engine.motion(Drive(ready.speech), wanted.options, ready.portrait, CancelToken())
    canvas = engine.canvas(ready.portrait, wanted.options)
    drawn = engine.renderer(ready.portrait, motion, canvas, wanted.options).render(0, 225)
    frames = np.stack(list(read_frames(travel(wanted, home).output)))
    assert frames.shape == drawn.shape
    for index in (1, 100, 199, 200, 201, 223):  # 200 begins the second segment
        near = drawn[index - 1 : index + 2].astype(int)
        errors = np.abs(near - frames[index]).mean(axis=(1, 2, 3))
        assert errors.argmin() == 1


def test_full_mode_keeps_the_picture_around_the_face(tmp_path: Path, astronaut: Path) -> None:
    wanted = request(tmp_path, astronaut, 1.5, mode=Mode.FULL, quality=1)
    result = travel(wanted, tmp_path / "home")
    assert (result.width, result.height) == (512, 512)
    frames = [frame[400:, :, :].astype(int) for frame in read_frames(result.output)]
    assert max(float(np.abs(frame - frames[0]).mean()) for frame in frames) < 0.5


def test_progress_names_every_stage_and_counts_every_frame(tmp_path: Path, astronaut: Path) -> None:
    seen: list[Progress | Notice] = []
    travel(request(tmp_path, astronaut, 2.0), tmp_path / "home", on_progress=seen.append)
    steps = [one for one in seen if isinstance(one, Progress)]
    assert {one.stage for one in steps} == OF_A_RECORDING
    rendered = [one.done for one in steps if one.stage is Stage.RENDER]
    assert rendered == sorted(rendered)
    assert rendered[-1] == 50
    assert all(one.done <= one.total for one in steps)


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory, astronaut: Path) -> str:
    """The content of the video that `request` asks for when nothing comes in between."""
    folder = tmp_path_factory.mktemp("uninterrupted")
    return content(travel(request(folder, astronaut), folder / "home").output)


def test_cancel_acts_at_once_and_the_next_run_goes_on(
    tmp_path: Path, astronaut: Path, uninterrupted: str
) -> None:
    cancel = CancelToken()
    after: list[int] = []

    def stop_in_the_second_segment(progress: Progress | Notice) -> None:
        if not isinstance(progress, Progress) or progress.stage is not Stage.RENDER:
            return
        if cancel.cancelled:
            after.append(progress.done)
        elif progress.done >= 300:
            cancel.cancel()

    home = tmp_path / "home"
    with pytest.raises(Cancelled):
        travel(
            request(tmp_path, astronaut),
            home,
            GradientEngine(0.001),
            stop_in_the_second_segment,
            cancel,
        )
    assert len(after) <= 1  # the batch that was at work
    assert not (tmp_path / "out.mp4").exists()
    assert not list(home.rglob("*.part"))
    result = travel(request(tmp_path, astronaut), home)
    assert result.resumed_frames == 200
    assert content(result.output) == uninterrupted


@posix
@pytest.mark.parametrize(
    "seconds_after_first_segment", [pytest.param(0.0, marks=pytest.mark.slow), 0.45]
)
def test_after_kill_9_the_same_command_gives_the_same_file(
    tmp_path: Path, astronaut: Path, uninterrupted: str, seconds_after_first_segment: float
) -> None:
    home, output = tmp_path / "home", tmp_path / "out.mp4"
    wanted = request(tmp_path, astronaut)
    with drive(wanted, output, home, 0.003) as killed:
        deadline = time.monotonic() + PATIENCE
        while not list(home.glob("work/*/segment-000000.h264")):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        time.sleep(seconds_after_first_segment)
        killed.send_signal(signal.SIGKILL)
    assert not output.exists()
    resumed = answer(drive(wanted, output, home))
    assert resumed["frames"] == 500
    assert resumed["resumed"] in (200, 400)
    assert content(output) == uninterrupted
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == ["home", "out.mp4", "speech.wav"]


def test_two_processes_with_the_same_request_do_not_disturb_each_other(
    tmp_path: Path, astronaut: Path
) -> None:
    wanted, home = request(tmp_path, astronaut, 10.0), tmp_path / "home"
    outputs = [tmp_path / "a.mp4", tmp_path / "b.mp4"]
    answers = [answer(one) for one in [drive(wanted, path, home, 0.002) for path in outputs]]
    assert [one.get("frames") for one in answers] == [250, 250]
    assert content(outputs[0]) == content(outputs[1])


@posix
@pytest.mark.slow
def test_a_disk_that_fills_up_leaves_no_video(tmp_path: Path, astronaut: Path) -> None:
    """A limit on file sizes meets encoder and muxer exactly as a full disk does."""
    wanted = request(tmp_path, astronaut, size=256)

    import resource

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))

    process = drive(wanted, tmp_path / "out.mp4", tmp_path / "home", before=limit)
    assert answer(process) == {"error": "DISK_FULL"}
    assert process.returncode == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "speech.wav"]
    assert "resumed" in answer(drive(wanted, tmp_path / "out.mp4", tmp_path / "home"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 200 kB, where the system lets us make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(folder)]
    try:
        made = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        made = False
    if not made:
        pytest.skip(AllowedSkip.RIGHTS.reason("only root can mount a small disk here"))
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_under_the_output_leaves_no_video(
    tmp_path: Path, astronaut: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("talker.preflight.room._SPARE_BYTES", -(1 << 40))  # not known beforehand
    wanted = request(tmp_path, astronaut, size=256, quality=5, output=small_disk / "out.mp4")
    with pytest.raises(MouthpieceError) as caught:
        travel(wanted, tmp_path / "home")
    assert caught.value.code is ErrorCode.DISK_FULL
    assert list(small_disk.iterdir()) == []


@posix
def test_memory_does_not_grow_with_the_length(tmp_path: Path, astronaut: Path) -> None:
    """Ten times the speech, the same peak of the whole process."""
    script = (
        "import resource, sys; from tests.talker.drive import main; main(*sys.argv[1:]);"
        "sys.stdout.write(' ' + str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))"
    )
    peaks = []
    for name, seconds in (("short", 4.0), ("long", 40.0)):
        speech = write_clicks(tmp_path / f"{name}.wav", seconds, 16000)
        command = [sys.executable, "-c", script, str(astronaut), str(speech)]
        command += [str(tmp_path / f"{name}.mp4"), str(tmp_path / "home"), "0", "128"]
        root = Path(__file__).resolve().parents[2]
        out = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
        peaks.append(int(out.split()[-1]))
    assert peaks[1] < 1.1 * peaks[0]


def test_the_sound_of_a_video_becomes_the_sound_of_the_video(
    tmp_path: Path, astronaut: Path
) -> None:
    wav = write_clicks(tmp_path / "a.wav", 3.0)
    film = tmp_path / "film.mp4"
    ffmpeg("-f", "lavfi", "-i", "testsrc=s=64x64:d=3", "-i", str(wav), str(film))
    result = travel(request(tmp_path, astronaut, speech=film), tmp_path / "home")
    assert click_time(result.output) == pytest.approx(click_time(film), abs=0.002)


def test_a_name_as_long_as_the_disk_allows_works(tmp_path: Path, astronaut: Path) -> None:
    output = tmp_path / f"{'x' * 251}.mp4"
    assert travel(
        request(tmp_path, astronaut, 1.5, output=output), tmp_path / "home"
    ).output.exists()


def test_cancel_while_joining_keeps_all_segments(tmp_path: Path, astronaut: Path) -> None:
    wanted, home, cancel = request(tmp_path, astronaut, 9.0), tmp_path / "home", CancelToken()

    def stop_while_joining(progress: Progress | Notice) -> None:
        if isinstance(progress, Progress) and (progress.stage, progress.done) == (Stage.FINISH, 1):
            cancel.cancel()

    with pytest.raises(Cancelled):
        travel(wanted, home, on_progress=stop_while_joining, cancel=cancel)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "speech.wav"]
    assert travel(wanted, home).resumed_frames == 225


def key_of(wanted: RenderRequest) -> RenderKey:
    engine = GradientEngine()
    options = Publisher().apply_label(wanted).options
    inputs = [digest(wanted.portrait), digest(wanted.speech)]
    shown = options.model_copy(update={"ai_label_corner": Corner.AUTO})  # as before it had a name
    return render_key(inputs, made_by(engine), shown)


def test_what_an_earlier_version_began_goes_on(
    tmp_path: Path, astronaut: Path, uninterrupted: str
) -> None:
    wanted, home, cancel = request(tmp_path, astronaut), tmp_path / "home", CancelToken()

    def stop_in_the_second_segment(progress: Progress | Notice) -> None:
        if progress == Progress(Stage.RENDER, 304, 500):
            cancel.cancel()

    with pytest.raises(Cancelled):
        travel(wanted, home, GradientEngine(0.001), stop_in_the_second_segment, cancel)
    key = key_of(wanted)
    assert key.legacy is not None
    (home / "work" / key.name).rename(home / "work" / key.legacy)
    result = travel(wanted, home)
    assert result.resumed_frames == 200
    assert content(result.output) == uninterrupted
    assert left_in(home / "work") == []


def test_what_a_killed_run_left_beside_the_video_is_cleared(
    tmp_path: Path, astronaut: Path
) -> None:
    wanted, home = request(tmp_path, astronaut, 1.5), tmp_path / "home"
    for name in key_of(wanted).names:
        (tmp_path / f"mouthpiece-{name[:12]}.0a1b2c3d.part.mp4").write_bytes(b"half a video")
    travel(wanted, home)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "out.mp4", "speech.wav"]


def test_picture_and_sound_of_a_recording_with_a_hole_end_together(
    tmp_path: Path, astronaut: Path
) -> None:
    wav = write_clicks(tmp_path / "whole.wav", 4.0, at=3.0)
    holed = tmp_path / "speech.mp4"
    ffmpeg("-i", str(wav), "-af", "aselect='lt(t,1)+gte(t,2)'", "-c:a", "aac", str(holed))
    wanted = request(tmp_path, astronaut).model_copy(update={"speech": holed})
    told: list[str] = []
    result = travel(
        wanted,
        tmp_path / "home",
        on_progress=lambda report: told.append(report.code) if isinstance(report, Notice) else None,
    )
    facts = probe(result.output)
    assert facts.video is not None
    assert facts.audio is not None
    assert result.frames == 100
    assert facts.audio.start + facts.audio.duration == pytest.approx(Fraction(4), abs=0.04)
    assert click_time(result.output) == pytest.approx(3.0, abs=0.02)
    assert NoticeCode.AUDIO_HAS_HOLES in told
