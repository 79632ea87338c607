"""Options of an avatar: how many are drawn, from which noise, and in which steps."""

from __future__ import annotations

import secrets
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from avatar_gen.few_steps import FewSteps
from talker.options.choice import Choice, ProperName
from talker.options.group import OptionGroup
from talker.options.shown import Shown

LAST_SEED = 2**32 - 1


class SchedulerName(Choice):
    """The samplers, by the names that people know; auto takes the model's own."""

    AUTO = "auto", "The model's own"
    EULER = "euler", ProperName("Euler")
    EULER_A = "euler-a", ProperName("Euler a")
    HEUN = "heun", ProperName("Heun")
    LMS = "lms", ProperName("LMS")
    DDIM = "ddim", ProperName("DDIM")
    PNDM = "pndm", ProperName("PNDM")
    DPM_2M = "dpm++2m", ProperName("DPM++ 2M")
    DPM_2M_KARRAS = "dpm++2m-karras", ProperName("DPM++ 2M Karras")
    DPM_SDE_KARRAS = "dpm++sde-karras", ProperName("DPM++ SDE Karras")
    UNIPC = "unipc", ProperName("UniPC")
    LCM = "lcm", ProperName("LCM")
    DPM_2 = "dpm2", ProperName("DPM2")
    DPM_2_A = "dpm2-a", ProperName("DPM2 a")
    DPM_2M_SDE = "dpm++2m-sde", ProperName("DPM++ 2M SDE")
    DPM_3M_SDE = "dpm++3m-sde", ProperName("DPM++ 3M SDE")
    DEIS = "deis", ProperName("DEIS")
    TCD = "tcd", ProperName("TCD")


class ScheduleName(Choice):
    """How the noise falls from step to step; auto takes what the sampler's name stands for."""

    AUTO = "auto", "As the sampler"
    UNIFORM = "uniform", "Even"
    KARRAS = "karras", ProperName("Karras")
    EXPONENTIAL = "exponential", "Exponential"
    SGM_UNIFORM = "sgm-uniform", ProperName("SGM uniform")
    SIMPLE = "simple", "Simple"
    BETA = "beta", ProperName("Beta")
    AYS = "ays", ProperName("Align Your Steps")


class PredictionName(Choice):
    """What the network says: the noise, or v; auto looks into the model."""

    AUTO = "auto", "By the model"
    EPSILON = "epsilon", ProperName("epsilon")
    VELOCITY = "v_prediction", ProperName("v")


def _seed(value: Any) -> Any:
    """Accepts 'random' and -1, which draw a seed now; the request keeps the number."""
    if str(value).strip().lower() in ("random", "-1"):
        return secrets.randbelow(LAST_SEED + 1)
    return value


Seed = Annotated[int, BeforeValidator(_seed)]


class SamplingOptions(OptionGroup, extra="forbid"):
    """How noise becomes a picture."""

    count: int = Field(4, ge=1, le=500, title="Candidates", description="How many are drawn.")
    keep: Annotated[int, Shown(lowest="All")] = Field(
        0,
        ge=0,
        le=500,
        title="Keep the best",
        description="Keeps that many, best fit for talking first; the others go to the folder "
        "not-kept. 0 keeps all.",
    )
    seed: Seed = Field(
        0,
        ge=0,
        le=LAST_SEED,
        title="Seed",
        description="The same seed gives the same picture; each candidate takes the next one. "
        "'random' or -1 draws one.",
    )
    variation: Annotated[float, Shown(lowest="None")] = Field(
        0.0,
        ge=0,
        le=1,
        title="Variation",
        description="How far the noise goes from that of the seed to that of the variation seed: "
        "pictures that resemble each other. For txt2img and controlnet.",
    )
    variation_seed: Seed = Field(
        0, ge=0, le=LAST_SEED, title="Variation seed", description="Where the variation leads."
    )
    few_steps: FewSteps = Field(
        FewSteps.OFF,
        title="Few steps",
        description="Draws in four steps, for processors and small cards: by a LoRA of the "
        "catalogue (LCM, Lightning, Hyper-SD), or by a Turbo model of your own. Sets steps, "
        "guidance, scheduler and schedule where they are not given.",
    )
    steps: int = Field(25, ge=1, le=200, title="Steps", description="More take longer.")
    guidance: float = Field(
        7.0,
        ge=0,
        le=30,
        title="Guidance scale",
        description="How strictly the prompt is followed; up to 1 the negative prompt is ignored.",
    )
    guidance_rescale: Annotated[float, Shown(lowest="None")] = Field(
        0.0,
        ge=0,
        le=1,
        title="Guidance rescale",
        description="Takes back the contrast that a strong guidance adds; about 0.7 for models "
        "that predict v.",
    )
    width: Annotated[int, Shown("pixels", "As the model")] = Field(
        0,
        ge=0,
        le=4096,
        title="Width",
        description="Pixels, in steps of 8; 0 takes what the model was trained on.",
    )
    height: Annotated[int, Shown("pixels", "As the model")] = Field(
        0, ge=0, le=4096, title="Height", description="The same for the height."
    )
    scheduler: SchedulerName = Field(
        SchedulerName.AUTO,
        title="Scheduler",
        description="How the noise is taken away; auto takes DPM++ 2M Karras, for models of few "
        "steps their own.",
    )
    schedule: ScheduleName = Field(
        ScheduleName.AUTO,
        title="Schedule",
        description="How the noise falls from step to step; sgm-uniform is for Turbo, Lightning "
        "and Hyper models.",
    )
    prediction: PredictionName = Field(
        PredictionName.AUTO,
        title="Prediction",
        description="What the model says of a picture; only for models that do not tell it.",
    )
    clip_skip: int = Field(
        1,
        ge=1,
        le=8,
        title="Clip skip",
        description="Which layer of the text encoder counts, from the last; anime models want 2. "
        "SDXL takes the last but one for 1 and 2.",
    )
