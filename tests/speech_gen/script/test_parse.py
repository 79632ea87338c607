"""Scripts become sentences: marks, pauses, voices, deliveries, cues, and what is refused."""

from __future__ import annotations

import pytest
from annotated_types import Ge, Le

from speech_gen.delivery import PITCHES, SPEEDS, VOLUMES, Delivery
from speech_gen.script.marks import MARKS
from speech_gen.script.parse import parse_script
from speech_gen.script.problems import ScriptError
from speech_gen.script.script import LONGEST, Sentence, WordCue
from talker.errors import ErrorCode, InputError
from talker.options.cues import CueKind
from talker.options.spoken import VoiceOptions
from talker.progress import NoticeCode


def _sentences(script: str, **options: float) -> tuple[Sentence, ...]:
    return parse_script(script, VoiceOptions.model_validate(options)).sentences


def _texts(script: str) -> list[str]:
    return [sentence.text for sentence in _sentences(script)]


def test_a_text_is_its_sentences_with_pauses_between() -> None:
    first, second, third = _sentences("One is here. Two!\n\nThree?", sentence_pause=0.2)
    assert [one.text for one in (first, second, third)] == ["One is here.", "Two!", "Three?"]
    assert [one.paragraph for one in (first, second, third)] == [0, 0, 1]
    assert [one.pause_after for one in (first, second, third)] == [0.2, 0.8, 0.0]


def test_line_breaks_are_blanks_but_not_between_chinese_signs() -> None:
    assert _texts("a line\nand another") == ["a line and another"]
    assert _texts("今天天气\n很好。") == ["今天天气很好。"]
    assert _texts("今天天气\nvery good") == ["今天天气 very good"]


def test_headings_and_points_of_a_list_are_paragraphs() -> None:
    found = _sentences("# Hello\nThe text.\n- one\n- two\n\n> said")
    assert [one.text for one in found] == ["Hello", "The text.", "one", "two", "said"]
    assert len({one.paragraph for one in found}) == 5


def test_words_keep_their_punctuation_and_chinese_signs_are_words() -> None:
    (english,) = _sentences('"Well, it costs $5.50!"')
    assert [word.text for word in english.words] == ['"Well,', "it", "costs", '$5.50!"']
    (chinese,) = _sentences("我的iPhone 15很好。")
    words = [word.text for word in chinese.words]
    assert words == ["我", "的", "iPhone", "15", "很", "好。"]
    assert [chinese.text[word.start : word.stop] for word in chinese.words] == words


def test_a_pause_replaces_the_usual_one_and_divides_a_sentence() -> None:
    first, second, third = _sentences("[pause 1]One [pause 0.5s] two. [pause 2] Three.[pause 3]")
    assert [one.text for one in (first, second, third)] == ["One", "two.", "Three."]
    assert first.pause_before == 1
    assert [one.pause_after for one in (first, second, third)] == [0.5, 2, 3]
    assert _sentences("One.[pause 1]\n\n[pause 2秒]Two.")[0].pause_after == 3


def test_slow_fast_soft_and_loud_change_the_delivery_of_what_they_hold() -> None:
    plain, slow, after = _sentences("It is [slow]very important[/slow] today.", voice_speed=1.1)
    assert plain.delivery == after.delivery == Delivery(speed=1.1)
    assert slow.delivery == Delivery(speed=round(1.1 * 0.85, 4))
    assert slow.text == "very important"
    (both,) = _sentences("[fast][loud]Now![/loud][/fast]", voice_speed=1.4)
    assert both.delivery == Delivery(speed=SPEEDS[1], volume=4)
    assert _sentences("[slow]One.\n\nTwo.")[1].delivery == Delivery()  # ends with its paragraph


def test_a_voice_speaks_until_the_next_also_across_paragraphs() -> None:
    found = _sentences("A.\n\n[voice zf_xiaobei]B.\n\nC.\n[voice]D.")
    assert [one.voice for one in found] == ["", "zf_xiaobei", "zf_xiaobei", ""]


def test_gestures_stand_at_the_word_that_follows() -> None:
    first, second = _sentences("Say [nod]yes now. [shake]No!")
    assert first.cues == (WordCue(CueKind.NOD, 1),)
    assert second.cues == (WordCue(CueKind.SHAKE, 0),)
    assert _sentences("It is so. [nod]")[0].cues == (WordCue(CueKind.NOD, 2),)
    assert _sentences("我同意[点头]这样做。")[0].cues == (WordCue(CueKind.NOD, 3),)


def test_held_cues_cover_their_words_in_every_sentence() -> None:
    first, second, third = _sentences("I [smile]am glad. So[/smile] are you.\n\nBye.")
    assert first.cues == (WordCue(CueKind.SMILE, 1, 3),)
    assert second.cues == (WordCue(CueKind.SMILE, 0, 1),)
    assert third.cues == ()
    open_end, after = _sentences("[smile]Hello there.\n\nNo more.")
    assert (open_end.cues, after.cues) == ((WordCue(CueKind.SMILE, 0, 2),), ())


def test_a_look_ends_the_one_before() -> None:
    (found,) = _sentences("[look left]here [look up]there[look camera] back")
    assert found.cues == (WordCue(CueKind.LOOK_LEFT, 0, 1), WordCue(CueKind.LOOK_UP, 1, 2))


def test_stars_stress_words_and_a_lone_star_is_one() -> None:
    (found,) = _sentences("It is *really big* and **new**, 2 * 3.")
    assert found.text == "It is really big and new, 2 * 3."
    assert found.cues == (WordCue(CueKind.EMPHASIS, 2, 4), WordCue(CueKind.EMPHASIS, 5, 6))


def test_signs_with_a_backslash_and_doubled_braces_mean_themselves() -> None:
    assert _texts(r"A \[note\] with \*stars\* and {{braces}}.") == [
        "A [note] with *stars* and {braces}."
    ]


def test_marks_may_be_chinese_and_full_width() -> None:
    (found,) = _sentences("［微笑］你好［/微笑］，[看 左]再见。")
    assert found.text == "你好，再见。"
    assert found.cues == (WordCue(CueKind.SMILE, 0, 2), WordCue(CueKind.LOOK_LEFT, 2, 4))


def test_every_mark_can_be_written_as_its_example_says() -> None:
    for mark in MARKS:
        script = mark.example.replace("…", "word")
        assert _texts(f"{script} and more.")[-1].endswith("and more."), mark.name


def test_emoji_are_left_out_with_a_notice() -> None:
    script = parse_script("We are happy 😀. Family 👨‍👩‍👧 and 1️⃣ 🇨🇳.")
    assert [one.text for one in script.sentences] == ["We are happy.", "Family and."]
    (notice,) = script.notices
    assert notice.code is NoticeCode.EMOJI_LEFT_OUT
    assert "😀" in notice.message


def test_signs_that_nobody_sees_are_cleaned() -> None:
    assert _texts("\ufeffZero\u200bwidth,\r\nsoft\u00adhyphen\xa0and\u3000blanks.") == [
        "Zerowidth, softhyphen and blanks."
    ]


@pytest.mark.parametrize(
    ("script", "code", "place"),
    [
        ("Fine.\nSay [nodd] it.", ErrorCode.SCRIPT_MARK, (2, 5)),
        ("[pause]", ErrorCode.SCRIPT_MARK, (1, 1)),
        ("[pause soon] a", ErrorCode.SCRIPT_MARK, (1, 1)),
        ("a [pause 90] b", ErrorCode.SCRIPT_MARK, (1, 3)),
        ("[look sideways] a", ErrorCode.SCRIPT_MARK, (1, 1)),
        ("[nod twice] a", ErrorCode.SCRIPT_MARK, (1, 1)),
        ("a[/smile]", ErrorCode.SCRIPT_MARK, (1, 2)),
        ("[slow]a[/fast]", ErrorCode.SCRIPT_MARK, (1, 8)),
        ("a [/pause]", ErrorCode.SCRIPT_MARK, (1, 3)),
        ("an [open bracket", ErrorCode.SCRIPT_MARK, (1, 4)),
        ("a closed] one", ErrorCode.SCRIPT_MARK, (1, 9)),
        ("Dear {name},", ErrorCode.SCRIPT_FIELD, (1, 6)),
        ("one } brace", ErrorCode.SCRIPT_FIELD, (1, 5)),
        ("a\x00b", ErrorCode.SCRIPT_CHARACTER, (1, 2)),
        ("line\n\x1b[31m", ErrorCode.SCRIPT_CHARACTER, (2, 1)),
        ("lost \ufffd sign", ErrorCode.SCRIPT_CHARACTER, (1, 6)),
        ("half \ud800 pair", ErrorCode.SCRIPT_CHARACTER, (1, 6)),
    ],
)
def test_what_cannot_be_spoken_is_refused_at_its_place(
    script: str, code: ErrorCode, place: tuple[int, int]
) -> None:
    with pytest.raises(ScriptError) as refused:
        parse_script(script)
    assert refused.value.code is code
    assert (refused.value.line, refused.value.column) == place
    assert refused.value.hint
    assert f"Line {place[0]}, column {place[1]}" in refused.value.message


def test_an_unknown_mark_names_the_nearest() -> None:
    with pytest.raises(ScriptError, match="Did you mean nod"):
        parse_script("[nodd] yes")
    with pytest.raises(ScriptError, match="There are: pause, slow"):
        parse_script("[xyzzy] yes")


@pytest.mark.parametrize("script", ["", "  \n\n ", "[nod]", "😀", "...", "。！", "[pause 2]"])
def test_a_script_that_says_nothing_is_refused(script: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_script(script)
    assert refused.value.code is ErrorCode.SCRIPT_EMPTY


def test_a_script_has_a_limit() -> None:
    assert len(_sentences("Yes. " * (LONGEST // 5))) == LONGEST // 5
    with pytest.raises(InputError) as refused:
        parse_script("a" * 200_000)
    assert refused.value.code is ErrorCode.SCRIPT_TOO_LONG


def test_the_options_allow_what_a_delivery_allows() -> None:
    bounds = {"voice_speed": SPEEDS, "voice_pitch": PITCHES, "voice_volume": VOLUMES}
    for name, (low, high) in bounds.items():
        declared = VoiceOptions.model_fields[name].metadata
        bounded = [one for one in declared if isinstance(one, Ge | Le)]
        assert bounded == [Ge(ge=low), Le(le=high)], name
