"""Jobs of known cost: only workers that were started for them take them, and then no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.farm.net.protocol import PROTOCOL, JobSpec
from app.farm.node import worker
from app.farm.node.input_cache import InputCache
from app.farm.node.synthetic import VARIABLE, SyntheticContext, SyntheticLoad, SyntheticSpec
from app.farm.node.task_context import TaskContext
from talker.errors import ErrorCode, MouthpieceError
from talker.model_files import NoModelFiles
from talker.options.dub import DubOptions
from talker.options.render import RenderOptions

VIDEO = JobSpec(protocol=PROTOCOL, job=1, attempt=1, options=RenderOptions(), inputs=())
FILM = VIDEO.model_copy(update={"options": DubOptions()})
SYNTHETIC = SyntheticSpec(**dict(VIDEO), synthetic=SyntheticLoad(segments=2, seconds=0, size=3))


@pytest.mark.parametrize(
    ("context", "right", "wrong"),
    [
        (TaskContext, VIDEO, SYNTHETIC),
        (TaskContext, FILM, SYNTHETIC),
        (SyntheticContext, SYNTHETIC, VIDEO),
    ],
)
def test_a_worker_takes_one_sort_of_jobs(
    context: type[TaskContext], right: JobSpec, wrong: JobSpec, tmp_path: Path
) -> None:
    made = context(tmp_path / "w", InputCache(tmp_path / "in"), lambda *_: NoModelFiles())
    assert made.parse(right.model_dump_json()) == right
    with pytest.raises(MouthpieceError) as caught:
        made.parse(wrong.model_dump_json())
    assert caught.value.code is ErrorCode.FARM_NODE_LOST


def test_only_the_environment_makes_a_worker_take_synthetic_jobs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert worker._context_type() is TaskContext
    monkeypatch.setenv(VARIABLE, "1")
    assert worker._context_type() is SyntheticContext
