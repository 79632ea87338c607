"""The words in the picture: large enough, inside the frame, for as long as they should be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from talker.errors import Cancelled, ErrorCode, UsageError
from talker.face.geometry import mouth_window
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.label.visible_label import VisibleLabel, clear_corner, label_image
from talker.media.images import load_image
from talker.media.video_frames import read_frames
from talker.options.ai_label import Corner, LabelTime
from talker.options.picture import Mode
from talker.pipeline import RenderPipeline
from talker.progress import CancelToken, Notice, Progress, Stage
from talker.provenance.manifest import inspect
from talker.provenance.publisher import Publisher, Region
from talker.render_context import RenderContext
from talker.scene import Window
from tests.talker.films import film, travel, wanted
from tests.talker.gradient import GradientEngine

CORNERS = [corner for corner in Corner if corner is not Corner.AUTO]
SIZES = [(128, 128), (128, 512), (512, 510), (1280, 720), (1080, 1920), (3840, 2160)]
SIDES = st.integers(64, 2200)


def frames(count: int, size: tuple[int, int], level: int = 90) -> np.ndarray:
    return np.full((count, size[1], size[0], 3), level, np.uint8)


@pytest.mark.parametrize("size", SIZES)
def test_every_letter_has_five_percent_of_the_short_side(size: tuple[int, int]) -> None:
    words = label_image(size, Corner.BOTTOM_RIGHT).colour
    inked = words > 100
    columns = np.flatnonzero(inked.any(axis=0))
    first = columns[: int(np.argmax(np.diff(columns) > 1)) + 1]  # the A, a capital
    rows = np.flatnonzero(inked[:, first].any(axis=1))
    assert rows[-1] - rows[0] + 1 >= 0.05 * min(size)


@settings(max_examples=60, deadline=None)
@given(SIDES, SIDES, st.sampled_from(CORNERS))
def test_the_label_lies_whole_in_its_corner(width: int, height: int, corner: Corner) -> None:
    found = label_image((width, height), corner)
    tall, wide = found.colour.shape
    right, bottom = found.left + wide, found.top + tall
    assert found.left >= 0
    assert found.top >= 0
    assert right <= width
    assert bottom <= height
    assert (found.left < width - right) == (corner in {Corner.BOTTOM_LEFT, Corner.TOP_LEFT})
    assert (found.top < height - bottom) == (corner in {Corner.TOP_LEFT, Corner.TOP_RIGHT})
    edge = found.colour.copy()
    edge[1:-1, 1:-1] = 0
    assert not edge.any()  # no letter is cut off


@pytest.mark.parametrize("size", SIZES)
def test_it_is_never_wider_than_half_of_the_picture(size: tuple[int, int]) -> None:
    assert label_image(size, Corner.BOTTOM_RIGHT).colour.shape[1] <= 0.5 * size[0]


@pytest.mark.parametrize(
    ("mouths", "corner"),
    [
        ([], Corner.BOTTOM_RIGHT),
        ([Window(150, 150, 60, 30)], Corner.BOTTOM_RIGHT),
        ([Window(320, 400, 90, 60)], Corner.BOTTOM_LEFT),
        ([Window(40, 440, 430, 60)], Corner.TOP_RIGHT),
        ([Window(320, 400, 90, 60)] * 2 + [Window(20, 440, 90, 60)] * 3, Corner.TOP_RIGHT),
        ([Window(0, 0, 512, 512), Window(300, 0, 212, 512)], Corner.BOTTOM_LEFT),
    ],
)
def test_the_corner_is_the_first_that_is_clear_of_all_mouths(
    mouths: list[Window], corner: Corner
) -> None:
    assert clear_corner((512, 512), mouths) is corner


def test_the_label_keeps_off_a_mouth_in_the_lower_right_corner(
    tmp_path: Path, astronaut: Path
) -> None:
    low = tmp_path / "low.png"
    with Image.open(astronaut) as picture:
        picture.crop((0, 0, 290, 188)).save(low)
    (face,) = MediaPipeLandmarks().detect(load_image(low))
    mouth = mouth_window([face.mesh], (290, 188))
    assert mouth is not None
    assert label_image((290, 188), Corner.BOTTOM_RIGHT).window.shared(mouth)
    unsigned = Publisher(sign=False)
    made = film(tmp_path, low, unsigned, seconds=0.4, mode=Mode.FULL)
    place = label_image((290, 188), Corner.BOTTOM_LEFT)
    assert not place.window.shared(mouth)
    first = next(read_frames(made.path))
    rows = slice(place.top, place.top + place.window.height)
    part = first[rows, place.left : place.left + place.window.width]
    assert part[place.colour > 250].mean() > 225
    record = inspect(made.path).record
    assert record is not None
    assert (record.corner, record.options.get("ai_label_corner")) == (Corner.BOTTOM_LEFT, None)
    told = made.request.model_copy(
        update={"ai_label_corner": Corner.BOTTOM_LEFT, "output": tmp_path / "told.mp4"}
    )
    again = inspect(travel(told, made.home, unsigned).path).record
    assert again is not None
    assert again.id == record.id  # the same pictures


@pytest.mark.parametrize("level", [0, 128, 255])
def test_the_words_stand_out_from_any_picture(level: int) -> None:
    size = (256, 256)
    label = VisibleLabel(LabelTime.START, Corner.BOTTOM_RIGHT, size, 25)
    drawn = label.apply(frames(1, size, level), 0)[0]
    place = label_image(size, Corner.BOTTOM_RIGHT)
    tall, wide = place.colour.shape
    part = drawn[place.top : place.top + tall, place.left : place.left + wide, 0].astype(int)
    dark = (place.colour == 0) & (place.opacity > 130)  # its corners are round
    words, plate = part[place.colour > 250], part[dark]
    assert words.min() - plate.max() > 100


@pytest.mark.parametrize(
    ("time", "labelled"), [(LabelTime.START, 50), (LabelTime.ALWAYS, 80), (LabelTime.OFF, 0)]
)
def test_frames_are_labelled_by_their_index_alone(time: LabelTime, labelled: int) -> None:
    size = (128, 128)
    label = VisibleLabel(time, Corner.TOP_LEFT, size, 25)
    plain = frames(80, size)
    whole = label.apply(plain, 0)
    changed = (whole != plain).any(axis=(1, 2, 3))
    assert changed.tolist() == [index < labelled for index in range(80)]
    for step in (1, 7, 64):
        parts = [label.apply(plain[at : at + step], at) for at in range(0, 80, step)]
        assert np.array_equal(np.concatenate(parts), whole)
    assert (plain == 90).all()  # what came in was left alone


@pytest.mark.parametrize(
    ("region", "time"),
    [
        (Region.CHINA, LabelTime.START),
        (Region.EU, LabelTime.ALWAYS),
        (Region.OTHER, LabelTime.START),
    ],
)
def test_the_region_says_how_long_unless_the_request_does(
    tmp_path: Path, astronaut: Path, region: Region, time: LabelTime
) -> None:
    publisher = Publisher(region=region)
    request = wanted(tmp_path, astronaut)
    assert publisher.apply_label(request).ai_label is time
    chosen = wanted(tmp_path, astronaut, ai_label="always")
    assert publisher.apply_label(chosen) == chosen


def labelled_frames(path: Path, plain: Path) -> list[int]:
    """The frames of two videos that differ in the corner of the label."""
    pairs = zip(read_frames(path), read_frames(plain), strict=True)
    return [
        index
        for index, (one, other) in enumerate(pairs)
        if np.abs(one[:24].astype(int) - other[:24]).mean() > 8
    ]


def test_videos_show_it_for_two_seconds_and_in_the_eu_throughout(
    tmp_path: Path, astronaut: Path
) -> None:
    home = tmp_path / "home"
    made = {}
    for name, region in (("other", Region.OTHER), ("eu", Region.EU)):
        request = wanted(tmp_path, astronaut, output=tmp_path / f"{name}.mp4")
        made[name] = travel(request, home, Publisher(region=region, sign=False)).path
    off = wanted(
        tmp_path,
        astronaut,
        output=tmp_path / "off.mp4",
        ai_label="off",
        ai_label_reason="credits say it",
    )
    plain = travel(off, home, Publisher(sign=False)).path
    assert labelled_frames(made["other"], plain) == list(range(50))
    assert labelled_frames(made["eu"], plain) == list(range(62))  # all of them


def test_a_stopped_render_goes_on_with_the_same_labels(tmp_path: Path, astronaut: Path) -> None:
    unsigned = Publisher(region=Region.EU, sign=False)
    whole = film(tmp_path, astronaut, unsigned, seconds=17.0)
    request = whole.request.model_copy(update={"output": tmp_path / "stopped.mp4"})
    cancel = CancelToken()

    def stop_in_the_third_segment(report: Progress | Notice) -> None:
        if isinstance(report, Progress) and report.stage is Stage.RENDER and report.done > 400:
            cancel.cancel()

    context = RenderContext(whole.home, stop_in_the_third_segment, cancel, publisher=unsigned)
    with pytest.raises(Cancelled):
        RenderPipeline(request, GradientEngine(0.001), context).run()
    resumed = travel(request, whole.home, unsigned)
    assert resumed.result.resumed_frames in (200, 400)
    assert resumed.path.read_bytes() == whole.path.read_bytes()


def test_whole_pictures_are_labelled_too(tmp_path: Path, astronaut: Path) -> None:
    made = film(tmp_path, astronaut, Publisher(sign=False), seconds=1.0, mode=Mode.FULL)
    first = next(read_frames(made.path))
    place = label_image((512, 512), Corner.BOTTOM_RIGHT)
    tall, wide = place.colour.shape
    part = first[place.top : place.top + tall, place.left : place.left + wide]
    assert part[place.colour > 250].mean() > 225


def test_no_label_needs_a_reason_and_the_reason_is_recorded(
    tmp_path: Path, astronaut: Path
) -> None:
    with pytest.raises(UsageError) as caught:
        film(tmp_path, astronaut, ai_label="off", ai_label_reason="  ")
    assert caught.value.code is ErrorCode.LABEL_REASON_MISSING
    reason = '1=1; #2 \\ "Test" 试验\n[3]'  # what ends a line or a value in ffmpeg's own files
    made = film(tmp_path, astronaut, ai_label="off", ai_label_reason=reason)
    record = inspect(made.path).record
    assert record is not None
    assert record.options["ai_label_reason"] == reason
    assert record.label is LabelTime.OFF
