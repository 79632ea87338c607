"""Portraits in the queue, beside the videos."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli import main
from app.jobs.registry import decode, encode, kind_of
from app.queue.control import new_job
from app.queue.job import State, WorkerId
from app.queue.store import JobStore, queue_path
from app.worker.messages import Message
from app.worker.shutdown import StopRequest
from app.worker.worker import WorkEnd, Worker
from avatar_gen.request import AvatarRequest
from talker.errors import ErrorCode, InputError
from talker.options.render import RenderRequest


def test_both_kinds_of_request_come_back_as_they_were(astronaut: Path) -> None:
    avatar = AvatarRequest(prompt="(a) 家", mode="img2img", image=astronaut, loras="a.pt:0.5")
    video = RenderRequest(portrait=astronaut, speech=Path("a.wav"))
    for request in (avatar, video):
        assert decode(encode(request)) == request
    assert encode(video) == video.model_dump_json()
    kind = kind_of(avatar)
    assert (kind.pace_key(avatar), kind.affinity(avatar), kind.summary(avatar)) == (
        "avatar img2img",
        "avatar auto ",
        "(a) 家",
    )


def test_a_job_means_the_same_from_every_folder(
    store: JobStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "smile.safetensors").write_bytes(b"x")
    given = AvatarRequest(prompt="x", loras="smile.safetensors:0.5", output=Path("here"))
    kept = new_job(store, given).request
    assert isinstance(kept, AvatarRequest)
    assert kept.output == tmp_path / "here"
    assert kept.loras == (f"{tmp_path / 'smile.safetensors'}:0.5",)
    with pytest.raises(InputError) as caught:
        new_job(store, AvatarRequest(mode="img2img", image=Path("nowhere.png")))
    assert caught.value.code is ErrorCode.IMAGE_MISSING


@pytest.mark.parametrize("scale", [2])
def test_a_worker_draws_portraits_and_a_missing_model_is_told(
    scale: int, tmp_path: Path, astronaut: Path
) -> None:
    pytest.importorskip("diffusers", reason="drawing needs diffusers")
    with JobStore(queue_path(tmp_path)) as store:
        job = new_job(store, AvatarRequest(prompt="a man", model="sd15", output=tmp_path / "out"))
        larger = new_job(
            store,
            AvatarRequest(
                mode="upscale", image=astronaut, upscale=f"realesrgan-x{scale}plus", output=tmp_path
            ),
        )
        first, second = store.add([job, larger])
        said: list[Message] = []
        Worker(
            store,
            WorkerId.of_this_process("me"),
            said.append,
            StopRequest(),
            until=WorkEnd(empty=True),
            home=tmp_path,
        ).run()
        for one in (first, second):
            left = store.get(one)
            assert left.state is State.FAILED
            assert left.error is not None
            assert left.error.code is ErrorCode.MODEL_MISSING


def test_the_command_line_adds_and_shows_such_a_job(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["avatar", "make", "a blue man", "--queue", "--output", str(tmp_path)]) == 0
    number = capsys.readouterr().out.split()[1]
    assert main(["queue", "show", number]) == 0
    shown = capsys.readouterr().out
    assert "a blue man" in shown
    assert main(["queue", "cancel", number]) == 0
