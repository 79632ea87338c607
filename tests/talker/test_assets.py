"""Finding the files that ship with the program."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from talker.assets import asset
from talker.errors import ErrorCode, MouthpieceError


def test_a_missing_file_is_named_with_what_to_do() -> None:
    with pytest.raises(MouthpieceError) as caught:
        asset("no-such-file.bin")
    assert caught.value.code is ErrorCode.COMPONENT_MISSING
    assert "no-such-file.bin" in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("folder", ["assets", "mouthpiece_assets"])
def test_files_are_found_in_a_checkout_and_in_an_installed_wheel(
    folder: str, tmp_path: Path, repository: Path
) -> None:
    package = tmp_path / "talker"
    package.mkdir()
    for name in ("__init__.py", "assets.py", "errors.py"):
        shutil.copy(repository / "talker" / name, package)
    shipped = tmp_path / folder / "presets" / "one.json"
    shipped.parent.mkdir(parents=True)
    shipped.write_text("{}", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "from talker.assets import asset; print(asset('presets/one.json'))"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == str(shipped), done.stderr
