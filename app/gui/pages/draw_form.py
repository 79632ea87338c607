"""The form of a draw: its options, with words that complete and are remembered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from typing_extensions import override

from app.gui.widgets.editors import Editor
from app.gui.widgets.forms import DeclaredForm
from app.gui.widgets.prompt_editor import PromptEditor
from avatar_gen.request import AvatarOptions, with_few_steps

FIRST = (
    *("mode", "prompt", "person", "age", "clothing", "framing", "light", "background", "style"),
    *("count", "seed", "model", "few_steps"),
)
_MOST_FAVOURITES = 200


class DrawForm(DeclaredForm):
    """Edits AvatarOptions. `liked` brings other favourite words, the latest first; `strange` an
    editor and its text, which has words that the glossary does not know."""

    liked = Signal(object)  # tuple[str, ...]
    strange = Signal(object, str)  # PromptEditor

    def __init__(self, favourites: Sequence[str]) -> None:
        self._favourites = tuple(favourites)
        self._prompts: list[PromptEditor] = []
        super().__init__(AvatarOptions, FIRST)
        self.changed.connect(self._show_as_typed)

    @property
    def options(self) -> AvatarOptions:
        """The options as they are edited; what does not fit counts as unchanged."""
        options: AvatarOptions = self._options
        return options

    @override
    def set_options(self, options: AvatarOptions) -> None:
        super().set_options(options)
        self._show_as_typed()

    @override
    def _editor_for(self, name: str) -> Editor:
        field = super()._editor_for(name)
        if isinstance(field, PromptEditor):
            self._prompts.append(field)
            field.offer(self._favourites)
            field.set_as_typed(self.options.prompt_as_typed)
            field.liked.connect(self._like)
            field.strange.connect(partial(self.strange.emit, field))
        return field

    @override
    def _settled(self, before: AvatarOptions, after: AvatarOptions) -> AvatarOptions:
        """A way of few steps sets what goes with it, to be seen and changed."""
        if after.few_steps is before.few_steps:
            return after
        set_by_it = with_few_steps({"few_steps": after.few_steps})
        return AvatarOptions.model_validate(dict(after) | set_by_it)

    def _show_as_typed(self) -> None:
        for field in self._prompts:
            field.set_as_typed(self.options.prompt_as_typed)

    def _like(self, words: tuple[str, ...]) -> None:
        self._favourites = words[:_MOST_FAVOURITES]
        for field in self._prompts:
            field.offer(self._favourites)
        self.liked.emit(self._favourites)
