"""What the preview process says about inputs and options."""

from __future__ import annotations

from pathlib import Path

import librosa
import numpy as np
import pytest
import soundfile
from PIL import Image, ImageEnhance

from app.demo import demo_portrait
from app.preview.disk_cache import _MOST, keep, previews_folder
from app.preview.messages import (
    CutPortrait,
    LookAtNeeds,
    LookAtPortrait,
    LookAtReference,
    LookAtSpeech,
    MakePreview,
    MakeThumbnail,
    Rectangle,
)
from app.preview.missing_models import look_at_needs
from app.preview.portrait import Portraits
from app.preview.reference import look_at_reference
from app.preview.speech import look_at_speech, speech_begins
from app.preview.video import make_preview, make_thumbnail
from talker.media.audio import open_speech
from talker.media.probe import probe
from talker.needed_models import needed_models
from talker.options.faces import Turn
from talker.options.picture import Mode
from talker.options.render import RenderOptions, RenderRequest
from talker.options.restoring import Restoration, Upscaling
from talker.progress import CancelToken
from tests.app.clips import write_clip

RATE = 16000


@pytest.fixture(scope="module")
def portraits(tmp_path_factory: pytest.TempPathFactory) -> Portraits:
    return Portraits(tmp_path_factory.mktemp("home"))


def spoken(seconds: float, level: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return level * np.sin(np.arange(round(seconds * RATE)) * 0.1)


def codes(path: Path, **options: object) -> list[str]:
    question = LookAtSpeech.model_validate({"path": path} | options)
    return [one.code for one in look_at_speech(question, CancelToken()).findings]


@pytest.mark.parametrize(
    ("samples", "expected"),
    [
        (spoken(1, 0.5), []),
        (np.clip(spoken(1, 3), -1, 1), ["AUDIO_CLIPPED"]),
        (spoken(1, 0.005), ["AUDIO_QUIET"]),
        (np.concatenate([np.zeros(3 * RATE), spoken(1, 0.5)]), ["AUDIO_LATE"]),
        (np.zeros(RATE), ["AUDIO_SILENT"]),
    ],
)
def test_recordings_are_judged(
    tmp_path: Path, samples: np.ndarray[tuple[int], np.dtype[np.float64]], expected: list[str]
) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, samples, RATE)
    assert codes(path) == expected


def test_a_recording_that_is_too_long_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, spoken(2, 0.5), RATE)
    assert codes(path, max_minutes=0.02) == ["AUDIO_TOO_LONG"]


def test_peaks_have_the_asked_number_and_lie_where_it_is_loud(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, np.concatenate([spoken(1, 0.1), spoken(1, 0.8)]), RATE)
    look = look_at_speech(LookAtSpeech(path=path, points=100), CancelToken())
    assert len(look.peaks) == 100
    assert max(look.peaks[:49]) == pytest.approx(0.1, abs=0.03)
    assert min(look.peaks[51:]) == pytest.approx(0.8, abs=0.08)
    assert look.seconds == pytest.approx(2)


def test_a_small_face_is_told_where_it_is_enlarged_but_not_of_the_sample(
    portraits: Portraits, astronaut: Path, tmp_path: Path
) -> None:
    given = tmp_path / "given.png"
    given.write_bytes(astronaut.read_bytes())

    def small(path: Path, mode: Mode) -> bool:
        look = portraits.look(LookAtPortrait(path=path, mode=mode))
        return "PORTRAIT_SMALL" in {finding.code for finding in look.findings}

    assert small(given, Mode.CROP)
    assert not small(given, Mode.FULL)
    assert not small(demo_portrait(), Mode.CROP)


def test_a_dark_face_is_told(portraits: Portraits, astronaut: Path, tmp_path: Path) -> None:
    dark = tmp_path / "dark.png"
    with Image.open(astronaut) as image:
        ImageEnhance.Brightness(image.convert("RGB")).enhance(0.25).save(dark)
    look = portraits.look(LookAtPortrait(path=dark))
    assert "PORTRAIT_DARK" in [one.code for one in look.findings]
    assert not any(one.stops for one in look.findings)


@pytest.mark.parametrize("mode", list(Mode))
def test_the_cut_is_what_the_mode_shows(portraits: Portraits, astronaut: Path, mode: Mode) -> None:
    cut = portraits.look(LookAtPortrait(path=astronaut, mode=mode)).cut
    assert cut is not None
    whole = Rectangle(left=0, top=0, width=512, height=512)
    assert (cut == whole) is (mode in {Mode.RESIZE, Mode.FULL, Mode.EXTFULL})


def test_a_missing_face_number_stops(portraits: Portraits, astronaut: Path) -> None:
    look = portraits.look(LookAtPortrait(path=astronaut, face=3))
    assert [(one.code, one.stops) for one in look.findings] == [("FACE_INDEX", True)]


def test_a_picture_upside_down_is_shown_and_cut_as_it_is_rendered(
    portraits: Portraits, astronaut: Path, tmp_path: Path
) -> None:
    path = tmp_path / "scan.png"
    with Image.open(astronaut) as image:
        image.convert("RGB").rotate(90, expand=True).save(path)
    look = portraits.look(LookAtPortrait(path=path))
    assert look.findings[0].code == "PICTURE_TURNED"
    assert look.faces == portraits.look(LookAtPortrait(path=astronaut)).faces
    target = tmp_path / "cut.png"
    portraits.cut(CutPortrait(path=path, part=None, target=target))
    with Image.open(target) as cut, Image.open(astronaut) as image:
        assert cut.tobytes() == image.convert("RGB").tobytes()


def test_a_video_upside_down_is_turned_as_a_picture_is(
    portraits: Portraits, astronaut: Path, tmp_path: Path
) -> None:
    with Image.open(astronaut) as image:
        image.convert("RGB").rotate(180).save(tmp_path / "scan.png")
    clip = write_clip(tmp_path / "a.mp4", tmp_path / "scan.png")
    look = portraits.look(LookAtPortrait(path=clip))
    assert look.clip
    assert look.findings[0].code == "PICTURE_TURNED"
    assert look.faces


def test_a_turn_that_is_asked_for_is_shown(portraits: Portraits, astronaut: Path) -> None:
    upright = portraits.look(LookAtPortrait(path=astronaut))
    asked = portraits.look(LookAtPortrait(path=astronaut, turn=Turn.NONE))
    assert asked.faces == upright.faces
    lying = portraits.look(LookAtPortrait(path=astronaut, turn=Turn.RIGHT))
    assert (lying.width, lying.height) == (upright.height, upright.width)
    assert lying.picture != upright.picture
    assert "PICTURE_TURNED" not in {finding.code for finding in lying.findings}


@pytest.mark.parametrize("upright", [True, False])
def test_a_part_of_a_cut_out_stays_transparent(
    portraits: Portraits, astronaut: Path, tmp_path: Path, upright: bool
) -> None:
    path, target = tmp_path / "cut-out.png", tmp_path / "part.png"
    with Image.open(astronaut) as image:
        layer = image.convert("RGBA")
    layer.paste((0, 0, 0, 0), (0, 0, 60, layer.height))
    layer.save(path)
    part = Rectangle(left=20, top=0, width=400, height=300)
    portraits.cut(CutPortrait(path=path, part=part, target=target, upright=upright))
    with Image.open(target) as cut:
        assert cut.mode == "RGBA"
        assert cut.tobytes() == layer.crop((20, 0, 420, 300)).tobytes()


def test_a_part_is_cut_pixel_for_pixel(
    portraits: Portraits, astronaut: Path, tmp_path: Path
) -> None:
    part = Rectangle(left=10, top=20, width=100, height=120)
    target = tmp_path / "new" / "cut.png"
    portraits.cut(CutPortrait(path=astronaut, part=part, target=target))
    with Image.open(target) as cut, Image.open(astronaut) as image:
        assert cut.size == (100, 120)
        assert cut.getpixel((0, 0)) == image.convert("RGB").getpixel((10, 20))


def test_a_preview_begins_with_the_first_word(astronaut: Path, tmp_path: Path) -> None:
    speech = tmp_path / "late.wav"
    soundfile.write(speech, np.concatenate([np.zeros(3 * RATE), spoken(0.6, 0.5)]), RATE)
    request = RenderRequest(portrait=astronaut, speech=speech, size=128)
    question = MakePreview(request=request, seconds=3)
    made = make_preview(question, tmp_path, CancelToken(), lambda *_: None)
    assert made.path is not None
    video = probe(made.path).video
    assert video is not None
    assert 0.6 <= float(video.duration) <= 0.85  # what is left after the silence
    before = made.path.stat().st_mtime_ns
    again = make_preview(question, tmp_path, CancelToken(), lambda *_: None)
    assert again.path is not None
    assert again.path.stat().st_mtime_ns == before


def test_a_file_that_is_no_picture_has_no_thumbnail(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(b"nothing")
    assert make_thumbnail(MakeThumbnail(path=path), tmp_path).path is None


def test_of_too_many_kept_files_the_oldest_go(tmp_path: Path) -> None:
    for number in range(_MOST + 5):
        keep(previews_folder(tmp_path) / f"{number}.jpg", lambda part: part.write_bytes(b"x"))
    assert len(list(previews_folder(tmp_path).iterdir())) == _MOST


@pytest.mark.parametrize(
    ("options", "models"),
    [
        (RenderOptions(), []),
        (
            RenderOptions(engine="sadtalker", size=256),
            ["sadtalker-256", "sadtalker-mapping-crop"],
        ),
        (
            RenderOptions(enhance=Restoration.GFPGAN_14, upscale=Upscaling.X2PLUS),
            ["gfpgan-1.4", "realesrgan-x2plus"],
        ),
    ],
)
def test_options_name_the_models_that_they_need(options: RenderOptions, models: list[str]) -> None:
    assert list(needed_models(options)) == models


def test_of_a_clip_the_first_frame_is_looked_at(
    portraits: Portraits, astronaut: Path, tmp_path: Path
) -> None:
    clip = write_clip(tmp_path / "a.mp4", astronaut)
    look = portraits.look(LookAtPortrait(path=clip))
    still = portraits.look(LookAtPortrait(path=astronaut))
    assert look.clip
    assert not still.clip
    assert (look.width, look.height) == (512, 512)
    assert look.faces[0].left == pytest.approx(still.faces[0].left, abs=4)


def test_a_reference_video_tells_its_length(astronaut: Path, tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "a.mp4", astronaut, frames=36)
    clip = clip.rename(tmp_path / "a.wmv")  # what it is called does not count
    look = look_at_reference(LookAtReference(path=clip), tmp_path)
    assert look.seconds == pytest.approx(1.5, abs=0.01)
    assert look.picture is not None
    assert look.picture.is_file()
    assert look.findings == ()


def test_a_picture_is_no_reference_video(astronaut: Path, tmp_path: Path) -> None:
    look = look_at_reference(LookAtReference(path=astronaut), tmp_path)
    assert [(one.code, one.stops) for one in look.findings] == [("VIDEO_UNREADABLE", True)]


def test_a_preview_of_waiting_is_short_and_needs_no_recording(
    astronaut: Path, tmp_path: Path
) -> None:
    request = RenderRequest.model_validate({"portrait": astronaut, "idle": 60, "size": 128})
    question = MakePreview(request=request, seconds=1.0)
    made = make_preview(question, tmp_path, CancelToken(), lambda *_: None)
    assert made.path is not None
    video = probe(made.path).video
    assert video is not None
    assert video.frame_count == 25


def test_without_models_the_best_engine_is_the_builtin_one(tmp_path: Path) -> None:
    look = look_at_needs(LookAtNeeds(options=RenderOptions()), tmp_path)
    assert (look.engine, look.missing) == ("builtin", ())


@pytest.mark.slow  # librosa compiles for half a minute
@pytest.mark.parametrize("name", ["fi_suo_fi_lj_diphone", "it_pc_diphone", "ru_msu_ru_nsh_clunits"])
def test_speech_begins_where_librosa_trims(name: str, repository: Path, tmp_path: Path) -> None:
    sound, rate = soundfile.read(repository / f"tests/data/speech/{name}.flac", dtype="float32")
    late = np.concatenate([np.zeros(round(1.3 * rate), np.float32), sound])
    path = tmp_path / "late.wav"
    soundfile.write(path, late, rate)
    _, (first, _) = librosa.effects.trim(late, top_db=34, frame_length=512, hop_length=128)
    assert speech_begins(open_speech(path), CancelToken()) == pytest.approx(first / rate, abs=0.02)
