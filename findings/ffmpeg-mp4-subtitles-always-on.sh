#!/bin/sh
# ffmpeg 7.0.2 (imageio-ffmpeg 0.6.0) marks the first subtitle track of an MP4 or MOV file as enabled
# (flag 1 of its track header) although "-disposition:s:0 0" asks for a track that is off until the
# viewer switches it on. Players that go by the flag show the subtitles at once. The disposition is
# read back as "not default", so probing does not tell.
#
# Exits with 0 while this is so, and with 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q imageio-ffmpeg==0.6.0
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import subprocess
import sys
from pathlib import Path

import imageio_ffmpeg

folder = Path(sys.argv[1])
program = imageio_ffmpeg.get_ffmpeg_exe()
print(subprocess.run([program, "-version"], capture_output=True, text=True).stdout.splitlines()[0])
(folder / "a.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\nGood morning\n")
flags = {}
for kind in ("mp4", "mov"):
    video = folder / f"a.{kind}"
    source = ["-f", "lavfi", "-i", "testsrc=d=1:s=64x64:r=10", "-i", str(folder / "a.srt")]
    kept = ["-map", "0:v", "-map", "1:s", "-c:v", "mpeg4", "-c:s", "mov_text"]
    subprocess.run(
        [program, "-v", "error", *source, *kept, "-disposition:s:0", "0", str(video)], check=True
    )
    data, found, start = video.read_bytes(), [], 0
    while (start := data.find(b"tkhd", start)) >= 0:
        found.append(int.from_bytes(data[start + 5 : start + 8], "big"))
        start += 4
    flags[kind] = found
    print(f"{kind}: flags of the track headers, picture then subtitles: {found}")
same = all(len(found) == 2 and found[1] & 1 for found in flags.values())
print("as before" if same else "this has changed")
sys.exit(not same)
PYTHON
