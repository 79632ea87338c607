"""`/sdapi/v1`: drawing as the WebUI's clients ask for it; pictures come back in the answer."""

from __future__ import annotations

import asyncio
import json
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
from app.service.sdapi.lists import Known, lists
from app.service.sdapi.weights import Weights
from app.service.uploads import parse_facts
from app.service.users import User
from talker.errors import ErrorCode, InputError, MouthpieceError, UsageError

sdapi = APIRouter(prefix="/sdapi/v1", tags=["stable diffusion webui"])
sdapi.include_router(lists)

_LOOK_SECONDS = 0.2
_UNFINISHED = (State.RUNNING, State.QUEUED, State.PAUSED)
_PICTURES = "avatar-*.png"
_MOST_BODY = 128 << 20


class Drawn(BaseModel):
    """The pictures in base64, what was asked for, and `info`: JSON as the WebUI writes it."""

    images: list[str]
    parameters: dict[str, Any]
    info: str


class DrawingState(BaseModel):
    """Where a drawing stands, in the WebUI's words."""

    skipped: bool = False
    interrupted: bool = False
    job: str = ""
    job_count: int = 0
    job_no: int = 0
    sampling_step: int = 0
    sampling_steps: int = 0


class DrawingProgress(BaseModel):
    """How far a drawing is, from 0 to 1; no picture is shown before its end."""

    progress: float = 0.0
    eta_relative: float = 0.0
    state: DrawingState
    current_image: None = None
    textinfo: str | None = None


class PngInfo(BaseModel):
    """A picture in base64."""

    image: str


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
def progress(here: Here, user: Caller) -> DrawingProgress:
    """How far the user's drawing is."""
    job = _current(here, user)
    if job is None:
        return DrawingProgress(state=DrawingState())
    state = DrawingState(
        interrupted=job.stop is State.CANCELLED,
        job=f"job {job.id}",
        job_count=1,
        sampling_step=job.done,
        sampling_steps=job.total,
    )
    return DrawingProgress(
        progress=job.done / job.total if job.total else 0.0,
        eta_relative=job.eta_seconds or 0.0,
        state=state,
        textinfo=job.state.value,
    )


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
    drawings = [job for job in jobs if job.kind_name == "avatar"]
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
