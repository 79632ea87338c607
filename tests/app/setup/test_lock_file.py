"""Lock files: what is read out of them, and what pip is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.setup.lock import read_lock, write_pins
from app.setup.pip import PipFailure
from app.setup.torch_build import TORCH, known_lines, torch_lock

A, B = "a" * 64, "b" * 64
TEXT = f"""\
PySide6_Essentials==6 \\
    --hash=sha256:{B} \\
    --hash=sha256:{A}
    # via x
# a==1
numpy==2 ; sys_platform == 'win32'  # via y
"""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "some.lock"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_names_are_normalised_and_hashes_belong_to_their_line(lock: Path) -> None:
    read = read_lock(lock)
    assert list(read) == ["pyside6-essentials", "numpy"]
    assert read["pyside6-essentials"].sha256 == {A, B}
    assert read["numpy"].requirement == "numpy==2 ; sys_platform == 'win32'"
    line = read["pyside6-essentials"].line()
    assert line == f"PySide6_Essentials==6 --hash=sha256:{A} --hash=sha256:{B}"


def test_constraints_have_no_hashes(lock: Path, tmp_path: Path) -> None:
    pins = tmp_path / "pins.txt"
    write_pins(read_lock(lock).values(), pins)
    assert pins.read_text(encoding="utf-8") == (
        "PySide6_Essentials==6\nnumpy==2 ; sys_platform == 'win32'\n"
    )


def found(name: str, sha256: str | None) -> dict[str, object]:
    """One item of pip's report."""
    archive = {"hashes": {"sha256": sha256}} if sha256 else {}
    url = f"https://index.invalid/{name}-1-py3-none-any.whl"
    return {
        "metadata": {"name": name, "version": "1"},
        "download_info": {"url": url, "archive_info": archive},
    }


def test_torch_is_installed_by_hash_with_what_it_needs() -> None:
    known = torch_lock()
    lines = known_lines(
        {"install": [found("torch", None), found("Jinja2", min(known["jinja2"].sha256))]}, known
    )
    assert [line.split(" ")[0] for line in lines] == [f"torch=={TORCH}", "jinja2==3.1.6"]
    assert all("--hash=sha256:" in line for line in lines)


@pytest.mark.parametrize("name", ["torch", "something-else"])
def test_a_build_of_torch_that_nobody_knows_is_refused(name: str) -> None:
    with pytest.raises(PipFailure, match="is no file whose hash is known"):
        known_lines({"install": [found(name, A)]}, torch_lock())
