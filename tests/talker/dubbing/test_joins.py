"""What is shown of a film where it goes on, or ends."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.cli import main
from talker.dubbing.joins import write_join
from talker.media.film import Film, read_film
from talker.options.dub import DubOptions, Ending, Extend
from talker.progress import CancelToken
from tests.talker.dubbing.footage import swaying, write_film

RATE, FRAMES = 8, 28


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory, astronaut: Path) -> Film:
    path = tmp_path_factory.mktemp("joins") / "film.mp4"
    return read_film(write_film(path, swaying(astronaut, FRAMES), rate=str(RATE)))


def _shown(film: Film, spoken: int | None, target: Path, **options: object) -> list[int]:
    """Which frames of the film the preview shows."""
    chosen = DubOptions.model_validate(options)
    write_join(film, spoken, chosen, target, CancelToken())
    own = np.stack([frame.y for frame in film.read()]).astype(int)
    made = [frame.y.astype(int) for frame in read_film(target).read()]
    return [int(np.argmin(np.abs(own - one).mean((1, 2)))) for one in made]


@pytest.mark.parametrize("spoken", [None, FRAMES + 9])
def test_a_longer_speech_shows_where_the_film_goes_on(
    film: Film, tmp_path: Path, spoken: int | None
) -> None:
    shown = _shown(film, spoken, tmp_path / "join.mp4", extend=Extend.BOUNCE)
    last = FRAMES - 1
    assert shown == [*range(last - 11, last + 1), *range(last - 1, last - 13, -1)]


def test_a_shorter_speech_shows_where_the_film_ends_or_its_own_mouth_comes_back(
    film: Film, tmp_path: Path
) -> None:
    ended = _shown(film, 15, tmp_path / "end.mp4", ending=Ending.CUT)
    assert len(ended) == 12
    assert ended == list(range(ended[0], ended[0] + 12))
    assert 15 <= ended[-1] + 1 <= 15 + RATE
    kept = _shown(film, 15, tmp_path / "kept.mp4", ending=Ending.KEEP)
    assert kept == list(range(3, 27))


def test_the_command_writes_the_join_and_no_dub(
    film: Film, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words, target, output = tmp_path / "w.wav", tmp_path / "join.mp4", tmp_path / "dub.mp4"
    soundfile.write(words, np.zeros(16000 * 2) + 0.01, 16000)
    asked = ["dub", str(film.path), str(words), "-o", str(output), "--json"]
    assert main([*asked, "--join", str(target)]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["output"] == str(target)
    assert read_film(target).frames == 12
    assert not output.exists()
    assert main([*asked, "--join", str(film.path), "--overwrite"]) == 3  # the film itself
