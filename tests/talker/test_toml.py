"""TOML that others wrote: whatever is wrong with it is said in one way."""

from __future__ import annotations

from pathlib import Path

import pytest

from talker.toml import TomlInvalid, read_toml, toml_lines

DAMAGES = {
    "deep lists": b"a = " + b"[" * 3000,
    "a number of thousands of digits": b"a = " + b"9" * 5000,
    "other characters": b"\xff\xfe\x00",
    "no value": b"a =",
    "no date": b"a = 2027-13-45",
    "far too long": b"#" * (2 << 20),
}


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "some.toml"
    values = {"name": "\u674e", "many": [1, 2.5], "on": True}
    path.write_text(toml_lines(values), encoding="utf-8")
    assert read_toml(path) == values


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_files_are_refused_with_a_reason(damage: str, tmp_path: Path) -> None:
    path = tmp_path / "some.toml"
    path.write_bytes(DAMAGES[damage])
    with pytest.raises(TomlInvalid, match=r"\w"):
        read_toml(path)


def test_a_folder_is_refused_and_a_missing_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(TomlInvalid, match="is a folder"):
        read_toml(tmp_path)
    with pytest.raises(FileNotFoundError):
        read_toml(tmp_path / "none.toml")
