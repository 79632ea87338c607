"""What a picture says about its making: the text that other tools read, and our own record."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, PngImagePlugin
from pydantic import BaseModel, ConfigDict, ValidationError

from avatar_gen.few_steps import DISTILLED_FILES
from avatar_gen.infotext import SAMPLERS, SCHEDULES, Infotext, written
from avatar_gen.judge import Verdict
from avatar_gen.options.sampling import ScheduleName, SchedulerName
from avatar_gen.options.wanted import Mode
from avatar_gen.record_files import lora_parts, with_names
from avatar_gen.request import AvatarRequest
from talker.errors import ErrorCode, InputError
from talker.files import atomic_write
from talker.media.images import picture_text
from talker.provenance import aigc
from talker.provenance.publisher import PRODUCER
from talker.provenance.record import digest_of
from talker.provenance.xmp import packet
from talker.version import __version__

PARAMETERS, RECORD, _XMP = "parameters", "mouthpiece", "XML:com.adobe.xmp"


class PictureRecord(BaseModel):
    """All that is needed to make a picture again, and how it was judged.

    `request` is written without folders. `hashes` are the first ten digits of the SHA-256 of the
    model, of every file put on it, and of the pictures it began with; `seed` is the one that gave
    the picture, after attempts that came out black. `sampler` and `schedule` are those that ran;
    `loras` and `embeddings` name the files, also those that only the prompt names; `likeness` says
    how near the face is to the presenter's, 0 to 100.
    `translated` are texts of the request as they were sent, where they had Chinese words in them;
    None in records of before these were translated.
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
    sampler: str = ""
    schedule: str = ""
    loras: tuple[str, ...] = ()
    embeddings: tuple[str, ...] = ()
    translated: Mapping[str, str] | None = None
    likeness: int | None = None


def parameters(record: PictureRecord) -> str:
    """Prompt, negative prompt and settings in the lines that the field agrees on."""
    distilled = [name for name in record.loras if name in DISTILLED_FILES]
    texts = (*distilled, *record.request.loras)
    loras = "".join(f" <lora:{_lora_words(text)}>" for text in texts)
    return written(Infotext(f"{record.prompt}{loras}", record.negative, _facts(record)))


def _facts(record: PictureRecord) -> dict[str, str]:
    """The fields of the last line, in the words of the field."""
    options = record.request
    sampler = SchedulerName(record.sampler) if record.sampler else options.scheduler
    factor = options.upscale.factor * options.hires
    facts: dict[str, object] = {
        "Steps": options.steps,
        "Sampler": SAMPLERS.get(sampler, "Automatic"),
        "Schedule type": SCHEDULES.get(ScheduleName(record.schedule or "auto"), ""),
        "CFG scale": f"{options.guidance:g}",
        "Seed": record.seed,
        "Size": f"{round(record.width / factor)}x{round(record.height / factor)}",
        "Model hash": record.hashes.get(record.model, ""),
        "Model": record.model,
        "VAE": Path(options.vae).name if options.vae else "",
        "RNG": "CPU",
        **_changed_facts(record, factor),
        "Version": f"Mouthpiece {record.version}",
    }
    return {name: str(value) for name, value in facts.items() if value != ""}


def _changed_facts(record: PictureRecord, factor: float) -> dict[str, object]:
    """What stands only in pictures that were made with it."""
    options = record.request
    facts: dict[str, object] = {}
    strength = options.strength if options.mode in (Mode.IMAGE, Mode.INPAINT) else 0.0
    if factor > 1 and (options.hires > 1 or options.upscale_strength):
        strength = options.hires_strength if options.hires > 1 else options.upscale_strength
        upscaler = "Lanczos" if options.hires > 1 else options.upscale.value
        facts |= {"Hires upscale": f"{factor:g}", "Hires upscaler": upscaler}
    elif factor > 1:
        facts |= {"Postprocess upscale by": f"{factor:g}"}
        facts |= {"Postprocess upscaler": options.upscale.value}
    if strength:
        facts["Denoising strength"] = f"{strength:g}"
    if options.clip_skip > 1:
        facts["Clip skip"] = options.clip_skip
    if options.variation:
        facts["Variation seed"] = options.variation_seed
        facts["Variation seed strength"] = f"{options.variation:g}"
    if options.guidance_rescale:
        facts["CFG Rescale phi"] = f"{options.guidance_rescale:g}"
    facts |= _mode_facts(options.model_copy(update=dict(record.translated or {})))
    for title, names in (("Lora hashes", record.loras), ("TI hashes", record.embeddings)):
        known = [f"{Path(name).stem}: {record.hashes[name]}" for name in names]
        facts |= {title: ", ".join(known)} if known else {}
    return facts


def _mode_facts(options: AvatarRequest) -> dict[str, object]:
    """What belongs to a mask, ControlNets, an IP-Adapter, or faces."""
    facts: dict[str, object] = {}
    units: list[str] = []
    if options.mode is Mode.INPAINT:
        facts["Mask blur"] = options.mask_blur
        facts |= {"Inpaint area": "Only masked"} if options.only_masked else {}
        facts |= {"Masked area padding": options.mask_padding} if options.only_masked else {}
    if options.mode is Mode.CONTROL:
        units += [
            _unit(one.kind.value, one.model, one.strength, (one.start, one.end))
            for one in options.controls
        ]
    if options.like and options.like_strength:
        part = (options.like_start, options.like_end)
        units.append(_unit("ip-adapter", options.like_model, options.like_strength, part))
    facts |= {f"ControlNet {number}": unit for number, unit in enumerate(units)}
    if options.detail:
        facts["ADetailer model"] = "mediapipe_face_mesh"
        facts["ADetailer denoising strength"] = f"{options.detail_strength:g}"
        facts |= {"ADetailer prompt": options.detail_prompt} if options.detail_prompt else {}
    return facts


def _unit(module: str, model: str, weight: float, part: tuple[float, float]) -> str:
    """As the WebUI's extension for ControlNet writes one of its units."""
    return (
        f"Module: {module}, Model: {Path(model).stem}, Weight: {weight:g}, "
        f"Guidance Start: {part[0]:g}, Guidance End: {part[1]:g}"
    )


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
