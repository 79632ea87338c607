"""Payloads: the same for the same sources, complete, for Windows alone, and what is refused."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from app.build_info import BUILD_FILE, BuildInfo
from app.setup.torch_build import TORCH
from installers.errors import BuildError
from installers.launchers import CONSOLE
from installers.locks import read_locks
from installers.payload import Payload, Sources, assemble
from installers.pins import pins
from installers.python_archive import python_archive
from installers.tree import measure
from installers.wheels import build_wheel, fetch_wheels
from installers.windows_build import Order
from tests.installers.conftest import Workshop
from tests.installers.making import make_archive, make_wheel
from tests.installers.pe import library


@pytest.fixture
def order(workshop: Workshop, tmp_path: Path) -> Order:
    return workshop.order(work=tmp_path / "work", python=make_archive(tmp_path / "python.zip"))


def assembled(order: Order, folder: Path, *, add: tuple[str, ...] = ()) -> Payload:
    """The payload of an order; `add` are further lines of its lock."""
    (lock,) = order.locks
    lock.write_text("\n".join([lock.read_text(encoding="utf-8"), *add]), encoding="utf-8")
    wheels = fetch_wheels(read_locks([lock]), order.work / "wheels")
    wheels.append(build_wheel(order.checkout, order.work / "own", 1_700_000_000))
    assert order.python is not None
    return assemble(
        Sources(order.checkout, order.python, wheels, order.flavour, 1_700_000_000), folder
    )


def packages(payload: Payload) -> Path:
    return payload.folder / "python" / "Lib" / "site-packages"


def test_two_builds_have_the_same_files_and_times(order: Order, tmp_path: Path) -> None:
    one = assembled(order, tmp_path / "one")
    other = assembled(order, tmp_path / "other")
    assert one.tree == other.tree
    times = {path.stat().st_mtime for path in other.folder.rglob("*") if path.is_file()}
    assert times == {1_700_000_000}
    (packages(other) / "helper.py").write_bytes(b"HELP = False\n")
    assert measure(other.folder).sha256 != one.tree.sha256


def test_everything_locked_for_windows_is_laid_out_and_nothing_else(
    order: Order, tmp_path: Path
) -> None:
    payload = assembled(order, tmp_path / "payload")
    names = {path.name for path in packages(payload).iterdir()}
    assert {"app", "pure_part", "native_part", "helper.py"} <= names
    assert payload.distributions == 4
    assert not (packages(payload) / "native_part" / "headers.lib").exists()
    assert not list(packages(payload).rglob("licenses"))


def test_records_agree_with_what_was_laid_out(order: Order, tmp_path: Path) -> None:
    payload = assembled(order, tmp_path / "payload")
    record = packages(payload) / "native_part-2.0.dist-info" / "RECORD"
    rows = list(csv.reader(record.read_text(encoding="utf-8").splitlines()))
    assert {row[0] for row in rows} == {
        path.relative_to(packages(payload)).as_posix()
        for folder in ("native_part", "native_part-2.0.dist-info")
        for path in (packages(payload) / folder).rglob("*")
    }


def test_python_looks_only_into_the_payload(order: Order, tmp_path: Path) -> None:
    payload = assembled(order, tmp_path / "payload")
    lines = (payload.folder / "python" / "python312._pth").read_bytes().decode().split("\r\n")
    assert lines == ["python312.zip", ".", r"Lib\site-packages", "import site", ""]


def test_launchers_name_python_by_its_place_beside_them() -> None:
    content = CONSOLE.content()
    assert content.startswith(b"MZ")
    assert b"#!<launcher_dir>\\python\\python.exe\r\n" in content
    assert content == CONSOLE.content()


def test_the_build_says_which_flavour_it_is(order: Order, tmp_path: Path) -> None:
    payload = assembled(order, tmp_path / "payload")
    facts = BuildInfo.model_validate_json((packages(payload) / BUILD_FILE).read_bytes())
    assert facts == BuildInfo(version="1.0.0", flavour="offline-cpu")


def test_licences_of_all_parts_lie_under_short_names(order: Order, tmp_path: Path) -> None:
    payload = assembled(order, tmp_path / "payload")
    licences = payload.folder / "licences"
    assert (licences / "native-part" / "LICENSE").read_bytes() == b"The text of MIT"
    overview = (licences / "THIRD-PARTY.txt").read_text(encoding="utf-8")
    for line in ("helper 0.1: MIT", "native-part 2.0: MIT", "mouthpiece 1.0.0: Apache-2.0"):
        assert line in overview


def test_texts_that_wheels_leave_out_and_the_offer_of_sources_are_added(
    order: Order, tmp_path: Path
) -> None:
    wheels = order.work / "wheels"
    make_wheel(wheels, "silent", "1.0", licence="Apache Software License", licence_text=False)
    make_wheel(wheels, "imageio_ffmpeg", "0.8.1", licence="BSD-2-Clause")
    payload = assembled(order, tmp_path / "payload", add=("silent==1.0", "imageio-ffmpeg==0.8.1"))
    licences = payload.folder / "licences"
    assert "Apache License" in (licences / "silent" / "Apache-2.0.txt").read_text(encoding="utf-8")
    gpl = (licences / "imageio-ffmpeg" / "GPL-3.0.txt").read_text(encoding="utf-8")
    assert "GNU GENERAL PUBLIC LICENSE" in gpl
    overview = (licences / "THIRD-PARTY.txt").read_text(encoding="utf-8")
    assert "in imageio-ffmpeg: GPL-3.0-or-later" in overview
    assert "the complete corresponding source is offered" in overview
    assert "in soundfile" not in overview  # not in this one


def test_the_largest_c_runtime_of_the_wheels_lies_beside_python(
    order: Order, tmp_path: Path
) -> None:
    """`yours` comes after `qt`, as a newer file would, but brings fewer parts."""
    make_wheel(
        order.work / "wheels",
        "qt",
        "6.0",
        files={f"qt/{name}": library("kernel32.dll") for name in ("msvcp140.dll", "MSVCP140_1.dll")}
        | {"qt/needs.dll": library("msvcp140.dll")},
        tag="cp312-abi3-win_amd64",
    )
    make_wheel(
        order.work / "wheels",
        "net",
        "2.0",
        files={"net/core.pyd": library("MSVCP140.dll")},
        tag="cp312-abi3-win_amd64",
    )
    make_wheel(
        order.work / "wheels",
        "yours",
        "1.0",
        files={"yours/.libs/msvcp140.dll": library("kernel32.dll")},
        tag="cp312-abi3-win_amd64",
    )
    payload = assembled(order, tmp_path / "payload", add=("qt==6.0", "net==2.0", "yours==1.0"))
    beside = {path.name for path in (payload.folder / "python").glob("*.dll")}
    assert beside == {"msvcp140.dll", "msvcp140_1.dll", "vcruntime140.dll"}


REFUSED: dict[str, tuple[dict[str, object], str]] = {
    "a file for Linux": ({"files": {"odd/lib.py": b"\x7fELF"}}, "made for another system"),
    "a library for Linux": ({"files": {"odd/core.so.1": b"x"}}, "made for another system"),
    "a library for macOS": ({"files": {"odd/a": b"\xcf\xfa\xed\xfe"}}, "made for another system"),
    "32 bits": ({"files": {"odd/a.dll": library(machine=0x14C)}}, "not made for 64-bit Windows"),
    "another Python": (
        {"files": {"odd/a.cp311-win_amd64.pyd": library()}},
        "made for Python 3.11",
    ),
    "a text as a library": ({"files": {"odd/a.dll": b"text"}}, "is no library"),
    "a lack of the C++ runtime": (
        {"files": {"odd/a.dll": library("msvcp140.dll")}},
        "needs msvcp140.dll",
    ),
    "no licence": ({"licence": ""}, "No licence's text"),
    "a licence without its text": ({"licence_text": False}, "No licence's text"),
    "a file that another wheel has": (
        {"files": {"Helper.py": b"other"}},
        "both hold",
    ),
    "a way out of the folder": ({"files": {"../out.py": b""}}, "unsafe name"),
}


@pytest.mark.parametrize("what", list(REFUSED))
def test_refuses(what: str, order: Order, tmp_path: Path) -> None:
    facts, said = REFUSED[what]
    make_wheel(order.work / "wheels", "odd", "1.0", **facts)  # type: ignore[arg-type]
    with pytest.raises(BuildError, match=said):
        assembled(order, tmp_path / "payload", add=("odd==1.0",))


def test_refuses_a_requirement_that_is_not_met_inside(order: Order, tmp_path: Path) -> None:
    (lock,) = order.locks
    text = lock.read_text(encoding="utf-8")
    lock.write_text(text.replace("helper==0.1\n", ""), encoding="utf-8")
    with pytest.raises(
        BuildError, match=r"native-part requires helper; extra == .fast.: not there"
    ):
        assembled(order, tmp_path / "payload")


def test_refuses_a_version_that_does_not_fit(order: Order, tmp_path: Path) -> None:
    make_wheel(order.work / "wheels", "pure_part", "0.9")
    (lock,) = order.locks
    text = lock.read_text(encoding="utf-8")
    lock.write_text(text.replace("pure-part==1.5", "pure-part==0.9"), encoding="utf-8")
    with pytest.raises(BuildError, match=r"pure-part>=1: there is 0\.9"):
        assembled(order, tmp_path / "payload")


def test_refuses_code_of_ours_that_imports_what_is_not_there(
    workshop: Workshop, order: Order, tmp_path: Path
) -> None:
    order = workshop.order("0.0.9", work=order.work, python=order.python)
    (order.checkout / "app" / "more.py").write_text(
        "try:\n    import may_be_missing\nexcept ImportError:\n    pass\n"
        "def later():\n    from lost.part import x\n",
        encoding="utf-8",
    )
    with pytest.raises(BuildError) as refused:
        assembled(order, tmp_path / "payload")
    assert "imported, but not there: lost, by app/more.py" in str(refused.value)
    assert "may_be_missing" not in str(refused.value)


def test_only_the_pinned_python_is_taken(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "python.zip")
    assert python_archive(archive, tmp_path, unpinned=True) == archive
    with pytest.raises(BuildError, match=f"curl -fL -o .* {pins().python.url}"):
        python_archive(archive, tmp_path, unpinned=False)


def test_locks_that_disagree_are_refused(tmp_path: Path) -> None:
    one, other = tmp_path / "one.lock", tmp_path / "other.lock"
    one.write_text("Some_Part==1.0\n", encoding="utf-8")
    other.write_text("some-part==1.1\n", encoding="utf-8")
    with pytest.raises(BuildError, match=r"wants some-part==1\.1, another lock wants"):
        read_locks([one, other])


def test_a_wheel_that_the_lock_does_not_know_is_refused(order: Order) -> None:
    folder = order.work / "wheels"
    (path,) = folder.glob("helper-*.whl")
    (lock,) = order.locks
    lock.write_text(f"helper==0.1 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    with pytest.raises(BuildError, match="is not a file that the lock knows"):
        fetch_wheels(read_locks([lock]), folder)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    lock.write_text(f"helper==0.1 --hash=sha256:{sha256}\n", encoding="utf-8")
    assert [wheel.path for wheel in fetch_wheels(read_locks([lock]), folder)] == [path]


def test_the_locks_of_this_checkout_agree_and_hold_the_torch_that_setting_up_takes(
    repository: Path,
) -> None:
    locks = (repository / "requirements.lock", repository / "app/setup/torch.lock")
    pins = {str(pin.name): pin.version for pin in read_locks(locks)}
    assert pins["torch"] == TORCH


def test_a_wheel_that_is_no_zip_is_named(order: Order, tmp_path: Path) -> None:
    (wheel,) = (order.work / "wheels").glob("helper-*.whl")
    wheel.write_bytes(b"not a zip")
    with pytest.raises(BuildError, match="is no whole wheel"):
        assembled(order, tmp_path / "payload")
