"""Which engine a request means, what it needs, and engines of other packages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.doctor.engines import check_engines
from app.doctor.result import Verdict
from talker.engines.builtin.spec import BUILTIN
from talker.engines.liveportrait.options import LivePortraitOptions
from talker.engines.liveportrait.spec import LIVEPORTRAIT
from talker.engines.registry import (
    ENGINES,
    choose_engine,
    create_engine,
    engines,
    needed_packages,
    require_engine,
    with_engine,
)
from talker.engines.sadtalker.spec import SADTALKER
from talker.engines.spec import EngineSpec, ListedModels, is_importable
from talker.errors import ErrorCode, InputError, MouthpieceError, UsageError
from talker.gpu import has_gpu
from talker.model_files import NoModelFiles
from talker.needed_models import needed_models
from talker.options.engines import STORED
from talker.options.picture import Mode
from talker.options.render import RenderOptions, RenderRequest, declared_fields
from tests.extra_engine.install import installed, write_package

ALL = ListedModels({"sadtalker-512", "sadtalker-mapping-crop"})
EVERY = ListedModels({*ALL.ids, "liveportrait"})


def everything(package: str) -> bool:
    return bool(package)


def nothing(_: str) -> bool:
    return False


def yes() -> bool:
    return True


def no() -> bool:
    return False


def test_what_engines_say_of_themselves_loads_neither_numbers_nor_networks() -> None:
    code = (
        "import sys, talker.engines.registry as r; from app.options import options; options();"
        "print([m for m in ('numpy', 'torch', 'cv2', 'scipy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_names_of_options_belong_to_one_declaration() -> None:
    names = [name for one in ENGINES for name in one.options.model_fields]
    assert len({*names, *RenderRequest.model_fields}) == len(names) + len(
        RenderRequest.model_fields
    )


SLOW = "LivePortrait is slow without a graphics card"


@pytest.mark.parametrize(
    ("models", "has_package", "chosen", "passed_over"),
    [
        (ALL, everything, SADTALKER, ()),
        (EVERY, everything, SADTALKER, ()),
        (ALL, nothing, BUILTIN, ("SadTalker would need torch (see mouthpiece doctor)",)),
        (
            ListedModels({"sadtalker-512"}),
            everything,
            BUILTIN,
            ("SadTalker would need sadtalker-mapping-crop (mouthpiece models get)",),
        ),
    ],
)
def test_auto_is_the_first_engine_that_lacks_nothing(
    models: ListedModels, has_package: object, chosen: EngineSpec, passed_over: tuple[str, ...]
) -> None:
    assert callable(has_package)
    choice = choose_engine(RenderOptions(), models, has_package=has_package, gpu=no)
    assert (choice.spec, choice.passed_over) == (chosen, (SLOW, *passed_over))
    with_it = with_engine(RenderOptions(), models, has_package=has_package, gpu=no)
    assert with_it.engine == chosen.id
    assert needed_models(with_it) == chosen.models(with_it)


def test_a_reference_video_asks_for_an_engine_that_follows_one_though_it_lacks_something() -> None:
    none = ListedModels(())
    assert choose_engine(RenderOptions(), none, reference=True, gpu=no).spec is SADTALKER
    assert choose_engine(RenderOptions(), none, reference=True, gpu=yes).spec is LIVEPORTRAIT
    assert choose_engine(RenderOptions(), none, gpu=no).spec is BUILTIN


def test_a_slow_engine_is_for_computers_with_a_gpu_or_for_what_no_other_can() -> None:
    def chosen(gpu: bool, models: ListedModels, **options: object) -> EngineSpec:
        asked = RenderOptions.model_validate(options)
        return choose_engine(asked, models, has_package=everything, gpu=lambda: gpu).spec

    assert chosen(True, EVERY) is LIVEPORTRAIT
    assert chosen(True, EVERY, device="cpu") is SADTALKER
    assert chosen(True, ALL) is SADTALKER
    assert chosen(False, EVERY, engine="liveportrait") is LIVEPORTRAIT
    assert chosen(True, ListedModels({"liveportrait-safetensors"})) is LIVEPORTRAIT
    only = ListedModels({"liveportrait"})
    follows = choose_engine(RenderOptions(), only, reference=True, has_package=everything, gpu=no)
    assert follows.spec is LIVEPORTRAIT


def test_an_entry_that_will_do_for_another_is_needed_where_it_is_there() -> None:
    asked, other = RenderOptions(engine="liveportrait"), "liveportrait-safetensors"
    assert needed_models(asked) == ("liveportrait",)
    assert needed_models(asked, ListedModels({other})) == (other,)
    assert needed_models(asked, ListedModels({other, "liveportrait"})) == ("liveportrait",)


def test_an_engine_that_is_named_is_taken_wherever_it_will_be_made() -> None:
    named = RenderOptions.model_validate({"engine": "gone"}, context=STORED)
    assert with_engine(named, ALL) is named
    with pytest.raises(InputError) as caught:
        choose_engine(named, ALL)
    assert caught.value.code is ErrorCode.COMPONENT_MISSING


def test_what_an_engine_cannot_do_is_refused(tmp_path: Path) -> None:
    with installed(write_package(tmp_path)):
        request = RenderRequest(
            portrait=Path("a"), speech=Path("b"), engine="extra", mode=Mode.EXTFULL
        )
        with pytest.raises(UsageError, match="The Extra engine has no mode extfull"):
            create_engine(request, NoModelFiles(), tmp_path)


def test_options_of_an_engine_are_flat_beside_the_others_and_typed_by_it() -> None:
    stored = RenderOptions().complete() | {"absolute": True}
    options = RenderOptions.model_validate(stored)
    assert options.of(LivePortraitOptions).absolute is True
    assert options.model_dump(exclude_defaults=True) == {"absolute": True}
    assert RenderOptions.model_validate_json(options.model_dump_json()) == options
    assert RenderOptions.model_validate({"absolute": False}) == RenderOptions()


@pytest.mark.parametrize(
    ("given", "place", "kind"),
    [
        ({"absolute": "perhaps"}, "absolute", "bool_parsing"),
        ({"absolut": True}, "absolut", "extra_forbidden"),
        ({"engine": "sadtaker"}, "engine", "value_error"),
    ],
)
def test_wrong_names_and_values_are_refused_at_their_place(
    given: dict[str, object], place: str, kind: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        RenderOptions.model_validate(given)
    first = caught.value.errors()[0]
    assert (first["loc"], first["type"]) == ((place,), kind)


def test_what_was_stored_with_an_engine_that_is_gone_is_read_and_written_again() -> None:
    text = RenderOptions().model_dump_json(exclude_defaults=True)
    stored = text.replace("{}", '{"engine": "gone", "tint": 7}')
    options = RenderOptions.model_validate_json(stored, context=STORED)
    assert options.model_dump(exclude_defaults=True) == {"engine": "gone", "tint": 7}


def test_an_engine_of_another_package_comes_after_the_programs_own(tmp_path: Path) -> None:
    with installed(write_package(tmp_path)):
        assert [one.id for one in engines()] == ["liveportrait", "sadtalker", "builtin", "extra"]
        assert "tint" in declared_fields(RenderOptions)
    assert [one.id for one in engines()] == ["liveportrait", "sadtalker", "builtin"]


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("tests.extra_engine.nowhere:EXTRA", "cannot be loaded"),
        ("tests.extra_engine.install:GROUP", "is no EngineSpec"),
        ("talker.engines.builtin.spec:BUILTIN", "an engine builtin already"),
    ],
)
def test_an_engine_that_is_broken_or_clashes_is_left_out_with_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, value: str, why: str
) -> None:
    package = write_package(tmp_path, f"[mouthpiece.engines]\nbad = {value}\n")
    with installed(package):
        assert [one.id for one in engines()] == ["liveportrait", "sadtalker", "builtin"]
        assert why in caplog.text
        check = check_engines()
        assert check.verdict is Verdict.WARN
        assert "bad" in check.sentence
        assert why in check.sentence
        with pytest.raises(InputError) as caught:
            require_engine("bad")
        assert why in caught.value.message
    assert check_engines().verdict is Verdict.OK


_OF_LIVEPORTRAIT = (
    "LivePortrait would need liveportrait (mouthpiece models get)" if has_gpu() else SLOW
)


def test_auto_says_why_it_took_which(tmp_path: Path) -> None:
    request = RenderRequest(portrait=tmp_path / "a", speech=tmp_path / "b")
    notice = create_engine(request, NoModelFiles(), tmp_path).notice
    assert notice is not None
    assert notice.message == (
        f"The built-in engine renders: {_OF_LIVEPORTRAIT}; SadTalker would need sadtalker-512 "
        "and sadtalker-mapping-crop (mouthpiece models get)."
    )
    with pytest.raises(MouthpieceError) as caught:
        create_engine(
            RenderRequest(portrait=Path("a"), speech=Path("b"), reference=Path("c")),
            NoModelFiles(),
            tmp_path,
        )
    assert caught.value.code in {ErrorCode.MODEL_MISSING, ErrorCode.COMPONENT_MISSING}


def test_what_a_computer_can_offer_follows_from_what_engines_declare() -> None:
    declared = {package for spec in ENGINES for package in spec.packages}
    assert needed_packages(lambda _: True) == declared
    assert needed_packages(lambda package: package == "torch") == declared & {"torch"}
    assert is_importable("json.decoder")
    assert not is_importable("no_such_package.inside")
