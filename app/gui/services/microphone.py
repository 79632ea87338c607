"""Listens to a microphone: how loud it is, and what it hears as a file.

It listens from `open` on, so that a recording begins with the click and not when the system has got
the device ready.
"""

from __future__ import annotations

import math
import wave
from array import array
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QIODevice, QObject, Signal

from talker.errors import MouthpieceError
from talker.files import write_error

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QAudioSource, QMediaDevices

RATE = 48_000
_SAMPLE = 2  # bytes; 16 bits, mono
_LOUDEST = 32_768
_QUIETEST = 60.0  # decibels below the loudest that are shown as nothing


class Microphone(QObject):
    """`level` while it listens, from 0 (silence) to 1 (the loudest there is, clipped)."""

    level = Signal(float)
    devices_changed = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._devices: QMediaDevices | None = None
        self._source: QAudioSource | None = None
        self._stream: QIODevice | None = None
        self._file: wave.Wave_write | None = None
        self._path: Path | None = None
        self._samples = 0
        self._half = b""

    @property
    def recording(self) -> bool:
        """Whether what is heard is kept."""
        return self._file is not None

    @property
    def seconds(self) -> float:
        """How long the recording is by now."""
        return self._samples / RATE

    def devices(self) -> list[QAudioDevice]:
        """The microphones that are connected, the usual one first; `failed` without the library."""
        try:
            from PySide6.QtMultimedia import QMediaDevices
        except ImportError as error:
            words = QCoreApplication.translate(
                "Microphone", "Recording needs a system library: {what}"
            )
            self.failed.emit(words.format(what=error))
            return []
        if self._devices is None:
            self._devices = QMediaDevices(self)
            self._devices.audioInputsChanged.connect(self.devices_changed)
        usual = QMediaDevices.defaultAudioInput().id()
        return sorted(QMediaDevices.audioInputs(), key=lambda one: one.id() != usual)

    def open(self, device: QAudioDevice) -> None:
        """Listens to this one from now on."""
        from PySide6.QtMultimedia import QAudioFormat, QAudioSource

        self.close()
        form = QAudioFormat()
        form.setSampleRate(RATE)
        form.setChannelCount(1)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._source = QAudioSource(device, form, self)
        self._stream = self._source.start()
        if self._stream is None or self._source.error() is not self._source.error().NoError:
            words = QCoreApplication.translate("Microphone", "{name} cannot be used.")
            self.failed.emit(words.format(name=device.description()))
            self.close()
            return
        self._stream.readyRead.connect(self._read)

    def close(self) -> None:
        """Listens no longer; a recording that is being made is given up."""
        if self._source is not None:
            self._source.stop()
            self._source.deleteLater()
        self._source = self._stream = None
        self.give_up()

    def begin(self, path: Path) -> None:
        """Keeps what is heard from now on, as 16-bit WAV.

        Raises InputError where the folder cannot be written.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = wave.open(str(path), "wb")  # noqa: SIM115 - it stays open until `end`
        except OSError as error:
            raise write_error(error, path) from error
        file.setnchannels(1)
        file.setsampwidth(_SAMPLE)
        file.setframerate(RATE)
        self._file, self._path, self._samples = file, path, 0

    def end(self) -> Path:
        """The finished recording."""
        assert self._file is not None
        assert self._path is not None
        self._file.close()
        self._file = None
        return self._path

    def give_up(self) -> None:
        """Nothing of the recording stays."""
        if self._file is not None:
            path = self.end()
            with suppress(OSError):
                path.unlink()

    def feed(self, data: bytes) -> None:
        """Takes what was heard: 16-bit samples, as the processor orders them."""
        data = self._half + data
        whole = len(data) - len(data) % _SAMPLE
        self._half = data[whole:]
        samples = array("h", data[:whole])
        if not samples:
            return
        self.level.emit(_loudness(max(max(samples), -min(samples))))
        if self._file is None:
            return
        self._samples += len(samples)
        try:
            self._file.writeframesraw(samples.tobytes())
        except OSError as error:
            assert self._path is not None
            problem: MouthpieceError = write_error(error, self._path)
            self.give_up()
            self.failed.emit(f"{problem.message} {problem.hint}")

    def _read(self) -> None:
        if self._stream is not None:
            self.feed(bytes(self._stream.readAll().data()))


def _loudness(peak: int) -> float:
    """Where a peak of a 16-bit sample lies between silence and the loudest, in decibels."""
    if peak <= 0:
        return 0.0
    decibels = 20 * math.log10(peak / _LOUDEST)
    return min(1.0, max(0.0, 1 + decibels / _QUIETEST))
