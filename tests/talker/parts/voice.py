"""A small real voice for tests of scripts: every word is a tone of its own, with syllables."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np

from talker.options.cues import Cue, CueKind
from talker.options.dub import DubRequest
from talker.options.render import RenderRequest
from talker.progress import CancelToken, Notice
from talker.spoken import SpokenPart, SpokenVoice
from talker.words import Word

RATE = 16000
_LETTER_SECONDS = 0.06
_MARK = re.compile(r"\[(.+?)\]\s*")
_MARKS = {kind.mark: kind for kind in CueKind}


def spoken(sentence: str, pause: float = 0.3) -> SpokenPart:
    """A sentence whose marks, such as [nod], are cues at the word that follows."""
    words: list[Word] = []
    cues: list[Cue] = []
    sounds = [np.zeros(0)]
    time = 0.0
    for token in re.findall(r"\[.+?\]|\S+", sentence):
        if token.startswith("["):
            cues.append(Cue(_MARKS[token[1:-1]], time))
            continue
        seconds = _LETTER_SECONDS * (len(token) + 1)
        at = np.arange(round(seconds * RATE)) / RATE
        hertz = 110 + sum(token.encode()) % 90
        voice = sum(np.sin(2 * np.pi * hertz * k * at) / k for k in range(1, 12))
        sounds.append(0.2 * voice * np.sin(np.pi * at / seconds) ** 2)
        words.append(Word(token, time, time + seconds))
        time += seconds
    text = _MARK.sub("", sentence)
    samples = np.concatenate(sounds).astype(np.float32)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return SpokenPart(samples, pause, text, len(sentence), digest, tuple(words), tuple(cues))


@dataclass(frozen=True)
class ToneScript:
    """Sentences end with a full stop. `on_part` hears of each before it is spoken."""

    text: str
    on_part: Callable[[str], None] = lambda _: None
    rate: int = RATE
    notices: tuple[Notice, ...] = ()
    voices: tuple[SpokenVoice, ...] = (SpokenVoice("tones:plain", "Apache-2.0"),)

    @property
    def sentences(self) -> list[str]:
        return re.findall(r"[^.]+\.", self.text)

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def characters(self) -> int:
        return sum(map(len, self.sentences))

    def prepare(self) -> None:
        """Nothing is loaded."""

    def parts(self, cancel: CancelToken) -> Iterator[SpokenPart]:
        for sentence in self.sentences:
            cancel.check()
            self.on_part(sentence)
            yield spoken(sentence.strip())


@dataclass
class ToneSpeaker:
    """Speaks the text of any request; `said` are the sentences so far."""

    said: list[str] = field(default_factory=list)

    def script(self, request: RenderRequest | DubRequest) -> ToneScript:
        return ToneScript(request.text, self.said.append)
