"""Speech with exact phone times from free synthesisers, for training and for measuring.

Run: python -m training.synthesise --out FOLDER

Needs the Debian packages espeak-ng, flite, festival and the voices that README.md names.
"""

from __future__ import annotations

import argparse
import ctypes
import ctypes.util
import json
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from pathlib import Path

import numpy as np
import soundfile
from scipy.signal import resample_poly

from talker.motion.visemes import VISEMES
from training import texts
from training.phones import (
    CATALAN,
    CZECH,
    ENGLISH,
    FINNISH,
    INDIAN,
    ITALIAN,
    RUSSIAN,
    Phone,
    Utterance,
    festival_classes,
    ipa_classes,
    spans,
)

_TABLES = {"en": ENGLISH, "it": ITALIAN, "fi": FINNISH, "cs": CZECH, "ru": RUSSIAN, "ca": CATALAN}
_FLITE_VOICES = ("kal16", "awb", "rms", "slt")
_FESTIVAL_VOICES = ("kal_diphone", "ked_diphone", "cmu_us_slt_arctic_hts")
_DIPHONE_VOICES = ("kal_diphone", "ked_diphone", "telugu_NSK_diphone")
_VARIANTS = (
    "", "+m1", "+m2", "+m3", "+m4", "+m5", "+m6", "+m7", "+m8", "+f1", "+f2", "+f3", "+f4", "+f5",
    "+klatt", "+klatt2", "+klatt3", "+klatt4", "+whisper", "+Alex", "+Alicia", "+Andrea", "+Andy",
    "+Annie", "+aunty", "+belinda", "+benjamin", "+boris", "+caleb", "+david", "+Denis", "+Diogo",
    "+edward", "+grandma", "+grandpa", "+Henrique", "+Hugo", "+Jacky", "+john", "+Lee", "+linda",
    "+Marco", "+max", "+michael", "+Mike", "+pablo", "+paul", "+rob", "+steph", "+steph3",
    "+travis", "+victor", "+Zac",
)  # fmt: skip
_ESPEAK_SENTENCES = 160  # of each language
_AT_ONCE = 4
_SILENCE = VISEMES.index("sil")
_SAMPLE_VOICES = ("msu_ru_nsh_clunits", "pc_diphone", "suo_fi_lj_diphone")
_SAMPLE_RATE = 16000


def save(utterance: Utterance) -> None:
    """The phones beside the sound, as JSON."""
    facts = {
        "voice": utterance.voice,
        "language": utterance.language,
        "phones": [asdict(phone) for phone in utterance.phones],
    }
    utterance.wav.with_suffix(".json").write_text(json.dumps(facts), "utf-8")


def load(wav: Path) -> Utterance:
    """An utterance that `save` wrote."""
    facts = json.loads(wav.with_suffix(".json").read_text("utf-8"))
    phones = tuple(Phone(**phone) for phone in facts["phones"])
    return Utterance(facts["voice"], facts["language"], wav, phones)


def flite(voice: str, said: str | list[str], stretch: float, wav: Path) -> Utterance:
    """One sentence or a list of phones by flite, which prints the end time of every phone."""
    command = ["flite", "-voice", voice, "-psdur", "--setf", f"duration_stretch={stretch}"]
    command += ["-t", said] if isinstance(said, str) else ["-p", " ".join(said)]
    done = subprocess.run([*command, "-o", str(wav)], capture_output=True, text=True, check=True)
    phones: list[Phone] = []
    start = 0.0
    for item in done.stdout.split():
        label, _, end = item.rpartition(":")
        phones += spans(label, festival_classes(label, ENGLISH), start, float(end))
        start = float(end)
    return Utterance(f"flite-{voice}", "en", wav, tuple(phones))


def festival(
    voice: str, language: str, encoding: str, sentences: list[str], stem: Path
) -> Iterator[Utterance]:
    """Many sentences by one festival voice in one run of the program."""
    spoken = ['(SynthText "{}")'.format(text.replace('"', "")) for text in sentences]
    yield from _festival(voice, _TABLES[language], language, spoken, stem, encoding)


def diphones(voice: str, count: int, folder: Path, seed: int) -> Iterator[Utterance]:
    """Nonsense by a festival voice of diphones: any phones at any rate and pitch."""
    chance = np.random.default_rng(seed)
    indian = "NSK" in voice
    consonants = texts.INDIAN_CONSONANTS if indian else texts.CMU_CONSONANTS
    vowels = texts.INDIAN_VOWELS if indian else texts.CMU_VOWELS
    spoken = []
    for _ in range(count):
        rate, hertz = chance.uniform(0.65, 1.3), chance.uniform(85, 150)
        segments = []
        for phone in texts.nonsense(consonants, vowels, chance):
            length = chance.uniform(0.07, 0.2) if phone in vowels else chance.uniform(0.045, 0.12)
            length = chance.uniform(0.1, 0.5) if phone == "pau" else length * rate
            hertz = float(np.clip(hertz * np.exp(chance.normal(0, 0.06)), 75, 190))
            segments.append(f"({phone} {length:.3f} ({length / 2:.3f} {hertz:.0f}))")
        spoken.append(f"(utt.synth (Utterance Segments ({' '.join(segments)})))")
    table = INDIAN if indian else ENGLISH
    yield from _festival(
        voice,
        table,
        "te" if indian else "en-x-nonsense",
        spoken,
        folder / f"nonsense_{voice}",
        "latin-1",
    )


def _festival(
    voice: str,
    table: dict[str, tuple[str, ...]],
    language: str,
    spoken: list[str],
    stem: Path,
    encoding: str,
) -> Iterator[Utterance]:
    """Utterances of `spoken`, expressions in Scheme that make one each."""
    lines = [f"(voice_{voice})"]
    for index, utterance in enumerate(spoken):
        name = f"{stem}_{index:04d}"
        lines.append(
            f"(unwind-protect (begin (set! utt {utterance}) "
            f'(utt.save.wave utt "{name}.wav" \'riff) (utt.save.segs utt "{name}.segs")))'
        )
    script = stem.with_suffix(".scm")
    script.write_text("\n".join(lines), encoding, "replace")
    subprocess.run(["festival", "-b", str(script)], capture_output=True, check=False)
    for index in range(len(spoken)):
        wav = Path(f"{stem}_{index:04d}.wav")
        segments_file = Path(f"{stem}_{index:04d}.segs")
        if wav.exists() and segments_file.exists():
            phones = _festival_phones(segments_file, table)
            yield Utterance(f"festival-{voice}", language, wav, phones)


def _festival_phones(path: Path, table: dict[str, tuple[str, ...]]) -> tuple[Phone, ...]:
    phones: list[Phone] = []
    start = 0.0
    for line in path.read_text("latin-1").splitlines()[1:]:
        end, _, label = line.split()
        phones += spans(label, festival_classes(label, table), start, float(end))
        start = float(end)
    return tuple(phones)


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user", ctypes.c_void_p),
        ("label", ctypes.c_char * 8),
    )


class Espeak:
    """espeak-ng through its library: sound and IPA phone events."""

    _SYNCHRONOUS, _PHONES_IN_IPA, _UTF8 = 2, 3, 1
    _END, _PHONE, _RATE, _PITCH = 0, 7, 1, 3

    def __init__(self) -> None:
        self._library = ctypes.CDLL(ctypes.util.find_library("espeak-ng") or "libespeak-ng.so.1")
        self._rate = self._library.espeak_Initialize(
            self._SYNCHRONOUS, 0, None, self._PHONES_IN_IPA
        )
        self._samples: list[np.ndarray] = []
        self._events: list[tuple[float, str]] = []
        kind = ctypes.CFUNCTYPE(
            ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
        )
        self._callback = kind(self._take)  # kept: the library only holds the bare pointer
        self._library.espeak_SetSynthCallback(self._callback)

    def say(self, voice: str, text: str, speed: int, pitch: int, wav: Path) -> Utterance | None:
        """One sentence; None when espeak switches the language in between."""
        self._samples, self._events = [], []
        if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            return None
        self._library.espeak_SetParameter(self._RATE, speed, 0)
        self._library.espeak_SetParameter(self._PITCH, pitch, 0)
        data = text.encode()
        self._library.espeak_Synth(data, len(data) + 1, 0, 1, 0, self._UTF8, None, None)
        if not self._samples or any(label.startswith("(") for _, label in self._events):
            return None
        sound = np.concatenate(self._samples)
        soundfile.write(wav, sound, self._rate)
        language = voice.split("+")[0]
        return Utterance(f"espeak-{voice}", language, wav, self._phones(len(sound) / self._rate))

    def _take(self, samples: object, count: int, events: object) -> int:
        if samples and count > 0:
            self._samples.append(np.ctypeslib.as_array(samples, (count,)).copy())
        index = 0
        while events[index].type != self._END:  # type: ignore[index]
            event = events[index]  # type: ignore[index]
            if event.type == self._PHONE:
                label = bytes(event.label).decode("utf-8", "ignore")
                self._events.append((event.audio_position / 1000, label))
            index += 1
        return 0

    def _phones(self, duration: float) -> tuple[Phone, ...]:
        phones: list[Phone] = []
        ends = [time for time, _ in self._events[1:]] + [duration]
        if self._events and self._events[0][0] > 0:
            phones.append(Phone("", _SILENCE, 0.0, self._events[0][0]))
        for (start, label), end in zip(self._events, ends, strict=True):
            classes = ipa_classes(label) or ("sil",)
            phones += spans(label, classes, start, end)
        return tuple(phones)


def held_out_sentences(folder: Path) -> list[Utterance]:
    """Sentences of voices and languages that training never hears."""
    folder.mkdir(parents=True, exist_ok=True)
    found: list[Utterance] = []
    for voice, (language, encoding, sentences) in texts.HELD_OUT.items():
        found += festival(voice, language, encoding, list(sentences), folder / voice)
    for utterance in found:
        save(utterance)
    return found


def training_parts(folder: Path) -> list[Callable[[], Iterator[Utterance]]]:
    """All training speech, about sixteen hours, in parts that may be made at the same time."""
    folder.mkdir(parents=True, exist_ok=True)
    english = texts.english_sentences(3000)
    parts: list[Callable[[], Iterator[Utterance]]] = [partial(_espeak_sentences, folder)]
    for number, voice in enumerate(_FLITE_VOICES):
        said = english[number : 2400 : len(_FLITE_VOICES)]
        parts.append(partial(_flite_sentences, voice, said, folder, number))
    for number, voice in enumerate(_FESTIVAL_VOICES):
        said = english[number * 500 : number * 500 + 450]
        parts.append(partial(festival, voice, "en", "latin-1", said, folder / voice))
    parts += [
        partial(diphones, voice, 800, folder, 50 + i) for i, voice in enumerate(_DIPHONE_VOICES)
    ]
    return parts


def _flite_sentences(
    voice: str, english: list[str], folder: Path, seed: int
) -> Iterator[Utterance]:
    """English and as much nonsense by one voice of flite."""
    chance = np.random.default_rng(seed)
    for index, text in enumerate(english):
        stretch = round(float(chance.uniform(0.75, 1.3)), 2)
        yield flite(voice, text, stretch, folder / f"flite_{voice}_{index:05d}.wav")
        phones = texts.nonsense(texts.CMU_CONSONANTS, texts.CMU_VOWELS, chance)
        stretch = round(float(chance.uniform(0.6, 1.2)), 2)
        yield flite(voice, phones, stretch, folder / f"nonsense_{voice}_{index:05d}.wav")


def _espeak_sentences(folder: Path) -> Iterator[Utterance]:
    """Words of many languages in random order, by every variant of the voice."""
    speaker = Espeak()
    chance = np.random.default_rng(11)
    for language in texts.SENTENCES:
        sentences = texts.mixed_words(language, 3)
        for index in range(_ESPEAK_SENTENCES):
            voice = language + _VARIANTS[index % len(_VARIANTS)]
            speed, pitch = int(chance.integers(110, 260)), int(chance.integers(10, 90))
            wav = folder / f"espeak_{language}_{index:04d}.wav"
            spoken_text = speaker.say(voice, next(sentences), speed, pitch, wav)
            if spoken_text is not None:
                yield spoken_text


def samples(spoken: list[Utterance], folder: Path) -> None:
    """One short held-out sentence of each of a few voices as 16 kHz FLAC, for the tests."""
    folder.mkdir(parents=True, exist_ok=True)
    for voice in _SAMPLE_VOICES:
        recorded = next(utterance for utterance in spoken if utterance.voice == f"festival-{voice}")
        sound, rate = soundfile.read(recorded.wav, dtype="float32")
        small = folder / f"{recorded.language}_{voice}.flac"
        soundfile.write(small, resample_poly(sound, _SAMPLE_RATE, rate), _SAMPLE_RATE)
        save(Utterance(recorded.voice, recorded.language, small, recorded.phones))


def _saved(part: Callable[[], Iterator[Utterance]]) -> float:
    """Makes a part; seconds of its speech."""
    seconds = 0.0
    for utterance in part():
        save(utterance)
        seconds += utterance.phones[-1].end if utterance.phones else 0
    return seconds


def main() -> None:
    """The command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--samples", type=Path, help="write the tests' recordings there, no more")
    arguments = parser.parse_args()
    if arguments.samples:
        samples(held_out_sentences(arguments.out / "held_out"), arguments.samples)
        return
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        seconds = sum(pool.map(_saved, training_parts(arguments.out / "train")))
    print(f"training: {seconds / 3600:.2f} h")
    print(f"held out: {len(held_out_sentences(arguments.out / 'held_out'))} sentences")


if __name__ == "__main__":
    main()
