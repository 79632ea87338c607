"""The file that a training leaves: names and facts that other programs read, and the consent."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from avatar_gen.family import Family
from avatar_gen.train.request import TrainMode, TrainRequest
from talker.consent import Consent

CONSENT = "mouthpiece_consent"  # the key of the metadata
_VERSIONS = {Family.SD1: "sd_v1", Family.SD2: "sd_v2", Family.SDXL: "sdxl_base_v1-0"}
_ARCHITECTURES = {
    Family.SD1: "stable-diffusion-v1",
    Family.SD2: "stable-diffusion-v2-512",
    Family.SDXL: "stable-diffusion-xl-v1-base",
}
_ENDS = {TrainMode.LORA: "/lora", TrainMode.EMBEDDING: "/textual-inversion", TrainMode.WHOLE: ""}


@dataclass(frozen=True)
class Taught:
    """What was learned by whom: `model` is a name without a folder, `side` in pixels, `rate` that
    of learning; `velocity`: the model predicts v."""

    model: str
    family: Family
    side: int
    captions: tuple[str, ...]
    rate: float
    velocity: bool
    consent: Consent


def facts_of(request: TrainRequest, taught: Taught) -> dict[str, str]:
    """The metadata: kohya's keys, the model specification of Stability AI, and the consent."""
    family, side, captions = taught.family, taught.side, taught.captions
    made: dict[str, Any] = {
        "ss_base_model_version": _VERSIONS[family],
        "ss_v2": str(family is Family.SD2),
        "ss_sd_model_name": taught.model,
        "ss_output_name": request.output.stem,
        "ss_learning_rate": taught.rate,
        "ss_max_train_steps": request.steps,
        "ss_steps": request.steps,
        "ss_num_train_images": len(captions),
        "ss_batch_size_per_device": request.batch,
        "ss_gradient_accumulation_steps": request.accumulation,
        "ss_seed": request.seed,
        "ss_resolution": f"({side}, {side})",
        "ss_enable_bucket": str(not request.square),
        "ss_prior_loss_weight": request.class_weight,
        "ss_num_reg_images": request.class_pictures,
        "ss_tag_frequency": json.dumps({request.word: dict(Counter(_tags(captions)))}),
        "modelspec.sai_model_spec": "1.0.0",
        "modelspec.architecture": f"{_ARCHITECTURES[family]}{_ENDS[request.mode]}",
        "modelspec.title": request.output.stem,
        "modelspec.date": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "modelspec.resolution": f"{side}x{side}",
        "modelspec.prediction_type": "v" if taught.velocity else "epsilon",
        "modelspec.trigger_phrase": request.word,
        CONSENT: taught.consent.model_dump_json(exclude_defaults=True),
    }
    if request.mode is TrainMode.LORA:
        made |= {
            "ss_network_module": "networks.lora",
            "ss_network_dim": request.rank,
            "ss_network_alpha": request.alpha or float(request.rank),
        }
    return {key: str(value) for key, value in made.items()}


def _tags(captions: Sequence[str]) -> list[str]:
    return [tag.strip() for caption in captions for tag in caption.split(",") if tag.strip()]
