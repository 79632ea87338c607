"""Preflight: every request that cannot be done is refused at once, with its own code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray
from PIL import Image

from app.demo import demo_portrait
from talker import memory
from talker.errors import ErrorCode, InputError, MouthpieceError, UsageError
from talker.face.landmarks import Face
from talker.files import digest
from talker.options.render import RenderRequest
from talker.preflight.road import run_preflight
from talker.progress import NoticeCode
from talker.segments import frames_at_once, render_memory
from tests.talker.media.test_images import png_header
from tests.talker.sounds import clicks, write_clicks


class Disk(NamedTuple):
    total: int
    used: int
    free: int


class Watched:
    """The landmark source for tests of the cache: one face, and a count of the looks."""

    name = "watched/1"

    def __init__(self, face: Face) -> None:
        self.face, self.looks = face, 0

    def detect(self, image: NDArray[np.uint8]) -> list[Face]:
        return self.candidates(image)

    def candidates(self, image: NDArray[np.uint8]) -> list[Face]:
        del image
        self.looks += 1
        return [self.face]

    def track(self, image: NDArray[np.uint8], previous: Face) -> Face | None:
        del image
        return previous


def request(folder: Path, **changes: object) -> RenderRequest:
    values: dict[str, object] = {"portrait": demo_portrait(), "output": folder / "out.mp4"}
    if "speech" not in changes:
        values["speech"] = write_clicks(folder / "speech.wav")
    return RenderRequest.model_validate(values | changes)


def refused(wanted: RenderRequest, home: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        run_preflight(wanted, home=home)
    error = caught.value
    assert error.exit_code == 3
    assert error.hint
    assert error.path is not None
    assert error.path.name in error.message
    assert wanted.output is not None
    assert not wanted.output.is_file()
    return error


def astronaut() -> Image.Image:
    return Image.open(demo_portrait()).convert("RGB")


def beside(image: Image.Image, other: Image.Image) -> Image.Image:
    both = Image.new("RGB", (image.width + other.width, max(image.height, other.height)))
    both.paste(image, (0, 0))
    both.paste(other, (image.width, 0))
    return both


def test_a_good_request_is_ready(tmp_path: Path) -> None:
    ready = run_preflight(request(tmp_path), home=tmp_path / "home")
    assert ready.frames == 75
    assert ready.portrait.image.shape == (512, 512, 3)
    assert ready.portrait.face.box.width > 60
    assert ready.output == tmp_path / "out.mp4"
    assert ready.notices == ()


def _save(image: Image.Image) -> Callable[[Path], None]:
    return lambda path: image.save(path)


def _bytes(content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


def _truncated(path: Path) -> None:
    astronaut().save(path, "JPEG")
    path.write_bytes(path.read_bytes()[:20_000])


def _copy_of(name: str) -> Callable[[Path], None]:
    """A public-domain picture beside the astronaut: a cat, a cameraman seen from the side."""
    return lambda path: _bytes((demo_portrait().parent / name).read_bytes())(path)


def _empty_landscape() -> Image.Image:
    y, x = np.mgrid[:300, :400]
    return Image.fromarray(np.stack([x // 2, y // 2, 255 - y // 2], -1).astype(np.uint8))


PORTRAITS: dict[ErrorCode, Callable[[Path], None]] = {
    ErrorCode.IMAGE_UNREADABLE: _bytes(b"plain text"),
    ErrorCode.IMAGE_TRUNCATED: _truncated,
    ErrorCode.IMAGE_TOO_SMALL: _save(Image.new("RGB", (1, 1))),
    ErrorCode.IMAGE_TOO_LARGE: _bytes(png_header(30000, 30000)),
    ErrorCode.IMAGE_IS_FOLDER: lambda path: path.mkdir(),
    ErrorCode.IMAGE_MISSING: lambda path: None,  # noqa: ARG005 - nothing is made
    ErrorCode.NO_FACE: _save(_empty_landscape()),
    ErrorCode.FACE_NOT_HUMAN: _copy_of("chelsea.png"),
    ErrorCode.FACE_PROFILE: _copy_of("camera.png"),
    ErrorCode.FACE_TOO_SMALL: _save(astronaut().resize((240, 240))),
}


@pytest.mark.parametrize("code", list(PORTRAITS))
def test_each_bad_portrait_has_its_own_code(tmp_path: Path, code: ErrorCode) -> None:
    path = tmp_path / "portrait.png"
    PORTRAITS[code](path)
    assert refused(request(tmp_path, portrait=path), tmp_path / "home").code is code


def _sound(values: NDArray[np.float32]) -> Callable[[Path], None]:
    return lambda path: soundfile.write(path, values, 16000, subtype="FLOAT")


SPEECHES: dict[ErrorCode, Callable[[Path], None]] = {
    ErrorCode.AUDIO_UNREADABLE: _bytes(b"plain text" * 99),
    ErrorCode.AUDIO_EMPTY: _sound(np.zeros(0, np.float32)),
    ErrorCode.AUDIO_SILENT: _sound(np.zeros(16000, np.float32)),
    ErrorCode.AUDIO_TOO_SHORT: _sound(np.full(300, 0.3, np.float32)),
    ErrorCode.AUDIO_TOO_LONG: _sound(clicks(40.0, 16000)),
    ErrorCode.AUDIO_NOT_FINITE: _sound(np.full(16000, np.nan, np.float32)),
    ErrorCode.AUDIO_IS_FOLDER: lambda path: path.mkdir(),
    ErrorCode.AUDIO_MISSING: lambda path: None,  # noqa: ARG005 - nothing is made
}


@pytest.mark.parametrize("code", list(SPEECHES))
def test_each_bad_recording_has_its_own_code(tmp_path: Path, code: ErrorCode) -> None:
    path = tmp_path / "bad.wav"
    SPEECHES[code](path)
    wanted = request(tmp_path, speech=path, max_minutes=0.5)
    assert refused(wanted, tmp_path / "home").code is code


def test_a_telephone_recording_works_with_a_warning(tmp_path: Path) -> None:
    phone = write_clicks(tmp_path / "phone.wav", 2.0, 8000)
    ready = run_preflight(request(tmp_path, speech=phone), home=tmp_path / "home")
    assert [notice.code for notice in ready.notices] == [NoticeCode.AUDIO_NARROW_BAND]


def test_of_two_faces_the_larger_or_the_named_one_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "two.png"
    head = astronaut().crop((90, 0, 360, 270))
    beside(head.resize((400, 400)), head.resize((500, 500))).save(path)
    ready = run_preflight(request(tmp_path, portrait=path), home=tmp_path / "home")
    assert [notice.code for notice in ready.notices] == [NoticeCode.MANY_FACES]
    assert ready.portrait.face.box.left > 400
    first = run_preflight(request(tmp_path, portrait=path, face=1), home=tmp_path / "home")
    assert first.portrait.face.box.left < 400
    assert first.notices == ()
    wanted = request(tmp_path, portrait=path, face=3)
    assert refused(wanted, tmp_path / "home").code is ErrorCode.FACE_INDEX


@pytest.mark.parametrize(("turn", "degrees"), [("180", 180), ("90", 90), ("270", -90)])
def test_a_turn_is_asked_for_in_degrees_clockwise(tmp_path: Path, turn: str, degrees: int) -> None:
    path = tmp_path / "scan.png"
    astronaut().rotate(degrees, expand=True).save(path)  # anticlockwise
    upright = run_preflight(request(tmp_path), home=tmp_path / "home").portrait
    for _ in range(2):  # the second time from the cache
        wanted = request(tmp_path, portrait=path, turn=turn)
        ready = run_preflight(wanted, home=tmp_path / "home")
        assert ready.notices == ()
        np.testing.assert_array_equal(ready.portrait.image, upright.image)
        np.testing.assert_array_equal(ready.portrait.face.mesh, upright.face.mesh)


def test_a_scan_upside_down_is_turned_and_told(tmp_path: Path) -> None:
    path = tmp_path / "scan.png"
    astronaut().rotate(180).save(path)
    upright = run_preflight(request(tmp_path), home=tmp_path / "home").portrait
    for _ in range(2):  # the second time from the cache
        ready = run_preflight(request(tmp_path, portrait=path), home=tmp_path / "home")
        assert [notice.code for notice in ready.notices] == [NoticeCode.PICTURE_TURNED]
        assert "scan.png is upside down" in ready.notices[0].message
        np.testing.assert_array_equal(ready.portrait.image, upright.image)
        np.testing.assert_array_equal(ready.portrait.face.mesh, upright.face.mesh)
        assert ready.portrait.digest != digest(path)


def test_a_mouth_outside_the_picture_is_refused_unless_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "cut.png"
    astronaut().crop((110, 10, 340, 142)).resize((690, 396)).save(path)
    with pytest.raises(InputError, match=r"The mouth in cut\.png is outside the picture") as caught:
        run_preflight(request(tmp_path, portrait=path), home=tmp_path / "home")
    assert caught.value.code is ErrorCode.MOUTH_HIDDEN
    ready = run_preflight(request(tmp_path, portrait=path, anyway=True), home=tmp_path / "home")
    assert [notice.code for notice in ready.notices] == [NoticeCode.FACE_CUT_OFF]


def test_faces_of_a_known_portrait_are_not_searched_again(tmp_path: Path) -> None:
    found = run_preflight(request(tmp_path), home=tmp_path / "real").portrait.face
    source, home = Watched(found), tmp_path / "home"
    first = run_preflight(request(tmp_path), landmarks=source, home=home).portrait.face
    again = run_preflight(request(tmp_path), landmarks=source, home=home).portrait.face
    assert source.looks == 1
    assert (again.box, again.score, again.yaw) == (first.box, first.score, first.yaw)
    np.testing.assert_array_equal(again.mesh, first.mesh)


def test_an_existing_output_is_kept_unless_overwriting_is_asked_for(tmp_path: Path) -> None:
    output = tmp_path / "out.mp4"
    output.write_bytes(b"precious")
    with pytest.raises(InputError) as caught:
        run_preflight(request(tmp_path), home=tmp_path / "home")
    assert caught.value.code is ErrorCode.OUTPUT_EXISTS
    assert output.read_bytes() == b"precious"
    assert run_preflight(request(tmp_path, overwrite=True), home=tmp_path / "home").output == output


def test_an_unwritable_output_has_its_own_code(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    wanted = request(tmp_path, output=tmp_path / "file" / "out.mp4")
    assert refused(wanted, tmp_path / "home").code is ErrorCode.OUTPUT_UNWRITABLE


def test_too_little_space_is_known_before_the_work_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The disk is the one thing here that a test cannot bring along.
    monkeypatch.setattr("shutil.disk_usage", lambda _: Disk(1 << 30, 1 << 30, 1 << 20))
    assert refused(request(tmp_path), tmp_path / "home").code is ErrorCode.DISK_FULL


def test_a_video_too_large_for_players_is_refused_before_the_work(
    tmp_path: Path, astronaut: Path
) -> None:
    with Image.open(astronaut) as small:
        small.resize((2050, 2050)).save(tmp_path / "large.png")
    options = {"mode": "full", "upscale": "realesrgan-x4plus"}
    wanted = request(tmp_path, portrait=tmp_path / "large.png", **options)
    with pytest.raises(UsageError, match="8200x8200"):
        run_preflight(wanted, home=tmp_path / "home")


def test_the_whole_picture_has_a_limit_that_is_known_from_its_header(tmp_path: Path) -> None:
    path = tmp_path / "huge.png"
    path.write_bytes(png_header(9000, 5000))
    wanted = request(tmp_path, portrait=path, mode="full", original_size=True)
    with pytest.raises(UsageError, match="9000x5000 pixels; 8192") as caught:
        run_preflight(wanted, home=tmp_path)
    assert caught.value.code is ErrorCode.OPTION_INVALID
    assert "--mode crop" in caught.value.hint


def test_whole_pictures_become_what_phones_play(tmp_path: Path, astronaut: Path) -> None:
    with Image.open(astronaut) as small:
        small.convert("RGB").resize((4032, 4032)).save(tmp_path / "large.jpg")
    path, home = tmp_path / "large.jpg", tmp_path / "home"
    ready = run_preflight(request(tmp_path, portrait=path, mode="full"), home=home)
    kept = run_preflight(
        request(tmp_path, portrait=path, mode="full", original_size=True), home=home
    )
    cropped = run_preflight(request(tmp_path, portrait=path, mode="crop"), home=home)
    height, width = ready.portrait.image.shape[:2]
    assert (width, height) == (3072, 3072)
    codes = [notice.code for notice in ready.notices]
    assert NoticeCode.PICTURE_REDUCED in codes
    assert NoticeCode.VIDEO_LARGE not in codes
    share = 3072 / 4032
    expected = (kept.portrait.face.mesh[:, :2] + 0.5) * share - 0.5
    np.testing.assert_allclose(ready.portrait.face.mesh[:, :2], expected, atol=0.01)
    assert ready.portrait.face.box.width == pytest.approx(
        kept.portrait.face.box.width * share, abs=1
    )
    assert ready.portrait.digest != kept.portrait.digest == cropped.portrait.digest
    assert kept.portrait.image.shape == cropped.portrait.image.shape == (4032, 4032, 3)
    assert NoticeCode.VIDEO_LARGE in [notice.code for notice in kept.notices]
    assert not {NoticeCode.VIDEO_LARGE, NoticeCode.PICTURE_REDUCED} & {
        notice.code for notice in cropped.notices
    }


@pytest.mark.parametrize("mode", ["full", "crop"])
def test_more_memory_than_there_is_is_refused_before_decoding(
    tmp_path: Path, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = (8000, 8000) if mode == "full" else (19000, 5200)
    path = tmp_path / "huge.png"
    path.write_bytes(png_header(*size))
    monkeypatch.setattr(memory, "free_memory", lambda: 700_000_000)
    monkeypatch.setattr(memory, "_LITTLE", 1 << 20)
    with pytest.raises(MouthpieceError, match=r"GB of memory, and 0\.7 GB are free") as caught:
        run_preflight(request(tmp_path, portrait=path, mode=mode), home=tmp_path)
    assert caught.value.code is ErrorCode.OUT_OF_MEMORY
    assert caught.value.hint


def test_an_engine_with_large_networks_counts_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "free_memory", lambda: 1_500_000_000)
    with pytest.raises(MouthpieceError, match="LivePortrait takes") as caught:
        run_preflight(request(tmp_path, engine="liveportrait", device="cpu"), home=tmp_path)
    assert caught.value.code is ErrorCode.OUT_OF_MEMORY
    run_preflight(request(tmp_path, engine="builtin", device="cpu"), home=tmp_path)


def test_very_large_frames_are_made_one_by_one() -> None:
    assert frames_at_once(8, (1920, 1080)) == 8
    assert frames_at_once(8, (8192, 8192)) == 1
    assert 4 << 30 < render_memory(8, (8192, 8192)) < 7 << 30
    assert render_memory(8, (1920, 1080)) < 1 << 30
