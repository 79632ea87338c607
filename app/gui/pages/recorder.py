"""Records from the microphone, with a text to read from; takes until one is good."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QWidget,
)
from typing_extensions import override

from app.gui.services.microphone import Microphone
from app.gui.texts.names import error_words
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, Note, Tone, label, restyle, spaced
from app.gui.widgets.dialog import Dialog
from app.gui.widgets.editors import calm
from app.gui.widgets.player import Player, clock
from talker.errors import MouthpieceError

_WIDTH = 520
_FINE = 1000  # steps of the level
_CLIPPED = 0.995  # of the loudest: the recording is distorted
_QUIET = 0.55  # the loudest of a take that is hard to understand, about 27 decibels below the top


def recordings_folder(home: Path) -> Path:
    """Where recordings are kept until the user deletes them."""
    return home / "recordings"


class Recorder(Dialog):
    """`recorded` brings the take that the user wants to use, a WAV file."""

    recorded = Signal(object)  # Path

    def __init__(self, home: Path, parent: QWidget | None = None, text: str = "") -> None:
        super().__init__(parent, "check")
        self._folder = recordings_folder(home)
        self._recorded: Path | None = None
        self._loudest = 0.0
        self.microphone = Microphone(self)
        self.text = QPlainTextEdit(text)
        self.text.setTabChangesFocus(True)
        self.devices = QComboBox()
        calm(self.devices)
        self._device_title = label("soft")
        self._level_title = label("soft")
        self.level = QProgressBar()
        self.level.setRange(0, _FINE)
        self._time = label("title")
        self.player = Player(picture=False)
        self.record_button = Button("primary", "record")
        self._build()
        self._connect()
        self._show_devices()
        self.retranslate()

    @property
    def recording(self) -> bool:
        """Whether sound is being recorded."""
        return self.microphone.recording

    @override
    def retranslate(self) -> None:
        self.say(self.tr("Record"), take=self.tr("Use the recording"))
        self.text.setPlaceholderText(self.tr("Paste a text here to read it while you record."))
        for widget, name in (
            (self.text, self.tr("Text to read from")),
            (self.devices, self.tr("Microphone")),
            (self.level, self.tr("Level")),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(name)
        self._device_title.setText(self.tr("Microphone"))
        self._level_title.setText(self.tr("Level"))
        self._show()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._listen()
        self.record_button.setFocus()

    @override
    def done(self, result: int) -> None:
        """Lets go of the microphone, however it ends; takes that are not used are deleted."""
        self.player.open(None)
        self.microphone.close()
        if self._recorded is not None and result != self.DialogCode.Accepted:
            self._recorded.unlink(missing_ok=True)
        super().done(result)

    def toggle(self) -> None:
        """Begins a take, in place of the last one, or ends it."""
        if self.recording:
            self._recorded = self.microphone.end()
            self._warn(self._loudness_words())
            self.player.open(self._recorded, seconds=self.microphone.seconds)
        else:
            self.player.open(None)
            if self._recorded is not None:
                self._recorded.unlink(missing_ok=True)
                self._recorded = None
            self._loudest = 0.0
            self._warn("")
            try:
                self.microphone.begin(self._folder / time.strftime("%Y-%m-%d %H.%M.%S.wav"))
            except MouthpieceError as error:
                self._warn(" ".join(error_words(error)))
        self._show()

    def _build(self) -> None:
        self.setMinimumWidth(_WIDTH)
        column = self.inside
        column.addWidget(self.text, 1)
        grid = spaced(QGridLayout(), 0, GRID)
        grid.addWidget(self._device_title, 0, 0)
        grid.addWidget(self.devices, 0, 1)
        grid.addWidget(self._level_title, 1, 0)
        grid.addWidget(self.level, 1, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        middle = QHBoxLayout()
        middle.addStretch()
        middle.addWidget(self._time)
        middle.addStretch()
        column.addLayout(middle)
        column.addWidget(self.player)
        self.add_button(self.record_button)

    def _connect(self) -> None:
        self.microphone.level.connect(self._heard)
        self.microphone.failed.connect(self._fail)
        self.microphone.devices_changed.connect(self._devices_changed)
        self.devices.activated.connect(lambda _: self._listen())
        self.record_button.clicked.connect(self.toggle)

    def _show_devices(self) -> None:
        chosen = self.devices.currentText()
        self.devices.clear()
        for device in self.microphone.devices():
            self.devices.addItem(device.description(), device)
        self.devices.setCurrentIndex(max(0, self.devices.findText(chosen)))

    def _devices_changed(self) -> None:
        """One was plugged in or out; a recording goes on while its device is there."""
        before = self.devices.currentText()
        self._show_devices()
        if not self.recording or self.devices.currentText() != before:
            self._listen()

    def _listen(self) -> None:
        device = self.devices.currentData()
        if device is None:
            self.microphone.close()
            self._warn(self.tr("No microphone was found. Connect one; it is noticed at once."))
        else:
            self._warn("")
            self.microphone.open(device)
        self._show()

    def _heard(self, level: float) -> None:
        self.level.setValue(round(level * _FINE))
        clipped = "true" if level >= _CLIPPED else "false"
        if self.level.property("clipped") != clipped:
            self.level.setProperty("clipped", clipped)
            restyle(self.level)
        if self.recording:
            self._loudest = max(self._loudest, level)
            self._time.setText(clock(self.microphone.seconds))

    def _loudness_words(self) -> str:
        """What is wrong with how loud the take is; empty where it is fine."""
        if self._loudest >= _CLIPPED:
            return self.tr("It was too loud for the microphone and may sound distorted.")
        if self._loudest < _QUIET:
            return self.tr("It is very quiet. Speak closer to the microphone, or turn it up.")
        return ""

    def _fail(self, text: str) -> None:
        self._warn(text)
        self._show()

    def _warn(self, text: str) -> None:
        self.show_notes(*([Note(Tone.WARNING, text)] if text else ()))

    @override
    def finish(self) -> None:
        if self._recorded is not None:
            self.recorded.emit(self._recorded)
            self.accept()

    def _show(self) -> None:
        taken = self._recorded is not None
        if not self.recording and not taken:
            self._time.setText(clock(0))
        self._time.setVisible(not taken)
        self.player.setVisible(taken)
        self.take.setVisible(taken)
        self.devices.setEnabled(not self.recording)
        self.record_button.setEnabled(self.devices.count() > 0)
        self._say_record()

    def _say_record(self) -> None:
        if self.recording:
            self.record_button.say(self.tr("Stop"), self.tr("Ends the recording"))
        elif self._recorded is not None:
            self.record_button.say(
                self.tr("Record again"), self.tr("Another take in place of this one")
            )
        else:
            self.record_button.say(self.tr("Record"), self.tr("Start recording"))
        self.record_button.set_icon_name("stop" if self.recording else "record")
