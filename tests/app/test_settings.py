"""The settings file: typed, forgiving when absent, strict when wrong."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.settings.labels import LabelSettings
from app.settings.models import ModelSettings
from app.settings.store import Settings, change_settings, load_settings, settings_path
from talker.errors import ErrorCode, InputError, MouthpieceError


def test_without_a_file_the_defaults_count(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings()
    assert not load_settings(tmp_path).models.offline


def test_what_is_written_is_read_back_and_defaults_are_left_out(tmp_path: Path) -> None:
    home = tmp_path / "用户 home"
    models = ModelSettings(extra_folders=(tmp_path / "é", tmp_path / "b"), offline=True)
    changed = change_settings(lambda now: now.model_copy(update={"models": models}), home)
    assert load_settings(home) == changed
    assert load_settings(home).models == models
    assert "parallel" not in settings_path(home).read_text(encoding="utf-8")
    assert [path.name for path in home.iterdir()] == ["settings.json"]


def test_two_changes_at_once_both_last(tmp_path: Path) -> None:
    def add(number: int) -> None:
        def change(now: Settings) -> Settings:
            folders = (*now.models.extra_folders, tmp_path / str(number))
            models = now.models.model_copy(update={"extra_folders": folders})
            return now.model_copy(update={"models": models})

        change_settings(change, tmp_path)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(12)))
    names = {path.name for path in load_settings(tmp_path).models.extra_folders}
    assert names == {str(number) for number in range(12)}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{", "Invalid JSON"),
        ("[]", "object"),
        ('{"models": {"ofline": true}}', "did you mean offline?"),
        ('{"model": {}}', "did you mean models?"),
        ('{"models": {"parallel": 0}}', "models.parallel"),
        ('{"models": {"extra_folders": ["here"]}}', "whole path"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place(tmp_path: Path, text: str, word: str) -> None:
    settings_path(tmp_path).write_text(text, encoding="utf-8")
    with pytest.raises(MouthpieceError) as failure:
        load_settings(tmp_path)
    assert failure.value.code is ErrorCode.SETTINGS_INVALID
    assert word in failure.value.message
    assert str(settings_path(tmp_path)) in failure.value.message
    # A wrong file is not overwritten: the user's work is in it.
    with pytest.raises(MouthpieceError):
        change_settings(lambda now: now, tmp_path)
    assert settings_path(tmp_path).read_text(encoding="utf-8") == text


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    home = tmp_path / "file"
    home.write_bytes(b"")
    with pytest.raises(MouthpieceError, match=r"settings\.json") as failure:
        change_settings(lambda now: now, home)
    assert failure.value.code is ErrorCode.OUTPUT_UNWRITABLE


def test_a_publisher_asks_no_authority_while_the_program_is_offline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = LabelSettings(time_stamps="https://stamps.example/tsa")
    assert not Settings(labels=labels).publisher.offline
    assert Settings(labels=labels).publisher.time_stamps == "https://stamps.example/tsa"
    assert Settings(labels=labels, models=ModelSettings(offline=True)).publisher.offline
    monkeypatch.setenv("MOUTHPIECE_OFFLINE", "1")
    assert Settings(labels=labels).publisher.offline
    settings_path(tmp_path).write_text('{"labels": {"time_stamps": "stamps.example"}}')
    with pytest.raises(InputError, match="time_stamps"):
        load_settings(tmp_path)
