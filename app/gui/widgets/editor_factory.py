"""Chooses the editor of an option by its type and range."""

from __future__ import annotations

from typing import Any, get_args, get_origin

from annotated_types import MaxLen
from pydantic.fields import FieldInfo

from app.gui.texts.choices import engine_title
from app.gui.widgets.editors import ChoiceEditor, Editor, NumberEditor, SwitchEditor
from app.gui.widgets.text_editors import NumbersEditor, ParagraphEditor, TextsEditor, WordsEditor
from app.gui.widgets.voice_editor import VoiceEditor
from talker.options.choice import Choice
from talker.options.engines import engine_choices, names_engine
from talker.options.shown import holds_prompt
from talker.options.spoken import names_voice

_LONG_TEXT = 2000  # letters from which a text has several lines
_LINES = 4


def _is_long(info: FieldInfo) -> bool:
    return any(isinstance(b, MaxLen) and b.max_length >= _LONG_TEXT for b in info.metadata)


def editor(info: FieldInfo) -> Editor:
    """The editor that fits an option."""
    kind: Any = info.annotation
    if kind is bool:
        return SwitchEditor(info)
    if names_engine(info):
        return ChoiceEditor(info, engine_choices(), engine_title)
    if names_voice(info):
        return VoiceEditor(info)
    if isinstance(kind, type) and issubclass(kind, Choice):
        return ChoiceEditor(info, kind)
    if kind in (int, float):
        return NumberEditor(info, whole=kind is int)
    if get_origin(kind) is tuple:
        return TextsEditor(info) if get_args(kind)[0] is str else NumbersEditor(info)
    if holds_prompt(info):
        from app.gui.widgets.prompt_editor import PromptEditor  # it knows all the words

        return PromptEditor(info, _LINES if _is_long(info) else 1)
    if kind is str:
        return ParagraphEditor(info, _LINES) if _is_long(info) else WordsEditor(info)
    raise TypeError(f"no editor knows the type {kind}")
