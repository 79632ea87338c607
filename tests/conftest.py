"""What all tests share: a private home folder, the demo's files, optional test media."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from app.demo import demo_portrait
from app.demo import demo_speech as speech_asset
from app.doctor.qt import OFFSCREEN, PLAYER, install_command, missing_libraries
from app.models.store import ModelStore
from tests.hearing import WHISPER, join_files
from tests.skips import AllowedSkip

pytest_plugins = ["tests.skip_guard"]
# How long an example takes says how busy the computer is, not whether the code is right.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")
_SLOW_SECONDS = 1500
ROOT = Path(__file__).resolve().parent.parent
WINDOW_TESTS = ROOT / "tests" / "app" / "gui"


@cache
def lacking_for_windows() -> tuple[str, ...]:
    """Qt's system libraries that this machine lacks."""
    return missing_libraries((*OFFSCREEN, *PLAYER))


class WithoutQt(pytest.Module):
    """A module of window tests on a machine that cannot load Qt."""

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        pytest.skip(
            f"Qt lacks system libraries: {install_command(lacking_for_windows())}",
            allow_module_level=True,
        )


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> WithoutQt | None:
    """Window tests are skipped with the command that would let them run."""
    if WINDOW_TESTS not in module_path.parents or not lacking_for_windows():
        return None
    return WithoutQt.from_parent(parent, path=module_path)


def pytest_plugin_registered(plugin: object, manager: pytest.PytestPluginManager) -> None:
    """pytest-qt would end all of pytest where Qt cannot be loaded."""
    if manager.get_name(plugin) == "pytest-qt" and lacking_for_windows():
        manager.unregister(plugin)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes minutes by its nature hangs later than the others (`timeout` in pyproject)."""
    for item in items:
        if any(item.get_closest_marker(name) for name in ("slow", "wine")):
            item.add_marker(pytest.mark.timeout(_SLOW_SECONDS))


@pytest.fixture(scope="session", autouse=True)
def mouthpiece_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test, nor a process that it starts, ever touches the user's own folder."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "MOUTHPIECE_HOME", str(home))
        patch.setitem(os.environ, "QT_QPA_PLATFORM", "offscreen")
        # librosa's functions are compiled once, not in each run of the tests.
        patch.setitem(os.environ, "NUMBA_CACHE_DIR", str(ROOT / ".pytest_cache" / "numba"))
        yield home


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """What MOUTHPIECE_HOME names while a test works in another home.

    Whoever reads the settings or presets there fails, and whoever writes is found out.
    """
    folder = tmp_path / "elsewhere"
    (folder / "presets").mkdir(parents=True)
    for name in ("settings.json", "presets/Mine.toml"):
        (folder / name).write_text("[ this is neither", encoding="utf-8")
    monkeypatch.setenv("MOUTHPIECE_HOME", str(folder))
    yield folder
    assert sorted(path.name for path in folder.rglob("*")) == [
        *("Mine.toml", "presets", "settings.json")
    ]


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def astronaut() -> Path:
    """The demo portrait: PNG, 512x512, one face."""
    return demo_portrait()


@pytest.fixture(scope="session")
def demo_speech() -> Path:
    """The demo recording: about ten seconds of English."""
    return speech_asset()


@pytest.fixture(scope="session")
def shared_media() -> Path:
    """A folder with `portraits` and `speech` that some machines have beside the checkout."""
    return _shared("media")


@pytest.fixture(scope="session")
def shared_parity() -> Path:
    """A folder with golden values of SadTalker that some machines have beside the checkout."""
    return _shared("parity")


@pytest.fixture(scope="session")
def shared_liveportrait() -> Path:
    """A folder with golden values of LivePortrait that some machines have beside the checkout."""
    return _shared("parity_liveportrait")


@pytest.fixture(scope="session")
def shared_musetalk() -> Path:
    """A folder with golden values of MuseTalk that some machines have beside the checkout."""
    return _shared("parity_musetalk")


def _shared(name: str) -> Path:
    folder = ROOT.parent / "shared" / name
    if not folder.is_dir():
        pytest.skip(
            AllowedSkip.SHARED.reason(f"there is no folder ../shared/{name} beside the checkout")
        )
    return folder


@pytest.fixture(scope="session")
def whisper(request: pytest.FixtureRequest) -> ModelStore:
    """A store with a real recogniser in it, kept from one run to the next."""
    cache = request.config.cache
    assert cache is not None
    store = ModelStore(Path(cache.mkdir("whisper")))
    join_files(store, WHISPER)
    assert store.installed(WHISPER)
    return store
