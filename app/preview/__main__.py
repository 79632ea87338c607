"""`python -m app.preview`: answers the window until its end of the pipe closes."""

from __future__ import annotations

import logging
import sys

from app.preview.messages import Cancel
from app.preview.questions import parse_message
from app.preview.server import Server
from talker.home import home_folder
from talker.inference.at_work import withdraw


def main() -> int:
    """Reads messages from standard input; the window's end, however it came, ends us too."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    output = sys.stdout.buffer
    with Server(output, home_folder()) as server:
        for line in sys.stdin.buffer:
            message = parse_message(line)
            if isinstance(message, Cancel):
                server.cancel(message.id)
            elif message is not None:
                server.ask(message.id, message.question)
        withdraw()  # the window waits a little, then kills
    return 0


if __name__ == "__main__":
    sys.exit(main())
