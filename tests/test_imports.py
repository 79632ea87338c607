"""Who imports whom: no circles of modules and no knots of packages, and the rules see them all."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import grimp
import pytest

PACKAGES = ("talker", "avatar_gen", "speech_gen", "app", "training", "installers")


def circles(graph: grimp.ImportGraph) -> dict[str, list[str]]:
    """For each package whose children import each other in a circle: imports that close one.

    Imports inside functions and those for types alone count as well.
    """
    packages = {module.rpartition(".")[0] for module in graph.modules} - {""}
    found = {
        package: sorted(" -> ".join(pair) for pair in graph.nominate_cycle_breakers(package))
        for package in packages
    }
    return {package: imports for package, imports in found.items() if imports}


def write_package(folder: Path, **sources: str) -> None:
    """A package whose modules lie in packages of their own: `a_x` is the module a.x."""
    for name, source in sources.items():
        package, module = name.split("_")
        place = folder / "made_up" / package
        place.mkdir(parents=True, exist_ok=True)
        for parent in (folder / "made_up", place):
            (parent / "__init__.py").touch()
        (place / f"{module}.py").write_text(source, encoding="utf-8")


def test_no_modules_and_no_packages_import_each_other_in_a_circle() -> None:
    assert circles(grimp.build_graph(*PACKAGES, cache_dir=None)) == {}


@pytest.mark.parametrize(
    "back",
    [
        "import made_up.a.x\n",
        "def late():\n    from made_up.a import x\n    return x\n",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from made_up.a.x import X\n",
    ],
    ids=["at once", "late", "for types"],
)
def test_a_knot_of_packages_is_seen_though_no_two_modules_import_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, back: str
) -> None:
    write_package(tmp_path, a_x="", a_y="import made_up.b.x\n", b_x="", b_y=back)
    monkeypatch.syspath_prepend(tmp_path)
    assert list(circles(grimp.build_graph("made_up", cache_dir=None))) == ["made_up"]


@pytest.fixture(scope="module")
def rules(repository: Path) -> dict[str, Any]:
    """The part of pyproject.toml that import-linter reads."""
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    found: dict[str, Any] = project["tool"]["importlinter"]
    return found


def test_the_rules_cover_every_package_and_every_kind_of_import(rules: dict[str, Any]) -> None:
    assert sorted(rules["root_packages"]) == sorted(PACKAGES)
    assert not rules.get("exclude_type_checking_imports")
    (acyclic,) = (rule for rule in rules["contracts"] if rule["type"] == "acyclic_siblings")
    assert sorted(acyclic["ancestors"]) == sorted(PACKAGES)
    assert not {"ignore_imports", "skip_descendants", "depth"} & set(acyclic)


def test_an_exception_that_is_no_longer_needed_is_an_error(rules: dict[str, Any]) -> None:
    alerting = {rule.get("unmatched_ignore_imports_alerting") for rule in rules["contracts"]}
    assert alerting == {None}  # import-linter's default: an error


def test_every_engine_is_known_to_the_registry_alone(
    rules: dict[str, Any], repository: Path
) -> None:
    folder = repository / "talker" / "engines"
    engines = {f"talker.engines.{place.parent.name}" for place in folder.glob("*/__init__.py")}
    (protected,) = (rule for rule in rules["contracts"] if rule["type"] == "protected")
    (independent,) = (rule for rule in rules["contracts"] if rule["type"] == "independence")
    assert set(protected["protected_modules"]) == engines
    assert protected["allowed_importers"] == ["talker.engines.registry"]
    assert set(independent["modules"]) == engines


@pytest.mark.parametrize("package", ["app", "talker"])
def test_the_drawing_of_the_layers_is_that_of_the_rules(
    rules: dict[str, Any], repository: Path, package: str
) -> None:
    (layers,) = (rule for rule in rules["contracts"] if rule.get("containers") == [package])
    page = (repository / "docs" / "architecture.md").read_text(encoding="utf-8")
    drawing = page.partition("## Layers")[2].split("```")[1]
    drawn = re.search(rf"^{package} +(\S.*(?:\n {{9}}.*)*)", drawing, re.MULTILINE)
    assert drawn is not None
    rooms = " ".join(layers["layers"]).replace("|", "").split()
    assert drawn[1].replace("|", "").split() == rooms, "docs/architecture.md lags behind"
