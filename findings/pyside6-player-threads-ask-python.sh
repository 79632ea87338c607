#!/bin/sh
# PySide6 6.11.3: when Qt's player stops, its own thread for sound takes its connections to the
# QAudioOutput off, and so calls that object's `disconnectNotify` - which, for an object made in
# Python, asks Python whether it overrides it, although the object lives in another thread and the
# program overrides nothing. The asking waits for Python's lock while Qt's lock on the connections
# is held; QMediaPlayer.setSource and stop keep Python's lock while they wait for that same lock of
# Qt. A program that stops a playing video with sound then stands still for ever: seen after 18, 27
# and 144 stops (that loop is left out here). The answer is kept for each object after the first
# time, so a signal that is connected and disconnected once in the window's own thread, right after
# the QAudioOutput is made, keeps the player's threads away from Python: 200 stops, none stood still.
#
# Shown here without standing still: an override tells from which thread it is called.
# Exits with 0 while this is so, and with 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q PySide6==6.11.3
QT_QPA_PLATFORM=offscreen QT_LOGGING_RULES='qt.multimedia*=false' \
    "$folder/venv/bin/python" - "$folder/tone.wav" <<'PYTHON'
import sys
import threading
import time
import wave

from PySide6 import __version__
from PySide6.QtCore import QMetaObject, Qt, QUrl
from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer
from PySide6.QtWidgets import QApplication

with wave.open(sys.argv[1], "wb") as tone:
    tone.setparams((1, 2, 16000, 0, "NONE", ""))
    tone.writeframes(bytes(2 * 16000 * 5))
threads: set[int] = set()


class Sound(QAudioOutput):
    def disconnectNotify(self, signal) -> None:
        threads.add(threading.get_native_id())


def turn(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        application.processEvents()
        time.sleep(0.005)


print("PySide6", __version__)
application = QApplication(sys.argv)
player, sound = QMediaPlayer(), Sound()
player.setAudioOutput(sound)
player.setSource(QUrl.fromLocalFile(sys.argv[1]))
player.play()
turn(1)
threads.clear()
# Not from Python, which would keep its lock: by Qt's own call, which gives the lock away.
QMetaObject.invokeMethod(player, "stop", Qt.ConnectionType.QueuedConnection)
turn(2)
others = threads - {threading.get_native_id()}
print("disconnectNotify was called from another thread than the object's own:", bool(others))
sys.exit(0 if others else 1)
PYTHON
