"""Inputs and models on their way to a node: checked, bounded, seen in a shared folder."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from app.farm.coordinator.assembly import input_of
from app.farm.coordinator.failures import NoWorkerCapable
from app.farm.local import LocalFarm
from app.farm.net.protocol import InputFile
from app.farm.net.shared_folder import check_shared, path_inside, read_mark, set_mark
from app.farm.node.input_cache import InputCache
from app.queue.job import NewJob, State
from app.queue.store import JobStore
from talker.errors import ErrorCode, InputError
from talker.options.restoring import Upscaling
from tests.app.farm.work import joined, running
from tests.app.queue.work import real_job


def described(content: bytes, **facts: object) -> InputFile:
    known: dict[str, object] = {
        "role": "speech",
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "suffix": ".wav",
    }
    return InputFile.model_validate(known | facts)


def test_a_file_comes_in_pieces_and_is_kept_under_its_content(tmp_path: Path) -> None:
    cache, content = InputCache(tmp_path), os.urandom(1000)
    wanted = described(content)
    assert cache.find(wanted) is None
    assert not cache.add(wanted, 0, content[:600])
    assert cache.find(wanted) is None
    assert cache.add(wanted, 600, content[600:])
    found = cache.find(wanted)
    assert found is not None
    assert found.read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == [f"{wanted.sha256}.wav"]


def test_a_file_that_is_not_what_was_promised_is_not_kept(tmp_path: Path) -> None:
    cache, content = InputCache(tmp_path), os.urandom(1000)
    with pytest.raises(InputError) as caught:
        cache.add(described(content), 0, content[::-1])
    assert caught.value.code is ErrorCode.INPUT_UNREADABLE
    assert list(tmp_path.iterdir()) == []


def test_the_longest_unused_file_goes_first_when_the_cache_is_full(tmp_path: Path) -> None:
    cache = InputCache(tmp_path, limit=2500)
    files = [described(bytes([number]) * 1000) for number in range(3)]
    for number, one in enumerate(files[:2]):
        cache.save(one, bytes([number]) * 1000)
        os.utime(tmp_path / f"{one.sha256}.wav", (number + 1, number + 1))
    assert cache.find(files[0])  # used just now
    cache.save(files[2], bytes([2]) * 1000)
    assert [cache.find(one) is not None for one in files] == [True, False, True]


def test_what_lies_in_the_shared_folder_is_read_there(tmp_path: Path) -> None:
    shared, cache = tmp_path / "NAS 共享", tmp_path / "cache"
    (shared / "in").mkdir(parents=True)
    (shared / "in" / "speech.wav").write_bytes(b"hello")
    known = input_of("speech", shared / "in" / "speech.wav", shared).file
    assert known.shared == "in/speech.wav"
    assert InputCache(cache, shared).find(known) == shared / "in" / "speech.wav"
    # Another file under the same name is not taken, nor a place outside.
    (shared / "in" / "speech.wav").write_bytes(b"HELLO")
    assert InputCache(cache, shared).find(known) is None
    assert InputCache(cache).find(known) is None
    assert path_inside(tmp_path / "elsewhere.wav", shared) is None


@pytest.mark.parametrize("place", ["../secret", "/etc/passwd", "a/../../b", "C:/x", "a\\b"])
def test_a_path_in_a_message_never_leads_out_of_the_shared_folder(place: str) -> None:
    with pytest.raises(ValueError, match="shared"):
        described(b"x", shared=place)


def test_both_sides_know_whether_they_see_the_same_folder(tmp_path: Path) -> None:
    assert read_mark(None) is None
    assert read_mark(tmp_path) == ""
    mark = set_mark(tmp_path)
    assert mark
    assert read_mark(tmp_path) == mark == set_mark(tmp_path)
    with pytest.raises(InputError) as caught:
        check_shared(tmp_path / "not mounted")
    assert caught.value.code is ErrorCode.FARM_FOLDER_UNSEEN


@pytest.mark.slow
def test_large_inputs_travel_in_pieces_to_a_real_node(
    farm: LocalFarm, store: JobStore, tmp_path: Path
) -> None:
    from app.farm.coordinator.synthetic import open_synthetic
    from app.farm.node.synthetic import SyntheticLoad
    from talker.options.render import RenderRequest

    files = [tmp_path / "portrait.png", tmp_path / "speech.wav"]
    for path in files:
        path.write_bytes(os.urandom(9_000_000))
    request = RenderRequest(portrait=files[0], speech=files[1], output=tmp_path / "a.mp4")
    store.add([NewJob(request, "a")])
    farm.start_node("one", synthetic=True)
    joined(farm, 1)
    load = SyntheticLoad(segments=2, seconds=0.01, size=10_000_000)
    with running(farm, store, open_assembly=open_synthetic(load)) as run:
        assert run.end().done == 1
    kept = sorted((farm.node_home("one") / "farm" / "inputs").iterdir())
    assert sorted(path.read_bytes() for path in kept) == sorted(path.read_bytes() for path in files)
    assert (tmp_path / "a.mp4").read_bytes() == b"\0" * 10_000_000 + b"\1" * 10_000_000


def test_a_model_comes_from_the_schedulers_computer_or_is_named_as_missing(
    tmp_path: Path, astronaut: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, content = Upscaling.X2PLUS.value, os.urandom(9_000_000)
    monkeypatch.setenv("MOUTHPIECE_CATALOGUE", str(_catalogue(tmp_path, model, content)))
    with LocalFarm(tmp_path / "farm") as farm, JobStore(tmp_path / "queue.sqlite3") as store:
        new = real_job(tmp_path, astronaut, "a", 1.0)
        request = new.request.model_copy(update={"upscale": Upscaling.X2PLUS})
        (job_id,) = store.add([NewJob(request, "a")])
        farm.start_node("one")
        joined(farm, 1)
        with running(farm, store) as run, pytest.raises(NoWorkerCapable) as caught:
            run.end()
        assert "Real-ESRGAN x2" in caught.value.message
        assert f"job {job_id}" in caught.value.message
        assert store.get(job_id).state is State.QUEUED
        there = farm.home / "models" / model / "weights.bin"
        there.parent.mkdir(parents=True)
        there.write_bytes(content)
        # These are no weights; but they have come, checked, before anything was tried with them.
        with running(farm, store) as run, pytest.raises(NoWorkerCapable):
            run.end()
        brought = farm.node_home("one") / "models" / model / "weights.bin"
        assert brought.read_bytes() == content


def _catalogue(folder: Path, model: str, content: bytes) -> Path:
    file = {
        "name": "weights.bin",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "hash_source": "this test",
        "mirrors": ["https://example.invalid/weights.bin"],
    }
    from app.models.catalogue import load_catalogue

    facts = load_catalogue().model(model).model_dump(mode="json") | {
        "files": [file],
        "alternatives": [],
    }
    path = folder / "catalogue.json"
    path.write_text(json.dumps({"version": 1, "models": [facts]}), encoding="utf-8")
    return path
