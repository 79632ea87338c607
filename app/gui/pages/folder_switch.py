"""The switch that watches a folder: `batch --watch` in a process that ends with the window."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QProcess, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget
from typing_extensions import override

from app.batch.pairing import Pair
from app.child_process import child_command
from app.gui.services.child_process import qt_environment
from app.gui.services.context import Context
from app.gui.texts.names import error_words
from app.gui.theme import GRID
from app.gui.widgets.basic import label, spaced
from app.gui.widgets.translated import Translated
from app.worker.shutdown import STOP_WORD
from talker.errors import ErrorCode, MouthpieceError

_END_MS = 3000


@dataclass(frozen=True)
class Watched:
    """A folder, and what all of its videos have in common; as of BatchOrder and ReadBatch."""

    source: Path
    folder: Path
    pair: Pair
    preset: str
    brand: str
    template: str
    recursive: bool
    options: Mapping[str, object] = field(default_factory=dict)

    @property
    def arguments(self) -> list[str]:
        """Those of the command that watches it."""
        given = {
            "--output": str(self.folder),
            "--pair": self.pair.value,
            "--preset": self.preset,
            "--brand": self.brand,
            "--template": self.template,
        }
        options = [f"{flag}={value}" for flag, value in given.items() if value]
        options += ["--recursive"] if self.recursive else []
        if self.options:
            options.append(f"--options-json={json.dumps(dict(self.options))}")
        parent = f"--with-parent={os.getpid()}"
        options += ["--watch", "--add-only", "--json", parent]
        return ["batch", *options, "--", str(self.source)]


class FolderSwitch(Translated, QWidget):
    """`toggled` by the user: whoever listens calls `watch` or `stop`."""

    toggled = Signal(bool)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._process: QProcess | None = None
        self._read = b""
        self.box = QCheckBox()
        self._words = label("soft", wrap=True)
        row = spaced(QHBoxLayout(self), 0, GRID)
        row.addWidget(self.box)
        row.addWidget(self._words, 1)
        self.box.clicked.connect(self.toggled)
        context.events.leaving.connect(self.close_down)
        self.retranslate()

    @property
    def on(self) -> bool:
        """Whether a folder is watched."""
        return self._process is not None

    def watch(self, watched: Watched) -> None:
        """Begins; another folder is no longer watched."""
        self.stop()
        process = QProcess(self)
        process.setProcessEnvironment(qt_environment(self._context.home))
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(lambda: self._collect(process))
        process.finished.connect(lambda: self._ended(process))
        self._process, self._read = process, b""
        program, *arguments = child_command("app.cli", *watched.arguments)
        process.start(program, arguments)
        self.retranslate()

    def stop(self) -> None:
        """Whatever comes from now on stays where it is."""
        process, self._process = self._process, None
        if process is not None:
            process.write(STOP_WORD)
            process.closeWriteChannel()
        self.retranslate()

    def close_down(self) -> None:
        """The window goes: nothing of it is left behind."""
        process = self._process
        self.stop()
        if process is not None and not process.waitForFinished(_END_MS):
            process.kill()
            process.waitForFinished(_END_MS)

    @override
    def retranslate(self) -> None:
        self.box.setText(self.tr("Watch the folder"))
        self.box.setToolTip(self.tr("Makes whatever lies in the folder and comes into it"))
        self.box.setChecked(self.on)
        self._words.setText(
            self.tr("What comes into the folder goes into the queue while the window is open.")
            if self.on
            else ""
        )

    def _collect(self, process: QProcess) -> None:
        """Keeps the last words, which say why it has ended."""
        self._read = (self._read + bytes(process.readAllStandardOutput().data()))[-65536:]

    def _ended(self, process: QProcess) -> None:
        """As it was asked to, or by itself: the folder is not there, or cannot be watched."""
        self._collect(process)
        process.deleteLater()
        if process is not self._process:
            return
        self._process = None
        self.retranslate()
        error = _last_error(self._read)
        self._context.events.tell.emit(
            " ".join([self.tr("The folder is no longer watched."), *error_words(error)])
        )


def _last_error(output: bytes) -> MouthpieceError:
    """What the command said of its end."""
    for line in reversed(output.splitlines()):
        with suppress(ValueError, KeyError, TypeError):
            said = json.loads(line)
            if said["type"] == "error":
                code = ErrorCode(said["code"])
                return MouthpieceError(code, said["message"], said.get("hint", ""))
    return MouthpieceError(ErrorCode.WORKER_DIED, "The process that watched it has ended.")
