"""Pictures in four steps: what each way sets, by what LoRA, at which times the network is asked.

The networks and LoRAs are small and random, in their real formats.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from diffusers import UNet2DConditionModel

from avatar_gen.family import Family
from avatar_gen.few_steps import WAYS, FewSteps, lora_of
from avatar_gen.metadata import parameters, read_record
from avatar_gen.options.sampling import SchedulerName
from avatar_gen.pipeline import AvatarPipeline
from avatar_gen.prompt_grid import plan_cells
from avatar_gen.request import AvatarOptions, AvatarRequest, with_few_steps
from avatar_gen.result import AvatarResult
from talker.errors import ModelMissing, UsageError
from talker.media.images import load_image
from talker.progress import CancelToken, ignore_progress
from tests.avatar_gen.conftest import Models
from tests.avatar_gen.test_addons import diffusers_lora
from tests.talker.engines.sadtalker.model_folder import ModelFolder

# T = 1000, n = 4: (T - i T / n) - 1. LCM was distilled on 50 times, 20 apart; of these, from the
# last, those numbered floor(i 50 / n): 999 - 20 (0, 12, 25, 37).
_TRAILING, _LCM = [999, 749, 499, 249], [999, 759, 499, 259]
_FITTING = [(way, family) for way in WAYS for family in WAYS[way].loras]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, int]]:
    """The times at which the network was asked, and for how many pictures at once."""
    seen: list[tuple[float, int]] = []
    forward = UNet2DConditionModel.forward

    def watched(self: Any, sample: Any, timestep: Any, *args: Any, **given: Any) -> Any:
        seen.append((float(timestep), len(sample)))
        return forward(self, sample, timestep, *args, **given)

    monkeypatch.setattr(UNet2DConditionModel, "forward", watched)
    return seen


@pytest.fixture
def drawn(road: AvatarPipeline, tiny_models: Models, tmp_path: Path) -> Any:
    def draw(family: Family, name: str, **given: Any) -> AvatarResult:
        # Of 64 pixels the four levels of the older networks leave one, which cannot be normed.
        side = 64 if family is Family.SDXL else 128
        small = {"width": side, "height": side, "count": 1, "safety": "off", "prompt": "a man"}
        where = {"model": str(tiny_models(family)), "output": tmp_path / name}
        request = AvatarRequest.model_validate({**small, **where, **given})
        return road.generate(request, ignore_progress, CancelToken())

    return draw


def installed(way: FewSteps, family: Family, store: ModelFolder) -> str:
    """Puts a LoRA of the family where the store has the way's own; its file, or nothing."""
    lora = lora_of(way, family)
    if lora is None:
        return ""
    path = store.folder / lora.entry / lora.file
    path.parent.mkdir(exist_ok=True)
    diffusers_lora(path, family)
    return lora.file


@pytest.mark.parametrize(
    ("way", "family"),
    [
        pytest.param(
            *pair, marks=() if pair == (FewSteps.LIGHTNING, Family.SDXL) else pytest.mark.slow
        )
        for pair in _FITTING
    ],
)
def test_four_steps_at_the_times_of_the_formula_with_the_lora_of_the_family(
    way: FewSteps,
    family: Family,
    drawn: Any,
    asked: list[tuple[float, int]],
    store: ModelFolder,
) -> None:
    file = installed(way, family, store)
    made = drawn(family, "few", few_steps=way.value).candidates[0].path
    times, counts = zip(*asked, strict=True)
    assert counts == (1,) * 4, "a guidance of 1 asks the network once a step"
    assert np.allclose(times, _LCM if way is FewSteps.LCM else _TRAILING, atol=0.01)
    record = read_record(made)
    assert (record.request.few_steps, record.request.steps) == (way, 4)
    assert record.loras == ((file,) if file else ())
    # For programs that know no few steps: what they would need for the same picture.
    text = parameters(record)
    assert (f"<lora:{Path(file).stem}:1>" in text) is bool(file)
    assert "Steps: 4, " in text
    assert "CFG scale: 1, " in text
    if file:
        plain = drawn(family, "plain", **dict(WAYS[way].options)).candidates[0].path
        assert not np.array_equal(load_image(made), load_image(plain)), "the LoRA counts"


def test_a_way_for_other_models_is_refused_with_those_that_fit(drawn: Any) -> None:
    with pytest.raises(UsageError) as caught:
        drawn(Family.SD1, "x", few_steps="lightning")
    assert caught.value.message == (
        "Lightning is for Stable Diffusion XL; the model is a Stable Diffusion 1.x."
    )
    assert caught.value.hint == "Choose another model, or for this one: LCM, Hyper-SD."
    with pytest.raises(UsageError, match=r"Hyper-SD is for .*1\.x and .*XL; .*2\.x"):
        lora_of(FewSteps.HYPER, Family.SD2)


def test_a_lora_that_is_not_there_is_missed_before_anything_is_drawn(
    drawn: Any, store: ModelFolder
) -> None:
    for path in (store.folder / "lcm-lora-sdxl").glob("*"):
        path.unlink()
    with pytest.raises(ModelMissing, match="lcm-lora-sdxl"):
        drawn(Family.SDXL, "x", few_steps="lcm")


def test_a_way_sets_only_what_is_not_given() -> None:
    chosen = AvatarOptions.model_validate({"few_steps": "lcm", "guidance": 1.6})
    assert (chosen.steps, chosen.guidance, chosen.scheduler) == (4, 1.6, SchedulerName.LCM)
    plain = AvatarOptions()
    assert AvatarOptions.model_validate(with_few_steps({"few_steps": "off"})) == plain
    whole = plain.model_dump() | {"few_steps": "hyper"}
    assert AvatarOptions.model_validate(whole).steps == plain.steps, "a stored job stays as it is"
    for way in WAYS:
        given = AvatarOptions(few_steps=way)
        assert given.guidance <= 2
        again = AvatarOptions.model_validate_json(given.model_dump_json())
        assert again == given


def test_ways_can_be_compared_on_an_axis(tmp_path: Path) -> None:
    request = AvatarRequest(output=tmp_path, x_axis="few_steps=off,lcm,turbo", few_steps="hyper")
    cells = [cell.options for cell in plan_cells(request)]
    assert [(cell.steps, cell.scheduler.value) for cell in cells] == [
        (25, "auto"),
        (4, "lcm"),
        (4, "euler"),
    ]
