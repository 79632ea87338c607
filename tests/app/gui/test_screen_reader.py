"""What a screen reader finds over the real bus of Linux, page by page, with keys alone."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import pytest

from app.settings.store import change_settings
from tests.app.gui.accessibility_bus import AccessibilityBus, Thing, missing_parts, opened_bus
from tests.app.gui.screen import missing_programs, opened_screen, until
from tests.skips import AllowedSkip

_MISSING = [*missing_programs(), *missing_parts()] if sys.platform == "linux" else ["Linux"]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        bool(_MISSING), reason=AllowedSkip.SYSTEM.reason(f"it lacks {', '.join(_MISSING)}")
    ),
]
CONTROLS = frozenset(
    {
        *("push button", "check box", "radio button", "combo box", "text", "slider"),
        *("spin button", "list", "table", "tree", "progress bar", "page tab", "button"),
    }
)
TITLES = ("Create", "Queue", "Batch", "Library", "Captions", "Avatars", "Models", "Settings")


def nameless(bus: AccessibilityBus, top: Thing) -> list[str]:
    """Controls without a name."""
    found, count = [], 0
    for thing in bus.tree(top):
        count += 1
        role = bus.role(thing)
        if role in CONTROLS and not bus.name(thing).strip():
            found.append(f"{role}: {thing.path}")
    assert count > 20, "the tree was not walked"
    return found


def shows(bus: AccessibilityBus, top: Thing, title: str) -> bool:
    """Whether a page with this title is in front; the rail has buttons of the same names."""
    return any(bus.role(thing) == "label" for thing in bus.tree(top) if bus.name(thing) == title)


def test_every_page_has_names_and_roles_on_the_bus(tmp_path: Path) -> None:
    home = tmp_path / "home"
    change_settings(
        lambda settings: settings.model_copy(
            update={"window": settings.window.model_copy(update={"welcomed": True})}
        ),
        home,
    )
    with opened_bus(tmp_path) as bus, opened_screen(home) as screen:
        screen.environment |= bus.environment_of_programs
        screen.open()
        until(lambda: bool(bus.programs()), "the window has reported itself")
        (program,) = bus.programs()
        assert bus.name(program) == "Mouthpiece"
        for number, title in enumerate(TITLES, 1):
            screen.keys(f"ctrl+{number}")
            until(partial(shows, bus, program, title), f"{title} is in front")
            found = nameless(bus, program)
            assert not found, "\n".join((title, *found))
