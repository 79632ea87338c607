"""The table of job kinds: a further kind is one file, and what no kind can read stays whole."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile

from app.cli import main
from app.jobs.dub import KIND as DUB
from app.jobs.kind import JobRequest, Product, UnreadableRequest
from app.jobs.registry import decode, encode, is_farmable, kind_of, kinds
from app.jobs.render import KIND as RENDER
from app.jobs.render import RenderKind
from app.presets import save_preset
from app.queue.control import new_job
from app.queue.job import NewJob, Share, State, WorkerId
from app.queue.store import JobStore, queue_path
from app.worker.shutdown import StopRequest
from app.worker.worker import WorkEnd, Worker
from avatar_gen.inputs import used_files
from avatar_gen.request import AvatarRequest
from avatar_gen.train.request import TrainRequest
from talker.errors import ErrorCode, InputError, MouthpieceError
from talker.options.ai_label import Corner
from talker.options.deliver import DeliverRequest
from talker.options.dub import DubRequest, MouthName
from talker.options.render import RenderOptions, RenderRequest
from talker.options.transcribe import TranscribeRequest
from tests.app.jobs.fourth_kind import fourth_kind, run_worker
from tests.app.queue.inputs import sound
from tests.app.queue.work import plain_job
from tests.talker.dubbing.footage import wall, write_film

ME = WorkerId.of_this_process("me")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder for this process and its workers."""
    monkeypatch.setenv("MOUTHPIECE_HOME", str(tmp_path / "home 家"))
    return tmp_path / "home 家"


@pytest.fixture
def store(home: Path) -> Iterator[JobStore]:
    with JobStore(queue_path(home)) as opened:
        yield opened


def test_every_kind_has_a_name_a_request_and_a_pace_of_its_own() -> None:
    assert {kind.name for kind in kinds()} == {
        *("avatar", "deliver", "dub", "render", "train", "transcribe", "unreadable"),
    }
    assert len({kind.request_type for kind in kinds()}) == len(kinds())
    requests: list[JobRequest] = [
        RenderRequest(portrait=Path("p.png"), speech=Path("s.wav")),
        DeliverRequest(video=Path("a.mp4"), output=Path("b.mp4")),
        AvatarRequest(prompt="x"),
        DubRequest(clip=Path("c.mov"), speech=Path("s.wav")),
        TranscribeRequest(speech=Path("s.wav"), output=Path("s.srt")),
        TrainRequest(folder=Path("anna"), output=Path("anna.safetensors"), owner="Anna"),
    ]
    for request in requests:
        kind = kind_of(request)
        assert decode(encode(request)) == request
        assert is_farmable(kind.pace_key(request)) == kind.farmable
        assert [other.name for other in kinds() if other.narrow(request)] == [kind.name]
        frozen = kind.freeze(request)
        assert kind.freeze(frozen) == frozen
        with pytest.raises(TypeError, match="unreadable"):
            next(one for one in kinds() if one.name == "unreadable").require(request)


def test_texts_are_spoken_and_drawn_on_this_computer() -> None:
    values = {"portrait": "p.png", "text": "Good morning.", "keep": "old.mp4"}
    request = RenderRequest.model_validate(values)
    kind = kind_of(request)
    assert kind.farmable
    assert not is_farmable(kind.pace_key(request))
    frozen = RenderKind().require(kind.freeze(request))
    assert decode(encode(frozen)) == frozen
    assert frozen.keep == Path("old.mp4").absolute()
    assert frozen.speech == Path("script")
    dub = DubRequest.model_validate({"clip": "c.mov", "text": "Good morning."})
    assert decode(encode(dub)) == dub
    assert not is_farmable(DUB.pace_key(dub))


def test_requests_lie_in_the_database_as_they_always_did() -> None:
    video = RenderRequest(portrait=Path("p.png"), speech=Path("s.wav"))
    assert encode(video) == video.model_dump_json()
    version = DeliverRequest(video=Path("视频.mp4"), output=Path("b.mp4"))
    wrapped = {"deliver": version.model_dump(mode="json")}
    assert encode(version) == json.dumps(wrapped, ensure_ascii=False)
    drawing = {"avatar": AvatarRequest(prompt="家").model_dump(mode="json")}
    assert encode(AvatarRequest(prompt="家")) == json.dumps(drawing, ensure_ascii=False)


def test_a_new_job_has_absolute_paths_and_a_label(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    job = NewJob(RenderRequest(portrait=Path("p.png"), speech=Path("s.wav")))
    assert RENDER.require(job.request).portrait == tmp_path / "p.png"
    assert job.request.output == tmp_path / "p_s.mp4"
    assert job.label == "p_s"


def test_a_fourth_kind_in_one_file_is_queued_made_and_shown(
    store: JobStore, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, output = tmp_path / "a 家.bin", tmp_path / "sum.txt"
    file.write_bytes(b"x")
    with fourth_kind() as kind:
        request = kind.request_type(file=file, output=output)
        with pytest.raises(InputError) as refused:
            new_job(store, request.model_copy(update={"file": tmp_path / "none"}))
        assert refused.value.code is ErrorCode.INPUT_UNREADABLE
        (number,) = store.add([new_job(store, request)])
        with pytest.raises(InputError, match="is going to write"):
            new_job(store, request)
        assert store.claim(ME, share=Share.FARM) is None
        assert '"state":"done"' in run_worker(home).replace(" ", "")
        assert output.read_text() == hashlib.sha256(b"x").hexdigest()
        job = store.get(number)
        assert (job.state, job.product, job.duration) == (State.DONE, Product.FILES, None)
        assert main(["queue", "list"]) == 0
        assert f"{number}    done   sum " in capsys.readouterr().out
        assert main(["queue", "show", str(number)]) == 0
        assert "a 家.bin" in capsys.readouterr().out
        assert main(["queue", "show", str(number), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["request"]["file"] == str(file)


def test_what_no_kind_can_read_is_listed_fails_with_a_reason_and_stays_whole(
    store: JobStore, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with fourth_kind() as kind:
        request = kind.request_type(file=tmp_path / "a", output=tmp_path / "b")
        (number,) = store.add([NewJob(request)])
        stored = encode(request)
    store.add([plain_job("other")])
    assert isinstance(store.get(number).request, UnreadableRequest)
    assert encode(store.get(number).request) == stored
    assert main(["queue", "list"]) == 0
    listed = capsys.readouterr().out
    assert "other" in listed
    assert "2 queued" in listed
    Worker(store, ME, lambda _: None, StopRequest(), until=WorkEnd(empty=True), home=home).run()
    failed = store.get(number)
    assert failed.state is State.FAILED
    assert failed.error is not None
    assert failed.error.code is ErrorCode.QUEUE_NEWER
    assert "checksum" in failed.error.message
    with fourth_kind():
        assert store.get(number).request == request


@pytest.mark.parametrize("text", ["", "[]", "7", "null", '{"portrait": 3}', '{"deliver": {}}'])
def test_damaged_requests_are_told_apart(text: str) -> None:
    damaged = decode(text)
    assert isinstance(damaged, UnreadableRequest)
    assert damaged.text == text
    assert damaged.reason
    with pytest.raises(MouthpieceError) as refused:
        RENDER.require(damaged)
    assert refused.value.code is ErrorCode.QUEUE_NEWER


def test_who_lists_jobs_loads_nothing_that_makes_them() -> None:
    heavy = ("numpy", "cv2", "torch", "soundfile", "talker.pipeline", "app.models")
    code = f"""
import sys
from app.jobs.registry import kinds
assert len(kinds()) == 7
print([name for name in {heavy} if name in sys.modules])
"""
    run = [sys.executable, "-P", "-c", code]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == "[]\n"


def test_words_that_no_file_can_have_as_name_are_no_files() -> None:
    """Of a queue's row, or of what somebody types."""
    long = "n" * 300
    request = AvatarRequest(
        prompt="a", model=long, vae=long, control_model=long, loras=(f"{long}:0.5",)
    )
    kind = kind_of(request)
    assert kind.freeze(request) == kind.freeze(kind.freeze(request))
    assert used_files(request) == ()


def test_the_minutes_of_a_dub_are_those_of_its_words(tmp_path: Path) -> None:
    recording = sound(tmp_path / "words.wav")
    asked = {"clip": tmp_path / "talk.mp4"}
    spoken = DUB.speech_seconds(DubRequest.model_validate(asked | {"speech": recording}))
    assert spoken == soundfile.info(recording).duration
    text = DUB.speech_seconds(DubRequest.model_validate(asked | {"text": "Good morning. " * 9}))
    assert text is not None
    assert text > 5


def test_a_dub_takes_of_a_preset_what_films_have(home: Path, tmp_path: Path) -> None:
    options = RenderOptions(engine="sadtalker", size=512, ai_label_corner=Corner.TOP_LEFT)
    save_preset("Usual", options, home)
    film = write_film(tmp_path / "talk.mp4", wall(2, (32, 32)))
    words = sound(tmp_path / "words.wav")
    asked = ["dub", str(film), str(words), "--preset", "Usual", "--film-sound", "20", "--queue"]
    assert main([*asked, "-o", str(tmp_path / "new.mp4")]) == 0
    with JobStore(queue_path(home)) as store:
        (job,) = store.page()
    request = DUB.require(job.request)
    assert (request.ai_label_corner, request.film_sound) == (Corner.TOP_LEFT, 20)
    assert request.engine is MouthName.AUTO
    assert job.speech_seconds
