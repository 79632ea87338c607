"""A video is made again from what it says of itself."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from talker.errors import ErrorCode, InputError
from talker.media.video_frames import read_frames
from talker.needed_models import needed_models
from talker.options.ai_label import Corner, LabelTime
from talker.options.render import RenderOptions, RenderRequest
from talker.options.restoring import Restoration, Upscaling
from talker.progress import Notice, NoticeCode, Progress, Stage
from talker.provenance import manifest
from talker.provenance.manifest import inspect, read_record
from talker.provenance.publisher import Publisher, Region
from talker.provenance.record import Source
from talker.render_record import request_values
from tests.skips import AllowedSkip
from tests.talker.films import Film, film, travel, wanted
from tests.talker.gradient import GradientEngine


def again(made: Film, target: Path, **given: object) -> RenderRequest:
    record = read_record(made.path)
    values = request_values(record, made.path, {"output": target, **given}, made.home)
    return RenderRequest.model_validate(values)


def same_frames(one: Path, other: Path) -> bool:
    pairs = zip(read_frames(one), read_frames(other), strict=True)
    return all(np.array_equal(a, b) for a, b in pairs)


@pytest.fixture
def made(tmp_path: Path, astronaut: Path) -> Film:
    """A video whose inputs the test may move and change."""
    folder = tmp_path / "inputs"
    folder.mkdir()
    portrait = Path(shutil.copy(astronaut, folder / "Anna 安娜.png"))
    return film(folder, portrait, Publisher(region=Region.EU), seconds=1.5, fps=20, yaw="5,-5")


def test_the_same_frames_come_again(made: Film, tmp_path: Path) -> None:
    request = again(made, tmp_path / "again.mp4")
    assert request.model_copy(update={"output": None}) == Publisher(region=Region.EU).apply_label(
        made.request
    ).model_copy(update={"output": None})
    # Another region, another name: neither changes what the video was.
    second = travel(request, made.home, Publisher("Other", region=Region.CHINA))
    assert same_frames(made.path, second.path)
    assert read_record(second.path) == read_record(made.path)


def test_what_is_given_wins(made: Film, tmp_path: Path, demo_speech: Path) -> None:
    request = again(made, tmp_path / "again.mp4", fps=25, speech=demo_speech)
    assert (request.fps, request.speech) == (25, demo_speech)
    assert request.yaw == (5.0, -5.0)


def test_an_input_that_moved_is_found_beside_the_video(made: Film, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.move(made.path.parent, elsewhere)
    moved = Film(made.request, elsewhere / "home", made.result)
    record = read_record(elsewhere / "out.mp4")
    values = request_values(record, elsewhere / "out.mp4", {}, moved.home)
    assert values["portrait"] == elsewhere / "Anna 安娜.png"


def test_on_another_computer_inputs_are_found_in_the_current_folder(
    made: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = tmp_path / "sent" / "film.mp4"
    alone.parent.mkdir()
    shutil.copy(made.path, alone)
    monkeypatch.chdir(made.path.parent)
    values = request_values(read_record(alone), alone, {}, tmp_path / "other home")
    assert Path(values["speech"]) == Path.cwd() / "Rede 讲话.wav"


@pytest.mark.parametrize("which", ["portrait", "speech"])
@pytest.mark.parametrize("change", ["gone", "changed"])
def test_an_input_that_is_gone_or_changed_is_named(
    made: Film, tmp_path: Path, which: str, change: str
) -> None:
    path: Path = getattr(made.request, which)
    if change == "gone":
        path.unlink()
    else:
        with path.open("ab") as file:
            file.write(b"\0")
    with pytest.raises(InputError) as caught:
        again(made, tmp_path / "again.mp4")
    assert caught.value.code is ErrorCode.INPUT_CHANGED
    assert path.name in caught.value.message
    assert which in caught.value.hint
    values = {which: path} if change == "changed" else {which: made.path}
    assert again(made, tmp_path / "again.mp4", **values)  # named anew, it is taken as it is


def test_the_models_are_named_and_nothing_of_this_computer(tmp_path: Path, astronaut: Path) -> None:
    class Networks(GradientEngine):
        """Draws a gradient in the name of SadTalker."""

        name = "sadtalker"
        weights_id = "cpu float32 checkpoint.safetensors 725066984 1763000000000000000"

    request = wanted(tmp_path, astronaut, 1.0, size=300, mode="full")
    made = travel(request, tmp_path / "home", engine=Networks())
    record = read_record(made.path)
    assert record.engine == "sadtalker 1"
    assert record.models == ("sadtalker-512", "sadtalker-mapping-full")


def test_what_restores_and_enlarges_is_a_model_too() -> None:
    options = RenderOptions(enhance=Restoration.GFPGAN_14, upscale=Upscaling.X2PLUS)
    assert needed_models(options) == ("gfpgan-1.4", "realesrgan-x2plus")
    assert needed_models(options.model_copy(update={"enhance_strength": 0.0})) == (
        "realesrgan-x2plus",
    )


def test_an_idle_presenter_is_made_again(tmp_path: Path, astronaut: Path) -> None:
    made = film(tmp_path, astronaut, idle=1.0)
    assert read_record(made.path).speech is None
    assert again(made, tmp_path / "again.mp4").idle == 1.0


def test_the_places_of_inputs_stay_on_this_computer(made: Film) -> None:
    notes = list((made.home / "inputs").iterdir())
    assert {Path(note.read_text("utf-8")).name for note in notes} == {
        "Anna 安娜.png",
        "Rede 讲话.wav",
    }


@pytest.mark.skipif(
    os.name == "nt", reason=AllowedSkip.SYSTEM.reason("Windows has no folder without permissions")
)
def test_notes_that_cannot_be_kept_stop_no_video(tmp_path: Path, astronaut: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "inputs").write_bytes(b"a file where the folder should be")
    assert film(tmp_path, astronaut, seconds=1.0).path.exists()


def test_a_record_names_no_files_and_switches_no_label_off(made: Film, tmp_path: Path) -> None:
    private = tmp_path / "private.txt"
    private.write_text("nobody's business")
    said = {
        "deliverable": [f"subtitles={private}"],
        "ai_label": "off",
        "ai_label_reason": "because I say so",
        "ai_label_corner": "top-left",
    }
    record = read_record(made.path)
    record = record.model_copy(update={"options": record.options | said})
    values = request_values(record, made.path, {}, made.home)
    assert values.keys().isdisjoint({"deliverable", "ai_label", "ai_label_reason"})
    request = RenderRequest.model_validate(values)
    assert (request.ai_label, request.ai_label_corner) == (LabelTime.REGION, Corner.TOP_LEFT)
    asked = {"ai_label": "off", "ai_label_reason": "I say so"}
    request = RenderRequest.model_validate(request_values(record, made.path, asked, made.home))
    assert request.ai_label is LabelTime.OFF  # the user may


def test_a_record_looks_for_inputs_in_no_other_folder(made: Film, tmp_path: Path) -> None:
    record = read_record(made.path)
    for name in (str(made.request.portrait), f"../inputs/{made.request.portrait.name}"):
        portrait = record.portrait.model_copy(update={"name": name})
        other = tmp_path / "sent" / "film.mp4"
        with pytest.raises(InputError) as caught:
            request_values(
                record.model_copy(update={"portrait": portrait}), other, {}, tmp_path / "no home"
            )
        assert caught.value.code is ErrorCode.INPUT_CHANGED


def test_the_signed_record_wins_and_what_does_not_fit_is_told(made: Film, tmp_path: Path) -> None:
    """The container's record is forged; with the signature's hash of the file it does not fit."""
    notices: list[Notice | Progress] = []
    assert read_record(made.path, notices.append)
    assert notices == []
    forged = tmp_path / "forged.mp4"
    data = made.path.read_bytes()
    forged.write_bytes(data.replace(b'"engine":"gradient 1"', b'"engine":"gradient 2"', 1))
    read_record(forged, notices.append)
    (notice,) = notices
    assert isinstance(notice, Notice)
    assert notice.code is NoticeCode.RECORD_DOUBTFUL
    assert "not what was signed" in notice.message


def test_the_signed_record_wins_over_the_other(made: Film, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signed anew as a whole, with another record in the container."""
    whole = inspect(made.path)
    assert whole.record is not None
    other = whole.record.model_copy(update={"options": {"fps": 60}})
    monkeypatch.setattr(manifest, "inspect", lambda _: replace(whole, record=other))
    notices: list[Notice | Progress] = []
    assert read_record(made.path, notices.append) == whole.record
    assert len(notices) == 1


def test_a_list_of_numbers_fits_what_was_signed(made: Film) -> None:
    """Also as the library gives it back from videos of earlier versions."""
    whole = inspect(made.path)
    assert whole.problems == ()
    assert whole.record is not None
    assert whole.credentials is not None
    assert whole.credentials.record == whole.record
    earlier = whole.record.model_copy(update={"options": whole.record.options | {"yaw": "Bf0="}})
    old = replace(whole, credentials=replace(whole.credentials, record=earlier))
    assert old.problems == ()


def test_the_second_of_two_videos_of_one_name_fails_and_keeps_its_work(
    tmp_path: Path, astronaut: Path
) -> None:
    request = wanted(tmp_path, astronaut, 1.0)
    assert request.output is not None
    output = request.output

    def appear(report: Progress | Notice) -> None:
        if isinstance(report, Progress) and report.stage is Stage.FINISH:
            output.write_bytes(b"the first one")

    with pytest.raises(InputError) as caught:
        travel(request, tmp_path / "home", listen=appear)
    assert caught.value.code is ErrorCode.OUTPUT_EXISTS
    assert output.read_bytes() == b"the first one"
    other = request.model_copy(update={"output": tmp_path / "b.mp4"})
    made = travel(other, tmp_path / "home").result
    assert made.resumed_frames == made.frames


@pytest.mark.parametrize("what", ["removed", "changed"])
def test_inputs_that_go_while_the_video_is_made_are_recorded_as_they_were(
    tmp_path: Path, astronaut: Path, what: str
) -> None:
    portrait = Path(shutil.copy(astronaut, tmp_path / "anna.png"))
    request = wanted(tmp_path, portrait, 1.0)
    files = (request.portrait, request.speech)
    before = [Source.of(path) for path in files]

    def go(report: Progress | Notice) -> None:
        if isinstance(report, Progress) and report.stage is Stage.RENDER:
            for path in files:
                path.unlink(missing_ok=True) if what == "removed" else path.write_bytes(b"else")

    record = read_record(travel(request, tmp_path / "home", listen=go).path)
    assert [record.portrait, record.speech] == before


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("size", "many"),
        ("fps", None),
        ("yaw", {"a": 1}),
        ("upscale", [[]]),
        ("ai_label", ["off"]),
        ("seed", "1" * 5000),
        ("expression_scale", "\ud800"),
    ],
)
def test_options_of_wrong_types_are_the_record_s_fault(
    made: Film, name: str, value: object
) -> None:
    record = read_record(made.path)
    odd = record.model_copy(update={"options": record.options | {name: value}})
    with pytest.raises(InputError) as caught:
        request_values(odd, made.path, {}, made.home)
    assert caught.value.code is ErrorCode.NO_RECORD
    assert name in caught.value.message
    # Who gives the option does not need what the record says of it.
    good = RenderOptions().model_dump()[name]
    assert request_values(odd, made.path, {name: good}, made.home)[name] == good
