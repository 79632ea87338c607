"""What the bench measures is what it says."""

from __future__ import annotations

import numpy as np

from app.bench.finish import added_step, jitter


def test_a_seam_is_the_colour_step_that_pasting_added() -> None:
    original = np.random.default_rng(1).integers(0, 200, (60, 80, 3), np.uint8)
    pasted = original.copy()
    pasted[20:40, 30:50] += 12
    assert added_step(pasted, original, 20, 30, 20) == 12
    assert added_step(original, original, 20, 30, 20) == 0


def test_even_motion_is_no_jitter_and_shaking_is() -> None:
    mesh = np.random.default_rng(2).uniform(100, 200, (468, 2)).astype(np.float32)
    time = np.arange(20, dtype=np.float32)[:, None, None]
    moving = mesh + time * np.array([2.0, -1.0], np.float32)
    shaking = moving + (np.arange(20) % 2).astype(np.float32)[:, None, None]
    assert jitter(moving) < 0.01
    assert jitter(shaking) > 100 * jitter(moving)
