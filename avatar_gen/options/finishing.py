"""Options of an avatar: what is added to the model, what is done to the picture, and where."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from avatar_gen.options.wanted import Prompt
from talker.options.choice import Choice, ProperName
from talker.options.computing import DeviceChoice
from talker.options.group import OptionGroup
from talker.options.restoring import Upscaling
from talker.options.shown import Shown
from talker.text_list import split_texts


class MemoryPreset(Choice):
    """How much memory may be used; auto looks at the device."""

    AUTO = "auto", "By the device"
    GB_8 = "8gb", ProperName("8 GB")
    GB_12 = "12gb", ProperName("12 GB")
    GB_24 = "24gb", ProperName("24 GB")
    CPU = "cpu", "Processor"


class SafetyChoice(Choice):
    """Whether pictures are looked at by the safety checker."""

    ON = "on", "On"
    OFF = "off", "Off"


Texts = Annotated[tuple[str, ...], BeforeValidator(split_texts)]


class AddonOptions(OptionGroup, extra="forbid"):
    """What changes the model."""

    loras: Texts = Field(
        (),
        title="LoRAs",
        description="Files, each with its scale after a colon, separated by semicolons: "
        "smile.safetensors:0.8;blazer.safetensors.",
    )
    embeddings: Texts = Field(
        (),
        title="Embeddings",
        description="Files of textual inversions, separated by semicolons; the file's name is the "
        "word for the prompt.",
    )
    addon_folder: str = Field(
        "",
        title="Folder for add-ons",
        description="Where the LoRAs lie that a prompt names as <lora:name:0.8>, and, in its "
        "folder embeddings, the embeddings; else the folder addons of the program's own.",
    )
    vae: str = Field("", title="VAE", description="A file or folder that replaces the model's.")


class FinishingOptions(OptionGroup, extra="forbid"):
    """What is done to the drawn picture, and on which device."""

    detail: bool = Field(
        False, title="Face detail", description="Draws every face once more at a higher resolution."
    )
    detail_strength: float = Field(
        0.35, gt=0, le=1, title="Detail strength", description="How much of the face is redrawn."
    )
    detail_prompt: Prompt = Field(
        "",
        max_length=2000,
        title="Detail prompt",
        description="What the faces are drawn by; the prompt itself when it is empty.",
    )
    hires: Annotated[float, Shown(lowest="None")] = Field(
        1.0,
        ge=1,
        le=4,
        title="High resolution",
        description="Draws the picture so many times as wide and high in a second pass that begins "
        "with the first.",
    )
    hires_strength: float = Field(
        0.5,
        gt=0,
        le=1,
        title="High resolution strength",
        description="How much the second pass draws anew.",
    )
    upscale: Upscaling = Field(
        Upscaling.NONE,
        title="Upscale",
        description="Makes the picture two or four times as wide and high; needs the model of "
        "the same name.",
    )
    upscale_strength: Annotated[float, Shown(lowest="None")] = Field(
        0.0,
        ge=0,
        le=1,
        title="Second pass",
        description="After upscaling the picture is drawn over with this denoising strength; "
        "0 leaves it.",
    )
    x_axis: str = Field(
        "",
        max_length=1000,
        title="X axis",
        description="An option and its values for a contact sheet, such as steps=10,20,30.",
    )
    y_axis: str = Field("", max_length=1000, title="Y axis", description="The same for the rows.")
    device: DeviceChoice = Field(
        DeviceChoice.AUTO, title="Device", description="Where networks compute."
    )
    memory: MemoryPreset = Field(
        MemoryPreset.AUTO,
        title="Memory",
        description="How memory is saved: for cards of 8, 12 or 24 GB, or the processor.",
    )
    compile: bool = Field(
        False,
        title="Compile",
        description="Let torch compile the network for the GPU: minutes at first, then quicker.",
    )
    safety: SafetyChoice = Field(
        SafetyChoice.ON,
        title="Safety checker",
        description="Looks at every picture and leaves out what is not fit to be shown.",
    )
