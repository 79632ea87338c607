"""Examines torch and the GPU, and whether the two fit each other."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass

from app.doctor.result import Check, Verdict, say
from app.setup.gpu import Gpu, find_gpu
from talker.processes import no_window

_TORCH_FACTS = """
import json, torch
gpu = torch.cuda.is_available()
xpu, mps = torch.xpu.is_available(), torch.backends.mps.is_available()
print(json.dumps({
    "version": torch.__version__, "cuda": gpu, "arches": torch.cuda.get_arch_list() if gpu else [],
    "name": torch.cuda.get_device_name() if gpu else "",
    "capability": torch.cuda.get_device_capability() if gpu else [],
    "hip": torch.version.hip or "",
    "other": torch.xpu.get_device_name() + " (xpu)" if xpu else "Apple GPU (mps)" if mps else "",
}))
"""


def check_torch() -> Check:
    """torch and the GPU; in another process, because loading torch is slow."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", _TORCH_FACTS],
        capture_output=True,
        text=True,
        check=False,
        creationflags=no_window(),
    )
    gpu = find_gpu()
    if done.returncode != 0:
        return judge_torch(None, gpu)
    return judge_torch(TorchFacts(**json.loads(done.stdout.splitlines()[-1])), gpu)


@dataclass(frozen=True)
class TorchFacts:
    """What torch says about itself; `arches` such as `sm_90`, `capability` (major, minor).

    `hip` is the version of ROCm that it was built for: AMD's cards are `cuda` to torch then;
    `other` names an Intel or Apple GPU.
    """

    version: str
    cuda: bool
    arches: list[str]
    name: str
    capability: list[int]
    hip: str = ""
    other: str = ""


def judge_torch(facts: TorchFacts | None, gpu: Gpu | None) -> Check:
    """Whether torch fits the machine. It is never a failure: the built-in engine needs none."""
    if facts is None:
        return Check(
            "torch",
            Verdict.WARN,
            say("torch is not installed; the built-in engine works without it."),
            say("Run `python start.py` again while connected to the internet."),
        )
    if facts.cuda and facts.hip:
        return Check(
            "torch",
            Verdict.OK,
            say("torch {} on {} (ROCm {}).", facts.version, facts.name, facts.hip),
        )
    if facts.other and not facts.cuda:
        return Check("torch", Verdict.OK, say("torch {} on {}.", facts.version, facts.other))
    if gpu is None and not facts.cuda:
        return Check("torch", Verdict.OK, say("torch {}; no GPU, which is fine.", facts.version))
    if not facts.cuda:
        return Check(
            "torch",
            Verdict.WARN,
            say(
                "There is a GPU ({}) that torch {} cannot use.",
                gpu.name if gpu else "",
                facts.version,
            ),
            say(
                "Run `python start.py` again while connected to the internet. If that does not "
                "help, update the NVIDIA driver."
            ),
        )
    arch = "sm_" + "".join(str(part) for part in facts.capability)
    if not _runs_on(facts):
        return Check(
            "torch",
            Verdict.WARN,
            say(
                "torch {} was built for {}, not for {} ({}).",
                facts.version,
                ", ".join(facts.arches),
                facts.name,
                arch,
            ),
            say(
                "Run `python start.py` again while connected to the internet: it chooses the build "
                "for this GPU."
            ),
        )
    return Check("torch", Verdict.OK, say("torch {} on {} ({}).", facts.version, facts.name, arch))


def _runs_on(facts: TorchFacts) -> bool:
    """A kernel runs on chips of its own major version that are not older than it."""
    if not facts.arches:
        return True
    major, minor = facts.capability
    numbers = ["".join(c for c in arch.split("_")[1] if c.isdigit()) for arch in facts.arches]
    return any(int(n[:-1]) == major and int(n[-1]) <= minor for n in numbers)
