"""Other versions of finished videos in the queue, beside the videos."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from app.cli import main
from app.jobs.kind import Outcome
from app.jobs.registry import decode, encode, is_farmable, kind_of
from app.library import Library
from app.queue.control import new_job
from app.queue.job import Share, State, WorkerId
from app.queue.store import JobStore, queue_path
from app.queue.transitions import Transition
from app.worker.recovery import find_finished
from app.worker.shutdown import StopRequest
from app.worker.worker import WorkEnd, Worker
from avatar_gen.request import AvatarRequest
from talker.errors import ErrorCode, InputError
from talker.media.probe import probe
from talker.options.deliver import Aspect, DeliverOptions, DeliverRequest
from talker.options.render import RenderRequest
from talker.progress import Stage
from tests.app.queue.work import plain_job
from tests.talker.films import Film, film


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, astronaut: Path) -> Film:
    """A finished video of one second."""
    return film(tmp_path_factory.mktemp("versions"), astronaut, seconds=1.0)


def work_off(store: JobStore, home: Path) -> None:
    """A real worker, until nothing waits."""
    me = WorkerId.of_this_process("me")
    Worker(store, me, lambda _: None, StopRequest(), until=WorkEnd(empty=True), home=home).run()


def test_such_a_request_comes_back_as_it_was(tmp_path: Path) -> None:
    request = DeliverRequest(
        video=tmp_path / "a.mp4",
        output=tmp_path / "b.webm",
        format="webm",
        logo=tmp_path / "标志.png",
    )
    assert decode(encode(request)) == request
    kind = kind_of(request)
    assert kind.decode(json.loads(encode(request))) == request
    key = kind.pace_key(request)
    assert (key, is_farmable(key), kind.summary(request)) == (
        "deliver webm",
        False,
        "a.mp4",
    )
    assert kind.sources(request) == (tmp_path / "a.mp4", tmp_path / "标志.png")
    assert kind.affinity(request) == f"deliver {tmp_path / 'a.mp4'}"


def test_what_an_earlier_version_took_comes_back_as_that_version_made_it(tmp_path: Path) -> None:
    """A codec that its kind of file cannot hold was replaced there without a word."""
    request = DeliverRequest(video=tmp_path / "a.mp4", output=tmp_path / "b.webm", format="webm")
    for codec in ("h264", "hevc"):  # h264 was the default, whatever the kind of file
        stored = json.loads(encode(request))
        stored["deliver"]["codec"] = codec
        assert decode(json.dumps(stored)) == request
    video = RenderRequest(portrait=tmp_path / "a.png", speech=tmp_path / "a.wav")
    stored = json.loads(encode(video)) | {"deliverable": ["9:16,av1", "mov,av1,logo=/a.png"]}
    read = decode(json.dumps(stored))
    assert isinstance(read, RenderRequest)
    assert read.deliverables == (
        DeliverOptions(aspect="9:16", codec="av1"),
        DeliverOptions(format="mov", logo="/a.png"),
    )


@pytest.mark.parametrize("queue", [[], ["--queue"]])
def test_a_codec_that_does_not_fit_is_refused_with_those_that_do(
    made: Film, home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], queue: list[str]
) -> None:
    output = ["-o", str(tmp_path / "a.webm")]
    for words in (["--codec", "hevc"], ["--deliverable", "webm,hevc"]):
        assert main(["deliver", str(made.path), *output, *words, *queue]) == 2
        said = capfd.readouterr().err
        assert "webm cannot hold HEVC" in said
        assert "codec=vp9 or codec=av1" in said
    assert list(tmp_path.iterdir()) == []
    with JobStore(queue_path(home)) as store:
        assert store.page() == []


@pytest.mark.parametrize("command", [["render"], ["queue", "add"]])
def test_a_further_file_of_a_render_is_refused_in_the_same_way(
    astronaut: Path,
    demo_speech: Path,
    home: Path,
    capfd: pytest.CaptureFixture[str],
    command: list[str],
) -> None:
    wanted = ["--deliverable", "9:16; mov,av1"]
    assert main([*command, str(astronaut), str(demo_speech), *wanted]) == 2
    assert "mov cannot hold AV1" in capfd.readouterr().err
    with JobStore(queue_path(home)) as store:
        assert store.page() == []


def test_a_worker_makes_another_version_and_the_library_shows_it(
    tmp_path: Path, made: Film
) -> None:
    target = tmp_path / "tall.mp4"
    with JobStore(queue_path(tmp_path)) as store:
        request = DeliverRequest(video=made.path, output=target, aspect="9:16", resolution="720")
        (number,) = store.add([new_job(store, request)])
        work_off(store, tmp_path)
        job = store.get(number)
        assert job.state is State.DONE, job.error
        assert job.output == target
        assert job.stage is Stage.FINISH
        video = probe(target).video
        assert video is not None
        assert (video.width, video.height) == (720, 1280)
        assert job.frames == video.frame_count
        (shown,) = Library(store, tmp_path).find(tmp_path / "nowhere")
        assert (shown.path, shown.seconds) == (target, None)


def test_portraits_are_no_videos_of_the_library(tmp_path: Path, astronaut: Path) -> None:
    with JobStore(queue_path(tmp_path)) as store:
        store.add([replace(plain_job(), request=AvatarRequest(output=tmp_path))])
        me = WorkerId.of_this_process("me")
        job = store.claim(me)
        assert job is not None
        drawn = Outcome(astronaut, 1, 0, "diffusers", "cpu", {}, ())
        assert store.release(job.lease, Transition(State.DONE, outcome=drawn))
        assert Library(store, tmp_path).find(tmp_path / "nowhere") == []


def test_a_farm_takes_videos_only(tmp_path: Path, made: Film) -> None:
    with JobStore(queue_path(tmp_path)) as store:
        request = DeliverRequest(video=made.path, output=tmp_path / "a.gif", format="gif")
        store.add([new_job(store, request)])
        me = WorkerId.of_this_process("me")
        assert store.claim(me, share=Share.FARM) is None
        assert store.claim(me) is not None


def test_a_version_that_was_named_just_before_the_power_failed_is_not_made_twice(
    tmp_path: Path, made: Film
) -> None:
    target = tmp_path / "square.mp4"
    with JobStore(queue_path(tmp_path)) as store:
        request = DeliverRequest(video=made.path, output=target, aspect="1:1")
        (number,) = store.add([new_job(store, request)])
        work_off(store, tmp_path)
        job = store.get(number)
    found = find_finished(job)
    assert found is not None
    assert found.output == target
    other = request.model_copy(update={"aspect": Aspect.UPRIGHT})
    assert find_finished(replace(job, request=other)) is None, "somebody else's file"
    assert find_finished(replace(job, stage=None)) is None, "it was there before"
    # By a clock that was set back, or a file server's, it is older than the job.
    os.utime(target, (job.created - 3600, job.created - 3600))
    assert find_finished(job) is not None
    replaced = request.model_copy(update={"overwrite": True})
    assert find_finished(replace(job, request=replaced)) is None, "it may have been there before"


def test_a_version_with_a_broken_logo_fails_and_the_video_stays(tmp_path: Path, made: Film) -> None:
    logo = tmp_path / "logo.png"
    logo.write_text("no picture", encoding="utf-8")
    before = made.path.read_bytes()
    with JobStore(queue_path(tmp_path)) as store:
        request = DeliverRequest(video=made.path, output=tmp_path / "a.mp4", logo=logo)
        (number,) = store.add([new_job(store, request)])
        work_off(store, tmp_path)
        job = store.get(number)
    assert job.state is State.FAILED
    assert job.error is not None
    assert job.error.code is ErrorCode.IMAGE_UNREADABLE
    assert made.path.read_bytes() == before
    assert not (tmp_path / "a.mp4").exists()


def test_what_is_missing_or_taken_is_told_before(tmp_path: Path, made: Film) -> None:
    with JobStore(queue_path(tmp_path)) as store:
        request = DeliverRequest(video=made.path, output=tmp_path / "a.mp4", aspect="1:1")
        for wrong, code in (
            ({"video": tmp_path / "none.mp4"}, ErrorCode.VIDEO_UNREADABLE),
            ({"music": tmp_path / "none.mp3"}, ErrorCode.INPUT_UNREADABLE),
            ({"output": made.path}, ErrorCode.OUTPUT_EXISTS),
        ):
            with pytest.raises(InputError) as caught:
                new_job(store, request.model_copy(update=wrong))
            assert caught.value.code is code
        store.add([new_job(store, request)])
        with pytest.raises(InputError, match="is going to write"):
            new_job(store, request)


def test_the_command_line_adds_a_job_for_each_file(
    tmp_path: Path, made: Film, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = ["--deliverable", "9:16,720; gif", "--queue", "-o", str(tmp_path), "--json"]
    assert main(["deliver", str(made.path), *wanted]) == 0
    added = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [Path(one["output"]).name for one in added] == ["out_9x16_720.mp4", "out_finished.gif"]
    assert main(["queue", "show", str(added[1]["id"])]) == 0
    assert "out.mp4" in capsys.readouterr().out


def test_pictures_go_to_the_same_place_each_time_and_replace_nothing_else(
    made: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the command line and through the queue, also when the folder is made meanwhile."""
    monkeypatch.setenv("MOUTHPIECE_HOME", str(tmp_path / "home"))
    place = tmp_path / "pngs"
    command = ["deliver", str(made.path), "-o", str(place), "--overwrite", "--json"]
    assert main(command) == 0
    count = len(list(place.iterdir()))
    assert main(command) == 0
    assert {path.suffix for path in place.iterdir()} == {".png"}
    assert len(list(place.iterdir())) == count
    photos = tmp_path / "Photos"
    with JobStore(queue_path(tmp_path / "home")) as store:
        request = DeliverRequest(video=made.path, output=photos, format="png", overwrite=True)
        (job,) = store.add([new_job(store, request)])
        photos.mkdir()
        (photos / "IMG_1.jpg").write_bytes(b"precious")
        work_off(store, tmp_path / "home")
        assert store.get(job).state is State.FAILED
        with pytest.raises(InputError) as caught:
            new_job(store, request)
    assert caught.value.code is ErrorCode.OUTPUT_EXISTS
    assert [path.name for path in photos.iterdir()] == ["IMG_1.jpg"]
