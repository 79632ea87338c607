"""Time stamps: asked for only where an authority is named, and no reason to lose a signature."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import c2pa
import pytest

from talker.deliver.deliver import deliver
from talker.deliver.plan import DeliverTask
from talker.options.deliver import DeliverOptions
from talker.options.deliver_spec import read_spec
from talker.progress import NoticeCode
from talker.provenance.manifest import inspect
from talker.provenance.publisher import Publisher
from tests.talker.films import Film
from tests.talker.provenance import certificates
from tests.talker.provenance.authority import Authority, serving

THEN = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=5)


@pytest.fixture(scope="module")
def authority() -> Iterator[Authority]:
    with serving(Authority(THEN)) as running:
        yield running


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    pair = certificates.make(tmp_path / "keys")
    return Publisher(certificate=pair.certificate, key=pair.key)


def made(signed: Film, target: Path, publisher: Publisher, spec: str = "") -> list[str]:
    """The codes of the notices."""
    options = read_spec(spec, DeliverOptions())
    (done,) = deliver(signed.path, [DeliverTask(options, target)], publisher=publisher)
    return [str(notice.code) for notice in done.notices]


def validation(path: Path, anchor: str) -> dict[str, Any]:
    """What the library says where the authority is known."""
    settings = c2pa.Settings.from_dict({"trust": {"trust_anchors": anchor}})
    with path.open("rb") as stream:
        reader = c2pa.Reader("video/mp4", stream, context=c2pa.Context(settings))
        found: dict[str, Any] = json.loads(reader.json())["validation_results"]["activeManifest"]
    return found


def test_the_stamp_of_a_named_authority_is_in_the_signature(
    signed: Film, tmp_path: Path, publisher: Publisher, authority: Authority
) -> None:
    path = tmp_path / "a.mp4"
    assert made(signed, path, replace(publisher, time_stamps=authority.url)) == []
    found = inspect(path)
    assert found.problems == ()
    assert found.credentials is not None
    assert datetime.fromisoformat(found.credentials.stamped) == THEN
    codes = {one["code"] for one in validation(path, authority.anchor)["success"]}
    # By it the signature holds when its certificate has run out.
    assert {"timeStamp.validated", "timeStamp.trusted"} <= codes


def test_nobody_is_asked_unless_named(
    signed: Film, tmp_path: Path, publisher: Publisher, authority: Authority
) -> None:
    before = len(authority.asked)
    assert made(signed, tmp_path / "a.mp4", publisher) == []
    found = inspect(tmp_path / "a.mp4").credentials
    assert found is not None
    assert found.stamped == ""
    assert len(authority.asked) == before


def test_an_authority_that_does_not_answer_costs_the_stamp_alone(
    signed: Film, tmp_path: Path, publisher: Publisher
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = replace(publisher, time_stamps=f"http://127.0.0.1:{closed.getsockname()[1]}/")
        codes = made(signed, tmp_path / "a.mp4", nobody)
    assert codes == [NoticeCode.NOT_STAMPED]
    found = inspect(tmp_path / "a.mp4").credentials
    assert found is not None
    assert found.valid
    assert found.stamped == ""


def test_offline_nobody_is_asked_and_it_is_told(
    signed: Film, tmp_path: Path, publisher: Publisher, authority: Authority
) -> None:
    before = len(authority.asked)
    offline = replace(publisher, time_stamps=authority.url, offline=True)
    assert made(signed, tmp_path / "a.mp4", offline) == [NoticeCode.NOT_STAMPED]
    assert len(authority.asked) == before


def test_thousands_of_pictures_do_not_ask_for_thousands_of_stamps(
    signed: Film, tmp_path: Path, publisher: Publisher, authority: Authority
) -> None:
    before = len(authority.asked)
    made(signed, tmp_path / "frames", replace(publisher, time_stamps=authority.url), "png")
    assert len(authority.asked) == before
    found = inspect(tmp_path / "frames" / "000002.png").credentials
    assert found is not None
    assert found.valid
