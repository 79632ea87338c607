"""The update check: asks only when wanted, believes only what is proved, changes nothing."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from app.build_info import BuildInfo
from app.cli import main
from app.settings.store import Settings, change_settings
from app.settings.updates import UpdateCheck, UpdateSettings
from app.updates import Release, newer_release, read_release, wanted
from installers.note import write_note
from talker.errors import ErrorCode, MouthpieceError
from talker.home import home_folder
from tests.app.models.server import Served, Server, serving

BUILD = BuildInfo()


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("key") / "key.pem"
    pem = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    path.write_bytes(pem)
    return path


@pytest.fixture(scope="module")
def note(key: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, str]:
    """A signed file about version 99.0.0, and the key that it is signed with."""
    target = tmp_path_factory.mktemp("note") / "update.json"
    said = write_note(key, "99.0.0", "https://example.org/new", "Faster.", target)
    return target.read_bytes(), said.rpartition(" ")[2]


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MOUTHPIECE_HOME", str(tmp_path))
    return tmp_path


def set_updates(**values: object) -> None:
    updates = UpdateSettings.model_validate(values)
    change_settings(lambda old: old.model_copy(update={"updates": updates}), home_folder())


def code_of(content: bytes, settings: UpdateSettings) -> ErrorCode:
    with pytest.raises(MouthpieceError) as refused:
        read_release(content, settings, BUILD)
    return refused.value.code


def test_offline_builds_and_checkouts_ask_only_when_the_user_wants_it() -> None:
    asks = {flavour: wanted(UpdateSettings(), BuildInfo(flavour=flavour)) for flavour in
            ("", "offline-cpu", "offline-cuda", "web")}  # fmt: skip
    assert asks == {"": False, "offline-cpu": False, "offline-cuda": False, "web": True}
    assert wanted(UpdateSettings(check=UpdateCheck.ON), BuildInfo(flavour="offline-cpu"))
    assert not wanted(UpdateSettings(check=UpdateCheck.OFF), BuildInfo(flavour="web"))


@pytest.mark.usefixtures("home")
def test_tells_of_a_newer_version_that_is_signed(
    server: Server, note: tuple[bytes, str], capsys: pytest.CaptureFixture[str]
) -> None:
    content, key = note
    server.files["update.json"] = Served(content)
    set_updates(address=server.url("update.json"), key=key)
    assert main(["update-check", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["newer"] == {
        "version": "99.0.0", "page": "https://example.org/new", "notes": "Faster."
    }  # fmt: skip
    assert main(["update-check"]) == 0
    assert "99.0.0 is there" in capsys.readouterr().out


def test_an_older_version_is_no_news(home: Path, server: Server, key: Path) -> None:
    target = home / "old.json"
    said = write_note(key, "0.0.1", "https://example.org", "", target)
    server.files["update.json"] = Served(target.read_bytes())
    set_updates(address=server.url("update.json"), key=said.rpartition(" ")[2])
    assert newer_release(home_folder()) is None


def test_versions_are_compared_as_numbers() -> None:
    release = Release(version="1.10.0", page="https://example.org")
    assert release.newer_than("1.9.9")
    assert not release.newer_than("1.10.0")
    assert not release.newer_than("2.0.0")


def test_what_is_not_proved_is_not_believed(note: tuple[bytes, str]) -> None:
    content, key = note
    assert read_release(content, UpdateSettings(key=key), BUILD).version == "99.0.0"
    other = base64.b64encode(Ed25519PrivateKey.generate().public_key().public_bytes_raw()).decode()
    changed = content.replace(b"99.0.0", b"99.0.1")
    unsigned = json.dumps({"release": json.loads(content)["release"]}).encode()
    untrusted = ErrorCode.UPDATE_UNTRUSTED
    assert code_of(content, UpdateSettings(key=other)) is untrusted
    assert code_of(content, UpdateSettings(key="no key")) is untrusted
    assert code_of(content, UpdateSettings()) is untrusted
    assert code_of(changed, UpdateSettings(key=key)) is untrusted
    assert code_of(unsigned, UpdateSettings(key=key)) is untrusted
    assert code_of(b"<html>", UpdateSettings(key=key)) is untrusted


def test_a_file_can_be_pinned_by_its_hash_instead(note: tuple[bytes, str]) -> None:
    content, _ = note
    digest = hashlib.sha256(content).hexdigest()
    assert read_release(content, UpdateSettings(sha256=digest), BUILD).version == "99.0.0"
    assert code_of(content + b" ", UpdateSettings(sha256=digest)) is ErrorCode.UPDATE_UNTRUSTED


def test_the_build_may_bring_address_and_key(note: tuple[bytes, str]) -> None:
    content, key = note
    assert read_release(content, UpdateSettings(), BuildInfo(update_key=key)).version == "99.0.0"


@pytest.mark.usefixtures("home")
def test_says_when_it_cannot_ask(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["update-check"]) == 3
    assert "no address" in capsys.readouterr().err
    set_updates(address="http://example.org/update.json")
    assert main(["update-check"]) == 3
    assert "https://" in capsys.readouterr().err
    set_updates(address=server.url("gone.json"))
    assert main(["update-check"]) == 3
    assert "it answers 404" in capsys.readouterr().err
    server.files["large.json"] = Served(bytes(200_000))
    set_updates(address=server.url("large.json"))
    assert main(["update-check"]) == 3
    assert "far too large" in capsys.readouterr().err


@pytest.mark.usefixtures("home")
def test_offline_nothing_is_asked(server: Server, note: tuple[bytes, str]) -> None:
    content, key = note
    server.files["update.json"] = Served(content)
    set_updates(address=server.url("update.json"), key=key)

    def go_offline(old: Settings) -> Settings:
        models = old.models.model_copy(update={"offline": True})
        return old.model_copy(update={"models": models})

    change_settings(go_offline, home_folder())
    with pytest.raises(MouthpieceError) as refused:
        newer_release(home_folder())
    assert refused.value.code is ErrorCode.OFFLINE
    assert server.asked == []
