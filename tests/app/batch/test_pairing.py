"""Which recording goes with which portrait."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.batch.pairing import Files, Pair, Pairing, find_files, pair_files
from talker.errors import ErrorCode, InputError, UsageError

STEMS = st.text("abAB12_- é", min_size=1, max_size=6)
PORTRAITS = st.lists(
    st.builds(lambda stem: Path(f"{stem}.png"), STEMS), min_size=1, max_size=6, unique=True
)
SPEECHES = st.lists(
    st.builds(lambda stem, end: Path(stem + end), STEMS, st.sampled_from([".wav", ".mp3"])),
    min_size=1,
    max_size=8,
    unique=True,
)


def files(*names: str) -> Files:
    paths = [Path(name) for name in names]
    pictures = tuple(path for path in paths if path.suffix == ".png")
    return Files(pictures, tuple(path for path in paths if path not in pictures))


def made(pairing: Pairing) -> list[str]:
    return [row.place for row in pairing.rows if row.problem is None]


def alone(pairing: Pairing) -> list[str]:
    return [row.place for row in pairing.rows if row.problem is not None]


@pytest.mark.parametrize(
    ("names", "chosen", "pairs"),
    [
        (["a.png", "x.wav", "y.wav"], Pair.ONE, ["a.png + x.wav", "a.png + y.wav"]),
        (["a.png", "b.png", "b.wav", "a.mp3"], Pair.STEM, ["b.png + b.wav", "a.png + a.mp3"]),
        (
            ["a.png", "b.png", "x.wav", "y.wav"],
            Pair.ALL,
            ["a.png + x.wav", "a.png + y.wav", "b.png + x.wav", "b.png + y.wav"],
        ),
    ],
)
def test_the_way_of_pairing_is_chosen_by_the_files(
    names: list[str], chosen: Pair, pairs: list[str]
) -> None:
    pairing = pair_files(files(*names))
    assert pairing.pair is chosen
    assert made(pairing) == pairs
    assert str(len(pairs)) in pairing.sentence


def test_the_choice_can_be_overridden() -> None:
    four = files("a.png", "b.png", "a.wav", "b.wav")
    assert len(made(pair_files(four, Pair.ALL))) == 4
    assert len(made(pair_files(four, Pair.STEM))) == 2
    with pytest.raises(UsageError, match="2 portraits, not one"):
        pair_files(four, Pair.ONE)


def test_a_given_portrait_speaks_every_recording() -> None:
    pairing = pair_files(files("a.png", "x.wav", "a.wav"), portrait=Path("elsewhere/p.jpg"))
    assert pairing.pair is Pair.ONE
    assert [Path(row.portrait) for row in pairing.rows] == [Path("elsewhere/p.jpg")] * 2


def test_takes_of_one_portrait_follow_its_name_and_the_longest_name_wins() -> None:
    pairing = pair_files(
        files(
            "anna.png",
            "anna_maria.png",
            "anna_01.wav",
            "anna-2.wav",
            "anna_maria.wav",
            "annabel.wav",
        )
    )
    assert made(pairing) == [
        "anna.png + anna_01.wav",
        "anna.png + anna-2.wav",
        "anna_maria.png + anna_maria.wav",
    ]
    assert alone(pairing) == ["annabel.wav"]


def test_a_file_without_a_partner_is_a_problem_that_names_it() -> None:
    pairing = pair_files(files("a.png", "b.png", "a.wav", "c.wav"))
    assert made(pairing) == ["a.png + a.wav"]
    problems = {row.place: row.problem for row in pairing.rows if row.problem}
    assert set(problems) == {"b.png", "c.wav"}
    for name, problem in problems.items():
        assert problem.code is ErrorCode.PAIR_MISSING
        assert name in problem.message


def test_case_and_the_form_of_accents_do_not_part_names() -> None:
    name = "José"
    pairing = pair_files(
        files(unicodedata.normalize("NFD", name) + ".png", "z.png", name.upper() + ".wav")
    )
    assert len(made(pairing)) == 1


@pytest.mark.parametrize("names", [["a.wav"], ["a.png"], []])
def test_with_nothing_to_pair_the_missing_kind_is_named(names: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        pair_files(files(*names))
    assert caught.value.code is ErrorCode.BATCH_EMPTY
    assert ("portrait" if "a.png" not in names else "recording") in caught.value.message


@given(PORTRAITS, SPEECHES, st.sampled_from([Pair.AUTO, Pair.STEM, Pair.ALL]))
def test_no_file_is_ever_left_out_and_numbers_count_on(
    portraits: list[Path], speeches: list[Path], pair: Pair
) -> None:
    pairing = pair_files(Files(tuple(portraits), tuple(speeches)), pair)
    used = {name for row in pairing.rows for name in (row.portrait, row.speech) if name}
    used |= {row.place for row in pairing.rows if row.problem}
    assert used == {str(path) for path in (*portraits, *speeches)}
    assert [row.number for row in pairing.rows] == list(range(1, len(pairing.rows) + 1))
    if pairing.pair is Pair.ALL:
        assert len(pairing.rows) == len(portraits) * len(speeches)


def test_a_folder_gives_its_inputs_in_natural_order(tmp_path: Path) -> None:
    for name in (
        *("take 10.wav", "take 2.wav", "Ä.JPG", ".hidden.wav", "~$x.wav", "notes.txt"),
        *("part.wav.0a1b2c3d.part", "film.mp4"),
    ):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "folder.png").mkdir()
    found = find_files(tmp_path)
    assert [path.name for path in found.portraits] == ["Ä.JPG"]
    assert [path.name for path in found.speeches] == ["film.mp4", "take 2.wav", "take 10.wav"]
    without = find_files(tmp_path, videos=False)
    assert "film.mp4" not in [path.name for path in without.speeches]
