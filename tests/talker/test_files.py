"""Files that are whole or not there, whatever happens while they are written."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from talker.errors import ErrorCode, InputError
from talker.files import atomic_folder, atomic_write, discard_parts, no_folder, part_name


class Interrupted(BaseException):
    """Something that nobody expects, such as Ctrl-C."""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("before", [None, "old"])
def test_a_file_appears_when_it_is_whole(tmp_path: Path, before: str | None) -> None:
    target = tmp_path / "a.txt"
    if before is not None:
        target.write_text(before)
    with atomic_write(target) as part:
        part.write_text("ne")
        assert (target.read_text() if target.exists() else None) == before
        with part.open("a") as file:
            file.write("w")
    assert target.read_text() == "new"
    assert names(tmp_path) == ["a.txt"]


def test_bytes_under_a_name_that_tools_know(tmp_path: Path) -> None:
    target = tmp_path / f"{'long' * 60}.mp4"  # no room for more in a name
    with atomic_write(target, ".mp4", stem="short") as part:
        assert part.name.startswith("short.")
        assert part.suffix == ".mp4"
        part.write_bytes(b"\0\xff")
    assert target.read_bytes() == b"\0\xff"
    assert names(tmp_path) == [target.name]


def _fail(target: Path, failure: type[BaseException]) -> None:
    with atomic_write(target) as part:
        part.write_text("half of the n")
        raise failure


@pytest.mark.parametrize("failure", [ValueError, Interrupted, OSError])
def test_a_failure_in_the_middle_leaves_the_old_file_and_no_part(
    tmp_path: Path, failure: type[BaseException]
) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    with pytest.raises((InputError, failure)):
        _fail(target, failure)
    assert target.read_text() == "old"
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, ErrorCode.DISK_FULL),
        (errno.EDQUOT, ErrorCode.DISK_FULL),
        (errno.EFBIG, ErrorCode.DISK_FULL),
        (errno.EACCES, ErrorCode.OUTPUT_UNWRITABLE),
    ],
)
def test_what_the_system_says_becomes_an_error_that_names_the_target(
    tmp_path: Path, number: int, code: ErrorCode
) -> None:
    target = tmp_path / "a.txt"
    with pytest.raises(InputError) as raised, atomic_write(target):
        raise OSError(number, os.strerror(number))
    assert raised.value.code is code
    assert raised.value.path == target
    assert not names(tmp_path)


@pytest.mark.parametrize("target", ["taken/a.txt", "taken/b/c/a.txt"])
def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path, target: str) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file", encoding="utf-8")
    with pytest.raises(InputError) as raised, atomic_write(tmp_path / target, parents=True):
        pass
    assert raised.value.code is ErrorCode.OUTPUT_UNWRITABLE
    assert f"{taken} is a file, not a folder" in raised.value.message
    assert "permissions" not in raised.value.hint


def test_a_lack_of_memory_is_no_trouble_with_the_file(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="memory"), atomic_write(tmp_path / "a.txt"):
        raise OSError(errno.ENOMEM, "no memory")


def test_what_cannot_take_its_name_is_removed(tmp_path: Path) -> None:
    target = tmp_path / "taken"
    (target / "inside").mkdir(parents=True)
    with pytest.raises(InputError) as raised, atomic_write(target) as part:
        part.write_text("a file")
    assert raised.value.code is ErrorCode.OUTPUT_UNWRITABLE
    assert names(tmp_path) == ["taken"]


def test_missing_folders_are_made_only_when_asked(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "c.txt"
    with pytest.raises(InputError), atomic_write(target) as part:
        part.write_text("text")
    assert not names(tmp_path)
    with atomic_write(target, parents=True, sync=False) as part:
        part.write_text("text")
    assert target.read_text() == "text"


def test_a_folder_takes_the_place_of_another(tmp_path: Path) -> None:
    target = tmp_path / "pictures"
    target.mkdir()
    (target / "old.png").touch()
    with atomic_write(target, replaces=lambda _: True) as part:
        part.mkdir()
        (part / "new.png").touch()
    assert names(tmp_path) == ["pictures"]
    assert names(target) == ["new.png"]


@pytest.mark.parametrize("link", [False, True])
def test_a_folder_of_others_is_not_replaced(tmp_path: Path, link: bool) -> None:
    real, target = tmp_path / "real", tmp_path / "pictures"
    (real / "thesis").mkdir(parents=True)
    if link:
        target.symlink_to(real, target_is_directory=True)
    else:
        real.rename(target)
    before = names(tmp_path)
    replaces = (lambda _: True) if link else no_folder
    with pytest.raises(InputError) as raised, atomic_write(target, replaces=replaces) as part:
        part.mkdir()
    assert raised.value.code is ErrorCode.OUTPUT_EXISTS
    assert names(tmp_path) == before
    assert names(target) == ["thesis"]


def test_an_empty_folder_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "pictures"
    target.mkdir()
    with atomic_write(target) as part:
        (part / "new").mkdir(parents=True)
    assert names(target) == ["new"]


def test_what_comes_into_a_folder_while_it_is_replaced_keeps_it(tmp_path: Path) -> None:
    """The check counts that is made when nobody reaches the folder by its name any more."""
    target = tmp_path / "pictures"
    target.mkdir()
    (target / "old.png").touch()
    answers = iter([True, False])
    with (
        pytest.raises(InputError),
        atomic_write(target, replaces=lambda _: next(answers)) as part,
    ):
        part.mkdir()
    assert names(tmp_path) == ["pictures"]
    assert names(target) == ["old.png"]


def test_a_folder_that_is_not_finished_goes_as_a_whole(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        _fail_in_a_folder(tmp_path / "pictures")
    assert not names(tmp_path)


def _fail_in_a_folder(target: Path) -> None:
    with atomic_write(target) as part:
        (part / "inside").mkdir(parents=True)
        raise OSError(errno.ENOSPC, "full")


def test_the_first_of_two_folders_stays(tmp_path: Path) -> None:
    folder = tmp_path / "above" / "configs"
    with atomic_folder(folder) as part:
        (part / "mine").touch()
        with atomic_folder(folder) as quicker:
            (quicker / "theirs").touch()
    assert names(folder) == ["theirs"]
    assert names(folder.parent) == ["configs"]
    with pytest.raises(FileExistsError), atomic_folder(folder.parent / "other") as part:
        part.mkdir()
    assert names(folder.parent) == ["configs"]


def test_parts_of_killed_writers_are_swept_up(tmp_path: Path) -> None:
    part_name(tmp_path / "a.mp4", ".mp4").touch()
    part_name(tmp_path / "a.png", ".mp4").mkdir()
    (tmp_path / "a.mp4").touch()
    discard_parts(tmp_path, "a.", ".mp4")
    assert names(tmp_path) == ["a.mp4"]


# A tool or another process writes the part, and it outlives the function that begins it.
WRITE_THEIR_OWN_PARTS = {
    "talker/media/encoder.py",
    "talker/media/muxer.py",
    "app/models/store_folder.py",
    "app/farm/node/input_cache.py",
}


def test_nobody_else_names_and_publishes_parts_by_hand(repository: Path) -> None:
    found = {
        path.relative_to(repository).as_posix()
        for folder in ("talker", "app", "avatar_gen", "training", "installers")
        for path in (repository / folder).rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("from talker.files import") and {"part_name", "publish"} & words(line)
    }
    assert found == WRITE_THEIR_OWN_PARTS


def words(line: str) -> set[str]:
    return set(line.replace(",", " ").split())


def _write_into_anothers(target: Path, *, folder: bool = False) -> None:
    with atomic_write(target, replaces=None) as part:
        if folder:
            part.mkdir()
            target.mkdir()
            (target / "000001.png").touch()
        else:
            part.write_text("mine")
            target.write_text("theirs")


@pytest.mark.parametrize("links", [True, False])
def test_nothing_that_appeared_meanwhile_is_replaced_unasked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """Also where the file system has no hard links."""
    if not links:

        def refused(*_: object) -> None:
            raise OSError(errno.EPERM, "no links here")

        monkeypatch.setattr(os, "link", refused)
    target = tmp_path / "a.mp4"
    with pytest.raises(InputError) as raised:
        _write_into_anothers(target)
    assert raised.value.code is ErrorCode.OUTPUT_EXISTS
    assert (target.read_text(), names(tmp_path)) == ("theirs", ["a.mp4"])
    with atomic_write(tmp_path / "b.mp4", replaces=None) as part:
        part.write_text("mine")
    assert (tmp_path / "b.mp4").read_text() == "mine"
    assert names(tmp_path) == ["a.mp4", "b.mp4"]


def test_no_folder_that_appeared_meanwhile_is_replaced_unasked(tmp_path: Path) -> None:
    target = tmp_path / "pictures"
    with pytest.raises(InputError) as raised:
        _write_into_anothers(target, folder=True)
    assert raised.value.code is ErrorCode.OUTPUT_EXISTS
    assert names(target) == ["000001.png"]
    assert names(tmp_path) == ["pictures"]
