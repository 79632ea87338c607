#!/bin/sh
# pysubs2 1.8.1 loses the last line of an SRT file when that line is a number: a countdown, a score or
# a year that stands alone in the last cue is taken for the number of a next one, although none comes.
# In every other cue such a line stays. Players show it.
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

FILE = """1
00:00:01,000 --> 00:00:02,000
It all began in
1984

2
00:00:03,000 --> 00:00:04,000
And the score is
42
"""
print("pysubs2", version("pysubs2"))
texts = [event.text for event in pysubs2.SSAFile.from_string(FILE)]
for text in texts:
    print(repr(text))
same = "1984" in texts[0] and "42" not in texts[1]
print("as before" if same else "this has changed")
sys.exit(not same)
PYTHON
