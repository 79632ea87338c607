"""Fields of a template are filled, as text and nothing else."""

from __future__ import annotations

import pytest

from speech_gen.script.parse import parse_script
from speech_gen.script.problems import ScriptError
from speech_gen.script.template import fill_name, fill_script
from talker.errors import ErrorCode, InputError

_VALUES = {"name": "Ann", "unit price": "$5", "evil": "[nod] *x* {y}\n# z", "empty": "  "}


def test_fields_are_filled_whatever_their_capitals_and_blanks() -> None:
    text = "Dear {Name}, { unit_price } and {UNIT PRICE}; {{kept}}."
    assert fill_script(text, _VALUES) == "Dear Ann, $5 and $5; {{kept}}."
    assert fill_name("{name} {{x}}", _VALUES) == "Ann {x}"


def test_what_is_filled_in_holds_no_marks() -> None:
    (sentence,) = parse_script(fill_script("Say {evil} now.", _VALUES)).sentences
    assert sentence.text == "Say [nod] *x* {y} # z now."
    assert sentence.cues == ()


@pytest.mark.parametrize("field", ["{missing}", "{empty}", "{nam}"])
def test_a_field_without_a_value_is_refused_at_its_place(field: str) -> None:
    with pytest.raises(ScriptError) as refused:
        fill_script(f"Dear\n{field}", _VALUES)
    assert refused.value.code is ErrorCode.SCRIPT_FIELD
    assert (refused.value.line, refused.value.column) == (2, 1)
    assert ("Did you mean name?" in refused.value.hint) == (field == "{nam}")


def test_a_name_is_no_script_with_lines() -> None:
    with pytest.raises(InputError, match=r"'video of \{nam\}' cannot be filled") as refused:
        fill_name("video of {nam}", _VALUES)
    assert refused.value.code is ErrorCode.SCRIPT_FIELD
    assert "Did you mean name?" in refused.value.hint
    with pytest.raises(InputError) as refused:
        fill_name("{nope}", {})
    assert "sheet" in refused.value.hint
