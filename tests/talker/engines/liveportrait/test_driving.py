"""One face moved by another: the published program's 61 ways, put together from our parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from talker.engines.liveportrait import retargeting
from talker.engines.liveportrait.driving import (
    SMOOTHING,
    Combination,
    HeadMotion,
    Region,
    combined,
)
from talker.engines.liveportrait.editing import GAZE_X, GAZE_Y
from talker.engines.liveportrait.keypoints import rotation
from talker.engines.liveportrait.ratios import Ratios
from talker.engines.liveportrait.retargeting import Retargeting, eye_delta, lip_delta, stitched
from talker.engines.liveportrait.speaking import CLOSED_LIPS
from tests.talker.engines.liveportrait.stored import EYES_203, LIPS_203, Arrays
from tests.talker.engines.liveportrait.test_editing import SLIDERS
from tests.talker.networks.golden import Golden

Floats = NDArray[np.float32]

_CASES = 61
_REGIONS = {
    "all": Region.ALL,
    "exp": Region.EXPRESSION,
    "pose": Region.POSE,
    "lip": Region.LIPS,
    "eyes": Region.EYES,
}
_SHUT_EYES, _OPEN_EYES = 0.18, 0.39  # of the option that keeps the eyes of a filmed face


@dataclass(frozen=True)
class Small:
    """Stitching and retargeting with the seeded weights."""

    stitching: Retargeting
    lips: Retargeting
    eyes: Retargeting


@pytest.fixture(scope="module")
def golden(shared_liveportrait: Any) -> Golden:
    return Golden(shared_liveportrait, "seeded_weights_lp.py")


@pytest.fixture(scope="module")
def small(golden: Golden) -> Small:
    def network(widths: tuple[int, ...], name: str) -> Retargeting:
        state = golden.state(f"liveportrait.{name}")
        made = Retargeting(widths)
        made.load_state_dict({k.replace("module.", ""): v for k, v in state.items()})
        return made.eval().requires_grad_(False)

    return Small(
        network(retargeting.STITCHING, "retarget_shoulder"),
        network(retargeting.LIPS, "retarget_mouth"),
        network(retargeting.EYES, "retarget_eye"),
    )


@pytest.fixture(scope="module")
def case(golden: Golden) -> Arrays:
    return golden.case("08_driving")


def head(case: Arrays, who: str, frames: int) -> HeadMotion:
    part = {name: case[f"in_{who}_{name}"][:frames] for name in ("R", "exp", "t", "scale")}
    canonical = np.broadcast_to(case[f"in_{who}_kp"], (frames, 21, 3))
    return HeadMotion(canonical, part["R"], part["exp"], part["t"], part["scale"][:, 0])


def ratios_of(points: NDArray[Any]) -> Ratios:
    left, right = (eye.ratio(points) for eye in EYES_203)
    return Ratios((left, right), LIPS_203.ratio(points))


@dataclass(frozen=True)
class Asked:
    """One case: what is moved, by how many frames, with which of the published options."""

    filmed: bool
    frames: int
    options: dict[str, str]
    closed: bool

    @staticmethod
    def of(name: str) -> Asked:
        kind, driving, options, *rest = name.split("|")
        pairs = (option.split("=") for option in options.split(","))
        return Asked(kind == "video", int(driving[-1]), dict(pairs), bool(rest))

    def on(self, flag: str, usual: bool = False) -> bool:
        return self.options.get(flag, str(usual)) == "True"


@pytest.mark.parametrize("number", range(_CASES))
def test_driving_is_that_of_the_published_program(number: int, case: Arrays, small: Small) -> None:
    asked = Asked.of(str(case["cases"][number]))
    source = head(case, "source", 5 if asked.filmed else 1)
    moved = _combined(asked, source, head(case, "drive", asked.frames), case)
    points, at_rest = moved.points(), source.points()
    landmarks = case["in_source_landmarks203" + ("_closed" if asked.closed else "")]
    faces = [landmarks] * 5 if asked.closed else list(landmarks)
    found = _retargeted(asked, small, points, at_rest, [ratios_of(f) for f in faces], case)
    by = np.float32(asked.options.get("driving_multiplier", 1))
    found = at_rest + by * (found - at_rest)
    wanted = case[f"out_case{number:02d}_x_d"]
    assert np.broadcast_to(found, wanted.shape) == pytest.approx(wanted, abs=2e-6)


def _combined(asked: Asked, source: HeadMotion, driving: HeadMotion, case: Arrays) -> HeadMotion:
    region = _REGIONS[asked.options.get("animation_region", "all")]
    how = Combination(region, asked.on("flag_relative_motion", True), asked.filmed)
    rest = None
    if asked.frames == 1:  # a picture: what counts as no expression is given
        rest = case["in_lip_array"][0].astype(np.float32)
        if region is Region.EYES and not asked.filmed:
            rest = np.zeros_like(rest)
    variance = None
    if asked.filmed and asked.frames > 1:
        variance = float(asked.options.get("driving_smooth_observation_variance", SMOOTHING))
    return combined(source, driving, how, rest=rest, variance=variance)


def _retargeted(
    asked: Asked,
    small: Small,
    points: Floats,
    at_rest: Floats,
    ratios: list[Ratios],
    case: Arrays,
) -> Floats:
    """Stitching and what opens and closes eyes and lips, in the published order."""
    ratios = ratios[: len(at_rest)]
    eyes = np.array([one.eyes for one in ratios], np.float32)
    lips = np.array([one.lips for one in ratios], np.float32)
    relative = asked.on("flag_relative_motion", True)
    wants_eyes, wants_lips = asked.on("flag_eye_retargeting"), asked.on("flag_lip_retargeting")
    stitches = asked.on("flag_stitching", True)
    if not (wants_eyes or wants_lips):
        if stitches:
            points = _stitched(small, at_rest, points)
        if asked.on("flag_normalize_lip") and relative:
            shut = lips >= CLOSED_LIPS
            delta = lip_delta(small.lips, at_rest, lips, 0.0)
            points = points + shut[:, None, None].astype(np.float32) * delta
        if asked.on("flag_source_video_eye_retargeting"):
            target = float(eyes[0].mean())
            target = _OPEN_EYES if target < _SHUT_EYES else target
            points = points + eye_delta(small.eyes, at_rest, eyes, target)
        return points
    deltas = np.zeros_like(points)
    for i in range(len(points)):
        one = min(i, len(at_rest) - 1)
        if wants_eyes:
            target = float(case["in_drive_eyes"][i, 0])
            deltas[i] += eye_delta(small.eyes, at_rest[one], eyes[one], target)
        if wants_lips:
            target = float(case["in_drive_lip"][i, 0])
            deltas[i] += lip_delta(small.lips, at_rest[one], float(lips[one]), target)
    made = (at_rest if relative else points) + deltas
    return _stitched(small, at_rest, made) if stitches else made


def _stitched(small: Small, at_rest: Floats, points: Floats) -> Floats:
    sources = np.broadcast_to(at_rest, points.shape)
    return np.stack(
        [stitched(small.stitching, one, two) for one, two in zip(sources, points, strict=True)]
    )


def test_complete_edits_are_those_of_the_published_editor(golden: Golden, small: Small) -> None:
    case = golden.case("13_editing")
    names = [str(name) for name in case["edit_names"]]
    source = HeadMotion(
        case["in_source_kp"][None],
        case["in_source_R"],
        case["in_source_exp"],
        case["in_source_t"],
        case["in_source_scale"][:, 0],
    )
    angles = np.array([case[f"in_source_{name}"][0] for name in ("pitch", "yaw", "roll")])
    found = ratios_of(case["in_source_landmarks203"])
    assert round(sum(found.eyes) / 2, 2) == float(case["out_source_eye_ratio"])
    assert round(found.lips, 2) == float(case["out_source_lip_ratio"])
    for number, values in enumerate(case["in_edits"]):
        edit = dict(zip(names, values.tolist(), strict=True))
        moved = _edited(edit, source, angles)
        at_rest = source.points()[0]
        if edit["eye_ratio"] != case["out_source_eye_ratio"]:
            moved = moved + eye_delta(small.eyes, at_rest, found.eyes, edit["eye_ratio"])
        if edit["lip_ratio"] != case["out_source_lip_ratio"]:
            moved = moved + lip_delta(small.lips, at_rest, found.lips, edit["lip_ratio"])
        if edit["stitching"]:
            moved = stitched(small.stitching, at_rest, moved)
        assert moved == pytest.approx(case[f"out_edit{number}_x_d"][0], abs=2e-6), number


def _edited(edit: dict[str, float], source: HeadMotion, angles: NDArray[Any]) -> Floats:
    edit = {**edit, "mov_x": -edit["mov_x"]}  # the published editor turns it round itself
    change = sum(slider.change(edit[name]) for name, slider in SLIDERS.items() if name in edit)
    change = change + GAZE_X.change(edit["eyeball_direction_x"])
    change = change + GAZE_Y.change(edit["eyeball_direction_y"])
    given = angles + [edit[name] for name in ("pitch", "yaw", "roll")]
    turn = rotation(*(np.array([angle], np.float32) for angle in given))
    turned = source.canonical @ turn + source.expression + change
    moved: Floats = edit["mov_z"] * source.scale * turned[0] + source.translation
    return moved


def test_a_still_driving_face_moves_nothing(case: Arrays) -> None:
    source, driving = head(case, "source", 1), head(case, "drive", 1)
    made = combined(source, driving, Combination())
    assert made.points() == pytest.approx(source.points(), abs=1e-6)
