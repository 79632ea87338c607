"""A network in the backends that are enabled: which ways there are, and how each is opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from torch import Tensor, nn

from talker.inference.at_work import noted_work
from talker.inference.backends import Backend, find_backend, installed_version, why_not
from talker.inference.graphs import (
    flat_shape,
    forget_graph,
    graph_file,
    graph_path,
    int8_file,
    is_large,
)
from talker.inference.kept import load_kept
from talker.inference.limits import Setting, array
from talker.inference.notices import announce
from talker.inference.sessions import Floats, Session, open_network, open_session
from talker.inference.trust import distrusted
from talker.progress import Notice, NoticeCode

INT8 = "int8"
_WITHOUT_FILE = "openvino"  # the reader that takes a network as torch has it


class Unusable(Exception):
    """A backend cannot be used on this computer."""


def trusted_backends(home: Path) -> tuple[Backend, ...]:
    """The enabled ones that may be asked; of each other one a notice says why not."""
    not_asked = distrusted(home)
    enabled = load_kept(home).backends
    for one in enabled:
        if one.id in not_asked:
            announce(
                Notice(
                    NoticeCode.BACKEND_FAILED,
                    f"{one.title} is not used any more: {not_asked[one.id]}. To have it tried "
                    f"again: mouthpiece backends get {one.id}",
                )
            )
    return tuple(one for one in enabled if one.id not in not_asked)


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
        """Raises whatever a backend raises that will not do. Ranges for int8 are of `frames`.

        All that the backend does is noted, in case it ends this process.
        """
        name, _, numbers = way.partition(" ")
        backend = find_backend(name)
        assert backend is not None
        home = self.setting.home
        reason = why_not(backend, home)
        if reason:
            raise Unusable(reason)
        version, network = installed_version(backend, home), type(self.network).__name__
        noted = partial(noted_work, backend.id, version, network, home)
        with noted():
            session = self._session(backend, numbers, frames, values)

        def compute(*given: Floats) -> Floats:
            with noted():
                return session(*given)

        return compute

    def _session(
        self,
        backend: Backend,
        numbers: str,
        frames: Sequence[Sequence[Floats]],
        values: Sequence[Tensor],
    ) -> Session:
        examples = [one.detach().cpu() for one in values]
        if is_large(self.network):
            threads, home = self.setting.threads, self.setting.home
            return open_network(backend, self.network, examples, threads, home)
        ranges = (frames or [[array(one) for one in examples]]) if numbers else None
        return self._readable(backend, examples, ranges)

    def forget(self, values: Sequence[Tensor]) -> None:
        """Throws the graph away, and those that were made of it."""
        if not is_large(self.network):
            forget_graph(graph_path(self.network, flat_shape(values), self.setting.home))

    def _readable(
        self,
        backend: Backend,
        examples: Sequence[Tensor],
        ranges: Sequence[Sequence[Floats]] | None,
    ) -> Session:
        """Opens the kept graph, in int8 where there are `ranges`; one that cannot be read is
        exported again, once."""

        def opened(graph: Path) -> Session:
            file = graph if ranges is None else int8_file(graph, ranges)
            return open_session(backend, file, self.setting.threads, self.setting.home)

        graph = graph_file(self.network, examples, self.setting.home)
        try:
            return opened(graph)
        except Exception:  # noqa: BLE001 - a foreign library: any error
            forget_graph(graph)
            return opened(graph_file(self.network, examples, self.setting.home))
