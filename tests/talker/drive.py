"""Runs the road with the gradient engine in a process of its own, to be killed or limited."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from talker.error_boundary import typed_errors
from talker.errors import MouthpieceError
from talker.options.ai_label import Corner
from talker.options.render import RenderRequest
from talker.pipeline import RenderPipeline
from talker.provenance.publisher import Publisher
from talker.render_context import RenderContext
from tests.talker.gradient import GradientEngine


def main(portrait: str, speech: str, output: str, home: str, delay: str, size: str) -> int:
    request = RenderRequest(
        portrait=Path(portrait),
        speech=Path(speech),
        output=Path(output),
        size=int(size),
        quality=10,
        ai_label_corner=Corner.BOTTOM_RIGHT,
    )
    engine = GradientEngine(float(delay))
    try:
        with typed_errors(Path(output)):
            context = RenderContext(Path(home), publisher=Publisher(sign=False))
            result = RenderPipeline(request, engine, context).run()
    except MouthpieceError as error:
        sys.stdout.write(json.dumps({"error": error.code}))
        return error.exit_code
    sys.stdout.write(json.dumps({"frames": result.frames, "resumed": result.resumed_frames}))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
