"""Folders, pipes and devices in the place of files: an error at once, whatever reads them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.batch.sheet import read_sheet
from app.models.packs import PackReader
from app.presets import read_preset
from talker.consent import check_consent
from talker.errors import InputError
from talker.media import ffmpeg
from talker.media.audio import open_speech
from talker.media.ffmpeg_inputs import media_input
from talker.media.images import load_image
from talker.media.probe import check_video
from talker.media.tags import read_tags
from talker.provenance.manifest import inspect
from talker.subtitles.files import read_subtitles
from tests.skips import AllowedSkip

_READERS: dict[str, Callable[[Path], object]] = {
    "a.png": load_image,
    "a.wav": open_speech,
    "a.mp4": check_video,
    "b.mp4": read_tags,
    "c.mp4": inspect,
    "d.mp4": lambda path: ffmpeg.Running(media_input(path)),
    "a.srt": read_subtitles,
    "a.csv": read_sheet,
    "a.xlsx": read_sheet,
    "a.jsonl": read_sheet,
    "a.mppreset": read_preset,
    "a.mppack": PackReader,
    "a.consent.toml": lambda path: check_consent(path.with_name("a.png")),
}


@pytest.fixture(params=["folder", "pipe", "device"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Path]:
    """Puts something that is no file under a name."""

    def put(name: str) -> Path:
        path = tmp_path / name
        if request.param == "folder":
            path.mkdir()
        elif sys.platform == "win32":
            pytest.skip(AllowedSkip.SYSTEM.reason("pipes and devices are no names in folders"))
        elif request.param == "pipe":
            os.mkfifo(path)
        else:
            path.symlink_to("/dev/zero")
        return path

    return put


@pytest.mark.parametrize("name", _READERS)
def test_what_is_no_file_is_refused_at_once(name: str, place: Callable[[str], Path]) -> None:
    path = place(name)
    with pytest.raises(InputError) as refused:
        _READERS[name](path)
    assert refused.value.path is not None
