"""Users and their tokens, and when a service refuses to listen."""

from __future__ import annotations

import json
import os
import re
import ssl
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.cli import main
from app.service.answers import STATUSES
from app.service.limits import RateLimit
from app.service.plan import Certificates, Plan, check_plan
from app.service.server import serve
from app.service.users import Role, Users, read_token, users_path
from app.worker.shutdown import StopRequest
from talker.errors import ErrorCode, MouthpieceError
from tests.app.service.conftest import running


def test_a_token_is_shown_once_and_kept_as_its_digest(tmp_path: Path) -> None:
    users = Users(tmp_path)
    token = users.add("anna", Role.MAKE, jobs=3)
    assert token not in users_path(tmp_path).read_text()
    found = users.of_token(token)
    assert found is not None
    assert (found.name, found.jobs) == ("anna", 3)
    assert users.of_token(token + "x") is None
    if os.name != "nt":
        assert users_path(tmp_path).stat().st_mode & 0o077 == 0


def test_another_process_changes_users_while_the_service_runs(tmp_path: Path) -> None:
    here, there = Users(tmp_path), Users(tmp_path)
    token = there.add("anna", Role.MAKE)
    assert here.of_token(token) is not None
    newer = there.add("anna", Role.SEE)
    assert here.of_token(token) is None
    assert here.of_token(newer) is not None
    there.remove("anna")
    assert here.of_token(newer) is None


def test_a_token_of_ones_own_is_the_same_at_each_start(tmp_path: Path) -> None:
    file, users = tmp_path / "token", Users(tmp_path)
    file.write_text("0123456789abcdef" * 2 + "\n")
    keys = set()
    for _ in range(2):
        users.add("anna", Role.MAKE, token=read_token(file))
        found = users.of_token("0123456789abcdef" * 2)
        assert found is not None
        keys.add(found.hook_key)
    assert len(keys) == 1
    for bad in ("short", "a b" * 20, "é" * 40):
        file.write_text(bad, encoding="utf-8")
        with pytest.raises(MouthpieceError):
            read_token(file)


@pytest.mark.parametrize("name", ["", "../x", "a b", "x" * 65])
def test_names_are_plain(tmp_path: Path, name: str) -> None:
    with pytest.raises(MouthpieceError):
        Users(tmp_path).add(name, Role.MAKE)


@pytest.mark.parametrize("text", ["{", "[{}]", '[{"name": "a"}]', ""])
def test_a_damaged_file_lets_nobody_in(tmp_path: Path, text: str) -> None:
    path = users_path(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_text(text)
    with pytest.raises(MouthpieceError):
        Users(tmp_path).of_token("x")


@pytest.mark.parametrize(
    ("plan", "users", "hint"),
    [
        (Plan(), False, "users add"),
        (Plan(host="0.0.0.0"), True, "--certificate"),
        (Plan(host="192.168.1.2"), True, "--plain"),
        (Plan(roots=(Path("nowhere"),)), True, "--root"),
    ],
)
def test_nothing_listens_that_others_could_misuse(
    tmp_path: Path, plan: Plan, users: bool, hint: str
) -> None:
    known = Users(tmp_path)
    if users:
        known.add("anna", Role.MAKE)
    with pytest.raises(MouthpieceError) as caught:
        check_plan(plan, known)
    assert hint in caught.value.hint


def test_the_farms_keys_encrypt_and_let_in(tmp_path: Path) -> None:
    from app.farm.net.pki import issue, own_keys
    from app.farm.net.roles import ALL_ROLES

    home = tmp_path / "home"
    keys = own_keys(home)
    issue("localhost", keys, home, days=1, roles=ALL_ROLES)
    shown = Certificates(keys.certificate, keys.key, keys.authority)
    with running(home, certificates=shown) as service:
        context = ssl.create_default_context(cafile=str(keys.authority))
        context.check_hostname = False
        with pytest.raises(httpx.HTTPError), httpx.Client(verify=context) as stranger:
            stranger.get(f"{service.address}/v1/health")
        context.load_cert_chain(keys.certificate, keys.key)
        with httpx.Client(verify=context) as member:
            assert member.get(f"{service.address}/v1/jobs").status_code == 200


def test_a_service_without_work_ends_when_it_may(tmp_path: Path) -> None:
    users = Users(tmp_path)
    users.add("anna", Role.MAKE)
    assert serve(Plan(port=0, workers=0, idle_seconds=0.5), tmp_path, StopRequest())


def test_a_bucket_fills_by_the_second(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("app.service.limits.time.monotonic", lambda: now[0])
    limit = RateLimit(2.0, 3.0)
    assert [limit.wait("a") for _ in range(3)] == [0.0, 0.0, 0.0]
    assert limit.wait("a") == pytest.approx(0.5)
    assert limit.wait("b") == 0.0
    now[0] += 0.5
    assert limit.wait("a") == 0.0


def test_commands_add_list_and_remove(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MOUTHPIECE_HOME", str(tmp_path))

    def said(*arguments: str) -> list[dict[str, Any]]:
        assert main([*arguments, "--json"]) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    (added,) = said("users", "add", "anna", "--role", "manage", "--jobs", "4")
    assert added["token"].startswith("mp_")
    (listed,) = said("users", "list")
    assert (listed["name"], listed["role"], listed["jobs"]) == ("anna", "manage", 4)
    said("users", "remove", "anna")
    assert said("users", "list") == []
    assert main(["users", "remove", "anna"]) == 3
    assert main(["serve", "--port", "0"]) == 2  # nobody could use it


def test_the_docs_have_every_status_and_code(repository: Path) -> None:
    """What the table leaves out has a status of its kind: 400 for requests, 422 for files."""
    text = (repository / "docs" / "service.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d{3}) \| (.+) \|$", text, re.MULTILINE)
    told = {
        code: int(status) for status, codes in rows for code in re.findall(r"`([A-Z_]+)`", codes)
    }
    assert {code.value: status for code, status in STATUSES.items()}.items() <= told.items()
    others = told.keys() - {code.value for code in STATUSES}
    assert {told[code] for code in others} == {400, 422}
    assert others <= set(ErrorCode)
