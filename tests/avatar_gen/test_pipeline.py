"""From a request to pictures on the disk: modes, determinism, going on after a stop."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image

from avatar_gen import AvatarRequest
from avatar_gen.denoise import DrawParameters
from avatar_gen.denoise import draw as drawn
from avatar_gen.family import Family
from avatar_gen.metadata import read_record
from avatar_gen.model_cache import ModelCache
from avatar_gen.options.sampling import SchedulerName
from avatar_gen.options.wanted import Mode
from avatar_gen.pipeline import AvatarPipeline
from avatar_gen.prompt_grid import NOT_KEPT, plan_cells, shared_name
from avatar_gen.redraw import redraw_values
from avatar_gen.request import AvatarOptions
from avatar_gen.result import AvatarResult
from talker.device import choose_device
from talker.errors import Cancelled, ErrorCode, InputError, UsageError
from talker.media.images import load_image
from talker.progress import CancelToken, Progress, Stage, ignore_progress
from tests.avatar_gen.conftest import Draw, Models
from tests.talker.engines.sadtalker.model_folder import ModelFolder

Pixels = NDArray[np.uint8]


def pixels(result: AvatarResult) -> list[Pixels]:
    return [load_image(one.path) for one in sorted(result.candidates, key=lambda c: c.seed)]


def small_mask(path: Path, size: tuple[int, int] = (512, 512)) -> Path:
    mask = np.zeros((size[1], size[0]), np.uint8)
    mask[: size[1] // 2] = 255
    Image.fromarray(mask).save(path)
    return path


@pytest.mark.parametrize("family", list(Family))
def test_every_family_draws_what_the_seed_says(family: Family, draw: Draw, tmp_path: Path) -> None:
    first = pixels(draw(family=family, count=2, seed=5))
    again = pixels(draw(family=family, count=2, seed=5, output=tmp_path / "again"))
    assert first[0].shape == (64, 64, 3)
    assert not np.array_equal(first[0], first[1])
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))


@pytest.mark.parametrize(
    "scheduler", ["euler-a", pytest.param("dpm++sde-karras", marks=pytest.mark.slow)]
)
def test_a_draw_of_four_equals_four_singles(scheduler: str, draw: Draw, tmp_path: Path) -> None:
    together = pixels(draw(scheduler=scheduler, count=4, seed=1, prompt="a man"))
    for index, seed in enumerate((1, 2, 3, 4)):
        out = tmp_path / str(seed)
        (alone,) = pixels(draw(scheduler=scheduler, seed=seed, prompt="a man", output=out))
        assert np.array_equal(together[index], alone)


def test_pictures_drawn_in_one_batch_differ_from_singles_by_rounding_alone(
    tiny_models: Models, store: ModelFolder, tmp_path: Path
) -> None:
    options = AvatarOptions(model=str(tiny_models(Family.SD1)), steps=3, scheduler="euler-a")
    studio = ModelCache(store, choose_device("cpu"), tmp_path)
    wish = DrawParameters("a man", "", 64, 64, 0.6)

    def made(*seeds: int) -> list[Pixels | None]:
        pipe = studio.pipeline(options, Mode.TEXT)
        return drawn(pipe, Mode.TEXT, options, wish, seeds, lambda: None)

    for one, seed in zip(made(1, 2, 3, 4), (1, 2, 3, 4), strict=True):
        (alone,) = made(seed)
        assert one is not None
        assert alone is not None
        assert np.abs(one.astype(int) - alone).max() <= 1


@pytest.mark.parametrize("scheduler", list(SchedulerName))
def test_every_scheduler_draws(scheduler: SchedulerName, draw: Draw) -> None:
    result = draw(scheduler=scheduler.value, steps=3)
    assert read_record(result.candidates[0].path).request.scheduler is scheduler


@pytest.mark.parametrize("family", [Family.SD1, Family.SDXL])
def test_img2img_begins_with_the_picture_and_inpaint_keeps_what_is_black(
    family: Family, draw: Draw, astronaut: Path, tmp_path: Path
) -> None:
    (made,) = pixels(draw(family=family, mode="img2img", image=astronaut, strength=0.5))
    mask = small_mask(tmp_path / "mask.png")
    (inside,) = pixels(draw(family=family, mode="inpaint", image=astronaut, mask=mask))
    plain = np.asarray(
        Image.open(astronaut).convert("RGB").resize((64, 64), Image.Resampling.BICUBIC)
    )
    assert made.shape == inside.shape == (64, 64, 3)
    assert np.array_equal(inside[40:], plain[40:])
    assert np.abs(inside[:24].astype(int) - plain[:24]).mean() > 10


def test_a_finished_picture_is_not_drawn_again_after_a_stop(
    road: AvatarPipeline, tiny_models: Models, tmp_path: Path
) -> None:
    request = AvatarRequest(
        model=str(tiny_models(Family.SD1)),
        width=64,
        height=64,
        steps=2,
        count=3,
        safety="off",
        output=tmp_path,
    )
    cancel = CancelToken()

    def stop(progress: object) -> None:
        if isinstance(progress, Progress) and (progress.stage, progress.done) == (Stage.RENDER, 3):
            cancel.cancel()

    with pytest.raises(Cancelled):
        road.generate(request, stop, cancel)
    kept = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("*.png")}
    assert len(kept) == 1
    whole = road.generate(request, ignore_progress, CancelToken())
    assert len(whole.candidates) == 3
    assert all((tmp_path / name).stat().st_mtime_ns == when for name, when in kept.items())
    assert not list(tmp_path.glob("*.part*"))


class _LaterRequest(AvatarRequest):
    """A request of a later version, with an option more."""

    mood: str = "calm"


_AVATAR_DEFAULTS: dict[str, object] = {
    "mode": "txt2img",
    "model": "auto",
    "prompt": "",
    "negative": "",
    "style": "none",
    "person": "any",
    "age": 0,
    "clothing": "",
    "framing": "any",
    "light": "any",
    "background": "any",
    "count": 4,
    "keep": 0,
    "seed": 0,
    "steps": 25,
    "guidance": 7.0,
    "width": 0,
    "height": 0,
    "scheduler": "auto",
    "clip_skip": 1,
    "strength": 0.6,
    "control": "openpose",
    "control_model": "auto",
    "control_scale": 1.0,
    "loras": [],
    "embeddings": [],
    "vae": "",
    "detail": False,
    "detail_strength": 0.35,
    "upscale": "none",
    "upscale_strength": 0.0,
    "x_axis": "",
    "y_axis": "",
    "safety": "on",
}


def test_a_default_changes_only_with_the_schema_number() -> None:
    now = AvatarRequest().model_dump(mode="json")
    assert {name: now[name] for name in _AVATAR_DEFAULTS} == _AVATAR_DEFAULTS


@pytest.mark.parametrize("options", [{}, {"seed": 3, "prompt": "a man"}])
def test_an_option_that_is_added_later_changes_no_name(
    options: dict[str, object], tmp_path: Path
) -> None:
    options["output"] = tmp_path
    now, later = AvatarRequest.model_validate(options), _LaterRequest.model_validate(options)
    used = later.model_copy(update={"mood": "merry"})
    names = [shared_name(plan_cells(one)) for one in (now, later, used)]
    assert names[0] == names[1] != names[2]


@pytest.mark.parametrize("place", ["", NOT_KEPT])
@pytest.mark.parametrize(
    ("options", "key"),
    [
        ({}, "1cd85774"),
        (
            {
                "prompt": "a woman, ünï 女",
                "guidance": 5.5,
                "strength": 1e-7,
                "seed": 3,
                "loras": "a.safetensors:0.8;b.safetensors",
                "count": 9,
            },
            "63b27713",
        ),
        (
            {
                "x_axis": "steps=10,20",
                "seed": 42,
                "mode": "img2img",
                "device": "cpu",
                "image": "/none/picture.png",
            },
            "82774081",
        ),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="the path in a key is a POSIX one")
def test_a_draw_that_an_earlier_version_began_keeps_its_names(
    options: dict[str, object], key: str, place: str, tmp_path: Path
) -> None:
    request = AvatarRequest.model_validate({**options, "output": tmp_path})
    assert shared_name(plan_cells(request)) != f"avatar-{key}"
    (tmp_path / place).mkdir(exist_ok=True)
    (tmp_path / place / f"avatar-{key}-0000000003.png").touch()
    assert shared_name(plan_cells(request)) == f"avatar-{key}"


def test_what_an_earlier_version_drew_is_not_drawn_again(
    draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr("avatar_gen.prompt_grid._begun", lambda *_: True)
        old = {one.path for one in draw(count=2).candidates}
    again = draw(count=3)
    assert old < {one.path for one in again.candidates}
    assert len(list(again.folder.glob("*.png"))) == 3


def test_the_best_are_kept_and_the_others_put_aside(draw: Draw) -> None:
    result = draw(count=3, keep=2)
    assert [one.path.parent for one in result.candidates] == [result.folder] * 2
    assert len(list((result.folder / NOT_KEPT).glob("*.png"))) == 1


def test_a_picture_can_be_made_again_from_what_it_says(
    draw: Draw, road: AvatarPipeline, tmp_path: Path, mouthpiece_home: Path
) -> None:
    result = draw(prompt="a (man:1.2)", negative="beard", seed=11, count=2)
    path = result.candidates[1].path
    record = read_record(path)
    asked = {"output": tmp_path / "again", "safety": "off"}
    request = AvatarRequest.model_validate(redraw_values(record, path, asked, mouthpiece_home))
    again = road.generate(request, ignore_progress, CancelToken())
    assert np.array_equal(load_image(path), load_image(again.candidates[0].path))
    with Image.open(path) as image:
        image.load()
        text = str(image.info["parameters"])
    assert text.startswith("a (man:1.2)\nNegative prompt: beard\nSteps: 2, ")
    assert f"Model hash: {record.hashes['sd1']}, Model: sd1" in text
    assert f"Seed: {record.seed}, Size: 64x64" in text


def test_a_grid_holds_every_pair_of_values(draw: Draw) -> None:
    result = draw(x_axis="steps=1,2", y_axis="scheduler=euler,ddim,lms", seed=3)
    assert len(result.candidates) == 6
    assert result.sheet is not None
    sheet = load_image(result.sheet)
    assert sheet.shape[0] > 3 * 64
    assert sheet.shape[1] > 2 * 64
    seen = {
        (read_record(one.path).request.steps, read_record(one.path).request.scheduler.value)
        for one in result.candidates
    }
    assert seen == {(steps, name) for steps in (1, 2) for name in ("euler", "ddim", "lms")}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"width": 70}, ErrorCode.SIZE_INVALID),
        ({"prompt": "man " * 1300}, ErrorCode.PROMPT_TOO_LONG),
        ({"x_axis": "beauty=1,2"}, ErrorCode.OPTION_INVALID),
        ({"x_axis": "steps=1,many"}, ErrorCode.OPTION_INVALID),
        ({"mode": "upscale"}, ErrorCode.OPTION_INVALID),
    ],
)
def test_what_makes_no_sense_is_said(
    wrong: dict[str, object], code: ErrorCode, draw: Draw, astronaut: Path
) -> None:
    with pytest.raises(UsageError) as caught:
        draw(image=astronaut, **wrong)
    assert caught.value.code is code
    assert caught.value.hint


def test_a_mask_of_another_size_is_refused(draw: Draw, astronaut: Path, tmp_path: Path) -> None:
    mask = small_mask(tmp_path / "mask.png", (100, 80))
    with pytest.raises(InputError, match="100x80") as caught:
        draw(mode="inpaint", image=astronaut, mask=mask)
    assert caught.value.code is ErrorCode.MASK_SIZE


def test_the_same_networks_serve_all_modes(
    tiny_models: Models, store: ModelFolder, tmp_path: Path
) -> None:
    options = AvatarOptions(model=str(tiny_models(Family.SD1)))
    studio = ModelCache(store, choose_device("cpu"), tmp_path)
    text, image, inpaint = (
        studio.pipeline(options, mode) for mode in (Mode.TEXT, Mode.IMAGE, Mode.INPAINT)
    )
    assert text.unet is image.unet is inpaint.unet
    assert text.vae is inpaint.vae
    assert text.unet.dtype is torch.float32
