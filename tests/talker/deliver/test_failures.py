"""What goes wrong while deliverables are made: told of the file that it is about, nothing left."""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from talker.deliver.deliver import deliver, deliver_extras, tasks_for
from talker.deliver.plan import DeliverTask
from talker.errors import ErrorCode, MouthpieceError
from talker.media.probe import probe
from talker.options.containers import Format
from talker.options.deliver import DeliverOptions
from talker.options.deliver_spec import read_spec
from talker.progress import Notice, NoticeCode, OnProgress, Progress
from talker.provenance.manifest import read_record
from talker.provenance.publisher import Publisher
from talker.render_context import RenderContext
from tests.skips import AllowedSkip
from tests.talker.deliver.making import loudness, make
from tests.talker.sounds import ffmpeg

UNSIGNED = Publisher(sign=False)


class Disk(NamedTuple):
    total: int
    used: int
    free: int


def at_first_progress(action: Callable[[], object]) -> OnProgress:
    """Does something once, when the work has begun."""
    left = [action]

    def report(said: Progress | Notice) -> None:
        if isinstance(said, Progress) and left:
            left.pop()()

    return report


def failed(master: Path, task: DeliverTask, **more: object) -> MouthpieceError:
    with pytest.raises(MouthpieceError) as caught:
        deliver(master, [task], publisher=UNSIGNED, **more)  # type: ignore[arg-type]
    assert ".part" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize("folder", ["50% off", "100%", "%06d", "%d %s", "50%% off"])
def test_percent_signs_in_paths_are_no_patterns(master: Path, tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    make(master, tmp_path / folder / "a%03d", "png")
    make(master, tmp_path / folder / "a%d.gif", "gif")
    assert [path.name for path in tmp_path.iterdir()] == [folder]
    assert len(list((tmp_path / folder / "a%03d").iterdir())) == 50
    assert {path.name for path in (tmp_path / folder).iterdir()} == {"a%03d", "a%d.gif"}


def test_a_video_that_is_removed_meanwhile_is_named(master: Path, tmp_path: Path) -> None:
    video = Path(shutil.copy(master, tmp_path / "talk.mp4"))
    task = DeliverTask(DeliverOptions(format=Format.GIF), tmp_path / "out" / "a.gif")
    error = failed(video, task, on_progress=at_first_progress(video.unlink))
    assert error.code is ErrorCode.INPUT_CHANGED
    assert str(video) in error.message
    assert list((tmp_path / "out").iterdir()) == []


def test_a_folder_that_is_removed_meanwhile_is_told(master: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    task = DeliverTask(DeliverOptions(), folder / "a.mp4")
    error = failed(master, task, on_progress=at_first_progress(lambda: shutil.rmtree(folder)))
    assert error.code is ErrorCode.OUTPUT_UNWRITABLE
    assert "a.mp4" in error.message


@pytest.mark.parametrize("option", ["logo", "background"])
def test_an_input_that_is_removed_between_check_and_use_was_not_written(
    master: Path, tmp_path: Path, option: str
) -> None:
    from PIL import Image

    picture = tmp_path / "picture.png"
    Image.new("RGB", (90, 90)).save(picture)
    options = DeliverOptions.model_validate({option: picture, "matte": "key"})
    task = DeliverTask(options, tmp_path / "a.mp4")
    error = failed(master, task, on_progress=at_first_progress(picture.unlink))
    assert error.code in (ErrorCode.INPUT_CHANGED, ErrorCode.IMAGE_MISSING)
    assert error.path == picture


def test_the_record_holds_what_went_in_even_when_it_is_gone_at_the_end(
    master: Path, tmp_path: Path
) -> None:
    music = tmp_path / "music.wav"
    ffmpeg("-f", "lavfi", "-i", "sine=duration=1", str(music))
    content = hashlib.sha256(music.read_bytes()).hexdigest()
    seen: list[int] = []

    def change(said: Progress | Notice) -> None:
        if isinstance(said, Progress) and said.done > 10 and not seen:
            seen.append(said.done)
            music.unlink()

    options = DeliverOptions.model_validate({"music": music, "aspect": "16:9", "resolution": 720})
    deliver(
        master, [DeliverTask(options, tmp_path / "a.mp4")], publisher=UNSIGNED, on_progress=change
    )
    assert seen
    said = read_record(tmp_path / "a.mp4").finish["music"]
    assert said == {"name": "music.wav", "sha256": content}


def test_the_others_are_made_when_one_fails(master: Path, tmp_path: Path) -> None:
    three = [read_spec(spec, DeliverOptions()) for spec in ("1:1", "gif", "9:16")]
    tasks = tasks_for(tmp_path / "talk.mp4", three)
    bad = tasks[1].target
    failures: list[MouthpieceError] = []
    made = deliver(
        master,
        tasks,
        publisher=UNSIGNED,
        on_failure=failures.append,
        on_progress=at_first_progress(bad.mkdir),  # while the first is made
    )
    assert [one.output for one in made] == [tasks[0].target, tasks[2].target]
    assert [(one.code, one.path) for one in failures] == [(ErrorCode.OUTPUT_EXISTS, bad)]


def test_without_room_nothing_is_begun(
    master: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = 50 * 160 * 160 // 2  # enough for the videos, not for pictures
    monkeypatch.setattr("shutil.disk_usage", lambda _: Disk(1 << 40, 1 << 39, free))
    monkeypatch.setattr("talker.deliver.finisher._SPARE_BYTES", 0)
    make(master, tmp_path / "a.mp4", "")
    begun: list[Progress | Notice] = []
    error = failed(
        master,
        DeliverTask(DeliverOptions(format=Format.PNG), tmp_path / "frames"),
        on_progress=begun.append,
    )
    assert error.code is ErrorCode.DISK_FULL
    assert error.path == tmp_path / "frames"
    assert "kept" not in str(error)
    assert begun == []


def test_a_home_that_cannot_be_written_is_not_the_videos_fault(
    master: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "work").touch()  # where a folder should be
    error = failed(master, DeliverTask(DeliverOptions(), tmp_path / "a.mp4"), home=home)
    assert error.code is ErrorCode.OUTPUT_UNWRITABLE
    assert error.path == home / "work"


@pytest.mark.parametrize(("spec", "suffix"), [("1:1", ".mp4"), ("gif", ".gif"), ("png", "")])
def test_a_name_may_be_as_long_as_the_disk_allows(
    master: Path, tmp_path: Path, spec: str, suffix: str
) -> None:
    name = "说" * 83 + suffix
    deliver(master, [DeliverTask(read_spec(spec, DeliverOptions()), tmp_path / name)])
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_name_of_our_own_making_is_never_too_long(tmp_path: Path) -> None:
    video = tmp_path / f"{'说' * 83}.mp4"
    options = read_spec("9:16,1080,hevc", DeliverOptions())
    first, second = tasks_for(video, [options, options])
    for task in (first, second):
        task.target.touch()
    assert first.target.name.endswith("说_9x16_1080_hevc.mp4")
    assert first.target != second.target


def test_a_longer_name_is_refused_before_the_work(master: Path, tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip(AllowedSkip.SYSTEM.reason("names of 255 bytes"))
    error = failed(master, DeliverTask(DeliverOptions(), tmp_path / f"{'说' * 84}.mp4"))
    assert error.code is ErrorCode.OUTPUT_UNWRITABLE
    assert "too long" in error.message
    assert list(tmp_path.iterdir()) == []


def test_what_goes_in_is_never_replaced_by_what_comes_out(master: Path, tmp_path: Path) -> None:
    clip = Path(shutil.copy(master, tmp_path / "clip.mp4"))
    (tmp_path / "again.mp4").symlink_to(clip)
    for video, target in ((clip, clip), (master, clip), (master, tmp_path / "again.mp4")):
        options = DeliverOptions.model_validate({"intro": clip})
        error = failed(video, DeliverTask(options, target), overwrite=True)
        assert error.code is ErrorCode.OUTPUT_EXISTS
    assert clip.read_bytes() == master.read_bytes()


def test_videos_of_one_name_from_two_folders_get_names_of_their_own(tmp_path: Path) -> None:
    options = [DeliverOptions(format=Format.GIF)]
    first = tasks_for(tmp_path / "a" / "Talk.mp4", options, tmp_path / "out")
    taken = [task.target for task in first]
    second = tasks_for(tmp_path / "b" / "talk.mp4", options, tmp_path / "out", taken)
    assert [task.target.name for task in (*first, *second)] == [
        *("Talk_finished.gif", "talk_finished_2.gif")
    ]


def test_a_folder_that_cannot_be_written_is_told_before_the_work(
    master: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    begun: list[Progress | Notice] = []
    task = DeliverTask(DeliverOptions(), tmp_path / "file" / "a.mp4")
    error = failed(master, task, on_progress=begun.append)
    assert error.code is ErrorCode.OUTPUT_UNWRITABLE
    assert begun == []


def test_a_file_system_that_does_not_say_how_much_room_it_has_is_not_full(
    master: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: Disk(0, 0, 0))
    make(master, tmp_path / "a.mp4", "")
    assert (tmp_path / "a.mp4").is_file()


def test_a_home_that_fills_up_costs_a_finished_render_its_further_files_alone(
    master: Path, tmp_path: Path
) -> None:
    (tmp_path / "work").touch()  # nothing can be made in it
    two = [read_spec(spec, DeliverOptions()) for spec in ("1:1", "gif")]
    context = RenderContext(tmp_path)
    extras = deliver_extras(master, two, read_record(master), context, overwrite=False)
    assert extras.files == ()
    (notice,) = extras.notices
    assert notice.code is NoticeCode.DELIVERABLE_FAILED
    assert "talk_1x1.mp4, talk_finished.gif" in notice.message


def test_a_loudness_that_cannot_be_reached_is_told_with_what_was(
    master: Path, tmp_path: Path
) -> None:
    made = make(master, tmp_path / "a.mp4", "", loudness=True, loudness_target=-6)
    (notice,) = made.notices
    assert notice.code is NoticeCode.LOUDNESS_MISSED
    assert "instead of -6" in notice.message
    told = float(notice.message.split(" LUFS")[0].rpartition(" ")[2])
    assert told == pytest.approx(loudness(tmp_path / "a.mp4"), abs=0.5)


def test_a_gif_has_no_more_frames_than_browsers_show(master: Path, tmp_path: Path) -> None:
    made = make(master, tmp_path / "a.gif", "gif,rate=60")
    assert NoticeCode.RATE_LIMITED in {notice.code for notice in made.notices}
    facts = probe(tmp_path / "a.gif").video
    assert facts is not None
    steps = {after - before for before, after in zip(facts.times, facts.times[1:], strict=False)}
    assert {float(step) for step in steps} == {0.02}
    assert made.fps == 50
