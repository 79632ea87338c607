"""Downloads over lines and from servers that misbehave in every known way."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from app.models.events import DownloadError, Event, Origin, Ready, Transfer
from talker.errors import Cancelled, ErrorCode, MouthpieceError
from talker.progress import CancelToken
from tests.app.models.conftest import World, content, sha256
from tests.app.models.server import Served, serving

SIZE = 1_500_000
BODY = content(SIZE)


@pytest.fixture
def one(world: World) -> World:
    """A world with one model `m` of one file `w.bin`."""
    world.add("m", {"w.bin": BODY})
    return world


def get(world: World, *ids: str, accept: bool = False) -> list[Event]:
    events: list[Event] = []
    world.store().get(ids or ("m",), events.append, accept_unverified=accept)
    return events


def arrived(world: World) -> Path:
    """The file in its place, with the right content, and nothing left over."""
    path = world.shelf / "m" / "w.bin"
    assert sha256(path.read_bytes()) == sha256(BODY)
    assert not list((world.shelf / ".unfinished").iterdir())
    return path


def test_a_file_arrives_under_its_name_and_is_not_fetched_again(one: World) -> None:
    events = get(one)
    path = arrived(one)
    assert events[-1] == Ready("m", "w.bin", path, Origin.DOWNLOADED)
    done = [event.done for event in events if isinstance(event, Transfer)]
    assert done == sorted(done)
    assert done[-1] == SIZE
    assert one.store().path("m", "w.bin") == path
    assert get(one) == [Ready("m", "w.bin", path, Origin.FOUND)]
    assert len(one.server.asked) == 1


def test_a_cut_connection_goes_on_where_it_broke(one: World) -> None:
    one.server.next_up = [Served(BODY, cut_after=400_000), Served(BODY, cut_after=300_000)]
    events = get(one)
    arrived(one)
    assert one.server.sent == SIZE
    assert one.server.ranges == ["", "bytes=400000-", "bytes=700000-"]
    assert [one.if_range for one in one.server.asked] == ["", '"one"', '"one"']
    assert sum(isinstance(event, DownloadError) for event in events) == 2


def test_more_breaks_than_tries_do_not_matter_while_something_arrives(one: World) -> None:
    one.server.change("m/w.bin", cut_after=200_000)
    get(one)
    arrived(one)
    assert one.server.sent == SIZE


def test_a_body_without_a_length_that_ends_early_is_noticed(one: World) -> None:
    one.server.next_up = [Served(BODY, cut_after=500_000, length=False)]
    get(one)
    arrived(one)
    assert one.server.sent == SIZE


def test_a_server_that_knows_no_ranges_is_read_from_the_beginning(one: World) -> None:
    one.server.next_up = [Served(BODY, cut_after=400_000)]
    one.server.change("m/w.bin", ranges=False)
    get(one)
    arrived(one)
    assert one.server.sent == 400_000 + SIZE


def test_a_file_that_changed_meanwhile_is_fetched_anew(one: World) -> None:
    other = content(SIZE, seed=1)
    one.server.next_up = [Served(other, etag='"old"', cut_after=400_000)]
    get(one)
    arrived(one)
    assert one.server.asked[1].if_range == '"old"'


def test_a_part_of_something_else_is_found_out_by_the_hash_and_fetched_anew(one: World) -> None:
    """The server's word that nothing changed is not trusted: two mirrors may differ."""
    other = content(SIZE, seed=1)
    one.server.next_up = [Served(other, cut_after=400_000)]
    get(one)
    arrived(one)
    assert one.server.ranges == ["", "bytes=400000-", ""]


def test_416_for_a_part_that_is_longer_than_the_file_starts_again(one: World) -> None:
    one.server.next_up = [Served(BODY, cut_after=400_000), Served(status=416)]
    get(one)
    arrived(one)
    assert one.server.ranges == ["", "bytes=400000-", ""]


@pytest.mark.parametrize("status", [401, 403, 404, 410, 500, 503])
def test_a_mirror_without_the_file_hands_over_to_the_next(world: World, status: int) -> None:
    world.add(
        "m", {"w.bin": BODY}, mirrors=lambda p: [world.server.url("bad"), world.server.url(p)]
    )
    world.server.files["bad"] = Served(status=status)
    events = get(world)
    arrived(world)
    troubles = [event for event in events if isinstance(event, DownloadError)]
    assert str(status) in troubles[-1].reason
    assert troubles[-1].mirror.endswith("/bad")


def test_a_server_that_recovers_is_asked_again(one: World) -> None:
    one.server.next_up = [Served(status=503), Served(status=500)]
    get(one)
    arrived(one)


def test_a_busy_server_is_asked_again_when_it_says(one: World) -> None:
    one.server.next_up = [Served(status=429, retry_after="1"), Served(status=503, retry_after="x")]
    events = get(one)
    arrived(one)
    reasons = [event.reason for event in events if isinstance(event, DownloadError)]
    assert reasons == [
        "answers 429; trying again in 1 s, as it asks",
        "answers 503; trying again",
    ]


def test_the_next_mirror_goes_on_with_what_the_first_one_sent(world: World) -> None:
    world.add(
        "m", {"w.bin": BODY}, mirrors=lambda p: [world.server.url("half"), world.server.url(p)]
    )
    world.server.files["half"] = Served(status=404)
    world.server.next_up = [Served(BODY, cut_after=600_000)]
    get(world)
    arrived(world)
    assert world.server.sent == SIZE


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        # This one would deliver the right file, but not over a line that nobody can listen to.
        ("http://0.0.0.0:PORT/m/w.bin", "unsafe"),
        ("http://192.0.2.1/w.bin", "unsafe"),
        ("ftp://127.0.0.1/w.bin", "unsafe"),
        ("file:///etc/passwd", "unsafe"),
        ("http://[::ffff/", ""),
    ],
)
def test_a_redirect_to_an_unsafe_place_is_not_followed(
    world: World, target: str, reason: str
) -> None:
    world.add("m", {"w.bin": BODY}, mirrors=lambda p: [world.server.url("r"), world.server.url(p)])
    port = world.server.base.rpartition(":")[2]
    world.server.files["r"] = Served(redirect=target.replace("PORT", port))
    events = get(world)
    arrived(world)
    troubles = [event for event in events if isinstance(event, DownloadError)]
    assert all(event.mirror.endswith("/r") and reason in event.reason for event in troubles)
    assert troubles
    assert [asked.path for asked in world.server.asked].count("m/w.bin") == 1


def test_redirects_are_followed_with_the_range_but_not_for_ever(one: World) -> None:
    one.server.files["real"] = one.server.files.pop("m/w.bin")
    one.server.files["m/w.bin"] = Served(redirect=one.server.url("real"))
    one.server.next_up = [Served(redirect=one.server.url("real")), Served(BODY, cut_after=400_000)]
    get(one)
    arrived(one)
    assert one.server.ranges == ["", "", "bytes=400000-", "bytes=400000-"]

    one.store().remove(["m"])
    one.server.change("m/w.bin", redirect=one.server.url("m/w.bin"))
    with pytest.raises(MouthpieceError, match="redirects more than 5 times"):
        get(one)


@pytest.mark.parametrize(
    "wrong",
    [
        Served(content(SIZE, seed=2)),
        Served(b"<html>Please log in</html>"),
        Served(BODY + b"x"),
        Served(BODY + b"x", length=False),
        Served(b"<html>Please log in</html>", length=False),
    ],
    ids=["same size", "login page", "longer", "longer, no length", "login page, no length"],
)
def test_a_wrong_body_never_reaches_the_final_name(one: World, wrong: Served) -> None:
    one.server.files["m/w.bin"] = wrong
    with pytest.raises(MouthpieceError) as failure:
        get(one)
    assert failure.value.code in {ErrorCode.MODEL_DAMAGED, ErrorCode.DOWNLOAD_FAILED}
    assert "w.bin" in failure.value.message
    assert not (one.shelf / "m").exists()
    one.server.files["m/w.bin"] = Served(BODY)
    get(one)
    arrived(one)


PAGE = b"\n<!DOCTYPE html><html>Please log in</html>"


@pytest.mark.parametrize(
    "page",
    [
        Served(PAGE, length=False),
        Served(PAGE, chunked=True),
        Served(PAGE, ranges=False, length=False, type="text/html"),
        Served(b"Please log in", length=False, etag=""),
        Served(b"Please log in", chunked=True),
        Served(BODY[:300_000], chunked=True),
        Served(PAGE),
    ],
    ids=["page", "chunked", "html", "text", "chunked text", "short", "with length"],
)
def test_what_has_arrived_is_lost_to_no_login_page(world: World, page: Served) -> None:
    page = replace(page, ranges=False)
    world.add(
        "m", {"w.bin": BODY}, mirrors=lambda p: [world.server.url("portal"), world.server.url(p)]
    )
    world.server.files["portal"] = page
    world.server.next_up = [Served(BODY, cut_after=900_000)]
    get(world)
    arrived(world)
    # The 900,000 bytes of the first try are not sent again by the next mirror.
    assert world.server.asked[-1].range == "bytes=900000-"


def test_a_page_leaves_nothing_behind_where_nothing_has_arrived_yet(world: World) -> None:
    world.add(
        "m", {"w.bin": BODY}, mirrors=lambda p: [world.server.url("portal"), world.server.url(p)]
    )
    for page in (Served(PAGE, length=False), Served(b"log in", chunked=True)):
        world.server.files["portal"] = page
        world.server.asked.clear()
        get(world)
        arrived(world)
        assert world.server.ranges == ["", ""]
        world.store().remove(["m"])


def test_a_server_without_ranges_or_length_goes_on_behind_what_is_there(one: World) -> None:
    one.server.next_up = [Served(BODY, cut_after=400_000)]
    one.server.change("m/w.bin", ranges=False, chunked=True)
    get(one)
    arrived(one)


@pytest.mark.parametrize("odd", [{"total": False}, {"unit": "Bytes"}], ids=str)
def test_a_range_may_leave_the_size_open(one: World, odd: dict[str, object]) -> None:
    one.server.next_up = [Served(BODY, cut_after=400_000)]
    one.server.change("m/w.bin", **odd)
    get(one)
    arrived(one)
    assert one.server.sent == SIZE


@pytest.mark.parametrize("encoding", ["", "identity", "binary", "aws-chunked", "None, identity"])
def test_words_for_unpacked_are_understood(one: World, encoding: str) -> None:
    one.server.change("m/w.bin", encoding=encoding)
    get(one)
    arrived(one)


@pytest.mark.parametrize("encoding", ["gzip", "br, identity", "aws-chunked,gzip"])
def test_packed_files_are_refused(one: World, encoding: str) -> None:
    one.server.change("m/w.bin", encoding=encoding)
    with pytest.raises(MouthpieceError, match="packed"):
        get(one)


def test_the_hash_of_the_wrong_file_is_named(one: World) -> None:
    wrong = content(SIZE, seed=2)
    one.server.files["m/w.bin"] = Served(wrong)
    with pytest.raises(MouthpieceError, match=sha256(wrong)) as failure:
        get(one)
    assert failure.value.code is ErrorCode.MODEL_DAMAGED
    assert sha256(BODY) in failure.value.hint


def test_a_complete_part_needs_no_connection(one: World) -> None:
    part = one.shelf / ".unfinished" / f"{sha256(BODY)}.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(BODY)
    get(one)
    arrived(one)
    assert one.server.asked == []


def test_cancelling_a_slow_download_returns_at_once_and_getting_again_goes_on(one: World) -> None:
    one.server.change("m/w.bin", rate=400_000)
    cancel = CancelToken()

    def stop(event: Event) -> None:
        if isinstance(event, Transfer) and event.done > 300_000:
            cancel.cancel()

    with pytest.raises(Cancelled):
        one.store().get(["m"], stop, cancel)
    assert not (one.shelf / "m").exists()
    one.server.change("m/w.bin", rate=None)
    kept = one.store().status(["m"])[0].present
    assert 300_000 <= kept < len(BODY)
    get(one)
    arrived(one)
    assert one.server.ranges == ["", f"bytes={kept}-"]


def test_a_server_that_says_nothing_is_left_at_once_too(one: World) -> None:
    one.server.change("m/w.bin", rate=1000)  # one block, then a minute of silence
    cancel = CancelToken()
    timer = threading.Timer(0.4, cancel.cancel)
    timer.start()
    with pytest.raises(Cancelled):
        one.store().get(["m"], cancel=cancel)
    assert one.server.sent < len(BODY)
    # The transfer's thread has let go of everything.
    one.server.change("m/w.bin", rate=None)
    get(one)
    arrived(one)


def test_files_come_side_by_side_within_the_limit(world: World) -> None:
    files = {f"{n}.bin": content(200_000, seed=n) for n in range(4)}
    world.add("many", files)
    together = threading.Barrier(4)  # no block passes that is not sent with three others
    for name in files:
        world.server.change(f"many/{name}", gate=together)
    world.store(parallel=4).get(["many"])
    assert world.store().installed("many")


def test_one_failing_file_does_not_keep_the_others_from_arriving(world: World) -> None:
    world.add("bad", {"w.bin": BODY})
    world.add("good", {"w.bin": content(1000)})
    world.server.files["bad/w.bin"] = Served(status=404)
    with pytest.raises(MouthpieceError, match="404") as failure:
        world.store(parallel=1).get(["bad", "good"])
    assert failure.value.code is ErrorCode.DOWNLOAD_FAILED
    assert world.store().installed("good")


def test_a_file_that_two_models_share_is_fetched_once_and_survives_one_of_them(
    world: World,
) -> None:
    world.add("a", {"x/vocab.json": BODY})
    world.add("b", {"vocab.json": BODY, "again/vocab.json": BODY})
    get(world, "a", "b")
    assert world.server.sent == SIZE
    first, second = world.shelf / "a/x/vocab.json", world.shelf / "b/again/vocab.json"
    assert first.samefile(second)
    assert world.store().remove(["a"]) == 0  # `b` still has the bytes
    assert not first.parent.parent.exists()
    assert world.store().path("b", "vocab.json") == world.shelf / "b/vocab.json"


def test_a_proxy_is_used(one: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as proxy:
        proxy.files["m/w.bin"] = Served(BODY)
        monkeypatch.setenv("HTTP_PROXY", proxy.base)
        get(one)
        assert len(proxy.asked) == 1
        monkeypatch.delenv("HTTP_PROXY")
        one.store().remove(["m"])
        one.store(proxy=proxy.base).get(["m"])
        assert len(proxy.asked) == 2
        one.store().remove(["m"])
        one.store(proxy=proxy.base.removeprefix("http://")).get(["m"])
        assert len(proxy.asked) == 3
    assert one.server.asked == []
    arrived(one)


def test_the_hugging_face_address_can_be_replaced(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.add("m", {"w.bin": BODY}, mirrors=lambda _: ["https://huggingface.co/o/r/resolve/main/w"])
    world.server.files["hf/o/r/resolve/main/w"] = Served(BODY)
    monkeypatch.setenv("HF_ENDPOINT", world.server.url("hf/"))
    get(world)
    arrived(world)


def test_own_mirrors_are_asked_first(one: World) -> None:
    one.server.files["house/m/w.bin"] = Served(BODY)
    one.store(mirrors=(one.server.url("house"),)).get(["m"])
    assert [asked.path for asked in one.server.asked] == ["house/m/w.bin"]
    arrived(one)


@pytest.mark.parametrize("setting", [{"mirrors": ("http://nas.local/m",)}, {"proxy": "nonsense"}])
def test_addresses_that_cannot_be_used_are_named(one: World, setting: dict[str, object]) -> None:
    with pytest.raises(MouthpieceError) as failure:
        one.store(**setting).get(["m"])
    assert failure.value.code is ErrorCode.SETTINGS_INVALID


class TestUnverified:
    """Files whose hash nobody has published."""

    @pytest.fixture
    def unknown(self, world: World) -> World:
        world.add("m", {"w.bin": BODY}, hashed=False)
        return world

    def test_they_are_not_fetched_silently(self, unknown: World) -> None:
        with pytest.raises(MouthpieceError, match="Nobody has published") as failure:
            get(unknown)
        assert failure.value.code is ErrorCode.MODEL_UNVERIFIED
        assert "--accept-unverified" in failure.value.hint
        assert unknown.server.asked == []

    def test_once_accepted_they_must_stay_the_same(self, unknown: World) -> None:
        get(unknown, accept=True)
        path = arrived(unknown)
        assert unknown.store().path("m", "w.bin") == path
        path.write_bytes(content(SIZE, seed=5))
        assert not unknown.store().installed("m")
        assert unknown.store().verify() == [path]

    def test_two_that_want_one_at_once_fetch_it_once(self, unknown: World) -> None:
        unknown.server.change("m/w.bin", rate=5_000_000)
        stores = [unknown.store(), unknown.store()]
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda store: store.get(["m"], accept_unverified=True), stores))
        arrived(unknown)
        assert len(unknown.server.asked) == 1

    def test_a_part_goes_on_only_if_the_server_has_the_same_version(self, unknown: World) -> None:
        unknown.server.next_up = [Served(content(SIZE, seed=3), etag='"old"', cut_after=400_000)]
        get(unknown, accept=True)
        arrived(unknown)
        unknown.store().remove(["m"])
        unknown.server.asked.clear()
        unknown.server.next_up = [Served(content(SIZE, seed=3), etag="", cut_after=400_000)]
        get(unknown, accept=True)
        arrived(unknown)
        assert unknown.server.ranges == ["", ""]
