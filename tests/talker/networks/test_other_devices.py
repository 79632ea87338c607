"""Networks on devices that lack operations: Apple's and Intel's GPUs are not at hand in tests.

The stand-in is torch's device without memory, `meta`, with whatever those devices lack refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from torch.utils._python_dispatch import TorchDispatchMode
from typing_extensions import override

from talker.device import GPUS, Device, choose_device, in_batches, is_out_of_memory
from talker.engines.sadtalker.coefficients import CoefficientNetwork
from talker.engines.sadtalker.generator import Generator
from talker.engines.sadtalker.keypoints import KeypointExtractor
from talker.engines.sadtalker.renderer import Renderer
from talker.enhance.compact import CompactNet
from talker.enhance.gfpgan import GfpGan
from talker.enhance.restoreformer import RestoreFormer
from talker.enhance.rrdb import RrdbNet
from talker.errors import UsageError
from talker.networks import abilities, motion_field
from talker.networks.frame_renderer import Drawing
from talker.networks.gather import gathered
from talker.networks.warping import Widths
from tests.talker.networks.seeded import noise, seeded

_SMALL = Widths(picture=8, volume=4, motion=4, hidden=8)
_REFUSED = ("grid_sampler_3d", "_embedding_bag", "fft", "linalg", "complex")
_NUMBERS = frozenset({torch.float64, torch.complex64, torch.complex128})


class Refused(RuntimeError):
    """The device does not do that."""


class LimitedDevice(TorchDispatchMode):
    """Refuses on `meta` what GPUs other than NVIDIA's lack."""

    @override
    def __torch_dispatch__(
        self,
        func: Any,
        types: Sequence[type],
        args: tuple[Any, ...] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        made = func(*args, **(kwargs or {}))
        for one in made if isinstance(made, tuple | list) else (made,):
            if isinstance(one, Tensor) and one.device.type == "meta":
                name = str(func)
                if one.dtype in _NUMBERS or any(word in name for word in _REFUSED):
                    raise Refused(f"{name} to {one.dtype}")
        return made


@pytest.mark.slow  # seconds until torch has loaded what traces
def test_the_stand_in_refuses_what_such_devices_lack() -> None:
    volume, places = torch.rand(1, 2, 4, 8, 8), torch.rand(1, 4, 8, 8, 3)
    with LimitedDevice():
        nn.functional.grid_sample(volume, places, align_corners=False)  # on a processor
        with pytest.raises(Refused, match="grid_sampler_3d"):
            nn.functional.grid_sample(volume.to("meta"), places.to("meta"), align_corners=False)
        with pytest.raises(Refused, match="float64"):
            volume.to("meta").double()


@pytest.mark.slow
def test_frames_are_drawn_without_what_such_devices_lack() -> None:
    with LimitedDevice():
        renderer = Renderer(seeded(lambda: Generator(_SMALL)), Drawing("meta"))
        assert not renderer.savings.channels_last
        assert not renderer.savings.winograd
        source = renderer.source(noise("picture", 1, 3, 128, 128), noise("source", 1, 15, 3))
        frames = renderer.render(source, noise("driving", 2, 15, 3))
    assert frames.device.type == "meta"
    assert frames.shape == (2, 3, 128, 128)


@pytest.mark.slow  # seconds of tracing for each
@pytest.mark.parametrize(
    ("build", "size"),
    [
        (lambda: KeypointExtractor(16), 256),
        (lambda: CoefficientNetwork(8), 224),
        (GfpGan, 512),
        (RestoreFormer, 512),
        (lambda: RrdbNet(2), 64),
        (CompactNet, 64),
    ],
)
def test_other_networks_need_nothing_that_such_devices_lack(build: Any, size: int) -> None:
    with torch.device("meta"):
        network = build().eval()
    with LimitedDevice(), torch.inference_mode():
        network(torch.empty(1, 3, size, size, device="meta"))


@pytest.mark.parametrize("count", [1, 2])
def test_volumes_are_sampled_alike_in_plain_steps(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    volume = noise("volume", count, 5, 4, 7, 9)
    places = 1.2 * noise("places", count, 3, 6, 5, 3)  # some outside
    expected = motion_field.sample(volume, places)
    by_bags = gathered(volume[:1], places[:1])
    monkeypatch.setattr(abilities, "_COMPLETE", frozenset())
    assert float((motion_field.sample(volume, places) - expected).abs().max()) < 1e-5
    assert float((by_bags - expected[:1]).abs().max()) < 1e-5


def test_keypoints_are_exact_without_float64(monkeypatch: pytest.MonkeyPatch) -> None:
    network, picture = seeded(lambda: KeypointExtractor(16)), noise("face", 1, 3, 128, 128)
    with torch.inference_mode():
        expected = network(picture)
        monkeypatch.setattr(abilities, "_COMPLETE", frozenset())
        assert float((network(picture) - expected).abs().max()) < 2e-6


@pytest.mark.parametrize("kind", GPUS)
def test_each_kind_of_gpu_is_chosen_when_it_is_there(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("talker.device._is_there", lambda asked: asked == kind)
    monkeypatch.setattr("talker.device._free", lambda _: 8 << 30)
    monkeypatch.setattr("talker.device._usual_precision", lambda _: "float16")
    for wanted in ("auto", kind):
        device = choose_device(wanted)
        assert (device.kind, device.memory) == (kind, 8 << 30)
        assert device.frame_batch(1 << 30, 16) == 4
    assert choose_device("cpu").kind == "cpu"
    other = next(one for one in GPUS if one != kind)
    with pytest.raises(UsageError, match="that torch can use"):
        choose_device(other)


@pytest.mark.parametrize(
    "words",
    ["CUDA out of memory", "HIP out of memory", "XPU out of memory", "MPS backend out of memory"],
)
def test_batches_grow_smaller_where_any_device_runs_out_of_memory(words: str) -> None:
    assert is_out_of_memory(RuntimeError(f"{words}. Tried to allocate 2 GiB"))

    def work(start: int, stop: int) -> int:
        if stop - start > 2:
            raise RuntimeError(words)
        return stop - start

    assert [done for *_, done in in_batches(0, 5, 4, work)] == [2, 2, 1]


def test_bfloat16_is_taken_only_where_the_processor_has_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("talker.device.has_bfloat16", lambda: True)
    assert choose_device("cpu").precision == "float32"
    assert choose_device("cpu", fast=True).precision == "bfloat16"
    monkeypatch.setattr("talker.device.has_bfloat16", lambda: False)
    slow = choose_device("cpu", fast=True)
    assert slow.precision == "float32"
    assert slow.identity == "cpu float32 fast"
    assert Device("cpu", "float32", 1, 0).identity == "cpu float32"
