"""Jobs over HTTP: sent once, seen by whom they belong to, controlled, told of, fetched."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from app.jobs.kind import Outcome
from app.queue.job import State, WorkerId
from app.queue.store import JobStore, queue_path
from app.queue.transitions import Transition
from app.service.users import Role, Users
from tests.app.service.conftest import Service, running, send
from tests.talker.sounds import ffmpeg
from tests.waiting import PATIENCE

PARTS = "multipart/form-data; boundary=b"
PART = b"--b\r\nContent-Disposition: form-data; name=%s\r\n\r\n"


def finish(home: Path, content: bytes = b"0123456789" * 100) -> int:
    """Does a worker's work without a network: the next job has made a file."""
    with JobStore(queue_path(home)) as store:
        job = store.claim(WorkerId.of_this_process("test"))
        assert job is not None
        output = job.request.output
        assert output is not None
        output.write_bytes(content)
        outcome = Outcome(output, 10, 0, "builtin", "cpu", {}, ())
        assert store.release(job.lease, Transition(State.DONE, outcome=outcome))
    return job.id


def test_a_video_is_made_of_what_was_sent(tmp_path: Path, media: Any) -> None:
    with running(tmp_path / "home", workers=1) as service, service.client() as anna:
        sent = send(anna, media, request={"size": 128}, label="Greeting: 1/2")
        assert sent.status_code == 201
        job = sent.json()["id"]
        with anna.stream("GET", "/v1/events", params={"after": 0}) as stream:
            for line in stream.iter_lines():
                if line.startswith("data: ") and json.loads(line[6:])["state"] in (
                    "done",
                    "failed",
                ):
                    break
        assert anna.get(f"/v1/jobs/{job}").json()["error"] is None
        (made,) = anna.get(f"/v1/jobs/{job}/files").json()
        video = anna.get(f"/v1/jobs/{job}/files/{made['name']}").content
        assert video == anna.get(f"/v1/jobs/{job}/result").content
        assert video[4:8] == b"ftyp"
        assert made == {"name": "Greeting_ 1_2.mp4", "size": len(video)}


@pytest.mark.slow
def test_one_worker_makes_one_job_at_a_time(tmp_path: Path, media: Any) -> None:
    """What one pod of Kubernetes with `--workers 1` holds to, however much is sent."""
    with running(tmp_path / "home", workers=1) as service, service.client() as anna:
        jobs = [send(anna, media, request={"size": 128}).json()["id"] for _ in range(3)]
        most = 0
        while (counts := anna.get("/v1/counts").json())["depth"]:
            most = max(most, counts["counts"]["running"])
            time.sleep(0.05)
        assert most == 1
        assert {anna.get(f"/v1/jobs/{job}").json()["state"] for job in jobs} == {"done"}


def test_a_request_that_is_sent_again_is_one_job(service: Service, media: Any) -> None:
    with service.client() as anna, service.client("mona") as mona:
        first = send(anna, media, key="one", label="a")
        again = send(anna, media, key="one", label="a")
        assert (first.status_code, again.status_code) == (201, 200)
        assert first.json()["id"] == again.json()["id"]
        other = send(anna, media, key="one", label="b")
        assert (other.status_code, other.json()["error"]["code"]) == (422, "KEY_REUSED")
        changed = media | {"speech": ("other.wav", b"RIFF")}
        assert send(anna, changed, key="one", label="a").status_code == 422
        assert send(mona, media, key="one", label="a").json()["id"] != first.json()["id"]
    folders = list((service.home / "service" / "jobs").iterdir())
    assert len(folders) == 2  # what was sent in vain is gone


def test_everybody_sees_and_controls_what_is_theirs(service: Service, media: Any) -> None:
    with (
        service.client() as anna,
        service.client("berta") as berta,
        service.client("mona") as mona,
        service.client("vera") as vera,
    ):
        job = send(anna, media).json()["id"]
        seen = {
            name: len(client.get("/v1/jobs").json()["jobs"])
            for name, client in (("anna", anna), ("berta", berta), ("mona", mona), ("vera", vera))
        }
        assert seen == {"anna": 1, "berta": 0, "mona": 1, "vera": 1}
        assert berta.get(f"/v1/jobs/{job}").status_code == 404
        assert berta.post(f"/v1/jobs/{job}/cancel").status_code == 404
        assert vera.post(f"/v1/jobs/{job}/cancel").status_code == 403
        assert send(vera, media).status_code == 403
        assert send(anna, media, priority=5).status_code == 403
        assert send(mona, media, priority=5).status_code == 201
        assert mona.post(f"/v1/jobs/{job}/pause").json()["state"] == "paused"
        assert anna.post(f"/v1/jobs/{job}/pause").status_code == 409
        assert anna.post(f"/v1/jobs/{job}/resume").json()["state"] == "queued"
        assert anna.post(f"/v1/jobs/{job}/cancel").json()["state"] == "cancelled"
        assert anna.post(f"/v1/jobs/{job}/retry").json()["state"] == "queued"
        assert anna.delete(f"/v1/jobs/{job}").status_code == 204
        assert anna.get(f"/v1/jobs/{job}").status_code == 404


def test_a_name_opens_no_list_of_others(tmp_path: Path, media: Any) -> None:
    """Lists are kept for those who ask the same: what nobody's name is must be nobody's list."""
    home = tmp_path / "home"
    token = Users(home).add("None", Role.MAKE)
    with running(home) as service, service.client("mona") as mona:
        send(mona, media)
        assert len(mona.get("/v1/jobs").json()["jobs"]) == 1
        mine = mona.get("/v1/jobs", headers={"Authorization": f"Bearer {token}"})
        assert mine.json()["jobs"] == []


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer x"}, {"Authorization": "x"}])
def test_strangers_learn_nothing(service: Service, headers: dict[str, str]) -> None:
    with service.client() as anna:
        anna.headers.pop("Authorization")
        for path in ("/v1/jobs", "/v1/events", "/v1/metrics", "/v1/models"):
            refused = anna.get(path, headers=headers)
            assert refused.status_code == 401
            assert refused.headers["WWW-Authenticate"] == "Bearer"
        assert anna.get("/v1/health").json()["status"] == "ok"


def test_who_guesses_tokens_has_to_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.service.server._STRANGERS_PER_SECOND", 1e-6)  # however slowly we guess
    with running(tmp_path / "home") as service, service.client() as anna:
        wrong = {"Authorization": "Bearer no"}
        answers = [anna.get("/v1/jobs", headers=wrong).status_code for _ in range(15)]
        assert answers[0] == 401
        assert answers[-1] == 429
        assert anna.get("/v1/jobs").status_code == 200


@pytest.mark.parametrize("where", ["/etc/passwd", "../../users.json", "\\\\server\\share\\a.png"])
@pytest.mark.parametrize("option", ["portrait", "reference"])
def test_a_request_reaches_no_file_of_the_computer(
    service: Service, media: Any, where: str, option: str
) -> None:
    parts = {name: part for name, part in media.items() if name != option}
    with service.client() as anna:
        refused = send(anna, parts, request={option: where})
        assert (refused.status_code, refused.json()["error"]["code"]) == (403, "PATH_OUTSIDE")
        logo = send(anna, media, request={"deliverable": [f"9:16,logo={where}"]})
        assert logo.json()["error"]["code"] == "PATH_OUTSIDE"


def test_an_output_stays_where_it_belongs(service: Service, media: Any) -> None:
    with service.client() as anna:
        assert send(anna, media, request={"output": "/etc/a.mp4"}).status_code == 403
        job = send(anna, media, request={"output": "../../a.mp4"}).json()["id"]
    with JobStore(queue_path(service.home)) as store:
        output = store.get(job).request.output
    assert output is not None
    assert output.parent.name == "made"
    assert output.is_relative_to(service.home / "service" / "jobs")


def test_folders_that_are_allowed_are_read(tmp_path: Path, astronaut: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "a.png").write_bytes(astronaut.read_bytes())
    with running(tmp_path / "home", roots=(shared,)) as service, service.client() as anna:
        order = {
            "request": {"portrait": str(shared / "a.png"), "text": "Hello.", "engine": "builtin"}
        }
        assert anna.post("/v1/jobs", json=order).status_code == 201


def test_limits_of_a_user_hold(service: Service, media: Any) -> None:
    with service.client("berta") as berta:
        first = send(berta, media).json()["id"]
        assert send(berta, media).status_code == 201
        third = send(berta, media)
        assert (third.status_code, third.json()["error"]["code"]) == (429, "QUOTA_EXCEEDED")
        berta.post(f"/v1/jobs/{first}/cancel")
        assert send(berta, media).status_code == 201
        again = berta.post(f"/v1/jobs/{first}/retry")
        assert again.json()["error"]["code"] == "QUOTA_EXCEEDED"
        assert berta.get(f"/v1/jobs/{first}").json()["state"] == "cancelled"
        text = send(
            berta, {"portrait": media["portrait"]}, request={"text": "A long speech. " * 200}
        )
        assert text.json()["error"]["code"] == "QUOTA_EXCEEDED"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (("-c:a", "aac", "-f", "adts"), "24 hours"),
        (("-c:a", "libopus", "-f", "webm", "-live", "1"), "does not say"),
    ],
)
def test_minutes_hold_whatever_kind_of_file_is_sent(
    service: Service, media: Any, written: tuple[str, ...], said: str
) -> None:
    """libsndfile reads none of these: a length that nobody knows would cost nothing."""
    silence = ("-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono", "-t", "90")
    speech = ffmpeg(*silence, *written, "pipe:1")
    with service.client("berta") as berta, service.client() as anna:
        long = media | {"speech": ("speech", speech)}
        refused = send(berta, long).json()["error"]
        assert refused["code"] == "QUOTA_EXCEEDED"
        assert said in refused["message"]
        assert send(anna, long).status_code == 201


def test_users_take_turns(service: Service, media: Any) -> None:
    with service.client() as anna, service.client("mona") as mona:
        for client, label in ((anna, "a1"), (anna, "a2"), (anna, "a3"), (mona, "m1"), (mona, "m2")):
            assert send(client, media, label=label).status_code == 201
    with JobStore(queue_path(service.home)) as store:
        assert [job.label for job in store.page()] == ["a1", "m1", "a2", "m2", "a3"]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[1]", "application/json", 400),
        (b'{"kind": "cake"}', "application/json", 400),
        (b'{"labels": 1}', "application/json", 400),
        (b'{"request": {"fps": 900, "portrait": "a", "speech": "b"}}', "application/json", 400),
        (b'{"hook": "ftp://x"}', "application/json", 400),
        (b"x", "text/plain", 400),
        (b"--b\r\n", PARTS, 400),
        (
            b"--b\r\nContent-Disposition: form-data; name=job\r\n\r\n{}",
            "multipart/form-data; boundary=b",
            400,
        ),
        *(
            (PART % name + b"{}\r\n--b--", PARTS, 400)
            for name in (b"../x", b"x" * 300, b"Portrait", b"", "bild\u00e9".encode())
        ),
    ],
)
def test_what_cannot_be_read_is_refused_and_leaves_nothing(
    service: Service, body: bytes, kind: str, status: int
) -> None:
    with service.client() as anna:
        refused = anna.post("/v1/jobs", content=body, headers={"Content-Type": kind})
        assert refused.status_code == status
        assert refused.json()["error"]["hint"]
    assert list((service.home / "service" / "jobs").iterdir()) == []


def test_what_is_too_large_is_refused(tmp_path: Path, media: Any) -> None:
    with running(tmp_path / "home", upload_megabytes=1) as service, service.client() as anna:
        large = media | {"speech": ("a.wav", bytes(1_500_000))}
        assert send(anna, large).status_code == 413


def test_results_are_fetched_in_ranges_by_their_owner(service: Service, media: Any) -> None:
    with service.client() as anna, service.client("berta") as berta:
        job = send(anna, media, label="a").json()["id"]
        assert anna.get(f"/v1/jobs/{job}/result").status_code == 404
        assert finish(service.home) == job
        part = anna.get(f"/v1/jobs/{job}/result", headers={"Range": "bytes=5-9"})
        assert (part.status_code, part.content) == (206, b"56789")
        assert berta.get(f"/v1/jobs/{job}/result").status_code == 404
        assert anna.get(f"/v1/jobs/{job}/files/..%2Fsent%2Fspeech").status_code == 404


def test_a_list_goes_on_where_the_page_before_ended(service: Service, media: Any) -> None:
    with service.client() as anna:
        ids = [send(anna, media).json()["id"] for _ in range(5)]
        seen: list[int] = []
        before: dict[str, int] = {}
        while True:
            wanted: dict[str, int | str] = {"limit": 2, "state": "queued", **before}
            page = anna.get("/v1/jobs", params=wanted).json()
            seen += [job["id"] for job in page["jobs"]]
            if page["next"] is None:
                break
            before = {"before": page["next"]}
        assert seen == ids[::-1]


def test_events_missed_are_told_later_and_only_to_whom_they_concern(
    service: Service, media: Any
) -> None:
    with service.client() as anna, service.client("berta") as berta:
        send(berta, media)
        first = send(anna, media).json()["id"]
        told: list[dict[str, Any]] = []
        numbers: list[str] = []

        def listen(after: str) -> None:
            with anna.stream("GET", "/v1/events", headers={"Last-Event-ID": after}) as stream:
                for line in stream.iter_lines():
                    if line.startswith("id: "):
                        numbers.append(line[4:])
                    if line.startswith("data: "):
                        told.append(json.loads(line[6:]))
                        return

        listen("0")
        assert (told[0]["id"], told[0]["state"]) == (first, "queued")
        waiting = threading.Thread(target=listen, args=(numbers[0],))
        waiting.start()
        time.sleep(0.5)
        anna.post(f"/v1/jobs/{first}/cancel")
        waiting.join(PATIENCE)
        assert (told[1]["id"], told[1]["state"]) == (first, "cancelled")


def test_figures_and_lists_are_there(service: Service, media: Any) -> None:
    with service.client("vera") as vera, service.client() as anna:
        send(anna, media)
        figures = vera.get("/v1/metrics").text
        assert 'mouthpiece_jobs{state="queued"} 1' in figures
        assert "mouthpiece_queue_depth 1" in figures
        kinds = {kind["name"]: kind["options"] for kind in vera.get("/v1/kinds").json()}
        assert set(kinds) == {"avatar", "deliver", "dub", "render", "train", "transcribe"}
        assert kinds["render"]["properties"]["fps"]["maximum"] == 60
        assert "standard" in {preset["name"] for preset in vera.get("/v1/presets").json()}
        assert vera.get("/v1/models").json()
        assert vera.get("/v1/presenters").json() == []
        assert vera.get("/v1/counts").json()["counts"]["queued"] == 1
        schema = vera.get("/v1/openapi.json").json()
        schemas = schema["components"]["schemas"]
        assert schemas["JobOrder"]["properties"]["hook"]
        assert schemas["RenderOptions"]["properties"]["fps"]["maximum"] == 60
