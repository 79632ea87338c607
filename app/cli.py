"""The program's entry: `mouthpiece` and `python -m app.cli`.

Everything else is imported inside, so that Ctrl-C while it loads ends as quietly as later.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code (see app.command_line)."""
    try:
        from app.child_process import let_others_compute
        from talker.programs import NO_CURRENT_FOLDER

        os.environ.update(NO_CURRENT_FOLDER)
        let_others_compute()
        from app.command_line import run_command

        return run_command(list(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt:
        from talker.errors import ExitCode

        return ExitCode.INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
