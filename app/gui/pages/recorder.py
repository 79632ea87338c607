"""Records from the microphone."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.gui.theme import GRID
from app.gui.widgets.basic import Button, Note, Picture, Tone, empty, label, spaced
from app.gui.widgets.player import clock

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaRecorder

_TICK_MS = 200


def recordings_folder(home: Path) -> Path:
    """Where recordings are kept until the user deletes them."""
    return home / "recordings"


class Recorder(QDialog):
    """One recording; `recorded` brings its file, FLAC, mono where the microphone is."""

    recorded = Signal(object)  # Path

    def __init__(self, home: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = recordings_folder(home)
        self._recorder: QMediaRecorder | None = None
        self._path: Path | None = None
        self._wanted = False
        self._time = label("title")
        self._begin = Button("primary", "record")
        self._give_up = Button()
        self._notes = QVBoxLayout()
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK_MS)
        self._ticks.timeout.connect(self._tick)
        self._build()
        self._find_microphone()

    @property
    def recording(self) -> bool:
        """Whether sound is being recorded."""
        recorder = self._recorder
        return (
            recorder is not None
            and recorder.recorderState() is recorder.RecorderState.RecordingState
        )

    def reject(self) -> None:
        """Closes without a result."""
        self._wanted = False
        if self._recorder is not None and self.recording:
            self._recorder.stop()
        super().reject()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Record"))
        self.setMinimumWidth(360)
        column = spaced(QVBoxLayout(self), GRID * 3, GRID * 2)
        column.addWidget(Picture("microphone", 56, "accent"))
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self._time)
        row.addStretch()
        column.addLayout(row)
        column.addLayout(self._notes)
        buttons = spaced(QHBoxLayout(), 0, GRID)
        buttons.addStretch()
        buttons.addWidget(self._give_up)
        buttons.addWidget(self._begin)
        column.addLayout(buttons)
        self._time.setText(clock(0))
        self._begin.say(self.tr("Start"), self.tr("Start recording"))
        self._give_up.say(self.tr("Cancel"))
        self._begin.clicked.connect(self._toggle)
        self._give_up.clicked.connect(self.reject)

    def _find_microphone(self) -> None:
        try:
            from PySide6.QtMultimedia import (
                QAudioInput,
                QMediaCaptureSession,
                QMediaDevices,
                QMediaFormat,
                QMediaRecorder,
            )
        except ImportError as error:
            self._refuse(self.tr("Recording needs a system library: {what}").format(what=error))
            return
        if not QMediaDevices.audioInputs():
            self._refuse(self.tr("No microphone was found. Connect one and try again."))
            return
        self._session = QMediaCaptureSession(self)
        self._input = QAudioInput(QMediaDevices.defaultAudioInput(), self)
        self._session.setAudioInput(self._input)
        self._recorder = QMediaRecorder(self)
        form = QMediaFormat(QMediaFormat.FileFormat.FLAC)
        form.setAudioCodec(QMediaFormat.AudioCodec.FLAC)
        self._recorder.setMediaFormat(form)
        self._session.setRecorder(self._recorder)
        self._recorder.recorderStateChanged.connect(self._changed)
        self._recorder.errorOccurred.connect(lambda _, text: self._refuse(text))

    def _refuse(self, text: str) -> None:
        empty(self._notes)
        self._notes.addWidget(Note(Tone.WARNING, text))
        self._begin.setEnabled(False)

    def _toggle(self) -> None:
        assert self._recorder is not None
        if self.recording:
            self._wanted = True
            self._recorder.stop()
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        self._path = self._folder / time.strftime("%Y-%m-%d %H.%M.%S.flac")
        self._recorder.setOutputLocation(QUrl.fromLocalFile(str(self._path)))
        self._recorder.record()

    def _changed(self) -> None:
        if self.recording:
            self._begin.say(self.tr("Stop"), self.tr("Stop and use the recording"))
            self._begin.set_icon_name("stop")
            self._ticks.start()
            return
        self._ticks.stop()
        if self._wanted and self._path is not None:
            self.recorded.emit(self._path)
            self.accept()

    def _tick(self) -> None:
        if self._recorder is not None:
            self._time.setText(clock(self._recorder.duration() / 1000))
