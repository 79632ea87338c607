"""The work folder: what counts as the same render, and as finished."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import numpy as np
import pytest

from talker.errors import ErrorCode, InputError
from talker.options.render import Mode, RenderOptions
from talker.scene import Motion
from talker.segments import plan_segments
from talker.work_folder import WorkFolder, forget_old, render_key


def key(portrait: str = "p", speech: str = "s", engine: str = "e 1", **options: object) -> str:
    return render_key([portrait, speech], engine, RenderOptions.model_validate(options))


def test_whatever_changes_pixels_changes_the_key() -> None:
    others = [
        *(key(portrait="q"), key(speech="t"), key(engine="e 2"), key(mode=Mode.FULL)),
        *(key(seed=1), key(quality=20), key(fps=30), key(face=1), key(yaw=(10.0,))),
    ]
    assert len({key(), *others}) == len(others) + 1


def test_limits_do_not_change_the_key() -> None:
    assert key(max_minutes=5) == key(max_minutes=600) == key()


def test_motion_comes_back_exactly(tmp_path: Path) -> None:
    work = WorkFolder(tmp_path / "render")
    work.prepare()
    assert work.load_motion() is None
    values = np.random.default_rng(0).normal(size=(50, 3)).astype(np.float32)
    work.store_motion(Motion("builtin/1", 25.0, ("jaw", "wide", "yaw"), values))
    found = work.load_motion()
    assert found is not None
    assert (found.basis, found.fps, found.channels) == ("builtin/1", 25.0, ("jaw", "wide", "yaw"))
    np.testing.assert_array_equal(found.values, values)


def test_motion_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(np, "savez", full)
    with pytest.raises(InputError) as raised:
        WorkFolder(tmp_path).store_motion(Motion("b/1", 25.0, ("jaw",), np.zeros((2, 1), "f4")))
    assert raised.value.code is ErrorCode.DISK_FULL
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"", b"not an archive", b"PK\x03\x04 cut off"])
def test_damaged_motion_counts_as_missing(tmp_path: Path, content: bytes) -> None:
    work = WorkFolder(tmp_path)
    (tmp_path / "motion.npz").write_bytes(content)
    assert work.load_motion() is None


def test_only_files_with_content_under_their_final_name_are_finished(tmp_path: Path) -> None:
    work, segments = WorkFolder(tmp_path), plan_segments(1000, 25)
    work.segment(segments[0]).write_bytes(b"video")
    work.segment(segments[1]).touch()
    (tmp_path / f"{segments[2].file_name}.12ab.part").write_bytes(b"video")
    assert work.finished(segments) == (segments[0],)
    work.prepare()
    assert not list(tmp_path.glob("*.part"))


def test_work_is_forgotten_after_a_month(tmp_path: Path) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    os.utime(tmp_path / "old", (1e9, 1e9))
    forget_old(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["new"]
