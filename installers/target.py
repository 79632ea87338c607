"""The computer that an installer is for, as packaging tools see it: 64-bit Windows, our Python."""

from __future__ import annotations

from packaging.markers import Marker
from packaging.tags import Tag, compatible_tags, cpython_tags

from installers.pins import pins

PLATFORM = "win_amd64"


def environment(extra: str = "") -> dict[str, str]:
    """The values of environment markers there; `extra` is the extra that is asked about."""
    version = pins().python.version
    return {
        "os_name": "nt",
        "sys_platform": "win32",
        "platform_system": "Windows",
        "platform_machine": "AMD64",
        "platform_release": "10",
        "platform_version": "10.0.19045",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        "implementation_version": version,
        "python_version": ".".join(version.split(".")[:2]),
        "python_full_version": version,
        "extra": extra,
    }


def applies(marker: Marker | None, extras: frozenset[str] = frozenset()) -> bool:
    """Whether a requirement with this marker counts there when these extras are wanted."""
    if marker is None:
        return True
    return any(marker.evaluate(environment(extra)) for extra in sorted({"", *extras}))


def tags() -> tuple[Tag, ...]:
    """What wheels may be tagged with, best first."""
    minor = pins().python.minor
    interpreter = f"cp{minor[0]}{minor[1]}"
    return (
        *cpython_tags(minor, platforms=[PLATFORM]),
        *compatible_tags(minor, interpreter, [PLATFORM]),
    )
