"""The large parts of an installation: from beside the installer or from the network."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.install_parts import PartFile, PartList, main
from tests.app.models.server import Served, Server, serving
from tests.conftest import ROOT

MEMBER = "python/Lib/site-packages/large/部分.bin"


@dataclass(frozen=True)
class Places:
    """The folders of an installation, and its one part."""

    root: Path
    part: bytes

    @property
    def beside(self) -> Path:
        return self.root / "安装 disk"

    @property
    def into(self) -> Path:
        return self.root / "app.new"

    def list_parts(self, *addresses: str, part: bytes | None = None) -> Path:
        content = part or self.part
        digest = hashlib.sha256(content).hexdigest()
        file = PartFile(name="part1.zip", size=len(content), sha256=digest)
        path = self.root / "parts.json"
        path.write_text(
            PartList(addresses=addresses, files=(file,)).model_dump_json(), encoding="utf-8"
        )
        return path

    def bring(self, listed: Path) -> int:
        keep = str(self.root / "parts")
        arguments = ["--beside", str(self.beside), "--keep", keep, "--into", str(self.into)]
        return main([str(listed), *arguments])

    @property
    def brought(self) -> bytes:
        return (self.into / MEMBER).read_bytes()


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    monkeypatch.setenv("MOUTHPIECE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HF_HOME", str(tmp_path / "no cache"))
    path = tmp_path / "made.zip"
    content = os.urandom(400_000)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MEMBER, content)
    places = Places(tmp_path, path.read_bytes())
    path.unlink()
    for folder in (places.beside, places.into):
        folder.mkdir()
    return places


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


def test_takes_parts_that_lie_beside_the_installer_without_any_connection(
    places: Places, server: Server
) -> None:
    (places.beside / "renamed by somebody.zip").write_bytes(places.part)
    assert places.bring(places.list_parts(server.base)) == 0
    assert len(places.brought) == 400_000
    assert server.asked == []


def test_fetches_what_is_not_there_and_goes_on_where_the_line_broke(
    places: Places, server: Server
) -> None:
    listed = places.list_parts(server.url("release"))
    broken = Served(places.part, cut_after=150_000)
    server.files["release/part1.zip"] = Served(places.part)
    server.next_up.append(broken)
    assert places.bring(listed) == 0
    assert len(places.brought) == 400_000
    first, second = server.asked
    assert (first.range, second.range) == ("", "bytes=150000-")


def test_what_arrived_before_a_failure_is_not_fetched_again(
    places: Places, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = places.list_parts(server.url("release"))
    server.next_up += [Served(places.part, cut_after=150_000), *[Served(status=404)] * 9]
    assert places.bring(listed) != 0
    assert "part1.zip" in capsys.readouterr().err
    assert not (places.into / MEMBER).exists()
    server.next_up.clear()
    server.asked.clear()
    server.files["release/part1.zip"] = Served(places.part)
    assert places.bring(listed) == 0
    assert [one.range for one in server.asked] == ["bytes=150000-"]


def test_another_file_of_the_same_size_is_not_laid_out(places: Places, server: Server) -> None:
    wrong = bytearray(places.part)
    wrong[100_000] ^= 1
    server.files["release/part1.zip"] = Served(bytes(wrong))
    assert places.bring(places.list_parts(server.url("release"))) != 0
    assert list(places.into.iterdir()) == []


def test_without_an_address_the_missing_parts_are_named(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    assert places.bring(places.list_parts()) == 3
    said = capsys.readouterr().err
    assert "part1.zip" in said
    assert str(places.beside) in said


def test_a_part_cannot_write_outside_of_the_installation(places: Places, tmp_path: Path) -> None:
    path = places.beside / "part1.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../out.txt", "out")
    assert places.bring(places.list_parts(part=path.read_bytes())) != 0
    assert not (tmp_path / "out.txt").exists()


def test_needs_none_of_the_packages_that_the_parts_hold() -> None:
    script = (
        "import sys\n"
        "for name in ('numpy', 'scipy', 'cv2', 'torch', 'PySide6', 'PIL', 'c2pa', 'cryptography',"
        " 'soundfile', 'imageio_ffmpeg', 'mediapipe', 'skimage'): sys.modules[name] = None\n"
        "import app.install_parts, app.models.fetch\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert done.returncode == 0
