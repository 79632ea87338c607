"""The border of the library: raw errors of the system become ours."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2

from talker.errors import ErrorCode, MouthpieceError
from talker.files import write_error

_CV_NO_MEMORY = -4


@contextmanager
def typed_errors(output: Path) -> Iterator[None]:
    """Turns memory and disk failures inside the block into MouthpieceErrors."""
    try:
        yield
    except MemoryError as error:
        raise _out_of_memory() from error
    except cv2.error as error:
        if error.code == _CV_NO_MEMORY:
            raise _out_of_memory() from error
        raise
    except OSError as error:
        if error.errno == errno.ENOMEM:
            raise _out_of_memory() from error
        raise write_error(error, Path(error.filename or output)) from error


def _out_of_memory() -> MouthpieceError:
    return MouthpieceError(
        ErrorCode.OUT_OF_MEMORY,
        "There is not enough memory for this picture.",
        "Close other programs, use a smaller --size, or a smaller picture.",
    )
