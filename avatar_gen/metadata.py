"""What a picture says about its making: the text that other tools read, and our own record."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, PngImagePlugin
from pydantic import BaseModel, ConfigDict, ValidationError

from avatar_gen.judge import Verdict
from avatar_gen.record_files import lora_parts, with_names
from avatar_gen.request import AvatarRequest, Mode, SchedulerName
from talker.errors import ErrorCode, InputError
from talker.files import atomic_write
from talker.media.images import picture_text
from talker.provenance import aigc
from talker.provenance.publisher import PRODUCER
from talker.provenance.record import digest_of
from talker.provenance.xmp import packet
from talker.version import __version__

PARAMETERS, RECORD, _XMP = "parameters", "mouthpiece", "XML:com.adobe.xmp"

SAMPLERS = {
    SchedulerName.EULER: "Euler",
    SchedulerName.EULER_A: "Euler a",
    SchedulerName.HEUN: "Heun",
    SchedulerName.LMS: "LMS",
    SchedulerName.DDIM: "DDIM",
    SchedulerName.PNDM: "PNDM",
    SchedulerName.DPM_2M: "DPM++ 2M",
    SchedulerName.DPM_2M_KARRAS: "DPM++ 2M Karras",
    SchedulerName.DPM_SDE_KARRAS: "DPM++ SDE Karras",
    SchedulerName.UNIPC: "UniPC",
    SchedulerName.LCM: "LCM",
}


class PictureRecord(BaseModel):
    """All that is needed to make a picture again, and how it was judged.

    `request` is written without folders. `hashes` are the first ten digits of the SHA-256 of the
    model, of every file put on it, and of the pictures it began with; `seed` is the one that gave
    the picture, after attempts that came out black.
    """

    model_config = ConfigDict(frozen=True)

    version: str = __version__
    request: AvatarRequest
    seed: int
    width: int
    height: int
    prompt: str
    negative: str
    model: str
    hashes: Mapping[str, str]
    verdict: Verdict


def parameters(record: PictureRecord) -> str:
    """Prompt, negative prompt and settings in the three lines that the field agrees on."""
    options = record.request
    loras = "".join(f" <lora:{_lora_words(text)}>" for text in options.loras)
    facts = {
        "Steps": options.steps,
        "Sampler": SAMPLERS.get(options.scheduler, "Automatic"),
        "CFG scale": f"{options.guidance:g}",
        "Seed": record.seed,
        "Size": f"{record.width}x{record.height}",
        "Model hash": record.hashes.get(record.model, ""),
        "Model": record.model,
    }
    if options.mode in (Mode.IMAGE, Mode.INPAINT, Mode.UPSCALE):
        facts["Denoising strength"] = f"{options.strength:g}"
    if options.clip_skip > 1:
        facts["Clip skip"] = options.clip_skip
    if options.vae:
        facts["VAE"] = Path(options.vae).name
    facts["Version"] = f"Mouthpiece {record.version}"
    settings = ", ".join(f"{name}: {value}" for name, value in facts.items())
    return f"{record.prompt}{loras}\nNegative prompt: {record.negative}\n{settings}"


def save_picture(
    picture: NDArray[np.uint8], record: PictureRecord, path: Path, producer: str = PRODUCER
) -> None:
    """Writes a PNG that is either whole or not there, labelled in the name of `producer`."""
    info = PngImagePlugin.PngInfo()
    record = record.model_copy(update={"request": with_names(record.request)})
    said = record.model_dump_json()
    label = aigc.label_for(producer, digest_of(said)[:32], said)
    info.add_itxt(PARAMETERS, parameters(record))
    info.add_itxt(RECORD, said)
    info.add_itxt(aigc.KEY, label)
    info.add_itxt(_XMP, packet(label).decode("utf-8"))
    with atomic_write(path, ".png") as part:
        Image.fromarray(picture).save(part, pnginfo=info)


def read_record(path: Path) -> PictureRecord:
    """Our record in a picture; InputError NO_RECORD when it has none."""
    try:
        return PictureRecord.model_validate_json(picture_text(path, RECORD) or "")
    except ValidationError as error:
        raise _no_record(path) from error
    except InputError as error:
        if error.code is ErrorCode.IMAGE_MISSING:
            raise
        raise _no_record(path) from error


def _no_record(path: Path) -> InputError:
    return InputError(
        ErrorCode.NO_RECORD,
        f"{path.name} does not say how it was made.",
        "Give a picture of `mouthpiece avatar` that no other program has saved again.",
        path,
    )


def _lora_words(text: str) -> str:
    name, scales = lora_parts(text)
    return ":".join([Path(name).stem, *(f"{scale:g}" for scale in scales or (1.0,))])
