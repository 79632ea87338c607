#!/bin/sh
# PySide6 6.11.3: QTextToSpeech has no synthesize(), though Qt has had it since 6.6 and the engines
# for it come in the wheels (winrt and sapi on Windows, mock everywhere). In C++ it is a template that
# takes a functor, and PySide6 binds none of its forms. The class of the engines is bound with its
# synthesize() and its signal synthesized, but the engine of a QTextToSpeech cannot be reached: it is
# no child of it. So the voices of the system can be listed and heard through PySide6, and their sound
# cannot be had.
#
# Exits with 0 while this is so, and with 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q PySide6-Essentials==6.11.3 PySide6-Addons==6.11.3
cd "$folder"
cat > speech.py <<'PYTHON'
import sys

from PySide6.QtCore import QCoreApplication
from PySide6.QtTextToSpeech import QTextToSpeech, QTextToSpeechEngine

app = QCoreApplication([])
speech = QTextToSpeech("mock")
able = bool(speech.engineCapabilities() & QTextToSpeech.Capability.Synthesize)
bound = hasattr(speech, "synthesize")
reached = speech.findChild(QTextToSpeechEngine) is not None
print(f"the engine can synthesise: {able}; bound: {bound}; engine reached: {reached}")
sys.exit(bound or reached or not able)
PYTHON
"$folder/venv/bin/python" speech.py
