"""What a keystroke in a Chinese prompt costs: its translation, and the words that are offered."""

from __future__ import annotations

import statistics
import time

from avatar_gen.prompt_completion import completions
from avatar_gen.prompt_translation import translated

GOAL_MS = 1.0
_TYPED = (
    "一个30岁的年轻女人，穿着藏青色西装外套和白色衬衫，齐肩短发，(温柔的微笑:1.2)，看着镜头，"
    "柔和的光线，现代办公室背景，背景虚化，头肩照，85mm镜头，最佳质量，细节丰富，"
)
_ROUNDS = 3  # a prompt of that many times the words


def bench_prompt_words() -> None:
    """Types a prompt letter by letter and prints the processor's time for each."""
    completions("西装")  # the file is read once
    text, took = _TYPED * _ROUNDS, []
    for end in range(1, len(text) + 1):
        began = time.process_time()
        translated(text[:end])
        completions(text[:end])
        took.append((time.process_time() - began) * 1000)
    ordered = sorted(took)
    print(
        f"Prompt in Chinese: {statistics.median(took):.2f} ms a keystroke, "
        f"{ordered[len(ordered) * 99 // 100]:.2f} ms for 99 of 100, {ordered[-1]:.2f} ms at most, "
        f"of {len(text)} (goal: under {GOAL_MS:.0f} ms)"
    )
