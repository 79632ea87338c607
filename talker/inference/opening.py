"""A network in the backends that are enabled: which ways there are, and how each is opened."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from torch import Tensor, nn

from talker.files import discard
from talker.home import cache_folder
from talker.inference.backends import Backend, find_backend, why_not
from talker.inference.graphs import flat_shape, graph_file, graph_path, is_large, quantised
from talker.inference.limits import Setting, array
from talker.inference.sessions import Floats, Session, open_network, open_session

INT8 = "int8"
_WITHOUT_FILE = "openvino"  # the reader that takes a network as torch has it


@dataclass(frozen=True)
class Opener:
    """Opens `network`; a way is the id of a backend, with `int8` behind it where it computes so."""

    network: nn.Module
    setting: Setting
    backends: tuple[Backend, ...]

    def ways(self) -> Iterator[str]:
        """All that may be tried."""
        large = is_large(self.network)
        for backend in self.backends:
            if large and backend.reader != _WITHOUT_FILE:
                continue
            yield backend.id
            if self.setting.fast and not large:
                yield f"{backend.id} {INT8}"

    def opened(
        self, way: str, frames: Sequence[Sequence[Floats]], values: Sequence[Tensor]
    ) -> Session:
        """Raises whatever a backend raises that will not do. Ranges for int8 are of `frames`."""
        name, _, numbers = way.partition(" ")
        backend = find_backend(name)
        assert backend is not None
        reason = why_not(backend, self.setting.home)
        if reason:
            raise RuntimeError(reason)
        examples = [one.detach().cpu() for one in values]
        if is_large(self.network):
            threads, home = self.setting.threads, self.setting.home
            return open_network(backend, self.network, examples, threads, home)
        if numbers:
            return self._in_int8(backend, frames, examples)
        return self._readable(backend, examples)

    def forget(self, values: Sequence[Tensor]) -> None:
        """Throws the graph away."""
        if not is_large(self.network):
            discard(graph_path(self.network, flat_shape(values), self.setting.home))

    def _readable(self, backend: Backend, examples: Sequence[Tensor]) -> Session:
        """Opens the kept graph; one that cannot be read is exported again, once."""
        home, threads = self.setting.home, self.setting.threads
        graph = graph_file(self.network, examples, home)
        try:
            return open_session(backend, graph, threads, home)
        except Exception:  # noqa: BLE001 - a foreign library: any error
            discard(graph)
            graph = graph_file(self.network, examples, home)
            return open_session(backend, graph, threads, home)

    def _in_int8(
        self, backend: Backend, frames: Sequence[Sequence[Floats]], examples: Sequence[Tensor]
    ) -> Session:
        """Calibrated on the frames at hand, so made anew for each portrait."""
        home = self.setting.home
        graph = graph_file(self.network, examples, home)
        cache_folder(home).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache_folder(home), prefix="int8-") as folder:
            into = Path(folder) / "network.onnx"
            quantised(graph, frames or [[array(one) for one in examples]], into)
            return open_session(backend, into, self.setting.threads, home)
