"""The text `parameters`: ours as others read it, theirs as options of ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from avatar_gen import AvatarRequest
from avatar_gen.infotext import read_infotext, sampler_of
from avatar_gen.judge import Verdict
from avatar_gen.metadata import PictureRecord, parameters
from avatar_gen.options.sampling import ScheduleName, SchedulerName
from avatar_gen.redraw import values_of_picture
from talker.errors import InputError

# As a WebUI, and a site that shows its pictures, write them.
_PONY = """masterpiece, best quality
smiling
Negative prompt: lowres,
(worst quality:2)
Steps: 28, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 5.5, Seed: 3412908123, \
Size: 832x1216, Model hash: 67ab2fd8ec, Model: ponyDiffusionV6XL, Denoising strength: 0.4, \
Clip skip: 2, Hires upscale: 1.5, Hires steps: 15, Hires upscaler: 4x-UltraSharp, \
Lora hashes: "add_detail: 7c6bad76eb54, smile: 0123456789ab", ADetailer model: face_yolov8n.pt, \
ADetailer prompt: "a face, smiling: yes", Version: v1.10.1"""
_SITE = """photo of a man <lora:x:0.7>
Steps: 30, Sampler: DPM++ 2M SDE Karras, CFG scale: 7.0, Seed: 123, Size: 512x768, \
Created Date: 2024-05-01T10:00:00.0000000Z, Civitai resources: \
[{"type":"checkpoint","modelVersionId":128713}], Civitai metadata: {}"""


def with_text(path: Path, text: str) -> Path:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("parameters", text)
    Image.new("RGB", (64, 64)).save(path, pnginfo=info)
    return path


def record(**given: Any) -> PictureRecord:
    request = AvatarRequest.model_validate(given.pop("request", {}))
    facts = {"seed": 7, "width": 512, "height": 768, "prompt": "a man", "negative": "beard"}
    facts |= {"model": "m", "hashes": {"m": "0123456789"}, "verdict": Verdict(score=0)}
    return PictureRecord(request=request, **{**facts, **given})


def test_ours_is_read_field_by_field() -> None:
    name = 'My "model", v2: final'
    made = record(model=name, hashes={name: "0123456789"}, sampler="dpm++2m", schedule="uniform")
    text = parameters(made)
    assert 'Model: "My \\"model\\", v2: final"' in text
    found = read_infotext(text)
    assert found is not None
    assert (found.prompt, found.negative) == ("a man", "beard")
    wanted = {"Sampler": "DPM++ 2M", "Schedule type": "Uniform", "Model": name, "RNG": "CPU"}
    wanted |= {"Seed": "7", "Size": "512x768", "Model hash": "0123456789"}
    assert {key: found.fields[key] for key in wanted} == wanted
    assert "Negative prompt" not in parameters(record(negative=""))


def test_ours_says_what_ran_and_what_came_after() -> None:
    request = {"hires": 2.0, "hires_strength": 0.4, "detail": True, "detail_prompt": "a, b: c"}
    request |= {"variation": 0.2, "variation_seed": 9, "clip_skip": 2}
    made = record(
        request=request,
        sampler="dpm++2m-karras",
        schedule="karras",
        loras=("smile.safetensors",),
        hashes={"m": "1", "smile.safetensors": "abcdefabcd"},
    )
    found = read_infotext(parameters(made))
    assert found is not None
    wanted = {
        "Sampler": "DPM++ 2M",
        "Schedule type": "Karras",
        "Size": "256x384",
        "Hires upscale": "2",
        "Denoising strength": "0.4",
        "ADetailer prompt": "a, b: c",
        "Variation seed": "9",
        "Variation seed strength": "0.2",
        "Clip skip": "2",
        "Lora hashes": "smile: abcdefabcd",
    }
    assert {key: found.fields[key] for key in wanted} == wanted


def test_a_picture_of_another_program_becomes_options(tmp_path: Path) -> None:
    picture = with_text(tmp_path / "a.png", _PONY)
    read = values_of_picture(picture, {"steps": 9}, tmp_path)
    request = AvatarRequest.model_validate(read.values)
    assert request.prompt == "masterpiece, best quality\nsmiling"
    assert request.negative == "lowres,\n(worst quality:2)"
    assert (request.steps, request.seed, request.clip_skip) == (9, 3412908123, 2)
    assert (request.width, request.height, request.guidance) == (832, 1216, 5.5)
    assert (request.hires, request.hires_strength) == (1.5, 0.4)
    assert request.scheduler is SchedulerName.DPM_2M_KARRAS
    assert "Model: ponyDiffusionV6XL" in read.left
    assert "ADetailer model: face_yolov8n.pt" in read.left
    assert not any(said.startswith(("Version", "Lora hashes")) for said in read.left)
    named = values_of_picture(picture, {"model": "sd15"}, tmp_path)
    assert not any(said.startswith("Model") for said in named.left)


def test_lists_in_braces_are_one_field(tmp_path: Path) -> None:
    read = values_of_picture(with_text(tmp_path / "a.png", _SITE), {}, tmp_path)
    request = AvatarRequest.model_validate(read.values)
    assert request.prompt == "photo of a man <lora:x:0.7>"
    assert request.scheduler is SchedulerName.DPM_2M_SDE
    assert request.schedule is ScheduleName.KARRAS
    assert read.left == ()


def test_the_text_of_a_jpeg_is_read(tmp_path: Path) -> None:
    picture = Image.fromarray(np.zeros((64, 64, 3), np.uint8))
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9286] = b"UNICODE\0" + _SITE.encode("utf-16-be")
    picture.save(tmp_path / "a.jpg", exif=exif)
    assert values_of_picture(tmp_path / "a.jpg", {}, tmp_path).values["seed"] == 123


@pytest.mark.parametrize("text", ["", "a man", "Steps: 20", "a\nSampler: x, Seed: 1, Size: 2x2"])
def test_other_texts_are_no_record(text: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not say"):
        values_of_picture(with_text(tmp_path / "a.png", text), {}, tmp_path)


@pytest.mark.parametrize(
    ("name", "schedule", "found"),
    [
        ("Euler a", "", ("euler-a", "auto")),
        ("DPM++ 2M", "Uniform", ("dpm++2m-karras", "uniform")),
        ("DPM++ 2M", "Automatic", ("dpm++2m-karras", "auto")),
        ("DPM++ SDE Karras", "", ("dpm++sde-karras", "auto")),
        ("Euler", "SGM Uniform", ("euler", "sgm-uniform")),
        ("DDIM", "", ("ddim", "auto")),
    ],
)
def test_samplers_by_their_names_elsewhere(
    name: str, schedule: str, found: tuple[str, str]
) -> None:
    assert sampler_of(name, schedule) == found


def test_unknown_samplers_are_none() -> None:
    assert sampler_of("Restart", "") is None
    assert sampler_of("Euler", "Turbo") is None
