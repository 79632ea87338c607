"""What clients of the WebUI ask for at their start: lists of what requests can name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict

from app.service.context import Caller, Here, Maker
from app.service.sdapi.weights import Weights

lists = APIRouter()


class SdModel(BaseModel):
    """A model; its hashes are not computed for a list."""

    model_config = ConfigDict(protected_namespaces=())

    title: str
    model_name: str
    hash: str | None = None
    sha256: str | None = None
    filename: str
    config: str | None = None


class Lora(BaseModel):
    """A LoRA, for `<lora:NAME:SCALE>`."""

    name: str
    alias: str
    path: str
    metadata: dict[str, Any] = {}


class SamplerName(BaseModel):
    """A sampler."""

    name: str
    aliases: list[str] = []
    options: dict[str, Any] = {}


class NoiseSchedule(BaseModel):
    """A noise schedule, for `scheduler`."""

    name: str
    label: str


class Scripts(BaseModel):
    """What `alwayson_scripts` may hold."""

    txt2img: list[str]
    img2img: list[str]


class Empty(BaseModel):
    """Something that there is none of."""


async def _weights(here: Here) -> Weights:
    return Weights(here.home, here.sd_folder)


Known = Annotated[Weights, Depends(_weights)]


@lists.get("/sd-models")
def models(user: Caller, known: Known) -> list[SdModel]:
    """The models that may be named."""
    del user
    return [
        SdModel(title=name, model_name=name, filename=Path(meant).name)
        for name, meant in known.models().items()
    ]


@lists.post("/refresh-checkpoints")
def refresh(user: Maker) -> Empty:
    """Models are looked for each time."""
    del user
    return Empty()


@lists.get("/loras")
def loras(user: Caller, known: Known) -> list[Lora]:
    """The LoRAs that a prompt may name."""
    del user
    return [
        Lora(name=name, alias=name, path=Path(path).name) for name, path in known.loras().items()
    ]


@lists.get("/samplers")
def samplers(user: Caller) -> list[SamplerName]:
    """The samplers; those with Karras in their name are also taken with it as `scheduler`."""
    del user
    from avatar_gen.infotext import SAMPLERS

    whole = [f"{SAMPLERS[name]} Karras" for name in SAMPLERS if name.value.endswith("-karras")]
    return [SamplerName(name=name) for name in dict.fromkeys([*SAMPLERS.values(), *whole])]


@lists.get("/schedulers")
def schedulers(user: Caller) -> list[NoiseSchedule]:
    """The noise schedules."""
    del user
    from avatar_gen.infotext import SCHEDULES

    names = ("Automatic", *SCHEDULES.values())
    return [NoiseSchedule(name=name.lower().replace(" ", "_"), label=name) for name in names]


@lists.get("/sd-vae")
@lists.get("/embeddings")
@lists.get("/hypernetworks")
@lists.get("/prompt-styles")
@lists.get("/face-restorers")
@lists.get("/upscalers")
def none_of_them(user: Caller) -> list[Empty]:
    """Lists of what requests cannot name here."""
    del user
    return []


@lists.get("/scripts")
def scripts(user: Caller) -> Scripts:
    """What `alwayson_scripts` may hold."""
    del user
    return Scripts(txt2img=["controlnet"], img2img=[])
