"""How questions are read: each by its name, and nothing is loaded but what is asked."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from app.preview import questions
from app.preview.messages import Ask, Cancel, LookAtPortrait, Question
from app.preview.questions import parse_message

PORTRAIT = """
import sys
from app.preview import __main__
from app.preview.questions import parse_message
assert parse_message(sys.argv[1].encode())
rest = ("batch", "film", "caption", "picture", "script")
print([name for name in rest if f"app.preview.{name}_messages" in sys.modules])
print([name for name in ("numpy", "cv2", "PIL") if name in sys.modules])
"""


def test_each_question_is_found_by_a_name_of_its_own() -> None:
    for where in questions._WHERE:
        import_module(f"app.preview.{where}messages")
    kinds = Question.__subclasses__()
    names = [kind.model_fields["type"].default for kind in kinds]
    assert len(names) > 20
    assert [questions._kind(name) for name in names] == kinds


def test_what_is_asked_comes_as_it_was_sent() -> None:
    sent = Ask(id=3, question=LookAtPortrait(path=Path("家/a.png"), face=2, pair=True))
    assert parse_message(sent.model_dump_json().encode()) == sent
    assert parse_message(Cancel(id=3).model_dump_json().encode()) == Cancel(id=3)


@pytest.mark.parametrize(
    "line",
    [
        *(b"", b"{", b"3", b"[]", b"{}", b'{"type": "ask"}', b'{"type": "told", "id": 1}'),
        *(b'{"type": "ask", "id": 1, "question": 5}', b'{"type": "cancel", "id": "x"}'),
        b'{"type": "ask", "id": 1, "question": {"type": "nothing such"}}',
        b'{"type": "ask", "id": 1, "question": {"type": ["portrait"]}}',
        b'{"type": "ask", "id": 1, "question": {"type": "portrait"}}',
        b'{"type": "told", "id": 1, "question": {"type": "machine"}}',
    ],
)
def test_a_line_that_says_nothing_is_none(line: bytes) -> None:
    assert parse_message(line) is None


def test_for_a_portrait_no_other_questions_are_loaded() -> None:
    line = Ask(id=1, question=LookAtPortrait(path=Path("a.png"))).model_dump_json()
    command = [sys.executable, "-c", PORTRAIT, line]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "[]"]
