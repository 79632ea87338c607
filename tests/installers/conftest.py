"""Small installers, built once, for the tests of building and of installing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from installers.nsis import Compression
from installers.payload import Flavour
from installers.sign import Signer
from installers.windows_build import Built, Order, build
from tests.installers.making import (
    add_ballast,
    make_archive,
    make_checkout,
    make_program,
    make_wheels,
)
from tests.installers.signing import make_signer
from tests.installers.wine import Wine, lacking_tools


@dataclass
class Workshop:
    """Where small installers are built; each kind once."""

    folder: Path
    built: dict[str, Built] = field(default_factory=dict)

    def order(self, version: str = "1.0.0", **changes: object) -> Order:
        """What is needed to build `version` out of stand-ins."""
        work = self.folder / "work"
        checkout = self.folder / f"checkout-{version}"
        if not checkout.is_dir():
            make_checkout(checkout, version)
        facts: dict[str, object] = {
            "checkout": checkout,
            "flavour": Flavour.OFFLINE_CPU,
            "work": work,
            "output": self.folder / "dist",
            "compression": Compression.ZLIB,
            "python": self.folder / "python-0.zip",
            "unpinned": True,
        }
        facts |= changes
        facts["locks"] = [make_wheels(Path(str(facts["work"])) / "wheels")]
        return Order(**facts)  # type: ignore[arg-type]

    def archive(self, exit_code: int = 0) -> Path:
        """An archive whose Python ends with this code whatever it is asked."""
        path = self.folder / f"python-{exit_code}.zip"
        if not path.exists():
            program = make_program(self.folder / f"standin-{exit_code}.exe", exit_code)
            make_archive(path, program=program)
        return path

    def installer(
        self, version: str, *, exit_code: int = 0, parts: bool = False, ballast: int = 0
    ) -> Built:
        """A finished installer of `version`; `ballast` files more make it take its time."""
        key = f"{version} {exit_code} {parts} {ballast}"
        if key not in self.built:
            place = self.folder / str(len(self.built))
            order = self.order(
                version,
                python=self.archive(exit_code),
                output=place / "dist",
                work=place / "work",
                parts=parts,
            )
            add_ballast(order.checkout, ballast)
            self.built[key] = build(order, lambda _: None)
        return self.built[key]


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("workshop"))


@pytest.fixture(scope="session")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return make_signer(tmp_path_factory.mktemp("signer"))


@pytest.fixture(scope="session")
def wine_prefix(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wine]:
    """A Windows of our own, made once."""
    lacking = lacking_tools()
    if lacking:
        pytest.skip(f"not installed: {', '.join(lacking)}")
    with Wine.made(tmp_path_factory.mktemp("wine")) as wine:
        yield wine


@pytest.fixture
def wine(wine_prefix: Wine) -> Iterator[Wine]:
    """The same Windows with nothing of ours in it, before and after."""
    yield wine_prefix
    wine_prefix.tidy()
