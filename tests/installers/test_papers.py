"""What lies beside an installer: contents, checksums, signatures; parts; the build command."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from installers.errors import BuildError
from installers.nsis import Compression, Installer, make_installer
from installers.payload import Flavour
from installers.sign import Signer
from installers.tree import Tree
from installers.windows_build import build
from tests.installers.conftest import Workshop
from tests.installers.signing import is_signed

needs_makensis = pytest.mark.skipif(
    shutil.which("makensis") is None, reason="makensis is not installed"
)
needs_signer = pytest.mark.skipif(
    shutil.which("osslsigncode") is None, reason="osslsigncode is not installed"
)


@pytest.fixture(scope="module")
def papers(workshop: Workshop) -> Path:
    """The folder with an installer and its papers."""
    return workshop.installer("1.0.0").installer.parent


@needs_makensis
def test_checksums_are_those_of_all_files_beside_them(papers: Path) -> None:
    lines = (papers / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert set(listed) | {"SHA256SUMS"} == {path.name for path in papers.iterdir()}
    for name, digest in listed.items():
        assert hashlib.sha256((papers / name).read_bytes()).hexdigest() == digest


@needs_makensis
def test_the_list_of_contents_names_every_part_with_hash_and_licence(
    papers: Path, workshop: Workshop
) -> None:
    (path,) = papers.glob("*.cdx.json")
    read = json.loads(path.read_bytes())
    assert read["bomFormat"] == "CycloneDX"
    assert read["metadata"]["component"]["hashes"][0]["content"] == (
        workshop.installer("1.0.0").payload.tree.sha256
    )
    parts = {part["name"]: part for part in read["components"]}
    assert set(parts) == {"CPython", "pure-part", "native-part", "helper"}
    assert parts["helper"]["purl"] == "pkg:pypi/helper@0.1"
    assert parts["helper"]["licenses"] == [{"license": {"id": "MIT"}}]
    assert all(part["hashes"] for part in parts.values())


@needs_makensis
def test_a_second_build_gives_the_same_contents_and_papers(workshop: Workshop) -> None:
    first = workshop.installer("1.0.0")
    order = workshop.order("1.0.0", python=workshop.archive(), work=workshop.folder / "again")
    second = build(order, lambda _: None)
    assert second.payload.tree == first.payload.tree
    (one,) = first.installer.parent.glob("*.cdx.json")
    (other,) = second.installer.parent.glob("*.cdx.json")
    assert one.read_bytes() == other.read_bytes()


@needs_makensis
def test_large_packages_become_parts_that_fit_back_together(workshop: Workshop) -> None:
    whole, split = workshop.installer("1.0.0"), workshop.installer("1.0.0", parts=True)
    parts = [path for path in split.files if path.suffix == ".zip"]
    together = {
        path.relative_to(split.payload.folder).as_posix(): path.read_bytes()
        for path in split.payload.folder.rglob("*")
        if path.is_file()
    }
    assert not any("native_part/" in name for name in together)
    listed = json.loads(together.pop("parts.json"))
    assert [file["name"] for file in listed["files"]] == [path.name for path in parts]
    for path in parts:
        with zipfile.ZipFile(path) as archive:
            together |= {name: archive.read(name) for name in archive.namelist()}
    assert together == {
        path.relative_to(whole.payload.folder).as_posix(): path.read_bytes()
        for path in whole.payload.folder.rglob("*")
        if path.is_file()
    }


@needs_makensis
def test_a_version_that_windows_cannot_compare_is_refused(tmp_path: Path) -> None:
    what = Installer(tmp_path, Tree("", 0, 0, 0), "1.0rc1", Flavour.WEB, tmp_path / "LICENSE")
    with pytest.raises(BuildError, match=r"like 1\.2\.3, not 1\.0rc1"):
        make_installer(what, tmp_path / "x.exe", Compression.ZLIB)


@needs_makensis
@needs_signer
def test_a_signed_installer_is_signed_as_it_is(
    workshop: Workshop, signer: Signer, tmp_path: Path
) -> None:
    order = workshop.order("1.0.0", python=workshop.archive(), output=tmp_path, signer=signer)
    built = build(order, lambda _: None)
    assert is_signed(built.installer, signer)
    changed = bytearray(built.installer.read_bytes())
    changed[len(changed) // 2] ^= 1
    broken = tmp_path / "broken.exe"
    broken.write_bytes(changed)
    assert not is_signed(broken, signer)
    assert not is_signed(workshop.installer("1.0.0").installer, signer)


@needs_makensis
@needs_signer
def test_a_wrong_password_is_told(workshop: Workshop, signer: Signer, tmp_path: Path) -> None:
    wrong = tmp_path / "password"
    wrong.write_text("wrong", encoding="utf-8")
    program = tmp_path / "program.exe"
    shutil.copyfile(workshop.installer("1.0.0").installer, program)
    before = program.read_bytes()
    with pytest.raises(BuildError, match="osslsigncode failed"):
        Signer(signer.certificate, wrong).sign(program)
    assert program.read_bytes() == before


def test_the_command_says_what_it_lacks(repository: Path) -> None:
    done = subprocess.run(
        [sys.executable, "installers/build.py", "windows", "--web"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "--address URL" in done.stderr
