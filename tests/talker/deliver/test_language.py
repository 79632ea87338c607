"""The language of sound tracks: what was said, what the render was told, or the spoken text's."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from talker.media.ffmpeg import executable
from talker.options.deliver import DeliverOptions
from talker.provenance.publisher import Publisher
from tests.talker.deliver.making import make
from tests.talker.films import film


def spoken(path: Path) -> str:
    """The language that a player shows for the sound."""
    words = [str(executable()), "-hide_banner", "-i", str(path)]
    log = subprocess.run(words, capture_output=True).stderr.decode()
    found = re.search(r"Stream #0:\d+(?:\[\w+\])?(?:\((\w+)\))?: Audio", log)
    assert found is not None
    return found[1] or ""


@pytest.mark.parametrize(
    ("spec", "name", "tag", "shown"),
    [
        ("", "a.mp4", "de", "deu"),
        ("loudness=true", "a.mp4", "zh-Hant", "zho"),
        ("mov", "a.mov", "vi", "vie"),  # QuickTime had no number for it
        ("webm", "a.webm", "fr-CA", "fra"),
        ("", "a.mp4", "", "und"),
        ("mov", "a.mov", "", "und"),
    ],
)
def test_the_sound_track_has_the_language_that_was_said(
    master: Path, tmp_path: Path, spec: str, name: str, tag: str, shown: str
) -> None:
    make(master, tmp_path / name, spec, language=tag)
    assert spoken(tmp_path / name) in {shown, "fre" if shown == "fra" else shown}


def test_a_render_names_it_and_its_deliverables_know_it(tmp_path: Path, astronaut: Path) -> None:
    made = film(tmp_path, astronaut, Publisher(sign=False), 1.0, language="sv", deliverable="1:1")
    assert spoken(made.path) == "swe"
    (version,) = made.result.deliverables
    assert spoken(version) == "swe"
    make(made.path, tmp_path / "b.mp4", "", language="da")
    assert spoken(tmp_path / "b.mp4") == "dan"


def test_a_spoken_text_says_it(master: Path, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("今天天气很好。我们去公园。", encoding="utf-8")
    make(master, tmp_path / "a.mp4", "", subtitles=text, subtitle_way="track")
    assert spoken(tmp_path / "a.mp4") in {"zho", "chi"}


def test_what_is_no_language_tag_is_refused() -> None:
    with pytest.raises(ValueError, match="language"):
        DeliverOptions.model_validate({"language": "german please"})
