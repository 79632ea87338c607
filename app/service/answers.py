"""What an error is over HTTP: a status for each code, and one form of body for all."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi.responses import JSONResponse
from pydantic import BaseModel

from talker.errors import ErrorCode, ExitCode, InputError, MouthpieceError, UsageError

STATUSES: Mapping[ErrorCode, int] = {
    ErrorCode.TOKEN_INVALID: 401,
    ErrorCode.ACCESS_DENIED: 403,
    ErrorCode.PATH_OUTSIDE: 403,
    ErrorCode.JOB_UNKNOWN: 404,
    ErrorCode.NOT_FOUND: 404,
    ErrorCode.MODEL_UNKNOWN: 404,
    ErrorCode.JOB_STATE: 409,
    ErrorCode.OUTPUT_EXISTS: 409,
    ErrorCode.TOO_LARGE: 413,
    ErrorCode.KEY_REUSED: 422,
    ErrorCode.QUOTA_EXCEEDED: 429,
    ErrorCode.TOO_MANY_REQUESTS: 429,
    ErrorCode.INTERNAL: 500,
    ErrorCode.DISK_FULL: 507,
    ErrorCode.OUTPUT_UNWRITABLE: 507,
    **dict.fromkeys(
        (
            ErrorCode.QUEUE_LOCKED,
            ErrorCode.QUEUE_NEWER,
            ErrorCode.QUEUE_UNUSABLE,
            ErrorCode.SERVICE_UNUSABLE,
            ErrorCode.SETTINGS_INVALID,
        ),
        503,
    ),
}
_INVALID = 400
_REFUSED = 422


class ErrorBody(BaseModel):
    """What went wrong: the code is the same as on the command line, in the queue and the window."""

    code: str
    message: str
    hint: str = ""


class ErrorAnswer(BaseModel):
    """The body of every answer that is no success."""

    error: ErrorBody


def status_of(error: MouthpieceError) -> int:
    """The HTTP status for an error: its code's own, else 400 for requests and 422 for files."""
    if error.code in STATUSES:
        return STATUSES[error.code]
    if isinstance(error, UsageError):
        return _INVALID
    if isinstance(error, InputError) or error.exit_code is ExitCode.MODEL:
        return _REFUSED
    return STATUSES[ErrorCode.INTERNAL]


def answer(error: MouthpieceError, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The response for an error."""
    return JSONResponse(body_of(error).model_dump(), status_of(error), dict(headers or {}))


def body_of(error: MouthpieceError) -> ErrorAnswer:
    """What is said of an error."""
    return ErrorAnswer(error=ErrorBody(code=error.code, message=error.message, hint=error.hint))


def unexpected() -> MouthpieceError:
    """What is said where something happened that nobody expected."""
    return MouthpieceError(
        ErrorCode.INTERNAL,
        "The service made a mistake that nobody expected.",
        "Its log says more; please report it.",
    )
