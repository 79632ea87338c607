"""The farm in the settings: whether it answers, and what its computers do."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.child_process import child_command, child_environment
from app.gui.services.context import Context
from app.gui.texts.sizes import size_text
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, label, spaced
from app.gui.widgets.translated import Translated
from talker.errors import ErrorCode, MouthpieceError
from talker.processes import no_window

_SECONDS = 60.0


class FarmView(Translated, QWidget):
    """A test of the connection, and the list of slots that it brought."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._test = Button("quiet", "retry")
        self._test.setObjectName("farm_test")
        self._test.clicked.connect(self._look)
        self._words = label("soft", wrap=True)
        self._words.setObjectName("farm_words")
        column = spaced(QVBoxLayout(self), 0, GRID)
        row = spaced(QHBoxLayout(), 0, GRID)
        row.addWidget(self._test)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self._words)
        self.retranslate()

    @override
    def retranslate(self) -> None:
        self._test.say(self.tr("Test the connection"))

    def _look(self) -> None:
        """Asks in a process of its own: the window loads nothing of the farm."""
        address, home = self._context.settings.farm.scheduler, self._context.home
        if not address:
            self._words.setText(self.tr("Name the scheduler first."))
            return
        self._test.setEnabled(False)
        self._words.setText(self.tr("Asking the scheduler…"))
        self._context.tasks.run(
            lambda: ask_slots(address, home), self._show, self._show_error, owner=self
        )

    def _show(self, slots: list[dict[str, Any]]) -> None:
        self._test.setEnabled(True)
        lines = [self.tr("The scheduler answers; computers: {count}.").format(count=len(slots))]
        lines += [self._line(slot) for slot in slots]
        self._words.setText("\n".join(lines))

    def _line(self, slot: dict[str, Any]) -> str:
        free = slot["free_card_memory"] or slot["free_memory"]
        if slot["job"] is None:
            does = self.tr("idle")
        else:
            does = self.tr("makes job {job}").format(job=slot["job"])
        facts = [slot["card"] or self.tr("processor"), does]
        facts.append(self.tr("{size} of memory free").format(size=size_text(free)))
        facts += [", ".join(slot["models"])] if slot["models"] else []
        return f"{slot['slot']}: {'; '.join(facts)}"

    def _show_error(self, error: MouthpieceError) -> None:
        self._test.setEnabled(True)
        self._words.setText(str(error))


def ask_slots(address: str, home: Path) -> list[dict[str, Any]]:
    """The slots of the farm as `farm nodes --json` tells them; MouthpieceError when it cannot."""
    try:
        done = subprocess.run(
            child_command("app.cli", "farm", "nodes", address, "--json"),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_SECONDS,
            env=child_environment(home),
            creationflags=no_window(),
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise MouthpieceError(
            ErrorCode.FARM_UNREACHABLE, f"The scheduler at {address} was not reached: {error}."
        ) from error
    messages = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    for message in messages:
        if message["type"] == "error":
            raise MouthpieceError(
                ErrorCode(message["code"]), message["message"], message.get("hint", "")
            )
    return [message for message in messages if message["type"] == "slot"]
