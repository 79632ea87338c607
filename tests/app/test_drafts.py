"""What was begun is kept whole, and a file that cannot be read is nothing begun."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.batch.pairing import Pair
from app.batch.rows import Row
from app.batch_draft import BatchDraft
from app.drafts import CreateDraft, load_draft, save_draft
from app.preview.batch_messages import BatchRows
from talker.errors import ErrorCode, InputError
from talker.options.picture import Mode
from talker.options.render import RenderOptions, RenderRequest


def test_a_draft_comes_back_as_it_was(tmp_path: Path) -> None:
    options = RenderOptions(mode=Mode.FULL, blink_rate=3)
    draft = CreateDraft(
        portrait=tmp_path / "a.png", text="Hello 你好\n[nod]", spoken=True, options=options
    )
    save_draft(draft, tmp_path)
    assert load_draft(CreateDraft, tmp_path) == draft


def test_a_batch_keeps_its_edited_rows_and_what_is_wrong_with_them(tmp_path: Path) -> None:
    wrong = InputError(ErrorCode.IMAGE_MISSING, "It is not there.", "Look.", tmp_path / "a.png")
    rows = (Row(1, "row 1", portrait="a.png", name="one"), Row(2, "row 2", problem=wrong))
    read = BatchRows(rows=rows, source="x.csv", name="x", folder=tmp_path, pair=Pair.ONE)
    draft = BatchDraft(paths=(tmp_path,), read=read, rows=rows, left_out=frozenset({2}))
    save_draft(draft, tmp_path)
    found = load_draft(BatchDraft, tmp_path)
    assert found is not None
    assert (found.left_out, found.rows[0], found.edited) == (draft.left_out, rows[0], True)
    problem = found.rows[1].problem
    assert problem is not None
    assert (problem.code, problem.path) == (wrong.code, wrong.path)


def test_nothing_begun_leaves_no_file(tmp_path: Path) -> None:
    save_draft(CreateDraft(text="a"), tmp_path)
    save_draft(CreateDraft(title="only a name"), tmp_path)
    assert load_draft(CreateDraft, tmp_path) is None
    assert not list((tmp_path / "drafts").iterdir())


@pytest.mark.parametrize("content", [b"", b"{", b'{"options": {"mode": "sideways"}}', b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_nothing_begun(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "create.json").write_bytes(content)
    assert load_draft(CreateDraft, tmp_path) is None


def test_only_what_is_gone_or_another_is_lost() -> None:
    before = CreateDraft(portrait=Path("a.png"))
    more = before.model_copy(update={"speech": Path("a.wav")})
    other = before.model_copy(update={"portrait": Path("b.png")})
    wide = before.model_copy(update={"options": RenderOptions(mode=Mode.FULL)})
    assert [before.loses(after) for after in (before, more, other, wide)] == [
        *(False, False),
        *(True, True),
    ]
    assert not CreateDraft().loses(other)


def test_a_video_of_a_text_becomes_a_draft_of_a_text() -> None:
    asked = RenderRequest.model_validate({"portrait": "a.png", "text": "Hello.", "mode": "full"})
    draft = CreateDraft.of(asked)
    assert (draft.spoken, draft.text, draft.speech) == (True, "Hello.", None)
    assert draft.options.mode is Mode.FULL
