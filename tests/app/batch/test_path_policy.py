"""Where the paths of a sheet may lead."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.batch.path_policy import PathPolicy
from talker.errors import ErrorCode, InputError
from tests.skips import AllowedSkip


@pytest.fixture
def base(tmp_path: Path) -> Path:
    base = tmp_path / "sheet 表"
    (base / "in").mkdir(parents=True)
    (base / "in" / "a b.png").write_bytes(b"x")
    (tmp_path / "other").mkdir()
    return base


@pytest.mark.parametrize(
    "written",
    [
        *("in/a b.png", "./in/../in/a b.png", '"in/a b.png"', " in/a b.png ", "in\\a b.png"),
        "\u201cin/a b.png\u201d",
    ],
)
def test_paths_start_at_the_folder_of_the_sheet(base: Path, written: str) -> None:
    assert PathPolicy(base).resolve(written) == (base / "in" / "a b.png").resolve()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_are_found_as_any_system_stores_them(base: Path, form: str) -> None:
    other = "NFD" if form == "NFC" else "NFC"
    names = {one: unicodedata.normalize(one, "Zo\u00eb.png") for one in (form, other)}  # type: ignore[arg-type]
    (base / names[form]).write_bytes(b"x")
    found = PathPolicy(base).resolve(names[other])
    assert found.read_bytes() == b"x"
    assert PathPolicy(base).resolve("missing \u00eb.png").name == "missing \u00eb.png"


def test_an_absolute_path_inside_is_allowed(base: Path) -> None:
    path = base / "in" / "a b.png"
    assert PathPolicy(base).resolve(str(path)) == path.resolve()


@pytest.mark.parametrize("written", ["../other/x.png", "in/../../x.png", "..\\other\\x.png"])
def test_a_path_that_climbs_out_is_refused(base: Path, written: str) -> None:
    with pytest.raises(InputError) as caught:
        PathPolicy(base).resolve(written)
    assert caught.value.code is ErrorCode.PATH_OUTSIDE
    assert written in caught.value.message
    assert "--root" in caught.value.hint


def test_an_absolute_path_elsewhere_is_refused_before_the_disk_is_asked(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roots, elsewhere = PathPolicy(base.resolve()), base.parent.resolve() / "other" / "x.png"
    asked: list[Path] = []
    real = Path.resolve

    def resolve(path: Path, strict: bool = False) -> Path:
        asked.append(path)
        return real(path, strict)

    monkeypatch.setattr(Path, "resolve", resolve)
    with pytest.raises(InputError, match="outside"):
        roots.resolve(str(elsewhere))
    assert elsewhere not in asked


def test_named_folders_and_the_switch_open_the_way(base: Path) -> None:
    other = base.parent / "other"
    assert PathPolicy(base, (other,)).resolve("../other/x.png") == (other / "x.png").resolve()
    assert PathPolicy(base, outside=True).resolve("../x.png") == (base.parent / "x.png").resolve()


@pytest.mark.skipif(
    sys.platform == "win32", reason=AllowedSkip.SYSTEM.reason("links need rights there")
)
def test_a_link_that_leads_out_is_refused_and_one_that_stays_is_followed(base: Path) -> None:
    (base / "out").symlink_to(base.parent / "other")
    (base / "loop").symlink_to(base / "loop")
    (base / "here.png").symlink_to(base / "in" / "a b.png")
    with pytest.raises(InputError, match="outside"):
        PathPolicy(base).resolve("out/x.png")
    assert PathPolicy(base).resolve("here.png") == (base / "in" / "a b.png").resolve()
    with pytest.raises(InputError):
        PathPolicy(base).resolve("loop")


@pytest.mark.parametrize("written", ["", "  ", '""', "a\0b", "a\ud800.png"])
def test_what_is_no_path_is_refused(base: Path, written: str) -> None:
    with pytest.raises(InputError) as caught:
        PathPolicy(base).resolve(written)
    assert caught.value.code is ErrorCode.ROW_INVALID


@given(
    st.lists(st.sampled_from(["..", ".", "a", "b c", "in", "/", "\\", "~"]), min_size=1, max_size=8)
)
def test_whatever_is_written_the_result_lies_inside(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str]
) -> None:
    base = tmp_path_factory.getbasetemp() / "roots"
    base.mkdir(exist_ok=True)
    try:
        found = PathPolicy(base).resolve("/".join(parts))
    except InputError:
        return
    assert found.is_relative_to(base.resolve())
    assert ".." not in found.parts
