"""The border of the library: raw errors of the system become ours."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2

from talker.errors import ErrorCode, MouthpieceError
from talker.files import read_error, write_error

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
        path = output if error.filename is None else Path(os.fsdecode(error.filename))
        if error.filename is not None and _was_read(error, path):
            raise read_error(error, path) from error
        raise write_error(error, path) from error


def _was_read(error: OSError, path: Path) -> bool:
    """Whether reading failed: what is written needs only its folder."""
    if error.errno == errno.ENOENT:
        return path.parent.is_dir()
    return error.errno == errno.EACCES and path.is_file() and not os.access(path, os.R_OK)


def _out_of_memory() -> MouthpieceError:
    return MouthpieceError(
        ErrorCode.OUT_OF_MEMORY,
        "There is not enough memory for this picture.",
        "Close other programs, use a smaller --size, or a smaller picture.",
    )
