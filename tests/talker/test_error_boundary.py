"""Raw errors of the system leave the library as ours."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

import talker
from talker.error_boundary import typed_errors
from talker.errors import ErrorCode, MouthpieceError

OUTPUT = Path("/videos/out.mp4")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (MemoryError(), ErrorCode.OUT_OF_MEMORY),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), ErrorCode.OUT_OF_MEMORY),
        (OSError(errno.ENOSPC, "No space left on device"), ErrorCode.DISK_FULL),
        (PermissionError(errno.EACCES, "Permission denied"), ErrorCode.OUTPUT_UNWRITABLE),
    ],
)
def test_system_errors_get_a_code_and_a_sentence(raw: BaseException, code: ErrorCode) -> None:
    with pytest.raises(MouthpieceError) as caught, typed_errors(OUTPUT):
        raise raw
    assert caught.value.code is code
    assert caught.value.hint
    assert caught.value.__cause__ is raw


def test_a_mistake_of_ours_stays_what_it_is() -> None:
    with pytest.raises(ZeroDivisionError), typed_errors(OUTPUT):
        raise ZeroDivisionError


def test_importing_talker_loads_nothing_heavy() -> None:
    code = (
        "import sys, talker; print([m for m in ('numpy', 'cv2', 'pydantic') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_every_public_name_exists() -> None:
    for name in talker.__all__:
        assert getattr(talker, name) is not None
    with pytest.raises(AttributeError, match="nonsense"):
        _ = talker.nonsense


def test_what_was_read_cannot_be_said_not_to_be_written(tmp_path: Path) -> None:
    with pytest.raises(MouthpieceError) as caught, typed_errors(OUTPUT):
        (tmp_path / "gone.png").read_bytes()
    assert caught.value.code is ErrorCode.INPUT_CHANGED
    assert caught.value.path == tmp_path / "gone.png"
    with pytest.raises(MouthpieceError) as caught, typed_errors(OUTPUT):
        (tmp_path / "none" / "new.mp4").write_bytes(b"")
    assert caught.value.code is ErrorCode.OUTPUT_UNWRITABLE
