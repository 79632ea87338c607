"""What a preview has loaded is given back when nobody asks for more."""

from __future__ import annotations

import io
import json
import threading
from pathlib import Path

import pytest

from app.preview import server
from app.preview.caption_messages import ListFonts
from app.preview.messages import MakePreview, Question
from talker.options.render import RenderRequest


def test_who_made_a_preview_ends_in_time_and_who_only_looked_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "idle_seconds", lambda _: 0.0)
    monkeypatch.setattr(server, "_LOOK_SECONDS", 0.01)
    ended, output = threading.Event(), io.BytesIO()

    def end(_: int) -> None:
        ended.set()

    def ask(number: int, question: Question) -> None:
        made.ask(number, question)
        while not any(json.loads(line)["id"] == number for line in output.getvalue().splitlines()):
            threading.Event().wait(0.01)

    with server.Server(output, tmp_path, end=end) as made:
        ask(1, ListFonts())
        assert not ended.wait(0.2)
        lost = RenderRequest(portrait=tmp_path / "none.png", speech=tmp_path / "none.wav")
        ask(2, MakePreview(request=lost))
        assert ended.wait(60.0)
