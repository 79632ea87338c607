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


def found(name: str, version: str, sha256: str | None) -> dict[str, object]:
    """One item of pip's report."""
    archive = {"hashes": {"sha256": sha256}} if sha256 else {}
    url = f"https://index.invalid/{name}-1-py3-none-any.whl"
    return {
        "metadata": {"name": name, "version": version},
        "download_info": {"url": url, "archive_info": archive},
    }


def test_torch_is_installed_by_hash_with_what_it_needs() -> None:
    known = torch_lock()
    chosen = min(known["torch"].sha256)
    report = {"install": [found("torch", f"{TORCH}+cpu", chosen), found("Jinja2", "3.1.6", None)]}
    torch, jinja = known_lines(report, known)
    # The build that pip chose and no other: another one needs other things beside it.
    assert torch == f"torch=={TORCH}+cpu --hash=sha256:{chosen}"
    assert jinja.startswith("Jinja2==3.1.6 --hash=sha256:")
    assert {one.removeprefix("--hash=sha256:") for one in jinja.split()[1:]} == known[
        "jinja2"
    ].sha256


@pytest.mark.parametrize("name", ["torch", "something-else"])
def test_a_build_of_torch_that_nobody_knows_is_refused(name: str) -> None:
    with pytest.raises(PipFailure, match="is no file whose hash is known"):
        known_lines({"install": [found(name, "1", A)]}, torch_lock())
