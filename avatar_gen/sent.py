"""What is sent of an avatar's options: those whose words are Chinese, in English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from avatar_gen.prompt_translation import Sentences, Translation, has_chinese, translated
from avatar_gen.request import AvatarOptions
from talker.options.shown import holds_prompt
from talker.progress import Notice, NoticeCode

TEXTS = tuple(name for name, info in AvatarOptions.model_fields.items() if holds_prompt(info))
"""The options that are words for the model."""


@dataclass(frozen=True)
class Sent:
    """`options` as the model gets them; `translations` of those texts that were in Chinese."""

    options: AvatarOptions
    translations: Mapping[str, Translation]

    @property
    def texts(self) -> dict[str, str]:
        """The translated texts by the names of their options."""
        return {name: one.text for name, one in self.translations.items()}

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Says what is sent, and which words nobody knew."""
        said = [
            Notice(NoticeCode.PROMPT_TRANSLATED, f"The {_title(name)} is sent as: {one.text}")
            for name, one in self.translations.items()
        ]
        strange = dict.fromkeys(word for one in self.translations.values() for word in one.unknown)
        if strange:
            words = ", ".join(strange)
            said.append(
                Notice(
                    NoticeCode.PROMPT_WORDS_UNKNOWN,
                    f"Not in the portrait glossary, and sent as typed: {words}",
                )
            )
        return tuple(said)


def in_english(
    options: AvatarOptions, names: Sequence[str] = (), sentences: Sentences | None = None
) -> Sent:
    """Translates the Chinese words of the options, unless they are wanted as they are typed.

    `names` and `sentences` are as for `translated`.
    """
    if options.prompt_as_typed:
        return Sent(options, {})
    found = {
        name: translated(getattr(options, name), names, sentences)
        for name in TEXTS
        if has_chinese(getattr(options, name))
    }
    found = {name: one for name, one in found.items() if one.text != getattr(options, name)}
    changes = {name: one.text for name, one in found.items()}
    return Sent(options.model_copy(update=changes) if changes else options, found)


def _title(name: str) -> str:
    title = AvatarOptions.model_fields[name].title or name
    return "negative prompt" if name == "negative" else title.lower()
