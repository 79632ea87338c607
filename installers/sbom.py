"""The list of everything that is shipped, as CycloneDX JSON."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from installers.licences import Licensed
from installers.pins import pins
from installers.wheels import Wheel


@dataclass(frozen=True)
class Shipped:
    """What an installer holds; `payload` is the hash of all its files, `epoch` its time."""

    version: str
    flavour: str
    payload: str
    epoch: int
    wheels: Sequence[Wheel]
    licences: Sequence[Licensed]
    python_sha256: str


def write_sbom(shipped: Shipped) -> str:
    """The list as text, the same for the same content."""
    bom = Bom(serial_number=uuid.uuid5(uuid.NAMESPACE_OID, f"{shipped.flavour} {shipped.payload}"))
    bom.metadata.timestamp = datetime.fromtimestamp(shipped.epoch, UTC)
    root = Component(
        name="Mouthpiece",
        version=shipped.version,
        type=ComponentType.APPLICATION,
        bom_ref="mouthpiece",
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=shipped.payload)],
        description=f"Windows, {shipped.flavour}; the hash is that of the payload",
    )
    root.licenses.add(LicenseFactory().make_with_expression("Apache-2.0"))
    bom.metadata.component = root
    stated = {part.name.lower().replace("_", "-"): part.licence for part in shipped.licences}
    components = [_python(shipped)]
    components += [
        _component(wheel, stated.get(wheel.name, ""))
        for wheel in shipped.wheels
        if wheel.name != "mouthpiece"
    ]
    for component in components:
        bom.components.add(component)
    bom.register_dependency(root, components)
    return str(JsonV1Dot6(bom).output_as_string(indent=2)) + "\n"


def _python(shipped: Shipped) -> Component:
    pin = pins().python
    component = Component(
        name="CPython",
        version=pin.version,
        type=ComponentType.PLATFORM,
        bom_ref="cpython",
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=shipped.python_sha256)],
    )
    component.licenses.add(LicenseFactory().make_with_expression("PSF-2.0"))
    return component


def _component(wheel: Wheel, licence: str) -> Component:
    purl = PackageURL("pypi", None, str(wheel.name), str(wheel.version))
    component = Component(
        name=str(wheel.name),
        version=str(wheel.version),
        type=ComponentType.LIBRARY,
        purl=purl,
        bom_ref=purl.to_string(),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=wheel.sha256)],
    )
    if licence:
        component.licenses.add(LicenseFactory().make_from_string(licence))
    return component
