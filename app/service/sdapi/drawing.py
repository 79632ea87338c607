"""From the WebUI's words to ours: what is drawn for the entries of a client."""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from app.service.folders import JobFolder
from app.service.sdapi.fields import ControlScript, ControlUnit, Drawing
from app.service.sdapi.weights import Weights
from app.service.uploads import Received
from avatar_gen.controls import Condition
from avatar_gen.options.sampling import LAST_SEED
from avatar_gen.options.wanted import Mode, Style
from talker.errors import ErrorCode, InputError, UsageError
from talker.options.restoring import Upscaling

_LORA = re.compile(r"<lora:([^:>]+)(?::([0-9.]+))?(?::[^>]*)?>")
_AUTOMATIC = ("", "automatic", "none")
_ENLARGED = {2.0: Upscaling.X2PLUS, 4.0: Upscaling.X4PLUS}
_STEPS, _STRENGTH = 20, 0.75  # the WebUI's own
# What the WebUI's preprocessors begin with, and ours of the same purpose.
_MODULES = {
    "canny": Condition.CANNY,
    "openpose_face": Condition.OPENPOSE_FACE,
    "openpose_full": Condition.OPENPOSE_FACE,
    "openpose": Condition.OPENPOSE,
    "dw_openpose": Condition.OPENPOSE_FACE,
    "lineart": Condition.LINEART,
    "scribble": Condition.SCRIBBLE,
    "softedge": Condition.SOFTEDGE,
    "depth": Condition.DEPTH,
    "tile": Condition.TILE,
}
_SEE = "See: docs/service.md, Stable Diffusion WebUI"


@dataclass(frozen=True)
class Drafter:
    """Writes the request for an avatar; pictures go to `folder`.

    `options` are what the user has set by /sdapi/v1/options.
    """

    weights: Weights
    folder: JobFolder
    options: Mapping[str, Any]

    def order(self, asked: Drawing) -> Received:
        """What the queue is asked for; UsageError or InputError for what cannot be drawn."""
        if asked.script_name not in (None, "", "None"):
            raise _refused(f"There is no script {asked.script_name!r}.")
        settings = {**self.options, **(asked.override_settings or {})}
        prompt, loras = self._without_loras(asked.prompt)
        negative, more = self._without_loras(asked.negative_prompt)
        request: dict[str, Any] = {
            "prompt": prompt,
            "negative": negative,
            "loras": ";".join([*loras, *more]),
            "seed": _seed(asked.seed),
            "steps": asked.steps or _STEPS,
            "guidance": asked.cfg_scale,
            "width": asked.width,
            "height": asked.height,
            "count": asked.count,
            "detail": bool(asked.restore_faces),
            "clip_skip": settings.get("CLIP_stop_at_last_layers", 1),
            **self._model(settings),
            **_scheduler(asked),
            **_style(asked),
            **_larger(asked),
        }
        if settings.get("safety_checker") is False:
            request["safety"] = "off"
        pictures = self._pictures(asked)
        request |= pictures.pop("options")
        facts = {"kind": "avatar", "request": request, "label": asked.prompt[:60]}
        return Received(facts, pictures)

    def _model(self, settings: Mapping[str, Any]) -> dict[str, str]:
        wanted = settings.get("sd_model_checkpoint")
        return {"model": self.weights.model(str(wanted))} if wanted else {}

    def _without_loras(self, prompt: str) -> tuple[str, list[str]]:
        """The prompt without its `<lora:NAME:SCALE>`, and these as files with scales."""
        found = [
            f"{self.weights.lora(match[1])}:{match[2] or 1}" for match in _LORA.finditer(prompt)
        ]
        return _LORA.sub("", prompt).strip(), found

    def _pictures(self, asked: Drawing) -> dict[str, Any]:
        """The files that came as text, by option, and the `options` that follow from them."""
        unit = _unit(asked)
        if unit is not None:
            if asked.init_images:
                raise _refused("A picture and a ControlNet at once are not drawn.")
            return {
                "image": self._write("image", unit.picture),
                "options": {
                    "mode": Mode.CONTROL.value,
                    "control": _condition(unit),
                    "control_scale": unit.weight,
                    "control_start": unit.guidance_start,
                    "control_end": unit.guidance_end,
                },
            }
        if not asked.init_images:
            return {"options": {"mode": Mode.TEXT.value}}
        strength = asked.denoising_strength
        options = {"strength": _STRENGTH if strength is None else strength}
        files: dict[str, Any] = {"image": self._write("image", asked.init_images[0])}
        if asked.mask:
            files["mask"] = self._write(
                "mask", asked.mask, invert=asked.inpainting_mask_invert == 1
            )
        mode = Mode.INPAINT if asked.mask else Mode.IMAGE
        return files | {"options": options | {"mode": mode.value}}

    def _write(self, name: str, text: str, *, invert: bool = False) -> Path:
        """A picture of a request, as PNG in the job's folder; InputError IMAGE_UNREADABLE."""
        from PIL import Image

        from talker.media.images import load_image

        given = self.folder.sent / f"{name}.given"
        given.write_bytes(decoded(text))
        pixels = load_image(given, smallest=1)
        given.unlink()
        path = self.folder.sent / f"{name}.png"
        Image.fromarray(255 - pixels if invert else pixels).save(path)
        return path


def decoded(text: str) -> bytes:
    """The bytes of base64, with or without `data:image/png;base64,` before it."""
    try:
        return base64.b64decode(text.rpartition(",")[2], validate=True)
    except (binascii.Error, ValueError) as error:
        raise InputError(
            ErrorCode.IMAGE_UNREADABLE, "A picture of the request is no base64.", _SEE
        ) from error


def _seed(seed: int) -> int:
    if seed < 0:
        return secrets.randbelow(LAST_SEED + 1)
    return seed


def _scheduler(asked: Drawing) -> dict[str, str]:
    """The sampler with its noise schedule, as newer clients part them: "DPM++ 2M", "Karras"."""
    from avatar_gen.infotext import sampler_of

    name = (asked.sampler_name or asked.sampler_index or "").strip()
    schedule = (asked.scheduler or "").strip()
    if name.casefold() in _AUTOMATIC:
        return {}
    found = sampler_of(name, schedule)
    if found is None:
        whole = name if schedule.casefold() in _AUTOMATIC else f"{name} {schedule}"
        raise _refused(f"There is no sampler {whole!r}.")
    return {"scheduler": found[0].value, "schedule": found[1].value}


def _style(asked: Drawing) -> dict[str, str]:
    wanted = asked.styles or []
    for style in wanted:
        if style not in set(Style):
            raise _refused(f"There is no style {style!r}.")
    if len(wanted) > 1:
        raise _refused("Only one style at a time is drawn.")
    return {"style": wanted[0]} if wanted else {}


def _larger(asked: Drawing) -> dict[str, Any]:
    if not asked.enable_hr:
        return {}
    if asked.hr_scale not in _ENLARGED:
        raise _refused(f"Pictures are made 2 or 4 times as large, not {asked.hr_scale:g}.")
    strength = asked.denoising_strength
    return {
        "upscale": _ENLARGED[asked.hr_scale].value,
        "upscale_strength": 0.7 if strength is None else strength,
    }


def _unit(asked: Drawing) -> ControlUnit | None:
    """The one unit of ControlNet that is on."""
    scripts = {name.casefold(): given for name, given in (asked.alwayson_scripts or {}).items()}
    others = [name for name, given in scripts.items() if name != "controlnet" and given]
    if others:
        raise _refused(f"There is no script {others[0]!r}.")
    try:
        given = ControlScript.model_validate(scripts.get("controlnet") or {}).args or []
        units = [ControlUnit.model_validate(unit) for unit in given if isinstance(unit, dict)]
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"])) or "it"
        raise _refused(f"The script of ControlNet cannot be taken: {place} is wrong.") from error
    on = [unit for unit in units if unit.enabled]
    if len(on) > 1:
        raise _refused("Only one unit of ControlNet at a time is drawn.")
    return on[0] if on else None


def _condition(unit: ControlUnit) -> str:
    """What the picture of a unit shows: by its preprocessor, or by its model where it has none."""
    module, model = unit.module.casefold(), unit.model.casefold()
    for begins, kind in _MODULES.items():
        if module.startswith(begins):
            return kind.value
    if module in _AUTOMATIC:
        given = (kind for kind in Condition if kind.is_given or kind is Condition.TILE)
        known = next((kind for kind in given if kind.network in model), None)
        if known is not None:
            return known.value
    raise _refused(f"There is no ControlNet for {unit.module!r} with {unit.model!r}.")


def as_text(path: Path) -> str:
    """A file in base64."""
    return base64.b64encode(path.read_bytes()).decode("ascii")


def _refused(message: str) -> UsageError:
    return UsageError(ErrorCode.OPTION_INVALID, message, _SEE)
