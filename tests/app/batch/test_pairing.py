"""Which recording goes with which portrait."""

from __future__ import annotations

import errno
import os
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.batch.folder import Files, find_files
from app.batch.pairing import Pair, Pairing, pair_files, pair_tree
from app.batch.remarks import RemarkKind
from app.batch.source import Source
from talker.errors import ErrorCode, InputError, UsageError
from tests.skips import AllowedSkip

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


def test_the_folder_that_holds_nothing_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=f"no portrait in {tmp_path.name}"):
        pair_files(find_files(tmp_path))


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


def folder(root: Path, *names: str) -> Files:
    for name in names:
        (root / name).parent.mkdir(exist_ok=True, parents=True)
        (root / name).write_bytes(b"x")
    return find_files(root)


def problems(pairing: Pairing) -> dict[str, ErrorCode]:
    return {row.place: row.problem.code for row in pairing.rows if row.problem}


def test_what_network_drives_keep_for_themselves_is_nobodys_portrait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("@eaDir", "#recycle", "$RECYCLE.BIN", "System Volume Information", "takes"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "THUMB_XL.jpg").write_bytes(b"x")
    (tmp_path / "a.png").write_bytes(b"x")
    found = find_files(tmp_path, recursive=True)
    assert [path.relative_to(tmp_path).as_posix() for path in found.portraits] == [
        "a.png",
        "takes/THUMB_XL.jpg",
    ]
    # A share that goes away between two looks ends nothing.
    gone = OSError(errno.ESTALE, os.strerror(errno.ESTALE))
    monkeypatch.setattr(Path, "is_dir", lambda _: (_ for _ in ()).throw(gone))
    assert find_files(tmp_path).portraits == (tmp_path / "a.png",)


@pytest.mark.parametrize("ending", ["jxl", "PSB", "svg", "dng", "psd", "nobody-knows"])
def test_nobody_speaks_the_words_of_somebody_whose_portrait_is_not_read(
    tmp_path: Path, ending: str
) -> None:
    found = folder(tmp_path, f"anna.{ending}", "anna.wav", "bob.png", "bob.wav")
    for pair in (Pair.AUTO, Pair.ONE, Pair.ALL):
        pairing = pair_files(found, pair)
        assert made(pairing) == ["bob.png + bob.wav"]
        assert problems(pairing) == {"anna.wav": ErrorCode.PAIR_UNREAD}
    assert f"anna.{ending}" in str(pairing.rows[-1].problem)
    # Only when the user names who speaks is it somebody else.
    assert len(made(pair_files(found, portrait=tmp_path / "bob.png"))) == 2


def test_a_single_portrait_goes_on_with_the_recordings_that_are_nobodys(tmp_path: Path) -> None:
    pairing = pair_files(folder(tmp_path, "host.png", "mon.wav", "tue_2.wav", "tue.jxl"))
    assert pairing.pair is Pair.ONE
    assert made(pairing) == ["host.png + mon.wav"]
    assert problems(pairing) == {"tue_2.wav": ErrorCode.PAIR_UNREAD}


def test_a_portrait_whose_recording_is_not_read_speaks_no_others(tmp_path: Path) -> None:
    pairing = pair_files(folder(tmp_path, "bob.png", "bob.silk", "anna.wav"))
    assert made(pairing) == []
    assert problems(pairing) == {
        "bob.png": ErrorCode.PAIR_UNREAD,
        "anna.wav": ErrorCode.PAIR_MISSING,
    }


def test_a_partner_still_being_copied_is_missing_not_replaced(tmp_path: Path) -> None:
    pairing = pair_files(folder(tmp_path, "anna.png.crdownload", "anna.wav", "bob.png", "c.wav"))
    assert made(pairing) == ["bob.png + c.wav"]
    assert problems(pairing) == {"anna.wav": ErrorCode.PAIR_MISSING}


def test_texts_and_other_things_beside_a_recording_are_no_portrait_of_it(tmp_path: Path) -> None:
    names = ("host.png", "host.psd", "mon.wav", "mon.txt", "mon.srt", "tue.wav", "tue.pek")
    assert len(made(pair_files(folder(tmp_path, *names)))) == 2


def test_every_file_that_is_left_out_is_named_with_the_reason(tmp_path: Path) -> None:
    found = folder(
        tmp_path, "a.png", "a.wav", "b.jxl", "c.silk", "d.xyz", "e.txt", "f.wav.part", ".hidden"
    )
    for name in ("Thumbs.db", "inner/x.png"):
        folder(tmp_path, name)
    found = find_files(tmp_path)
    assert {remark.kind: remark.names for remark in found.remarks()} == {
        RemarkKind.PICTURE_UNREAD: ("b.jxl",),
        RemarkKind.SOUND_UNREAD: ("c.silk",),
        RemarkKind.FILE_UNKNOWN: ("d.xyz",),
        RemarkKind.FILE_OTHER: ("e.txt",),
        RemarkKind.FILE_UNFINISHED: ("f.wav.part",),
        RemarkKind.SUBFOLDERS: ("inner",),
    }
    assert all(remark.names[0] in str(remark) for remark in found.remarks())


@pytest.mark.skipif(
    sys.platform != "linux", reason=AllowedSkip.SYSTEM.reason("needs names that are not UTF-8")
)
def test_a_name_that_is_not_utf_8_leaves_out_that_file_alone(tmp_path: Path) -> None:
    odd = os.fsdecode(b"caf\xe9")
    folder(tmp_path, "a.png", "a.wav", f"{odd}.png", f"{odd}.wav", f"{odd}/b.png", "inner/x.wav")
    for recursive in (False, True):
        found = find_files(tmp_path, recursive=recursive)
        assert [path.name for path in found.portraits] == ["a.png"]
        names = {remark.kind: remark.names for remark in found.remarks()}[RemarkKind.FILE_NAME]
        assert r"caf\udce9.png" in names
        assert ("b.png" in names) is recursive


@pytest.mark.parametrize(
    "ending", ["3gpp", "m4b", "mp2", "weba", "w64", "au", "ape", "wv", "mts", "M4R", "eac3"]
)
def test_sounds_of_every_kind_that_is_read_are_recordings(tmp_path: Path, ending: str) -> None:
    assert made(pair_files(folder(tmp_path, "a.png", f"x.{ending}"))) == [f"a.png + x.{ending}"]


def test_what_is_there_is_named_when_a_kind_is_missing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no portrait .*anna\.jxl") as caught:
        pair_files(folder(tmp_path, "anna.jxl", "anna.wav"))
    assert caught.value.code is ErrorCode.BATCH_EMPTY
    with pytest.raises(InputError, match=r"inner"):
        pair_files(folder(tmp_path / "outer", "inner/a.png", "inner/a.wav"))


def test_folders_inside_are_paired_each_for_itself(tmp_path: Path) -> None:
    names = ("anna/me.png", "anna/1.wav", "anna/2.wav", "bob/me.png", "bob/1.wav", "bob/deep/x.txt")
    folder(tmp_path, *names, "videos/old.png", ".git/x.png")
    found = find_files(tmp_path, recursive=True, without=tmp_path / "videos")
    pairing = pair_tree(found, tmp_path)
    assert made(pairing) == [
        f"{Path('anna/me.png')} + {Path('anna/1.wav')}",
        f"{Path('anna/me.png')} + {Path('anna/2.wav')}",
        f"{Path('bob/me.png')} + {Path('bob/1.wav')}",
    ]
    assert [row.number for row in pairing.rows] == [1, 2, 3]
    assert [remark.names for remark in found.remarks(tmp_path)] == [(str(Path("bob/deep/x.txt")),)]


def test_folders_of_one_kind_each_are_paired_together(tmp_path: Path) -> None:
    folder(tmp_path, "faces/anna.png", "faces/bob.png", "voices/bob.wav", "voices/anna.wav")
    pairing = pair_tree(find_files(tmp_path, recursive=True), tmp_path)
    assert pairing.pair is Pair.STEM
    assert len(made(pairing)) == 2
    assert not problems(pairing)


def test_what_finds_no_partner_in_any_folder_is_a_problem(tmp_path: Path) -> None:
    folder(tmp_path, "anna/me.png", "anna/1.wav", "lost/alone.wav")
    pairing = pair_tree(find_files(tmp_path, recursive=True), tmp_path)
    assert problems(pairing) == {str(Path("lost/alone.wav")): ErrorCode.PAIR_MISSING}


def test_a_link_that_leads_round_ends(tmp_path: Path) -> None:
    folder(tmp_path, "in/a.png", "in/a.wav")
    (tmp_path / "in" / "round").symlink_to(tmp_path, target_is_directory=True)
    assert len(find_files(tmp_path, recursive=True).portraits) == 1


def test_portraits_without_recordings_speak_a_text(tmp_path: Path) -> None:
    for name in ("anna.png", "bert.png", "notes.txt"):
        (tmp_path / name).write_bytes(b"")
    source = Source(tmp_path, text=True)
    rows = source.load(tmp_path / "videos").rows
    assert [(row.number, row.place, row.speech) for row in rows] == [
        (1, "anna.png", ""),
        (2, "bert.png", ""),
    ]
    (tmp_path / "bert.wav").write_bytes(b"")
    recorded = [row for row in source.load(tmp_path / "videos").rows if row.problem is None]
    assert [row.place for row in recorded] == ["bert.png + bert.wav"]
    with pytest.raises(InputError, match="no portrait"):
        Source(tmp_path, text=True).paired(Files((), ()))
