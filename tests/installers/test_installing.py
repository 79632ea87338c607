"""Installs, upgrades, repairs, breaks off and removes, on a small Windows (Wine)."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from installers.sign import Signer
from installers.windows_build import build
from tests.installers.conftest import Workshop
from tests.installers.making import calls, make_holder, make_scanner
from tests.installers.signing import is_signed
from tests.installers.wine import PLACE, UNINSTALL, Wine

pytestmark = pytest.mark.wine

CLASSES = r"Software\Classes"


@pytest.fixture
def program(wine: Wine) -> Path:
    """Where it lies when nobody says otherwise."""
    return wine.local / "Programs" / "Mouthpiece"


def version(folder: Path) -> str:
    """What is installed, by what lies there and by what is noted; they must agree."""
    packages = folder / "app" / "python" / "Lib" / "site-packages"
    (info,) = packages.glob("mouthpiece-*.dist-info")
    laid_out = info.name.removesuffix(".dist-info").removeprefix("mouthpiece-")
    assert f"version={laid_out}\n" in (folder / "install.ini").read_text(encoding="utf-8")
    return laid_out


def leftovers(folder: Path) -> list[str]:
    """What only an installation that did not end well leaves."""
    names = ("incomplete", "app.new", "app.old", "parts")
    return [name for name in names if (folder / name).exists()]


def until(happened: Callable[[], bool], seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)


def test_installs_without_questions_and_without_rights(
    wine: Wine, workshop: Workshop, program: Path
) -> None:
    built = workshop.installer("1.0.0")
    assert wine.install(built.installer) == 0
    installed = program / "app"
    for path in built.payload.folder.rglob("*"):
        if path.is_file():
            there = installed / path.relative_to(built.payload.folder)
            assert there.read_bytes() == path.read_bytes()
    assert version(program) == "1.0.0"
    assert leftovers(program) == []
    assert wine.shortcuts() == ["Desktop", "Programs"]


def test_tells_windows_what_it_is_and_what_it_opens(
    wine: Wine, workshop: Workshop, program: Path
) -> None:
    assert wine.install(workshop.installer("1.0.0").installer) == 0
    place = wine.windows(program)
    assert wine.registry(UNINSTALL, "DisplayVersion") == "1.0.0"
    assert wine.registry(UNINSTALL, "InstallLocation") == place
    assert wine.registry(UNINSTALL, "QuietUninstallString") == f'"{place}\\uninstall.exe" /S'
    size = wine.registry(UNINSTALL, "EstimatedSize")
    tree = workshop.installer("1.0.0").payload.tree
    assert size is not None
    assert int(size, 16) == tree.size // 1024 + 1
    command = f'"{place}\\app\\mouthpiecew.exe" "%1"'
    for kind in ("Media", "Preset", "Pack"):
        key = rf"{CLASSES}\Mouthpiece.{kind}\shell\open\command"
        assert wine.registry(key) == command
    assert wine.registry(rf"{CLASSES}\.mppack") == "Mouthpiece.Pack"
    assert wine.registry(rf"{CLASSES}\.mp3\OpenWithProgids", "Mouthpiece.Media") == ""


def test_works_in_a_folder_with_any_name_and_can_be_moved(wine: Wine, workshop: Workshop) -> None:
    folder = wine.drive / PLACE / "Mouth piece"
    assert wine.install(workshop.installer("1.0.0").installer, into=wine.windows(folder)) == 0
    moved = folder.with_name("elsewhere 测")
    folder.rename(moved)
    assert wine.run(moved / "app" / "mouthpiece.exe", "render", "a b.png", "é 话.wav") == 0
    assert wine.run(moved / "app" / "mouthpiecew.exe", "头像.png") == 0
    place = wine.windows(moved) + r"\app"
    console, windowed = calls(moved / "app")[-2:]
    assert console.startswith(f'"{place}\\python\\python.exe"')
    assert console.endswith(f'"{place}\\mouthpiece.exe" render "a b.png" "é 话.wav"')
    assert windowed.startswith(f'"{place}\\python\\pythonw.exe"')


def test_upgrade_keeps_what_the_user_has_and_leaves_nothing_of_the_old_version(
    wine: Wine, workshop: Workshop, program: Path
) -> None:
    kept = {name: f"{name} é 话" for name in ("settings.json", "queue.sqlite", "models/m.bin")}
    for name, text in kept.items():
        path = wine.local / "Mouthpiece" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert wine.install(workshop.installer("1.0.0").installer) == 0
    (program / "app" / "of the old version.txt").touch()
    assert wine.install(workshop.installer("1.10.0").installer) == 0
    assert version(program) == "1.10.0"
    assert not (program / "app" / "of the old version.txt").exists()
    assert leftovers(program) == []
    assert wine.registry(UNINSTALL, "DisplayVersion") == "1.10.0"
    for name, text in kept.items():
        assert (wine.local / "Mouthpiece" / name).read_text(encoding="utf-8") == text


def test_a_shortcut_that_was_thrown_away_does_not_come_back(wine: Wine, workshop: Workshop) -> None:
    assert wine.install(workshop.installer("1.0.0").installer) == 0
    (wine.prefix.parent / "Desktop" / "Mouthpiece.lnk").unlink()
    assert wine.install(workshop.installer("1.10.0").installer) == 0
    assert wine.shortcuts() == ["Programs"]


def test_the_same_version_again_repairs(wine: Wine, workshop: Workshop, program: Path) -> None:
    installer = workshop.installer("1.0.0").installer
    assert wine.install(installer) == 0
    damaged = program / "app" / "python" / "Lib" / "site-packages" / "pure_part" / "__init__.py"
    damaged.write_text("damaged", encoding="utf-8")
    (program / "app" / "mouthpiecew.exe").unlink()
    assert wine.install(installer) == 0
    assert damaged.read_text(encoding="utf-8") == "PART = 1\n"
    assert (program / "app" / "mouthpiecew.exe").is_file()


def test_an_older_version_is_refused(wine: Wine, workshop: Workshop, program: Path) -> None:
    assert wine.install(workshop.installer("1.10.0").installer) == 0
    assert wine.install(workshop.installer("1.9.0").installer) == 14
    assert version(program) == "1.10.0"


def test_a_version_that_does_not_start_is_rolled_back(
    wine: Wine, workshop: Workshop, program: Path
) -> None:
    broken = workshop.installer("2.0.0", exit_code=1).installer
    assert wine.install(broken) == 2
    assert [str(path) for path in program.rglob("*")] == []
    assert not program.exists()
    assert wine.install(workshop.installer("1.0.0").installer) == 0
    assert wine.install(broken) == 2
    assert version(program) == "1.0.0"
    assert leftovers(program) == []
    assert wine.registry(UNINSTALL, "DisplayVersion") == "1.0.0"
    assert wine.run(program / "app" / "mouthpiece.exe") == 0


def test_killed_half_way_the_old_version_still_works_and_the_next_try_succeeds(
    wine: Wine, workshop: Workshop, program: Path
) -> None:
    assert wine.install(workshop.installer("1.0.0").installer) == 0
    process = wine.start(workshop.installer("3.0.0", ballast=100).installer, "/S")
    unpacked = program / "app.new" / "python" / "Lib" / "site-packages"
    until((unpacked / "app" / "ballast").is_dir)
    process.kill()
    process.communicate()
    assert "incomplete" in leftovers(program)
    assert version(program) == "1.0.0"
    assert wine.run(program / "app" / "mouthpiece.exe") == 0
    assert wine.install(workshop.installer("1.10.0").installer) == 0
    assert version(program) == "1.10.0"
    assert leftovers(program) == []


@pytest.mark.parametrize("swapped", [False, True], ids=["between the renames", "after them"])
def test_power_lost_during_the_exchange_is_undone_by_the_next_try(
    wine: Wine, workshop: Workshop, program: Path, swapped: bool
) -> None:
    assert wine.install(workshop.installer("1.0.0").installer) == 0
    (program / "app").rename(program / "app.old")
    (program / ("app" if swapped else "app.new")).mkdir()
    (program / "incomplete").write_text("1.10.0", encoding="utf-8")
    # One that cannot succeed: only what it finds is put in order.
    assert wine.install(workshop.installer("2.0.0", exit_code=1).installer) == 2
    assert version(program) == "1.0.0"
    assert leftovers(program) == []


def test_power_lost_after_the_version_was_written_keeps_the_new_one(
    wine: Wine, workshop: Workshop, program: Path
) -> None:
    assert wine.install(workshop.installer("1.10.0").installer) == 0
    shutil.copytree(program / "app", program / "app.old")
    (program / "incomplete").write_text("1.10.0", encoding="utf-8")
    assert wine.install(workshop.installer("2.0.0", exit_code=1).installer) == 2
    assert version(program) == "1.10.0"
    assert leftovers(program) == []


def test_a_running_program_is_not_replaced_unless_it_may_be_closed(
    wine: Wine, workshop: Workshop, program: Path
) -> None:
    installer = workshop.installer("1.0.0").installer
    assert wine.install(installer) == 0
    holder = make_holder(wine.drive / PLACE, milliseconds=4000)
    running = wine.start(holder)
    until((holder.parent / "held.txt").exists)
    assert wine.install(installer) == 10
    before = calls(program / "app")
    assert wine.install(workshop.installer("1.10.0").installer, "/CLOSE") == 0
    running.communicate()
    assert version(program) == "1.10.0"
    assert not [call for call in before if call.endswith(" quit")]


def test_removing_keeps_the_users_things(wine: Wine, workshop: Workshop, program: Path) -> None:
    assert wine.install(workshop.installer("1.0.0").installer) == 0
    settings = wine.local / "Mouthpiece" / "settings.json"
    settings.parent.mkdir()
    settings.write_text("{}", encoding="utf-8")
    wine.uninstall(program)
    assert [str(path) for path in program.rglob("*")] == []
    assert not program.exists()
    assert wine.shortcuts() == []
    assert wine.registry(UNINSTALL, "DisplayVersion") is None
    assert wine.registry(rf"{CLASSES}\Mouthpiece.Media\shell\open\command") is None
    assert wine.registry(rf"{CLASSES}\.mp3\OpenWithProgids", "Mouthpiece.Media") is None
    assert settings.is_file()


def test_removing_waits_for_who_holds_a_file_for_a_moment(
    wine: Wine, workshop: Workshop, program: Path
) -> None:
    assert wine.install(workshop.installer("1.0.0").installer) == 0
    held = wine.windows(program / "app" / "mouthpiece.ico")
    scanner = make_scanner(wine.drive / PLACE, held, milliseconds=2000)
    reading = wine.start(scanner)
    until((scanner.parent / "held.txt").exists)
    wine.uninstall(program)
    assert not program.exists()
    reading.communicate()


def test_removing_can_take_the_users_things_along_but_nothing_else(
    wine: Wine, workshop: Workshop, program: Path
) -> None:
    assert wine.install(workshop.installer("1.0.0").installer) == 0
    (wine.local / "Mouthpiece").mkdir()
    (program / "mine.txt").touch()
    wine.uninstall(program, "/PURGE")
    assert not (wine.local / "Mouthpiece").exists()
    assert [path.name for path in program.iterdir()] == ["mine.txt"]


def test_installs_for_all_users_when_asked(wine: Wine, workshop: Workshop) -> None:
    folder = wine.drive / "Program Files" / "Mouthpiece"
    assert wine.install(workshop.installer("1.0.0").installer, "/ALLUSERS") == 0
    assert version(folder) == "1.0.0"
    assert wine.registry(UNINSTALL, "DisplayVersion", root="HKLM") == "1.0.0"
    assert wine.registry(UNINSTALL, "DisplayVersion") is None
    assert any(" -m compileall " in call for call in calls(folder / "app"))
    wine.uninstall(folder)
    assert not folder.exists()
    assert wine.registry(UNINSTALL, "DisplayVersion", root="HKLM") is None


def test_refuses_a_folder_that_is_too_deep_or_holds_another_program(
    wine: Wine, workshop: Workshop
) -> None:
    installer = workshop.installer("1.0.0").installer
    assert wine.install(installer, into="C:\\" + "d" * 100 + "\\" + "e" * 100) == 13
    foreign = wine.drive / PLACE
    (foreign / "app").mkdir(parents=True)
    (foreign / "app" / "theirs.txt").touch()
    assert wine.install(installer, into=wine.windows(foreign)) == 15
    assert (foreign / "app" / "theirs.txt").is_file()


def test_takes_over_the_models_that_lie_beside_the_installer(
    wine: Wine, workshop: Workshop, program: Path
) -> None:
    stick = wine.drive / PLACE
    (stick / "models").mkdir(parents=True)
    (stick / "models" / "pack.mppack").touch()
    installer = Path(shutil.copy(workshop.installer("1.0.0").installer, stick / "setup.exe"))
    assert wine.install(installer) == 0
    assert calls(program / "app")[-1].endswith(f'models import "{wine.windows(stick)}\\models"')


def test_parts_are_brought_before_anything_is_replaced(
    wine: Wine, workshop: Workshop, program: Path
) -> None:
    whole = workshop.installer("1.0.0", parts=True)
    assert wine.install(whole.installer) == 0
    bring, start = calls(program / "app")[:2]
    assert r"-m app.install_parts" in bring
    assert start.endswith("--version")
    lacking = workshop.installer("2.0.0", parts=True, exit_code=3)
    assert wine.install(lacking.installer) == 2
    assert version(program) == "1.0.0"


def test_what_is_installed_is_signed_when_somebody_signs(
    wine: Wine, workshop: Workshop, program: Path, signer: Signer, tmp_path: Path
) -> None:
    if shutil.which("osslsigncode") is None:
        pytest.skip("osslsigncode is not installed")
    order = workshop.order("1.0.0", python=workshop.archive(), output=tmp_path, signer=signer)
    assert wine.install(build(order, lambda _: None).installer) == 0
    assert is_signed(program / "uninstall.exe", signer)
