"""The application: what is asked of jobs, of what there is, and of the service itself."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.models import default_store
from app.presenters import Presenters
from app.presets import load_preset, preset_names
from app.service import metrics as figures
from app.service.answers import ErrorAnswer, answer, unexpected
from app.service.context import Caller, Context, Here, Wait
from app.service.intake import offered_kinds
from app.service.jobs_api import jobs_api
from app.service.schemas import components, options_schema
from app.service.sdapi.api import sdapi
from app.service.views import Health, KindView, ModelView, Named
from talker.errors import ErrorCode, InputError, MouthpieceError, UsageError
from talker.progress import CancelToken
from talker.version import __version__

_TEXT = """Sends jobs to the queue of this computer, and fetches what they make.

Every request but `/v1/health` and `/v1/ready` carries `Authorization: Bearer TOKEN`.
"""
_WRONG: dict[int | str, dict[str, object]] = {
    status: {"model": ErrorAnswer} for status in (400, 401, 403, 404, 409, 413, 422, 429, 503, 507)
}
_log = logging.getLogger(__name__)
service_api = APIRouter(prefix="/v1", tags=["service"])


@service_api.get("/health")
async def health() -> Health:
    """The service answers; asked without a token."""
    return Health(status="ok", version=__version__)


@service_api.get("/ready")
def ready(here: Here) -> Health:
    """The queue can be read; asked without a token."""
    here.store.revision()
    return Health(status="ready", version=__version__)


@service_api.get("/kinds")
def list_kinds(user: Caller) -> list[KindView]:
    """The kinds of jobs, each with the JSON schema of its options."""
    del user
    return [KindView(name=kind.name, options=options_schema(kind)) for kind in offered_kinds()]


@service_api.get("/presets")
def list_presets(here: Here, user: Caller) -> list[Named]:
    """Named options for the entry `preset`."""
    del user
    presets = (load_preset(name, here.home) for name in preset_names(here.home))
    return [Named(name=preset.name, description=preset.description) for preset in presets]


@service_api.get("/presenters")
def list_presenters(here: Here, user: Caller) -> list[Named]:
    """Names for the entry `presenter`."""
    del user
    return [Named(name=presenter.facts.name) for presenter in Presenters(here.home).all()]


@service_api.get("/models")
def list_models(here: Here, user: Caller) -> list[ModelView]:
    """The models of the catalogue, and whether they are here."""
    del user
    statuses = default_store(here.home).status(cancel=CancelToken())
    return [
        ModelView(
            id=status.model.id,
            title=status.model.title,
            state=status.state.value,
            size=status.size,
        )
        for status in statuses
    ]


@service_api.get("/metrics")
def metrics(here: Here, user: Caller) -> Response:
    """Figures for Prometheus."""
    del user
    text = figures.text(here.metrics, here.store, here.events.listeners, here.home)
    return Response(text, media_type=figures.MEDIA_TYPE)


def new_api(context: Context) -> FastAPI:
    """The application of one service."""
    app = FastAPI(
        title="Mouthpiece",
        version=__version__,
        description=_TEXT,
        responses=_WRONG,
        openapi_url="/v1/openapi.json",
        docs_url=None,  # its page loads scripts from elsewhere
        redoc_url=None,
        lifespan=_lifespan,
    )
    app.state.context = context
    app.include_router(jobs_api)
    app.include_router(service_api)
    app.include_router(sdapi)
    _describe(app)
    app.add_exception_handler(MouthpieceError, _expected)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _plain)
    app.add_exception_handler(Exception, _unexpected)
    app.add_middleware(_Measured)
    return app


class _Measured:
    """Counts answers; written against ASGI itself, so that streams pass through untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        context: Context = scope["app"].state.context

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                context.metrics.count(scope["path"], message["status"], time.perf_counter() - began)
            await send(message)

        await self._app(scope, receive, counted)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    context: Context = app.state.context
    watching = asyncio.create_task(context.events.watch())
    yield
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching


def _describe(app: FastAPI) -> None:
    """Adds what the bodies that we read ourselves hold, and how callers are known."""
    made = app.openapi

    def openapi() -> dict[str, object]:
        if app.openapi_schema is None:
            schema = made()
            parts = schema.setdefault("components", {})
            parts.setdefault("schemas", {}).update(components())
            parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
            schema["security"] = [{"token": []}]
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


async def _expected(_: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, MouthpieceError):  # the handler is only asked for those
        raise error
    headers = {}
    if isinstance(error, Wait):
        headers["Retry-After"] = str(max(1, round(error.seconds)))
    if error.code is ErrorCode.TOKEN_INVALID:
        headers["WWW-Authenticate"] = "Bearer"
    return answer(error, headers)


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    first = error.errors()[0] if isinstance(error, RequestValidationError) else {}
    place = ".".join(str(part) for part in first.get("loc", ())[1:])
    return answer(
        UsageError(
            ErrorCode.REQUEST_INVALID,
            f"{place or 'The request'} cannot be taken: {first.get('msg', 'it is not valid')}.",
            "See: GET /v1/openapi.json",
        )
    )


async def _plain(_: Request, error: Exception) -> JSONResponse:
    """What the framework refuses itself: an address or a method that there is not."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    code = ErrorCode.NOT_FOUND if status == 404 else ErrorCode.REQUEST_INVALID
    response = answer(
        InputError(
            code,
            "The service knows no such address, or not this method of it.",
            "See: GET /v1/openapi.json",
        )
    )
    response.status_code = status
    if isinstance(error, HTTPException) and error.headers:
        response.headers.update(error.headers)
    return response


async def _unexpected(_: Request, error: Exception) -> JSONResponse:
    _log.error("an answer failed", exc_info=error)
    return answer(unexpected())
