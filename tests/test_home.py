"""Where the user's things lie is asked once, at the door, and handed down from there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.batch.checked_row import SharedSettings
from app.batch.checks import check_rows
from app.batch.rows import Row
from app.models import default_store, open_store
from app.presenters import Presenters
from app.presets import save_preset
from app.preview.batch_messages import BatchOrder, PlanBatch
from app.preview.batches import BatchService
from app.settings.labels import LabelSettings
from app.settings.store import Settings, change_settings, load_settings
from talker.options.render import RenderOptions, RenderRequest
from tests.app.queue.inputs import picture, sound

PACKAGES = ("talker", "app", "avatar_gen", "speech_gen", "training")
# A process or a call into the library begins here, and nowhere else.
ENTRIES = {
    "app/command_line.py",
    "app/install_parts.py",
    "app/preview/__main__.py",
    "avatar_gen/__init__.py",
    "talker/deliver/deliver.py",
    "talker/dubbing/pipeline.py",
    "talker/pipeline.py",
}
ASKS = {"home_folder", "usual_home"}
# With the platform's own home new videos go beside the user's other videos.
COMPARES = {"app/paths.py"}


def modules(repository: Path) -> Iterator[tuple[str, ast.Module]]:
    for package in PACKAGES:
        for path in sorted((repository / package).rglob("*.py")):
            name = path.relative_to(repository).as_posix()
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def test_only_entries_ask_where_the_home_is(repository: Path) -> None:
    asking = {
        name
        for name, tree in modules(repository)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and ASKS & {alias.name for alias in node.names}
    }
    assert asking == ENTRIES | COMPARES


def test_only_the_home_module_reads_the_variable(repository: Path) -> None:
    reading = {
        name
        for name, tree in modules(repository)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"os.environ.get", "os.getenv"}
        and any("MOUTHPIECE_HOME" in ast.unparse(argument) for argument in node.args)
    }
    assert reading == {"talker/home.py"}


def test_below_an_entry_a_home_is_given_and_never_none(repository: Path) -> None:
    """A function that may do without one asks the environment in its callers' backs."""
    optional = {
        name
        for name, tree in modules(repository)
        for node in ast.walk(tree)
        if isinstance(node, ast.arg | ast.AnnAssign)
        and _name(node) in {"home", "_home"}
        and node.annotation is not None
        and "None" in ast.unparse(node.annotation)
    }
    assert optional == {
        "avatar_gen/__init__.py",
        "talker/deliver/deliver.py",
        "talker/dubbing/pipeline.py",
        "talker/pipeline.py",
    }


def _name(node: ast.arg | ast.AnnAssign) -> str:
    return node.arg if isinstance(node, ast.arg) else ast.unparse(node.target)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a preset, a presenter and settings of its own."""
    home = tmp_path / "home"
    save_preset("Mine", RenderOptions(size=128), home)
    Presenters(home).take(picture(tmp_path / "ada.png"), "Ada")
    change_settings(named, home)
    return home


def named(old: Settings) -> Settings:
    return old.model_copy(update={"labels": LabelSettings(producer="Given")})


@pytest.mark.usefixtures("elsewhere")
def test_the_home_that_is_given_is_the_only_one(home: Path, tmp_path: Path) -> None:
    speech = sound(tmp_path / "speech.wav")
    row = Row(1, "row 1", presenter="Ada", speech=str(speech), preset="Mine")
    (item,) = check_rows([row], SharedSettings(), home)
    assert isinstance(item.request, RenderRequest), item.problem
    assert item.request.size == 128

    order = BatchOrder(name="b", folder=tmp_path / "videos", rows=(row,))
    planned = BatchService(home).plan(PlanBatch(order=order))
    assert [one.problem for one in planned.rows] == [None]

    assert load_settings(home).labels.producer == "Given"
    for store in (default_store(home), open_store(home)):
        assert store.shelf.folder == home / "models"
