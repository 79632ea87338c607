"""The lock holds what the program needs, once, and nothing else."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from app.doctor.qt import OFFSCREEN, install_command, missing_libraries
from app.setup.lock import read_lock
from talker.face.mediapipe_files import DETECTOR, MESH, mediapipe_file

# Wheels that nothing imports: files are read out of them.
CARRIERS = {"mediapipe", "open-clip-torch", "g2p-en", "g2pm", "silero-vad"}
# diffusers, transformers and misaki use them where they are there, and name them as extras only.
HELPERS = {"accelerate", "peft", "sentencepiece", "ordered-set"}
LOCKS = (
    "requirements.lock",
    "tests/requirements.lock",
    "app/setup/torch.lock",
    "app/setup/backends.lock",
)
CODE = ("talker", "app", "avatar_gen", "speech_gen")


def locked(path: Path) -> dict[str, Requirement]:
    """The requirements of a lock file by normalised name."""
    requirements = [Requirement(one.requirement) for one in read_lock(path).values()]
    return {canonicalize_name(one.name): one for one in requirements}


@pytest.fixture(scope="module")
def lock(repository: Path) -> dict[str, Requirement]:
    return locked(repository / "requirements.lock")


def applies(requirement: Requirement) -> bool:
    return requirement.marker is None or requirement.marker.evaluate()


def test_there_is_exactly_one_opencv_and_it_is_headless(lock: dict[str, Requirement]) -> None:
    assert [name for name in lock if "opencv" in name] == ["opencv-python-headless"]


def test_every_version_is_exact(lock: dict[str, Requirement]) -> None:
    assert all(str(one.specifier).startswith("==") for one in lock.values())


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_has_the_hashes_of_its_files(repository: Path, name: str) -> None:
    read = read_lock(repository / name)
    assert [one.name for one in read.values() if not one.sha256] == []
    # No address of an index: whoever installs decides where the files come from.
    assert "://" not in (repository / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["requirements.lock", "tests/requirements.lock"])
def test_every_locked_package_is_installed_in_that_version(repository: Path, name: str) -> None:
    wrong = {
        str(one): distribution(one.name).version
        for one in locked(repository / name).values()
        if applies(one) and distribution(one.name).version not in one.specifier
    }
    assert not wrong


def test_every_locked_package_is_imported_or_needed_by_one_that_is(
    lock: dict[str, Requirement], repository: Path
) -> None:
    used = imported_distributions(repository) | CARRIERS | HELPERS
    waiting = [name for name in used if name in lock and name not in CARRIERS]
    extras = wanted_extras(repository)
    while waiting:
        user = waiting.pop()
        for line in distribution(user).requires or []:
            needed = Requirement(line)
            name = canonicalize_name(needed.name)
            if name in lock and name not in used and is_wanted(needed, extras.get(user, set())):
                used.add(name)
                if applies(lock[name]):  # one for another system is not installed here
                    waiting.append(name)
    assert set(lock) - used == set()


def test_everything_the_program_imports_is_locked(
    lock: dict[str, Requirement], repository: Path
) -> None:
    elsewhere = {"torch", "pip"}  # its own step; comes with every environment
    assert imported_distributions(repository) - set(lock) - elsewhere == set()


def test_no_file_is_given_to_the_decoders_of_opencv(repository: Path) -> None:
    """The line that is pinned has a hole in one of them (docs/security.md)."""
    decoders = {"imread", "imreadmulti", "imdecode", "imdecodemulti", "VideoCapture"}
    used = [
        f"{file.relative_to(repository)}: {node.attr}"
        for package in (*CODE, "training")
        for file in (repository / package).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in decoders
    ]
    assert used == []


def test_the_carriers_carry_what_is_read_out_of_them(astronaut: Path) -> None:
    assert mediapipe_file(DETECTOR).stat().st_size > 100_000
    assert mediapipe_file(MESH).stat().st_size > 1_000_000
    assert astronaut.stat().st_size > 500_000


def test_opencv_and_qt_work_in_one_process() -> None:
    missing = missing_libraries(OFFSCREEN)
    if missing:
        pytest.skip(f"Qt needs {', '.join(missing)}; run: {install_command(missing)}")
    code = (
        "import cv2, numpy as np; from PySide6.QtWidgets import QApplication, QLabel\n"
        "app = QApplication([]); label = QLabel('hello'); label.show(); app.processEvents()\n"
        "print(cv2.resize(np.zeros((4, 4, 3), np.uint8), (2, 2)).shape, label.isVisible())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.split("\n")[0] == "(2, 2, 3) True", done.stderr


def wanted_extras(repository: Path) -> dict[str, set[str]]:
    """The extras that pyproject.toml asks of each distribution."""
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [Requirement(line) for line in project["project"]["dependencies"]]
    return {canonicalize_name(one.name): set(one.extras) for one in asked}


def is_wanted(needed: Requirement, extras: set[str]) -> bool:
    """Whether a requirement belongs to the distribution itself or to one of its `extras`."""
    if needed.marker is None or "extra" not in str(needed.marker):
        return True
    return any(needed.marker.evaluate({"extra": extra}) for extra in extras)


def imported_distributions(repository: Path) -> set[str]:
    """Third-party distributions that our packages import, also inside strings run elsewhere."""
    providers = packages_distributions()
    found: set[str] = set()
    for package in CODE:
        for file in (repository / package).rglob("*.py"):
            for name in imports(ast.parse(file.read_text(encoding="utf-8"))):
                found.update(canonicalize_name(one) for one in providers.get(name, ()))
    return found


def imports(tree: ast.AST) -> set[str]:
    """Top-level names of all imports, those in code strings included."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module.split(".")[0])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value.strip()
            if text.startswith(("import ", "from ")):
                try:
                    names |= imports(ast.parse(text))
                except SyntaxError:
                    continue
    return names
