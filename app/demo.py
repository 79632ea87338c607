"""The demo's two inputs: a public-domain portrait and a recording that we synthesised."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from talker.assets import assets_folder
from talker.errors import ErrorCode, MouthpieceError

_ASTRONAUT = "skimage/data/astronaut.png"


def demo_portrait() -> Path:
    """The astronaut, 512x512 (NASA, public domain), read out of the installed scikit-image."""
    try:
        path = Path(str(distribution("scikit-image").locate_file(_ASTRONAUT)))
    except PackageNotFoundError:
        path = Path(_ASTRONAUT)
    return _present(path, "Install scikit-image, or run `python start.py` again.")


def is_demo(path: Path) -> bool:
    """Whether it is the demo's portrait."""
    try:
        return path == demo_portrait()
    except MouthpieceError:
        return False


def demo_speech() -> Path:
    """About ten seconds of English speech from the assets."""
    found = sorted(assets_folder().glob("demo_speech.*"))
    path = found[0] if found else assets_folder() / "demo_speech.flac"
    return _present(path, "Install Mouthpiece again, or restore the folder `assets`.")


def _present(path: Path, hint: str) -> Path:
    if not path.is_file():
        raise MouthpieceError(
            ErrorCode.COMPONENT_MISSING, f"The demo's file {path.name} is missing.", hint, path
        )
    return path
