#!/bin/sh
# pysubs2 1.8.1 takes the fields of an ASS event in the usual order, whatever the section's Format:
# line says. A file in which Text does not come last but Style does, or in which Start and End are
# exchanged, is valid (libass reads it by its Format: line); pysubs2 reads the times of one as the
# times of the other and texts as styles, without an error.
#
# Exits with 0 while this is so, and with 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q pysubs2==1.8.1
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import pysubs2

HEAD = "[Script Info]\nScriptType: v4.00+\n\n[Events]\n"
USUAL = HEAD + (
    "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    "Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,Good morning\n"
)
OTHER = HEAD + (
    "Format: Layer, End, Start, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    "Dialogue: 0,0:00:03.00,0:00:01.00,Default,,0,0,0,,Good morning\n"
)
print("pysubs2", version("pysubs2"))
found = []
for name, text in (("Start before End", USUAL), ("End before Start", OTHER)):
    (event,) = pysubs2.SSAFile.from_string(text, "ass")
    found.append((event.start, event.end))
    print(f"{name}: from {event.start} to {event.end} ms, {event.text!r}")
same = found == [(1000, 3000), (3000, 1000)]
print("as before" if same else "this has changed")
sys.exit(not same)
PYTHON
