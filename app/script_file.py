"""A script as command lines name it: a file, or what is typed in."""

from __future__ import annotations

import sys
from pathlib import Path

TYPED = "-"


def read_script(name: str) -> str:
    """The text of the file `name`, or of standard input for `-`.

    Raises InputError as speech_gen.script.files says, SCRIPT_EMPTY for what is blank.
    """
    # Late: most commands read no script.
    from speech_gen.script.files import decode_script, read_script_file
    from speech_gen.script.problems import empty_script, script_too_long
    from speech_gen.script.script import LONGEST

    if name == TYPED:
        data = sys.stdin.buffer.read(4 * LONGEST + 1)
        if len(data) > 4 * LONGEST:
            raise script_too_long(len(data), LONGEST)
        text = decode_script(data, Path("standard input"))
    else:
        text = read_script_file(Path(name))
    if not text.strip():
        raise empty_script()
    return text
