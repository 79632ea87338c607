"""Speaks a sentence by Kokoro's network."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speech_gen.delivery import Delivery
from speech_gen.kokoro.own_voices import own_voice_file, read_styles
from speech_gen.kokoro.vocabulary import numbers
from speech_gen.kokoro.voices import MODEL, NETWORK_FILE, voice_file
from speech_gen.languages import check_speaks, primary
from speech_gen.phonemes.readers import Readers
from speech_gen.phonemes.sounded import Sounded
from speech_gen.sound import audible_end, faded, levelled
from speech_gen.speech import SpokenSentence, SpokenWord
from speech_gen.utterance import Utterance
from speech_gen.voice import Voice
from speech_gen.voice_files import OWN
from talker.errors import InputError, ModelDamaged
from talker.files import atomic_write, discard
from talker.home import cache_folder
from talker.model_files import ModelFiles
from talker.progress import CancelToken

RATE = 24_000
_FRAME = 600  # samples that one step of a duration lasts
_LONGEST = 508  # symbols at a time: the network reads 510, the two at the ends included
# Sounds begin so many seconds before the frames that the network counts for them (measured where
# silence ends before consonants that burst, in English and Mandarin: 0.03 to 0.07).
_EARLY = 0.04
_LEAD, _TAIL = 0.05, 0.15  # seconds that are left before the first word and behind the last
_CHANGES = "1"
"""Raised with each change in `network.py` that the program asks for."""


class Kokoro:
    """The network and its voices, loaded when the first sentence is spoken."""

    def __init__(self, models: ModelFiles, home: Path) -> None:
        self._models = models
        self._home = home
        self._folder = cache_folder(home) / "voices"
        self._readers = Readers()
        self._styles: dict[str, NDArray[np.float32]] = {}
        self._loading: Future[Any] | None = None

    def prepare(self, voice: Voice) -> None:
        """See `Synthesizer`: the network takes longer to load than all else of the first sentence,
        and no thread waits for another meanwhile."""
        if voice.provider == OWN:
            own_voice_file(self._home, voice)
        else:
            self._models.path(MODEL, voice_file(voice))
        self._begin_loading()

    def synthesise(self, utterance: Utterance, cancel: CancelToken) -> SpokenSentence:
        """See `Synthesizer`; what is too long for the network is spoken in pieces."""
        voice, delivery, language = utterance.voice, utterance.delivery, utterance.language
        check_speaks(voice, language)
        own = voice.languages[0] if primary(voice.languages[0]) == "en" else language
        sounds = self._readers.read(utterance.text, own, utterance.pronounce)
        spoken = []
        for part in _parts(sounds):
            cancel.check()
            spoken.append(self._speak(part, voice, delivery))
        if not spoken:
            return SpokenSentence(np.zeros(0, np.float32), RATE, ())
        joined = _joined(spoken)
        return SpokenSentence(levelled(joined.samples, RATE, delivery.volume), RATE, joined.words)

    def _speak(self, sounds: Sequence[Sounded], voice: Voice, delivery: Delivery) -> SpokenSentence:
        """Sounds of at most `_LONGEST` symbols: samples and words, without the silence around."""
        symbols = [numbers(one.phonemes) for one in sounds]
        tokens = [0, *(number for one in symbols for number in one), 0]
        samples, durations = self._session().run(
            None,
            {
                "tokens": np.array([tokens], np.int64),
                "style": self._style(voice)[len(tokens) - 2],
                "speed": np.array([delivery.speed], np.float32),
                "pitch": np.array([2 ** (delivery.pitch / 12)], np.float32),
            },
        )
        ends = np.maximum(np.cumsum(durations[0]) * _FRAME / RATE - _EARLY, 0)
        words, done = [], 0
        for sound, numbered in zip(sounds, symbols, strict=True):
            start, done = done, done + len(numbered)
            if sound.word and numbered:
                words.append(SpokenWord(sound.word, float(ends[start]), float(ends[done])))
        return _trimmed(samples.reshape(-1).astype(np.float32), words)

    def _style(self, voice: Voice) -> NDArray[np.float32]:
        """How a voice sounds, for each number of symbols: float32 [510, 1, 256]."""
        known = f"{voice.id} {voice.sha256}"
        if known not in self._styles:
            if voice.provider == OWN:
                self._styles[known] = read_styles(own_voice_file(self._home, voice))
            else:
                path = self._models.path(MODEL, voice_file(voice))
                self._styles[known] = np.fromfile(path, np.float32).reshape(-1, 1, 256)
        return self._styles[known]

    def _begin_loading(self) -> Future[Any]:
        if self._loading is None:
            source = self._models.path(MODEL, NETWORK_FILE)
            loader = ThreadPoolExecutor(1, thread_name_prefix="voice")
            self._loading = loader.submit(self._load, source)
            loader.shutdown(wait=False)
        return self._loading

    def _session(self) -> Any:
        """The network, ready to run; ModelMissing, ModelDamaged."""
        loading = self._begin_loading()
        try:
            return loading.result()
        except BaseException:
            self._loading = None  # the model may be got anew
            raise

    def _load(self, source: Path) -> Any:
        facts = source.stat()
        key = f"{_CHANGES} {source.name} {facts.st_size} {facts.st_mtime_ns}"
        changed = self._folder / f"kokoro-{hashlib.sha256(key.encode()).hexdigest()[:16]}.onnx"
        try:
            return load_network(changed.read_bytes())
        except (OSError, ValueError):  # not there yet, or damaged
            discard(changed)
        network = _change(source)
        try:
            session = load_network(network)
        except ValueError as error:
            raise ModelDamaged(source, "it is not Kokoro's network") from error
        try:
            with atomic_write(changed, parents=True) as part:
                part.write_bytes(network)
        except InputError:
            pass  # it is changed again next time
        return session


def load_network(network: bytes) -> Any:
    """A session on the CPU for a changed network; ValueError for bytes that are none."""
    # Threads that wait in a loop would take the cores from whoever draws meanwhile.
    # Weights that are arranged anew for each kernel take half a second more to load, and the
    # sentences are spoken no sooner.
    settings = {"session.intra_op.allow_spinning": "0", "session.disable_prepacking": "1"}
    return new_session(network, 0, settings)


def new_session(
    network: bytes, threads: int, settings: Mapping[str, str], *, optimised: bool = True
) -> Any:
    """The same with other settings; `threads` 0: one for each core."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    if not optimised:
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    # Weights are widened once, when the network is loaded, not each time it runs.
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    for name, value in settings.items():
        options.add_session_config_entry(name, value)
    try:
        return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # its errors have no base of their own
        raise ValueError(f"onnxruntime cannot load it: {error}") from error


def _change(source: Path) -> bytes:
    from speech_gen.kokoro.network import changed  # onnx: needed once

    network: bytes = changed(source).SerializeToString()
    return network


def _parts(sounds: Sequence[Sounded]) -> Iterator[list[Sounded]]:
    """Sounds in parts that the network can read at once, broken behind a pause, else a word."""
    part: list[Sounded] = []
    rest = list(sounds)
    while rest:
        count = 0
        fits = 0
        for place, sound in enumerate(rest):
            count += len(numbers(sound.phonemes))
            if count > _LONGEST:
                break
            fits = place + 1
        if fits == len(rest):
            part, rest = rest, []
        else:
            fits = max(fits, 1)
            pauses = [place + 1 for place in range(fits) if rest[place].phonemes[:1] in ",.;:!?…"]
            cut = pauses[-1] if pauses and pauses[-1] > fits // 2 else fits
            part, rest = rest[:cut], rest[cut:]
        if any(numbers(one.phonemes.strip(" ")) for one in part):
            yield part


def _trimmed(samples: NDArray[np.float32], words: Sequence[SpokenWord]) -> SpokenSentence:
    """Without the silence that the network begins and ends with."""
    if not words:
        return SpokenSentence(faded(samples, RATE), RATE, ())
    start = max(words[0].start - _LEAD, 0.0)
    last = max(min(words[-1].stop, audible_end(samples, RATE)), words[-1].start)
    kept = samples[round(start * RATE) : round((last + _TAIL) * RATE)]
    moved = tuple(
        SpokenWord(word.text, word.start - start, min(word.stop, last) - start) for word in words
    )
    return SpokenSentence(faded(kept, RATE), RATE, moved)


def _joined(parts: Sequence[SpokenSentence]) -> SpokenSentence:
    """Parts of one sentence, one behind the other."""
    words, start = [], 0.0
    for part in parts:
        words += [
            SpokenWord(word.text, word.start + start, word.stop + start) for word in part.words
        ]
        start += part.seconds
    samples = np.concatenate([part.samples for part in parts])
    return SpokenSentence(samples, RATE, tuple(words))
