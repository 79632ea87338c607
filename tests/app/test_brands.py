"""Brands keep copies of their files, move as one file, and join what a video is given."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from app.batch.checked_row import SharedSettings
from app.batch.checks import check_rows
from app.batch.rows import Row
from app.brands import (
    Brand,
    brand_names,
    export_brand,
    import_brand,
    load_brand,
    remove_brand,
    save_brand,
)
from app.cli import main
from talker.errors import ErrorCode, InputError, MouthpieceError, UsageError
from talker.options.ai_label import Corner
from talker.options.deliver import Aspect, FinishOptions, Place
from talker.options.deliver_spec import read_spec
from talker.options.render import RenderOptions, RenderRequest
from tests.talker.sounds import write_clicks


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    path = tmp_path / "our logo, white.PNG"
    path.write_bytes(b"a picture")
    return path


@pytest.fixture
def brand(logo: Path) -> Brand:
    finish = FinishOptions(logo=logo, logo_place=Place.TOP_RIGHT, loudness=True)
    return Brand("Acme 公司", "Ours", finish, ("9:16,1080", "1:1,720"), Corner.TOP_LEFT)


def test_a_brand_keeps_copies_and_comes_back_whole(
    tmp_path: Path, brand: Brand, logo: Path
) -> None:
    home = tmp_path / "home"
    save_brand(brand, home)
    logo.unlink()
    found = load_brand("acme 公司", home)
    assert (found.name, found.description, found.shapes) == ("Acme 公司", "Ours", brand.shapes)
    assert (found.corner, found.finish.loudness) == (Corner.TOP_LEFT, True)
    assert found.finish.logo is not None
    assert found.finish.logo.read_bytes() == b"a picture"
    assert found.finish.logo.is_relative_to(home)


def test_it_makes_a_deliverable_of_each_shape_with_all_of_it(brand: Brand, logo: Path) -> None:
    tall, square = map(read_spec, brand.deliverables)
    assert (tall.aspect, square.aspect) == (Aspect.TALL, Aspect.SQUARE)
    assert all((one.logo, one.loudness) == (logo, True) for one in (tall, square))
    (plain,) = Brand("a", finish=FinishOptions(logo=logo)).deliverables
    assert (read_spec(plain).aspect, read_spec(plain).logo) == (Aspect.SOURCE, logo)
    assert Brand("a", corner=Corner.TOP_LEFT).deliverables == ()


def test_it_joins_what_is_given_and_wins_over_nothing(brand: Brand) -> None:
    values = brand.applied({"deliverable": "gif", "ai_label_corner": "bottom-left"})
    assert values["deliverable"] == ("gif", *brand.deliverables)
    assert values["ai_label_corner"] == "bottom-left"
    options = RenderOptions.model_validate(brand.applied({}))
    assert (options.ai_label_corner, brand.shown_by(options)) == (Corner.TOP_LEFT, True)
    other = Brand("b", shapes=("4:5",))
    changed = other.exchanged(options, brand)
    assert changed["deliverable"] == other.deliverables


def test_it_moves_as_one_file(tmp_path: Path, brand: Brand) -> None:
    target = tmp_path / "Handed on.mpbrand"
    export_brand(save_brand(brand, tmp_path / "one"), target)
    taken = import_brand(target, tmp_path / "two")
    assert (taken.name, taken.shapes, taken.corner) == ("Handed on", brand.shapes, brand.corner)
    assert taken.finish.logo is not None
    assert taken.finish.logo.read_bytes() == b"a picture"
    assert brand_names(tmp_path / "two") == ["Handed on"]
    assert len(list((tmp_path / "two" / "brands").iterdir())) == 1  # nothing is left of unpacking
    with pytest.raises(InputError) as caught:
        import_brand(target, tmp_path / "two")
    assert caught.value.code is ErrorCode.OUTPUT_EXISTS
    import_brand(target, tmp_path / "two", replace_old=True)
    remove_brand("handed ON", tmp_path / "two")
    assert brand_names(tmp_path / "two") == []


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"brand.toml": "[finish]\nlogo = '../secret.png'"},
        {"brand.toml": "[finish]\nlogo = '/etc/passwd'"},
        {"brand.toml": "", "../outside.png": "x"},
        {"brand.toml": "", "sub/inside.png": "x"},
        {"brand.toml": "[finish]\nsubtitles = 'a.srt'"},
        {"brand.toml": "[finish]\nlogo_size = 900"},
        {"brand.toml": "shapes = ['9:16,logo=/etc/passwd']"},
        {"brand.toml": "shapes = ['17:3']"},
        {"brand.toml": "shapes = 3"},
        {"brand.toml": "corner = 'middle'"},
        {"brand.toml": "finish = 3"},
        {"brand.toml": "[finish]\nlogo = 'logo.png'"},
    ],
)
def test_what_comes_from_elsewhere_stays_in_its_folder(
    tmp_path: Path, members: dict[str, str]
) -> None:
    with zipfile.ZipFile(tmp_path / "bad.mpbrand", "w") as pack:
        for name, text in members.items():
            pack.writestr(name, text)
    with pytest.raises(InputError) as caught:
        import_brand(tmp_path / "bad.mpbrand", tmp_path / "home")
    assert caught.value.code is ErrorCode.BRAND_INVALID
    assert caught.value.hint
    assert not (tmp_path / "home" / "outside.png").exists()
    assert not list((tmp_path / "home" / "brands").iterdir())


def test_a_file_that_is_no_zip_and_an_unknown_name_are_told(tmp_path: Path, brand: Brand) -> None:
    (tmp_path / "text.mpbrand").write_text("no zip")
    for path in (tmp_path / "text.mpbrand", tmp_path / "nowhere.mpbrand"):
        with pytest.raises(InputError) as invalid:
            import_brand(path, tmp_path / "home")
        assert invalid.value.code is ErrorCode.BRAND_INVALID
    save_brand(brand, tmp_path / "home")
    with pytest.raises(UsageError) as unknown:
        load_brand("acne 公司", tmp_path / "home")
    assert unknown.value.code is ErrorCode.BRAND_UNKNOWN
    assert "acme 公司" in unknown.value.hint
    for name in ("a/b", "", ".."):
        with pytest.raises(MouthpieceError):
            save_brand(Brand(name), tmp_path / "home")


def test_rows_and_batches_bear_a_brand(tmp_path: Path, brand: Brand, astronaut: Path) -> None:
    home = tmp_path / "home"
    made = save_brand(brand, home)
    save_brand(Brand("plain", shapes=("4:5",)), home)
    speech = write_clicks(tmp_path / "a.wav", 1.0, 16000, at=0.3)
    rows = [
        Row(number, f"row {number}", portrait=str(astronaut), speech=str(speech), brand=name)
        for number, name in enumerate(("", "plain", "nobody"), 1)
    ]
    own, other, unknown = check_rows(rows, SharedSettings(brand="acme 公司"), home)
    assert isinstance(own.request, RenderRequest)
    assert own.request.deliverable == made.deliverables
    assert isinstance(other.request, RenderRequest)
    assert [read_spec(one).aspect for one in other.request.deliverable] == [Aspect.UPRIGHT]
    assert unknown.problem is not None
    assert unknown.problem.code is ErrorCode.BRAND_UNKNOWN


def test_the_command_makes_lists_and_hands_on(
    tmp_path: Path, logo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOUTHPIECE_HOME", str(tmp_path / "home"))
    make = ["brand", "make", "ours", "--logo", str(logo), "--shape", "9:16,1080"]
    assert main([*make, "--corner", "top-left"]) == 0
    capsys.readouterr()
    assert main(["brand", "list", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert read_spec(json.loads(line)["deliverables"][0]).aspect is Aspect.TALL
    pack = tmp_path / "theirs.mpbrand"
    assert main(["brand", "export", "ours", str(pack)]) == 0
    assert main(["brand", "import", str(pack)]) == 0
    assert main(["brand", "import", str(tmp_path / "no.mpbrand")]) == 3
    assert "no.mpbrand does not exist" in capsys.readouterr().err
    assert main(["brand", "make", "", "--logo", str(logo)]) == 3
    assert "at least one letter" in capsys.readouterr().err
    assert main(["brand", "remove", "ours"]) == 0
    assert main(["brand", "list"]) == 0
    assert "theirs" in capsys.readouterr().out
    assert main(["render", "a.png", "b.wav", "--brand", "ours"]) == 2
    assert "BRAND_UNKNOWN" in capsys.readouterr().err
