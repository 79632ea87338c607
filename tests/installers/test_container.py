"""The files for containers and Kubernetes: what they say is what there is."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from shutil import which
from typing import Any

import kubernetes_validate
import pytest
import yaml

from app.command_line import command_line
from tests.conftest import ROOT
from tests.skips import AllowedSkip

FOLDER = ROOT / "installers" / "container"
DOCKERFILE = (FOLDER / "Dockerfile").read_text(encoding="utf-8")
# Schemas of others' kinds are no part of Kubernetes.
FOREIGN = ("keda.sh/",)


def documents() -> list[dict[str, Any]]:
    """Every object of the examples."""
    return [
        one
        for path in sorted((FOLDER / "kubernetes").glob("*.yaml"))
        for one in yaml.safe_load_all(path.read_text(encoding="utf-8"))
    ]


def pods() -> list[dict[str, Any]]:
    """The pods that they describe."""
    kinds = ("Deployment", "StatefulSet")
    return [one["spec"]["template"]["spec"] for one in documents() if one["kind"] in kinds]


def containers() -> list[dict[str, Any]]:
    """Their containers."""
    return [one for pod in pods() for one in (*pod.get("initContainers", ()), *pod["containers"])]


def test_the_examples_fit_the_schemas_of_kubernetes() -> None:
    ours = [one for one in documents() if not one["apiVersion"].startswith(FOREIGN)]
    assert len(ours) >= 10
    for one in ours:
        kubernetes_validate.validate(one, "1.34", strict=True)
    broken = ours[-1] | {"spec": {"replicas": "many"}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(broken, "1.34", strict=True)


def test_every_image_can_be_built_here() -> None:
    built = set(re.findall(r"docker build .*-t (\S+)", DOCKERFILE))
    assert built == {"mouthpiece:cpu", "mouthpiece:cuda"}
    assert {one["image"] for one in containers()} == built
    compose = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
    assert {one["image"] for one in compose["services"].values()} == built


def test_nothing_runs_as_root_or_writes_beside_its_volumes() -> None:
    for pod in pods():
        assert pod["securityContext"]["runAsNonRoot"]
    for one in containers():
        assert one["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
    compose = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
    for service in compose["services"].values():
        assert service["read_only"]
        assert service["user"] == "10001:10001"
        assert {volume.partition(":")[2] for volume in service["volumes"]} == {
            *("/data", "/data/models", "/output"),
        }
        assert [port.startswith("127.0.0.1:") for port in service["ports"]] == [True]


def test_a_slot_is_one_video_on_one_card_and_there_is_none_without_work() -> None:
    sets = {one["metadata"]["name"]: one for one in documents() if one["kind"] == "StatefulSet"}
    slots = sets["mouthpiece-slot"]
    assert slots["spec"]["replicas"] == 0
    (slot,) = slots["spec"]["template"]["spec"]["containers"]
    assert slot["resources"]["limits"]["nvidia.com/gpu"] == 1
    (service,) = [one for one in containers() if one["name"] == "service"]
    assert {"--workers=1", "--leave-to-farm"} <= set(service["args"])
    (scaled,) = [one for one in documents() if one["kind"] == "ScaledObject"]
    assert scaled["spec"]["scaleTargetRef"]["name"] == slots["metadata"]["name"]
    assert scaled["spec"]["minReplicaCount"] == 0


def test_every_command_in_them_can_be_understood() -> None:
    commands = command_line()
    told = [one["args"] for one in containers() if "command" not in one]
    (shell,) = [one["args"][0] for one in containers() if "command" in one]
    told.append(shell.replace("exec mouthpiece ", "").replace('"${HOSTNAME##*-}"', "0").split())
    (command,) = re.findall(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)
    told.append(yaml.safe_load(command))
    for arguments in told:
        parsed, unknown = commands.parse([str(one) for one in arguments])
        assert not unknown
        assert parsed.run


def test_the_image_is_made_of_the_steps_and_of_all_of_them() -> None:
    steps = (FOLDER / "steps.sh").read_text(encoding="utf-8")
    declared = set(re.findall(r"^(\w+)\(\)", steps, re.MULTILINE))
    assert set(re.findall(r"mouthpiece-steps\.sh (\w+)", DOCKERFILE)) == declared
    trial = (FOLDER / "trial.sh").read_text(encoding="utf-8")
    assert all(f"steps {step}" in trial for step in declared)
    for script in ("steps.sh", "trial.sh"):
        subprocess.run(["sh", "-n", str(FOLDER / script)], check=True)


def test_the_image_holds_what_the_program_needs_and_no_more() -> None:
    ignored = (FOLDER / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    kept = {line[1:] for line in ignored if line.startswith("!")}
    packages = {"app", "avatar_gen", "speech_gen", "talker", "assets"}
    assert packages <= kept
    assert all((ROOT / name).exists() for name in kept)
    assert "tests" not in kept


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_the_steps_make_a_plain_debian_that_makes_a_video(tmp_path: Path) -> None:
    """The image's steps, its rights and its root that cannot be written; takes some GB."""
    for reason in (_no_root(), _no_mirror()):
        if reason:
            pytest.skip(reason)
    done = subprocess.run(
        ["sh", str(FOLDER / "trial.sh"), str(tmp_path / "root")], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "the video is done" in done.stdout
    assert "stopped in order" in done.stdout


def _no_root() -> str:
    programs = ("debootstrap", "chroot", "unshare")
    if sys.platform != "linux" or os.geteuid() != 0 or not all(map(which, programs)):
        return AllowedSkip.RIGHTS.reason("root of a Linux with " + ", ".join(programs))
    mounts = subprocess.run(["unshare", "--mount", "true"], capture_output=True)
    return AllowedSkip.RIGHTS.reason("mounts of one's own") if mounts.returncode else ""


def _no_mirror() -> str:
    try:
        socket.create_connection(("deb.debian.org", 80), timeout=20).close()
    except OSError:
        return AllowedSkip.SYSTEM.reason("one that reaches Debian's mirror")
    return ""
