"""The report of a batch: right figures, every reason, and a page that needs no other file."""

from __future__ import annotations

import base64
import csv
import io
import shlex
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from app.batch.batch_names import batch_name
from app.batch.checked_row import SharedSettings
from app.batch.checks import check_rows
from app.batch.report import Report, write_report
from app.batch.report_html import retry_command
from app.batch.report_words import ReportError, ReportWords
from app.batch.rows import Row
from app.jobs.kind import Outcome
from app.queue.job import JobError, NewJob, State, WorkerId
from app.queue.store import JobStore
from app.queue.transitions import Transition
from talker.errors import ErrorCode, MouthpieceError
from talker.home import home_folder
from talker.options.render import RenderRequest
from talker.progress import Notice, NoticeCode, Stage
from tests.app.queue.inputs import finish, opened, picture, sound

_VOID = {"meta", "img", "br", "wbr"}


class Page(HTMLParser):
    """Checks that all elements close in order, and collects what the page refers to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.images: list[str] = []
        self.rows: list[str] = []
        self.tags: set[str] = set()
        self.words = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        facts = {name: value or "" for name, value in attrs}
        self.links += [facts["href"]] if "href" in facts else []
        self.images += [facts["src"]] if "src" in facts else []
        if tag == "tr" and facts.get("class"):
            self.rows.append(facts["class"])
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture
def store(tmp_path: Path) -> Iterator[JobStore]:
    with opened(tmp_path) as store:
        yield store


def add(store: JobStore, folder: Path, label: str) -> int:
    videos = folder / "videos"
    videos.mkdir(exist_ok=True)
    request = RenderRequest(
        portrait=picture(folder / "anna.png"),
        speech=folder / "a.wav",
        output=videos / f"{label}.mp4",
    )
    return store.add([NewJob(request, label, "b", content_key=label)])[0]


def fail(store: JobStore, message: str) -> None:
    job = store.claim(WorkerId.of_this_process("test"))
    assert job is not None
    error = JobError(ErrorCode.NO_FACE, message, "Give another picture.")
    assert store.release(job.lease, Transition(State.FAILED, error=error))


def table(report: Report) -> list[dict[str, str]]:
    text = report.csv.read_bytes().decode("utf-8")
    assert text.startswith("\ufeff"), "Excel knows UTF-8 by this mark"
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_the_table_tells_what_each_video_came_to(store: JobStore, tmp_path: Path) -> None:
    add(store, tmp_path, "good")
    add(store, tmp_path, "bad")
    finish(store)
    fail(store, "No face was found in anna.png.")
    report = write_report(store, "b", tmp_path / "videos")
    good, bad = table(report)
    assert (good["state"], good["seconds"], good["took"]) == ("done", "2.000", "1.000")
    assert (good["realtime_factor"], good["frames"], good["code"]) == ("0.500", "50", "")
    assert good["output"].endswith("good.mp4")
    assert (bad["state"], bad["code"], bad["output"]) == ("failed", "NO_FACE", "")
    assert bad["message"] == "No face was found in anna.png."
    assert (report.summary.done, report.summary.failed, report.summary.videos) == (1, 1, 2)


def test_what_was_rendered_earlier_makes_no_machine_look_fast(
    store: JobStore, tmp_path: Path
) -> None:
    add(store, tmp_path, "resumed")
    job = store.claim(WorkerId.of_this_process("test"))
    assert job is not None
    output = tmp_path / "videos" / "resumed.mp4"
    notices = (Notice(NoticeCode.MANY_FACES, "Two faces <b>."),)
    outcome = Outcome(output, 100, 75, "builtin", "cpu", {Stage.RENDER: 2.0}, notices)
    assert store.release(job.lease, Transition(State.DONE, outcome=outcome))
    report = write_report(store, "b", tmp_path / "videos")
    assert report.lines[0].realtime_factor == pytest.approx(2.0)
    assert table(report)[0]["notices"] == "Two faces <b>."
    assert "Two faces &lt;b&gt;." in report.html.read_text(encoding="utf-8")


def test_the_page_stands_alone_with_thumbnails_and_failures_first(
    store: JobStore, tmp_path: Path
) -> None:
    add(store, tmp_path, "good 用户#1")
    add(store, tmp_path, "bad")
    finish(store)
    fail(store, "No face.")
    report = write_report(store, "b", tmp_path / "videos")
    page = Page(report.html.read_text(encoding="utf-8"))
    assert page.rows == ["failed", "done"]
    assert not page.tags & {"script", "link", "iframe"}
    assert len(page.images) == 2
    for source in page.images:
        kind, _, data = source.partition(",")
        assert kind == "data:image/jpeg;base64"
        with Image.open(io.BytesIO(base64.b64decode(data, validate=True))) as image:
            assert 0 < image.width <= 160
            if image.width == 160:  # the video's first frame, teal
                assert isinstance(pixel := image.getpixel((80, 80)), tuple)
                assert pixel[0] < 40
                assert pixel[1] > 90
    assert page.links == ["./good%20%E7%94%A8%E6%88%B7%231.mp4"]
    assert "1 of 2 videos made, 1 failed" in page.words
    assert 'mouthpiece queue retry --failed --batch "b"' in page.words


def test_names_can_smuggle_nothing_into_page_or_table(store: JobStore, tmp_path: Path) -> None:
    add(store, tmp_path, "=cmd()")
    fail(store, '<script>alert("x")</script> $made')
    report = write_report(store, "b", tmp_path / "videos")
    page = Page(report.html.read_text(encoding="utf-8"))
    assert "script" not in page.tags
    assert '<script>alert("x")</script> $made' in page.words
    assert table(report)[0]["label"] == "'=cmd()"


def test_items_that_never_became_jobs_are_told_too(store: JobStore, tmp_path: Path) -> None:
    picture(tmp_path / "anna.png")
    (tmp_path / "a.wav").write_bytes(b"")
    row = Row(1, "row 2", str(tmp_path / "anna.png"), str(tmp_path / "a.wav"))
    items = check_rows([row], SharedSettings(), home_folder())
    videos = tmp_path / "videos"
    videos.mkdir()
    report = write_report(store, "b", videos, problems=items)
    (line,) = table(report)
    assert (line["job"], line["state"], line["code"]) == ("", "failed", "AUDIO_EMPTY")
    assert line["label"] == "row 2"
    text = report.html.read_text(encoding="utf-8")
    assert "queue retry" not in text, "there is no job that could be tried again"


def test_jobs_of_earlier_contents_can_be_left_out(store: JobStore, tmp_path: Path) -> None:
    add(store, tmp_path, "old")
    new = add(store, tmp_path, "new")
    report = write_report(store, "b", tmp_path / "videos", only=[new])
    assert [line.label for line in report.lines] == ["new"]
    assert report.summary.open == 1


def test_a_report_that_cannot_be_written_is_an_expected_error(
    store: JobStore, tmp_path: Path
) -> None:
    with pytest.raises(MouthpieceError) as caught:
        write_report(store, "b", tmp_path / "nowhere")
    assert caught.value.code is ErrorCode.OUTPUT_UNWRITABLE


def test_a_second_report_replaces_the_first(store: JobStore, tmp_path: Path) -> None:
    add(store, tmp_path, "one")
    sound(tmp_path / "a.wav")
    for _ in range(2):
        write_report(store, "b", tmp_path / "videos")
    assert sorted(path.name for path in (tmp_path / "videos").iterdir()) == [
        "report-b.csv",
        "report-b.html",
    ]


@pytest.mark.parametrize("name", ["$(touch x)", "`x`", 'a"; x; "', "a'b", "%PATH%", "a & b"])
def test_the_command_to_try_again_runs_nothing_else(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.batch.report_html.sys.platform", "linux")
    assert shlex.split(retry_command(name))[-2:] == ["--batch", name]
    assert f'"{name}"' not in retry_command(name)
    monkeypatch.setattr("app.batch.report_html.sys.platform", "win32")
    assert retry_command(name).endswith("--batch NAME")
    assert retry_command("Week 春 (2)").endswith('--batch "Week 春 (2)"')


def test_what_is_said_of_every_video_is_said_once(store: JobStore, tmp_path: Path) -> None:
    engine = Notice(NoticeCode.ENGINE_CHOSEN, "The built-in engine was taken.")
    own = Notice(NoticeCode.MANY_FACES, "Two faces.")
    for name, notices in (("one", (engine,)), ("two", (engine, own))):
        add(store, tmp_path, name)
        job = store.claim(WorkerId.of_this_process("test"))
        assert job is not None
        output = tmp_path / "videos" / f"{name}.mp4"
        outcome = Outcome(output, 50, 0, "builtin", "cpu", {Stage.RENDER: 2.0}, notices)
        assert store.release(job.lease, Transition(State.DONE, outcome=outcome))
    words = Page(write_report(store, "b", tmp_path / "videos").html.read_text("utf-8")).words
    assert words.count("The built-in engine was taken.") == 1
    assert words.count("Two faces.") == 1


def test_the_page_speaks_as_it_is_asked_to(store: JobStore, tmp_path: Path) -> None:
    add(store, tmp_path, "spring_sale_2026")
    fail(store, "No face was found in anna.png.")
    words = ReportWords(
        language="zh-CN",
        retry="Press <Retry>.",
        states=dict.fromkeys(State, "失败"),
        errors={"NO_FACE": ReportError("在 {name} 中没有找到人脸。", "换一张。")},
    )
    report = write_report(store, "list-fb4194", tmp_path / "videos", words=words)
    assert not report.lines
    report = write_report(store, "b", tmp_path / "videos", words=words)
    text = report.html.read_text(encoding="utf-8")
    said = Page(text).words
    assert '<html lang="zh-CN">' in text
    assert "mouthpiece queue retry" not in said
    assert "Press <Retry>." in said
    assert "在 anna.png 中没有找到人脸。 换一张。" in said
    assert "No face was found" not in said
    assert "spring_<wbr>sale_<wbr>2026" in text


def test_a_page_is_titled_as_the_folder_is_called(store: JobStore, tmp_path: Path) -> None:
    videos = tmp_path / "videos"
    videos.mkdir()
    report = write_report(store, batch_name(tmp_path / "spring sale", videos), videos)
    assert "<h1>spring sale</h1>" in report.html.read_text(encoding="utf-8")
