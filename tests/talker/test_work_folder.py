"""The work folder: what counts as the same render, and as finished."""

from __future__ import annotations

import errno
import os
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest

from talker.errors import ErrorCode, InputError
from talker.options.picture import Mode
from talker.options.render import RenderOptions
from talker.progress import CancelToken
from talker.scene import Motion
from talker.segments import plan_segments
from talker.work_folder import RenderKey, WorkFolder, forget_old, render_key


class _LaterOptions(RenderOptions):
    """The options of a later version: one more."""

    option_of_later: str = "ahead"


def key(
    portrait: str = "p", speech: str = "s", engine: str = "e 1", **options: object
) -> RenderKey:
    return render_key([portrait, speech], engine, RenderOptions.model_validate(options))


def test_whatever_changes_pixels_changes_the_key() -> None:
    others = [
        *(key(portrait="q"), key(speech="t"), key(engine="e 2"), key(mode=Mode.FULL)),
        *(key(seed=1), key(quality=20), key(fps=30), key(face=1), key(yaw=(10.0,))),
    ]
    assert len({key(), *others}) == len(others) + 1


def test_limits_do_not_change_the_key() -> None:
    assert key(max_minutes=5) == key(max_minutes=600) == key()


@pytest.mark.parametrize("options", [{}, {"mode": "full", "seed": 7}])
def test_an_option_that_is_added_later_changes_no_key(options: dict[str, object]) -> None:
    now, later = RenderOptions.model_validate(options), _LaterOptions.model_validate(options)
    used = later.model_copy(update={"option_of_later": "up"})
    keys = [render_key(["p", "s"], "e 1", one) for one in (now, later, used)]
    assert keys[0] == keys[1]
    assert keys[2].name != keys[0].name
    assert keys[2].legacy is None, "nothing that an earlier version began is what is asked for"


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ({}, "822d5bc5eec4e4a7e622cf439e40c304"),
        (
            {
                "mode": "full",
                "yaw": "-20,30,10",
                "seed": 7,
                "enhance": "gfpgan-1.4",
                "enhance_strength": 0.35,
            },
            "760f5fdfaffefc96c0f148b60722ef4a",
        ),
        (
            {
                "idle": 12.5,
                "engine": "builtin",
                "ai_label": "off",
                "ai_label_reason": "für 内部",
                "deliverable": "9:16,1080;gif",
                "max_minutes": 3,
            },
            "9b1d65fa1fb3fca75382a27157c635d6",
        ),
    ],
)
def test_keys_of_the_version_before_schema_numbers(options: dict[str, object], name: str) -> None:
    inputs, engine = ["portrait", "speech"], "sadtalker 1 cuda float16 abc"
    assert render_key(inputs, engine, RenderOptions.model_validate(options)).legacy == name


def test_work_of_an_earlier_version_is_gone_on_with(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    work, segments = WorkFolder.of(tmp_path, RenderKey("new", "old")), plan_segments(300, 25)
    old.mkdir()
    (old / segments[0].file_name).write_bytes(b"video")
    with work.locked(CancelToken(), lambda: None):
        assert work.finished(segments) == (segments[0],)
        assert not old.exists()
        old.mkdir()
    with work.locked(CancelToken(), lambda: None):
        assert work.finished(segments) == (segments[0],), "work of this version comes first"
    assert sorted(path.name for path in tmp_path.iterdir()) == [new.name, old.name]


def test_an_earlier_version_at_work_is_waited_for(tmp_path: Path) -> None:
    work = WorkFolder.of(tmp_path, RenderKey("new", "old"))
    WorkFolder(tmp_path / "old").prepare()
    waited: list[str] = []

    def finish_there() -> None:
        waited.append("")
        WorkFolder(tmp_path / "old").remove()
        held.close()

    with ExitStack() as held:
        held.enter_context(WorkFolder(tmp_path / "old").locked(CancelToken(), lambda: None))
        with work.locked(CancelToken(), finish_there):
            assert work.folder.is_dir()
    assert waited == [""]
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


@pytest.mark.parametrize("speakers", [1, 2])
def test_motions_come_back_exactly(tmp_path: Path, speakers: int) -> None:
    work = WorkFolder(tmp_path / "render")
    work.prepare()
    assert work.load_motions() == ()
    values = np.random.default_rng(0).normal(size=(50, 3)).astype(np.float32)
    stored = [Motion("builtin/1", 25.0, ("jaw", "wide", "yaw"), values)]
    stored += [Motion("other", 24.0, ("jaw",), values[:, :1] + 1)] * (speakers - 1)
    work.store_motions(stored)
    found = work.load_motions()
    assert len(found) == speakers
    for one, same in zip(found, stored, strict=True):
        assert (one.basis, one.fps, one.channels) == (same.basis, same.fps, same.channels)
        np.testing.assert_array_equal(one.values, same.values)


def test_motion_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(np, "savez", full)
    with pytest.raises(InputError) as raised:
        WorkFolder(tmp_path).store_motions([Motion("b/1", 25.0, ("jaw",), np.zeros((2, 1), "f4"))])
    assert raised.value.code is ErrorCode.DISK_FULL
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"", b"not an archive", b"PK\x03\x04 cut off"])
def test_damaged_motion_counts_as_missing(tmp_path: Path, content: bytes) -> None:
    work = WorkFolder(tmp_path)
    (tmp_path / "motion.npz").write_bytes(content)
    assert work.load_motions() == ()


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
