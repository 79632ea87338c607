"""The text `parameters` in which programs of the field write how a picture was made.

Prompt, `Negative prompt: ...`, and a last line of `Name: value` with commas between; values that
hold a comma, a colon or a line end are JSON strings. Our pictures have it so that other programs
can read them, and theirs are read here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from avatar_gen.options.sampling import ScheduleName, SchedulerName

_AUTOMATIC = ("automatic", "none")
NEGATIVE = "Negative prompt:"
_FIELD = re.compile(
    r"\s*(\w[\w \-/]+?)\s*:\s*(\"(?:\\.|[^\\\"])+\"|\[.*?\](?=,|$)|\{.*?\}(?=,|$)|[^,]*)(?:,|$)"
)
_LEAST_FIELDS = 3  # of a last line that is no prompt

_S = SchedulerName
# What each sampler is called elsewhere, where its schedule stands apart.
SAMPLERS = {
    _S.EULER: "Euler",
    _S.EULER_A: "Euler a",
    _S.HEUN: "Heun",
    _S.LMS: "LMS",
    _S.DDIM: "DDIM",
    _S.PNDM: "PLMS",
    _S.DPM_2M: "DPM++ 2M",
    _S.DPM_2M_KARRAS: "DPM++ 2M",
    _S.DPM_SDE_KARRAS: "DPM++ SDE",
    _S.DPM_2M_SDE: "DPM++ 2M SDE",
    _S.DPM_3M_SDE: "DPM++ 3M SDE",
    _S.DPM_2: "DPM2",
    _S.DPM_2_A: "DPM2 a",
    _S.UNIPC: "UniPC",
    _S.DEIS: "DEIS",
    _S.LCM: "LCM",
    _S.TCD: "TCD",
}
SCHEDULES = {
    ScheduleName.KARRAS: "Karras",
    ScheduleName.UNIFORM: "Uniform",
    ScheduleName.EXPONENTIAL: "Exponential",
    ScheduleName.SGM_UNIFORM: "SGM Uniform",
    ScheduleName.SIMPLE: "Simple",
    ScheduleName.BETA: "Beta",
    ScheduleName.AYS: "Align Your Steps",
}
_BY_SAMPLER = {name.lower(): sampler for sampler, name in reversed(SAMPLERS.items())} | {
    "dpm++ 2m": _S.DPM_2M_KARRAS,
    "pndm": _S.PNDM,
}
_BY_SCHEDULE = {name.lower(): schedule for schedule, name in SCHEDULES.items()} | {
    "normal": ScheduleName.UNIFORM,
    "ays": ScheduleName.AYS,
}


@dataclass(frozen=True)
class Infotext:
    """What the text says; `fields` in its own words."""

    prompt: str
    negative: str
    fields: Mapping[str, str]


def quoted(value: object) -> str:
    """A value as it may stand in the last line."""
    text = str(value)
    if not any(mark in text for mark in ",:\n"):
        return text
    return json.dumps(text, ensure_ascii=False)


def written(text: Infotext) -> str:
    """The text of a picture."""
    lines = [text.prompt, *([f"{NEGATIVE} {text.negative}"] if text.negative else [])]
    settings = ", ".join(f"{name}: {quoted(value)}" for name, value in text.fields.items())
    return "\n".join([*lines, settings])


def read_infotext(text: str) -> Infotext | None:
    """What another program, or ours, has written; None for a text of another kind."""
    *lines, last = text.strip().split("\n")
    fields = {name.strip(): _plain(value) for name, value in _FIELD.findall(last)}
    if len(fields) < _LEAST_FIELDS or "Steps" not in fields:
        return None
    prompt: list[str] = []
    negative: list[str] = []
    into = prompt
    for line in lines:
        if line.strip().startswith(NEGATIVE):
            into = negative
            line = line.strip().removeprefix(NEGATIVE)
        into.append(line.strip())
    return Infotext("\n".join(prompt).strip(), "\n".join(negative).strip(), fields)


def _plain(value: str) -> str:
    value = value.strip()
    if value.startswith('"') and value.endswith('"'):
        try:
            return str(json.loads(value))
        except ValueError:
            return value.strip('"')
    return value


def sampler_of(name: str, schedule: str) -> tuple[SchedulerName, ScheduleName] | None:
    """Our names of a sampler and a schedule; None for a sampler that is not known here.

    Before schedules stood apart, the sampler's name had them behind it. DPM++ 2M alone is drawn
    by Karras', as the program that writes so draws it.
    """
    wanted, plan = name.strip().lower(), schedule.strip().lower()
    plan = "" if plan in _AUTOMATIC else plan
    for ending in _BY_SCHEDULE:
        if not plan and wanted.endswith(f" {ending}"):
            wanted, plan = wanted.removesuffix(f" {ending}"), ending
    sampler = _BY_SAMPLER.get(wanted)
    chosen = _BY_SCHEDULE.get(plan, ScheduleName.AUTO)
    if sampler is None or (plan and chosen is ScheduleName.AUTO):
        return None
    own = sampler in (_S.DPM_2M_KARRAS, _S.DPM_SDE_KARRAS)
    return sampler, ScheduleName.AUTO if own and chosen is ScheduleName.KARRAS else chosen
