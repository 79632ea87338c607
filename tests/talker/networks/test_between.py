"""Every second frame is drawn; those between are moved from their neighbours."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from talker.engines.sadtalker.generator import Generator
from talker.engines.sadtalker.renderer import Renderer
from talker.networks.between import SparseFrames, moved_by_keypoints
from talker.networks.frame_renderer import Drawing, FrameRenderer
from talker.networks.warping import Widths
from tests.talker.networks.seeded import noise, seeded

_SMALL = Widths(picture=4, volume=2, motion=2, hidden=4)
_COUNT = 6


def test_a_place_moves_with_the_keypoint_that_has_it() -> None:
    picture = torch.rand(1, 3, 64, 64, generator=torch.Generator().manual_seed(1))
    shares = torch.zeros(1, 3, 16, 16)
    shares[:, 1, :, :8], shares[:, 0, :, 8:] = 1, 1  # the left half moves, the right one stays
    shifts = torch.tensor([[8.0, -4.0, 9.0], [5.0, 5.0, 5.0]]) * 2 / 64
    made = moved_by_keypoints(picture, shares, shifts)
    assert torch.allclose(made[..., 8:, :20], picture[..., 4:-4, 8:28], atol=1e-4)
    assert torch.allclose(made[..., 40:], picture[..., 40:], atol=1e-4)


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(seeded(lambda: Generator(_SMALL)), Drawing(workers=1))


def sparse(renderer: Renderer, driving: Tensor) -> tuple[SparseFrames, Tensor]:
    source = renderer.source(noise("picture", 1, 3, 128, 128), noise("source", 1, 15, 3))
    return renderer.sparse(source, driving), renderer.render(source, driving)


@pytest.mark.slow
def test_drawn_frames_are_what_is_drawn_and_others_depend_on_their_index_alone(
    renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    real = FrameRenderer.drawn

    def counting(self: FrameRenderer, source: object, driving: Tensor) -> tuple[Tensor, Tensor]:
        asked.append(len(driving))
        return real(self, source, driving)

    base = noise("driving", 1, 15, 3)
    driving = base + 0.05 * torch.arange(_COUNT)[:, None, None]
    frames, whole = sparse(renderer, driving)
    monkeypatch.setattr(FrameRenderer, "drawn", counting)
    together = frames.render(0, _COUNT)
    assert sum(asked) == 4  # 0, 2, 4, and the last one
    assert torch.equal(together[[0, 2, 4, 5]], whole[[0, 2, 4, 5]])
    assert not torch.equal(together[1], whole[1])
    pieces, _ = sparse(renderer, driving)
    assert torch.equal(torch.cat([pieces.render(i, i + 2) for i in (0, 2, 4)]), together)
    again, _ = sparse(renderer, driving)
    assert torch.equal(again.render(3, 4)[0], together[3])


def test_a_video_of_one_frame_is_drawn(renderer: Renderer) -> None:
    frames, whole = sparse(renderer, noise("driving", 1, 15, 3))
    assert torch.equal(frames.render(0, 1), whole)


def test_what_does_not_move_stays_as_it_was_drawn(renderer: Renderer) -> None:
    frames, whole = sparse(renderer, noise("driving", 1, 15, 3).expand(3, -1, -1))
    assert float((frames.render(0, 3) - whole).abs().max()) < 1e-5
