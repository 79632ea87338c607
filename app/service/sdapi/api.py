"""`/sdapi/v1`: drawing as the WebUI's clients ask for it; pictures come back in the answer."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, ValidationError

from app.queue import control
from app.queue.job import ENDS, Job, State
from app.queue.submissions import Submission
from app.service.context import Caller, Context, Here, Maker
from app.service.folders import JobFolder
from app.service.sdapi.drawing import Drafter, as_text, decoded
from app.service.sdapi.fields import Drawing
from app.service.sdapi.weights import Weights
from app.service.uploads import parse_facts
from app.service.users import User
from talker.errors import ErrorCode, InputError, MouthpieceError, UsageError

sdapi = APIRouter(prefix="/sdapi/v1", tags=["stable diffusion webui"])

_LOOK_SECONDS = 0.2
_UNFINISHED = (State.RUNNING, State.QUEUED, State.PAUSED)
_PICTURES = "avatar-*.png"
_MOST_BODY = 128 << 20


class Drawn(BaseModel):
    """The pictures in base64, what was asked for, and `info`: JSON as the WebUI writes it."""

    images: list[str]
    parameters: dict[str, Any]
    info: str


class PngInfo(BaseModel):
    """A picture in base64."""

    image: str


def _weights(here: Here) -> Weights:
    return Weights(here.home, here.sd_folder)


Known = Annotated[Weights, Depends(_weights)]


async def _asked(request: Request, here: Here) -> Drawing:
    """The body, which holds pictures: as large as uploads may be."""
    raw = bytearray()
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > min(here.upload_limit, _MOST_BODY):
            raise InputError(
                ErrorCode.TOO_LARGE, "The request is too large.", "Send smaller pictures."
            )
    try:
        return Drawing.model_validate(parse_facts(bytes(raw)))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise UsageError(
            ErrorCode.REQUEST_INVALID, f"{place} cannot be taken: {first['msg']}.", ""
        ) from error


Asked = Annotated[Drawing, Depends(_asked)]


@sdapi.post("/txt2img")
async def txt2img(here: Here, user: Maker, known: Known, asked: Asked) -> Drawn:
    """Draws from words, with one unit of ControlNet if wanted."""
    return await _draw(here, user, known, asked)


@sdapi.post("/img2img")
async def img2img(here: Here, user: Maker, known: Known, asked: Asked) -> Drawn:
    """Draws a picture anew, or a part of it."""
    if not asked.init_images:
        raise UsageError(ErrorCode.REQUEST_INVALID, "init_images holds no picture.", "Send one.")
    return await _draw(here, user, known, asked)


async def _draw(here: Context, user: User, known: Weights, asked: Drawing) -> Drawn:
    folder = await run_in_threadpool(here.folders.new)
    try:
        job_id = await run_in_threadpool(_submit, here, user, known, asked, folder)
    except MouthpieceError:
        await run_in_threadpool(folder.remove)
        raise
    job = await _ended(here, job_id)
    if job.error is not None:
        raise UsageError(job.error.code, job.error.message, job.error.hint)
    return await run_in_threadpool(_drawn, asked, folder)


def _submit(here: Context, user: User, known: Weights, asked: Drawing, folder: JobFolder) -> int:
    drafter = Drafter(known, folder, here.sd_options.get(user.name, {}))
    job, _ = here.intake.job(drafter.order(asked), folder, user)
    return here.store.submissions.submit(job, Submission(quota=user.quota)).job


async def _ended(here: Context, job_id: int) -> Job:
    while (job := await run_in_threadpool(here.store.get, job_id)).state not in ENDS:
        await asyncio.sleep(_LOOK_SECONDS)
    return job


def _drawn(asked: Drawing, folder: JobFolder) -> Drawn:
    """The pictures in the order of their seeds; none where the drawing was interrupted."""
    from avatar_gen.metadata import PARAMETERS, read_record
    from talker.media.images import picture_text

    seeded = sorted((read_record(path).seed, path) for path in folder.made.rglob(_PICTURES))
    seeds, found = [seed for seed, _ in seeded], [path for _, path in seeded]
    texts = [picture_text(path, PARAMETERS) or "" for path in found]
    info = {
        "prompt": asked.prompt,
        "negative_prompt": asked.negative_prompt,
        "seed": seeds[0] if seeds else asked.seed,
        "all_seeds": seeds,
        "all_prompts": [asked.prompt] * len(found),
        "infotexts": texts,
        "width": asked.width,
        "height": asked.height,
        "steps": asked.steps,
        "cfg_scale": asked.cfg_scale,
        "sampler_name": asked.sampler_name or asked.sampler_index,
        "batch_size": asked.batch_size,
        # What was asked for and is not done here: nothing is left out in silence.
        "ignored": asked.unheard,
    }
    sent = asked.model_dump(exclude={"init_images", "mask"})
    return Drawn(images=[as_text(path) for path in found], parameters=sent, info=json.dumps(info))


@sdapi.get("/progress")
def progress(here: Here, user: Caller) -> dict[str, Any]:
    """How far the user's drawing is."""
    job = _current(here, user)
    if job is None:
        return {"progress": 0.0, "eta_relative": 0.0, "state": _state(None), "current_image": None}
    return {
        "progress": job.done / job.total if job.total else 0.0,
        "eta_relative": job.eta_seconds or 0.0,
        "state": _state(job),
        "current_image": None,
        "textinfo": job.state.value,
    }


def _state(job: Job | None) -> dict[str, Any]:
    return {
        "skipped": False,
        "interrupted": job is not None and job.stop is State.CANCELLED,
        "job": "" if job is None else f"job {job.id}",
        "job_count": 0 if job is None else 1,
        "job_no": 0,
        "sampling_step": 0 if job is None else job.done,
        "sampling_steps": 0 if job is None else job.total,
    }


@sdapi.post("/interrupt")
@sdapi.post("/skip")
def interrupt(here: Here, user: Maker) -> dict[str, str]:
    """Ends the user's drawing; what is drawn already comes back."""
    job = _current(here, user)
    if job is not None:
        control.cancel(here.store, [job.id])
    return {}


def _current(here: Context, user: User) -> Job | None:
    """The user's drawing that runs, else the one that comes next."""
    jobs = here.store.submissions.newest(owner=user.name, states=_UNFINISHED)
    drawings = [job for job in jobs if job.kind.name == "avatar"]
    running = [job for job in drawings if job.state is State.RUNNING]
    return next(iter(running or drawings[::-1]), None)


@sdapi.get("/options")
def options(here: Here, user: Caller, known: Known) -> dict[str, Any]:
    """The user's settings of drawing, until the service ends."""
    models = known.models()
    usual = {
        "sd_model_checkpoint": next(iter(models), ""),
        "sd_vae": "Automatic",
        "CLIP_stop_at_last_layers": 1,
        "samples_format": "png",
        "safety_checker": True,
    }
    return usual | here.sd_options.get(user.name, {})


@sdapi.post("/options")
async def set_options(request: Request, here: Here, user: Maker, known: Known) -> dict[str, str]:
    """Sets the model, clip skip or the safety checker for the drawings of this user."""
    given = parse_facts(await request.body())
    names = ("sd_model_checkpoint", "CLIP_stop_at_last_layers", "safety_checker")
    changed = {name: given[name] for name in names if name in given}
    if "sd_model_checkpoint" in changed:
        await run_in_threadpool(known.model, str(changed["sd_model_checkpoint"]))
    here.sd_options[user.name] = here.sd_options.get(user.name, {}) | changed
    return {}


@sdapi.get("/sd-models")
def models(user: Caller, known: Known) -> list[dict[str, Any]]:
    """The models that may be named."""
    del user
    return [
        {
            "title": name,
            "model_name": name,
            "hash": None,
            "sha256": None,
            "filename": Path(meant).name,
            "config": None,
        }
        for name, meant in known.models().items()
    ]


@sdapi.post("/refresh-checkpoints")
def refresh(user: Maker) -> dict[str, str]:
    """Models are looked for each time."""
    del user
    return {}


@sdapi.get("/loras")
def loras(user: Caller, known: Known) -> list[dict[str, Any]]:
    """The LoRAs that a prompt may name."""
    del user
    return [
        {"name": name, "alias": name, "path": Path(path).name, "metadata": {}}
        for name, path in known.loras().items()
    ]


@sdapi.get("/samplers")
def samplers(user: Caller) -> list[dict[str, Any]]:
    """The samplers; those with Karras in their name are also taken with it as `scheduler`."""
    del user
    from avatar_gen.infotext import SAMPLERS

    whole = [f"{SAMPLERS[name]} Karras" for name in SAMPLERS if name.value.endswith("-karras")]
    names = dict.fromkeys([*SAMPLERS.values(), *whole])
    return [{"name": name, "aliases": [], "options": {}} for name in names]


@sdapi.get("/schedulers")
def schedulers(user: Caller) -> list[dict[str, Any]]:
    """The noise schedules."""
    del user
    from avatar_gen.infotext import SCHEDULES

    names = ("Automatic", *SCHEDULES.values())
    return [{"name": name.lower().replace(" ", "_"), "label": name} for name in names]


@sdapi.get("/sd-vae")
@sdapi.get("/embeddings")
@sdapi.get("/hypernetworks")
@sdapi.get("/prompt-styles")
@sdapi.get("/face-restorers")
@sdapi.get("/upscalers")
def none_of_them(user: Caller) -> list[dict[str, Any]]:
    """Lists that clients ask for at their start, of what requests cannot name here."""
    del user
    return []


@sdapi.get("/scripts")
def scripts(user: Caller) -> dict[str, list[str]]:
    """What `alwayson_scripts` may hold."""
    del user
    return {"txt2img": ["controlnet"], "img2img": []}


@sdapi.post("/png-info")
def png_info(here: Here, user: Caller, given: PngInfo) -> dict[str, Any]:
    """What a picture says of its making."""
    del user
    from avatar_gen.metadata import PARAMETERS
    from talker.media.images import picture_text

    folder = here.folders.new()
    try:
        path = folder.sent / "picture"
        path.write_bytes(decoded(given.image))
        info = picture_text(path, PARAMETERS) or ""
    finally:
        folder.remove()
    return {"info": info, "items": {PARAMETERS: info} if info else {}, "parameters": {}}
