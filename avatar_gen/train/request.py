"""What may be chosen where a model learns a person, declared once."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from avatar_gen.options.sampling import LAST_SEED, Seed
from talker.errors import ErrorCode, UsageError
from talker.options.choice import Choice, ProperName
from talker.options.computing import DeviceChoice
from talker.options.shown import Shown

_SMALLEST_SIDE = 128


class TrainMode(Choice):
    """What comes out: a small file that is put on the model, a word for prompts, or a model."""

    LORA = "lora", ProperName("LoRA")
    EMBEDDING = "embedding", "A word (textual inversion)"
    WHOLE = "whole", "The whole model (DreamBooth)"


class CaptionSource(Choice):
    """Where the words beside each picture come from."""

    AUTO = "auto", "Typed beside it, else the template"
    TYPED = "typed", "Typed beside it"
    TEMPLATE = "template", "The template"
    BLIP = "blip", "Described by BLIP"


class Cropping(Choice):
    """What is cut out of each picture."""

    FACE = "face", "Head and shoulders"
    NONE = "none", "Nothing"


class TrainPrecision(Choice):
    """In which numbers the network computes; what is learned stays float32."""

    AUTO = "auto", "By the device"
    FLOAT32 = "float32", ProperName("float32")
    FLOAT16 = "float16", ProperName("float16")
    BFLOAT16 = "bfloat16", ProperName("bfloat16")


class OptimiserName(Choice):
    """What changes the numbers after each step."""

    ADAMW = "adamw", ProperName("AdamW")
    ADAMW_8BIT = "adamw-8bit", "AdamW with 8 bits"


def _large_enough(side: int) -> int:
    """Below, the innermost maps of the network would be single pixels, which cannot be normed."""
    if 0 < side < _SMALLEST_SIDE:
        hint = f"--side takes: 0, or a whole number from {_SMALLEST_SIDE} on, in steps of 8."
        refused = UsageError(ErrorCode.OPTION_INVALID, f"{side} pixels are too few.", hint)
        raise ValueError(hint) from refused
    return side


class TrainOptions(BaseModel):
    """What the user may set. Frozen; unknown names are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    mode: TrainMode = Field(
        TrainMode.LORA,
        title="What is trained",
        description="lora: a small file that is put on the model; embedding: a word for prompts "
        "(textual inversion); whole: the model itself (DreamBooth), which takes the most memory.",
    )
    model: str = Field(
        "auto",
        title="Model",
        description="What learns the person: a model of the catalogue, a folder of diffusers, or "
        "a .safetensors or .ckpt file; auto takes the first that is installed.",
    )
    word: str = Field(
        "ohwx",
        min_length=1,
        max_length=60,
        title="Word for the person",
        description="Stands for the person in prompts; rare letters, so that the model has no "
        "other idea of it.",
    )
    kind: str = Field(
        "person",
        min_length=1,
        max_length=60,
        title="What it is",
        description="Such as woman, man or person: what the model knows already.",
    )
    captions: CaptionSource = Field(
        CaptionSource.AUTO,
        title="Captions",
        description="Words beside each picture. typed: from a .txt of the same name; template: the "
        "same for all; blip: described by the BLIP model, where it is installed; auto: typed where "
        "there is such a file, else the template.",
    )
    template: str = Field(
        "a photo of {word} {kind}",
        min_length=1,
        max_length=300,
        title="Template",
        description="The caption for pictures without one; {word} and {kind} are put in.",
    )
    cropping: Cropping = Field(
        Cropping.FACE, title="Cut", description="face: head and shoulders; none: all that is seen."
    )
    fewest: int = Field(
        10,
        ge=1,
        le=500,
        title="Fewest pictures",
        description="With fewer the model would learn the pictures instead of the person; 10 to "
        "30 are usual.",
    )
    leave_out: bool = Field(
        False,
        title="Leave out",
        description="Goes on without the pictures that show no face, or several.",
    )
    rank: int = Field(
        16,
        ge=1,
        le=256,
        title="Rank",
        description="How much a LoRA can hold; for an embedding see --vectors.",
    )
    alpha: Annotated[float, Shown(lowest="As the rank")] = Field(
        0.0,
        ge=0,
        le=512,
        title="Alpha",
        description="A LoRA counts alpha / rank times; 0 takes the rank.",
    )
    vectors: int = Field(
        4, ge=1, le=32, title="Vectors", description="How much a word can hold: tokens of a prompt."
    )
    text_encoder: bool = Field(
        False,
        title="Text encoder too",
        description="Lets the text encoders learn as well; for lora and whole.",
    )
    learning_rate: Annotated[float, Shown(lowest="Usual")] = Field(
        0.0,
        ge=0,
        le=1,
        title="Learning rate",
        description="How far each step goes; 0 takes what is usual: 0.0001 for lora, 0.005 for "
        "embedding, 0.000002 for whole.",
    )
    steps: int = Field(1000, ge=1, le=1_000_000, title="Steps", description="More take longer.")
    batch: int = Field(
        1, ge=1, le=64, title="Batch", description="Pictures at once; more take more memory."
    )
    accumulation: int = Field(
        1,
        ge=1,
        le=64,
        title="Accumulation",
        description="So many batches count as one step: as a larger batch, without its memory.",
    )
    side: Annotated[int, Shown("pixels", "As the model"), AfterValidator(_large_enough)] = Field(
        0,
        ge=0,
        le=2048,
        multiple_of=8,
        title="Size",
        description="Pixels a side that are learned, from 128 on; 0 takes the model's own.",
    )
    square: bool = Field(
        False,
        title="Square",
        description="Cuts all pictures square instead of sorting them into buckets of their shape.",
    )
    class_pictures: Annotated[int, Shown(lowest="None")] = Field(
        0,
        ge=0,
        le=1000,
        title="Pictures of others",
        description="Prior preservation: so many pictures of other people are drawn by the model "
        "first and learned beside, so that it does not forget what others look like.",
    )
    class_weight: float = Field(
        1.0, ge=0, le=10, title="Their weight", description="How much pictures of others count."
    )
    precision: TrainPrecision = Field(
        TrainPrecision.AUTO,
        title="Precision",
        description="In which numbers the network computes; auto: half precision on graphics "
        "cards, float32 on the processor.",
    )
    optimiser: OptimiserName = Field(
        OptimiserName.ADAMW,
        title="Optimiser",
        description="adamw-8bit takes less memory; it needs the package bitsandbytes.",
    )
    save_memory: bool = Field(
        False,
        title="Save memory",
        description="Computes parts of the network twice instead of keeping them (gradient "
        "checkpointing).",
    )
    seed: Seed = Field(
        0, ge=0, le=LAST_SEED, title="Seed", description="The same seed learns the same again."
    )
    sample_every: Annotated[int, Shown("steps", "None")] = Field(
        250,
        ge=0,
        le=1_000_000,
        title="Sample pictures every",
        description="After so many steps pictures are drawn onto the sheet beside the file; 0 "
        "draws none.",
    )
    samples: int = Field(
        2, ge=1, le=8, title="Sample pictures", description="How many, each of a seed of its own."
    )
    sample_prompt: str = Field(
        "",
        max_length=2000,
        title="Prompt of the samples",
        description="What they show; empty takes the template.",
    )
    save_every: Annotated[int, Shown("steps")] = Field(
        100,
        ge=1,
        le=1_000_000,
        title="Save every",
        description="After so many steps all is kept that is needed to go on after a stop.",
    )
    full: bool = Field(
        False,
        title="Full precision",
        description="Writes float32 instead of float16: twice as large.",
    )
    device: DeviceChoice = Field(
        DeviceChoice.AUTO, title="Device", description="Where networks compute."
    )

    @property
    def usual_prompt(self) -> str:
        """The template with the word and what it is; text without such places stays."""
        return self.template.replace("{word}", self.word).replace("{kind}", self.kind)


class TrainRequest(TrainOptions):
    """What is learned from which pictures: folder, file to write, consent and options."""

    folder: Path = Field(title="Pictures", description="The folder with 10 to 30 pictures.")
    output: Path = Field(
        title="Output", description="The .safetensors file to write; beside it lies the consent."
    )
    overwrite: bool = Field(
        False, title="Overwrite", description="Replace the output when it exists."
    )
    owner: str = Field(
        "",
        max_length=1000,
        title="Person",
        description="Who is shown and has agreed; else FOLDER.consent.toml beside the folder says "
        "it.",
    )
    agreement: str = Field(
        "",
        max_length=1000,
        title="Agreement",
        description="Where what the person agreed to is kept, such as the name of a contract.",
    )
    expires: datetime.date | None = Field(
        None, title="Agreed until", description="The last day of the consent, such as 2027-12-31."
    )

    @property
    def options(self) -> TrainOptions:
        """The options alone, without files and consent."""
        return TrainOptions(**{name: getattr(self, name) for name in TrainOptions.model_fields})


class MergeRequest(BaseModel):
    """LoRAs that become part of a model. Frozen."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    model: str = Field(title="Model", description="A model of the catalogue, a folder or a file.")
    loras: tuple[str, ...] = Field(
        min_length=1,
        title="LoRAs",
        description="Files, each with its scale after a colon: smile.safetensors:0.8.",
    )
    output: Path = Field(title="Output", description="The .safetensors file to write.")
    overwrite: bool = Field(
        False, title="Overwrite", description="Replace the output when it exists."
    )


class ExtractRequest(BaseModel):
    """The difference of two models as a LoRA. Frozen."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    tuned: str = Field(title="Model", description="The model that learned something.")
    base: str = Field(title="Base", description="The model that it was trained from.")
    output: Path = Field(title="Output", description="The .safetensors file to write.")
    rank: int = Field(
        32, ge=1, le=1024, title="Rank", description="How much of the difference is kept."
    )
    full: bool = Field(
        False,
        title="Full precision",
        description="Writes float32 instead of float16: twice as large.",
    )
    overwrite: bool = Field(
        False, title="Overwrite", description="Replace the output when it exists."
    )
