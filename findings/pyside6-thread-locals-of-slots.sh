#!/bin/sh
# PySide6 6.11.3: in a QThread every slot call has an empty threading.local, although the thread and
# its number stay the same. What is kept there, as database connections often are, is made anew at
# each call and, when something else still refers to it, stays open for ever: timers in a thread
# then use up the descriptors of the process. The road: the thread is Qt's, so Python makes a thread
# state when a slot is called and throws it away, with its thread-local values, when it returns. In a
# thread of Python's own (threading.Thread) the same loop keeps one value.
#
# Exits with 0 while this is so, and with 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q PySide6-Essentials==6.11.3
"$folder/venv/bin/python" - <<'PYTHON'
import sys
import threading

from PySide6 import __version__
from PySide6.QtCore import QCoreApplication, QObject, QThread, QTimer, Slot

CALLS = 20
kept, threads = threading.local(), set()
made = []


def look() -> None:
    threads.add(threading.get_ident())
    if not hasattr(kept, "value"):
        kept.value = object()
        made.append(kept.value)


class Worker(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.calls = 0

    @Slot()
    def begin(self) -> None:
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.tick)
        self.timer.start(5)

    @Slot()
    def tick(self) -> None:
        look()
        self.calls += 1
        if self.calls == CALLS:
            self.timer.stop()
            QThread.currentThread().quit()


print("PySide6", __version__)
application = QCoreApplication(sys.argv)
thread, worker = QThread(), Worker()
worker.moveToThread(thread)
thread.started.connect(worker.begin)
thread.finished.connect(application.quit)
thread.start()
application.exec()
thread.wait()
of_qt = len(made), len(threads)
print(f"QThread: {CALLS} slot calls, {of_qt[1]} thread number, {of_qt[0]} thread-local values")
made.clear()
threads.clear()
plain = threading.Thread(target=lambda: [look() for _ in range(CALLS)])
plain.start()
plain.join()
print(f"threading.Thread: {CALLS} calls, {len(threads)} thread number, {len(made)} values")
same = of_qt[1] == 1 and of_qt[0] >= CALLS and len(made) == 1
print("as before" if same else "this has changed")
sys.exit(not same)
PYTHON
