"""Labels that strangers wrote: odd ones are read as far as they go."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from talker.options.ai_label import Corner, LabelTime
from talker.provenance.c2pa import parse_store
from talker.provenance.record import Record, Source
from talker.provenance.xmp import SOURCE_TYPE, append_packet, packets, parse


@pytest.mark.parametrize("size", [25, 1 << 62, 1 << 63, (1 << 64) - 1, 15, 0])
def test_a_box_that_says_more_than_there_is_ends_the_search(size: int, tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(struct.pack(">I4sQ", 1, b"free", size))
    assert list(packets(path)) == []


def test_what_stands_before_such_a_box_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.touch()
    append_packet(path)
    path.write_bytes(path.read_bytes() + struct.pack(">I4sQ", 1, b"free", 1 << 63))
    (found,) = packets(path)
    assert parse(found).source_type == SOURCE_TYPE


@pytest.mark.parametrize("word", ["sometimes", "", None, [], {}, 7])
def test_an_unknown_word_for_the_visible_label_shows_it(word: object) -> None:
    source = Source(name="a.png", sha256="0" * 64)
    odd: dict[str, Any] = {"ai_label": word, "ai_label_corner": word}
    record = Record(version="1", id="1", engine="", portrait=source, options=odd)
    assert record.label is LabelTime.ALWAYS
    assert record.corner is Corner.BOTTOM_RIGHT


@pytest.mark.parametrize(
    "manifest",
    [
        *(None, 7, [], {"assertions": 7}, {"assertions": [{}]}, {"assertions": [7]}),
        {"assertions": [{"label": "c2pa.actions", "data": 7}]},
        {"assertions": [{"label": "c2pa.actions", "data": {"actions": 7}}]},
        {"assertions": [{"label": "c2pa.actions", "data": {"actions": [7]}}]},
        {"signature_info": 7},
        {"ingredients": [7]},
    ],
)
def test_a_manifest_of_another_form_is_a_problem_of_the_file(manifest: object) -> None:
    store = {"manifests": {"a": manifest}, "active_manifest": "a", "validation_state": "Trusted"}
    found = parse_store(json.dumps(store))
    assert not found.valid
    assert not found.trusted
    assert found.problems == ("manifest.unreadable",)


def test_codes_of_problems_are_words() -> None:
    store = {"manifests": {"a": {}}, "active_manifest": "a", "validation_status": [{"code": 7}]}
    assert parse_store(json.dumps(store)).problems == ("7",)


def test_a_wrapper_that_does_not_end_holds_nothing() -> None:
    assert parse(b"<?xpacket begin <x/><?xpacket") == parse(b"")


def test_a_record_too_long_for_a_command_line_is_none() -> None:
    """It goes into every further file of its video, as words that ffmpeg is given."""
    given = {"version": "1", "id": "a", "engine": "builtin 1"}
    source = {"name": "a.png", "sha256": "0" * 64}
    assert Record.model_validate({**given, "portrait": source, "options": {"seed": 3}})
    with pytest.raises(ValidationError, match="16,000 characters"):
        Record.model_validate({**given, "portrait": source, "options": {"a": "b" * 16_000}})
