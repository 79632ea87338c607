"""`mouthpiece bench say`: how fast Kokoro speaks, change by change."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from onnx import NodeProto, helper

from app.bench.first_sound import print_first_sound
from app.models.store import ModelStore
from app.settings.store import load_settings
from app.voices import voice_registry
from speech_gen.kokoro import network
from speech_gen.kokoro.synthesizer import RATE, new_session
from speech_gen.kokoro.vocabulary import numbers
from speech_gen.kokoro.voices import MODEL, NETWORK_FILE, voice_file
from speech_gen.phonemes.english import English

VOICE = "kokoro:af_heart"
_SENTENCE = "The quick brown fox jumps over the lazy dog, and then it runs away from the farm."
_SHORT = "The quick brown fox jumps."
_GOAL = 2.5
_INSIDE, _WIDE, _NORMS, _SQUARES, _PLANES = network.CHANGES


def half_weights(graph: network.Graph) -> None:
    """The widened weights are kept in 16 bits instead of 8, and widened when they are loaded."""
    made: dict[str, list[NodeProto]] = {}
    for node in graph.graph.node:
        if node.op_type != "DequantizeLinear" or node.input[0] not in graph.constants:
            continue
        weights, scale, zero = (graph.value(name).astype(np.float32) for name in node.input)
        axis = next((one.i for one in node.attribute if one.name == "axis"), 0)
        if scale.ndim:
            shape = [1] * weights.ndim
            shape[axis] = -1
            scale, zero = scale.reshape(shape), zero.reshape(shape)
        half = ((weights - zero) * scale).astype(np.float16)
        name = graph.add_constant(f"{node.output[0]}/half", half)
        made[node.output[0]] = [helper.make_node("Cast", [name], list(node.output), to=1)]
    graph.replace(made, [])


@dataclass(frozen=True)
class Way:
    """One way of running the network."""

    title: str
    changes: tuple[network.Change, ...]
    threads: int = 2
    optimised: bool = True
    bound: bool = False
    settings: dict[str, str] = field(default_factory=dict)


_USED = network.CHANGES
_WAYS = (
    Way("8 bits, as published", (_INSIDE,)),
    Way("8 bits, 1 thread", (_INSIDE,), threads=1),
    Way("float32, weights of 8 bits", (_INSIDE, _WIDE)),
    Way("float32, weights of 16 bits", (_INSIDE, _WIDE, half_weights)),
    Way("float32, 1 thread", (_INSIDE, _WIDE), threads=1),
    Way("  and norms in one pass", (_INSIDE, _WIDE, _NORMS)),
    Way("  and squares as products", (_INSIDE, _WIDE, _NORMS, _SQUARES)),
    Way("  and planes: what is used", _USED),
    Way("what is used, 1 thread", _USED, threads=1),
    Way("what is used, not optimised", _USED, optimised=False),
    Way("what is used, outputs bound", _USED, bound=True),
    Way(
        "what is used, threads that spin",
        _USED,
        settings={"session.intra_op.allow_spinning": "1"},
    ),
)


def bench_say(home: Path, *, quick: bool = False) -> None:
    """Prints a table of ways to run the network, and how soon the first sentence is heard.

    `quick`: a shorter sentence, once; all of it takes two minutes at most on two free cores.
    """
    store = ModelStore(home, load_settings(home).models)
    source = store.path(MODEL, NETWORK_FILE)
    given = _given(store, home, _SHORT if quick else _SENTENCE)
    rounds = 1 if quick else 5
    print(f"Kokoro says one sentence, the best of {rounds}; processor seconds count all threads")
    print(f"  {'':<34} {'load':>7} {'faster than':>12} {'processor s':>12}")
    print(f"  {'':<34} {'s':>7} {'real time':>12} {'a second':>12}")
    for way in _WAYS:
        _measure(way, source, given, rounds)
    print(f"  goal: {_GOAL:g} times faster than real time on two free cores")
    print_first_sound(store, VOICE, quick=quick)


def _given(store: ModelStore, home: Path, sentence: str) -> dict[str, Any]:
    """The network's inputs for a sentence."""
    voice = voice_registry(home).find_voice(VOICE)
    phonemes = "".join(one.phonemes for one in English()(sentence))
    tokens = [0, *numbers(phonemes), 0]
    styles = np.fromfile(store.path(MODEL, voice_file(voice)), np.float32).reshape(-1, 1, 256)
    return {
        "tokens": np.array([tokens], np.int64),
        "style": styles[len(tokens) - 2],
        "speed": np.ones(1, np.float32),
        "pitch": np.ones(1, np.float32),
    }


def _measure(way: Way, source: Path, given: dict[str, Any], rounds: int) -> None:
    changed = network.changed(source, way.changes).SerializeToString()
    began = time.process_time()
    session = new_session(changed, way.threads, way.settings, optimised=way.optimised)
    load = time.process_time() - began
    run = _bound(session, given) if way.bound else lambda: session.run(None, given)
    seconds = run()[0].size / RATE
    wall, processor = _best(run, rounds)
    print(
        f"  {way.title:<34} {load:>7.2f} {seconds / wall:>12.2f} {processor / seconds:>12.3f}",
        flush=True,
    )


def _bound(session: Any, given: dict[str, Any]) -> Callable[[], Any]:
    binding = session.io_binding()
    for name, value in given.items():
        binding.bind_cpu_input(name, value)
    for output in session.get_outputs():
        binding.bind_output(output.name)

    def run() -> Any:
        session.run_with_iobinding(binding)
        return binding.copy_outputs_to_cpu()

    return run


def _best(run: Callable[[], Any], rounds: int) -> tuple[float, float]:
    """The shortest time by the clock, and the fewest processor seconds."""
    walls, processors = [], []
    for _ in range(rounds):
        wall, processor = time.perf_counter(), time.process_time()
        run()
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    return min(walls), min(processors)
