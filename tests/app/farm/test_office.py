"""Computers that people use: woken for work, quiet when they are needed, asleep when it is over."""

from __future__ import annotations

import datetime
import socket
import threading
import time
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.farm.coordinator.waking import Waker
from app.farm.local import LocalFarm
from app.farm.net.client import ClusterClient
from app.farm.net.magic_packet import wake
from app.farm.net.pki import own_keys
from app.farm.net.revocation import REVOKED_FILE, RevokedKeys, revoke
from app.farm.node.manners import Manners
from app.farm.node.nanny import NodeNanny, NodePlan, chosen_workers
from app.farm.nodes import list_workers
from app.power import PowerState, power_command, seconds_since_input
from app.queue.job import State
from app.queue.store import JobStore
from app.quiet_hours import read_quiet_hours
from app.settings.farm import AfterWork, FarmSettings, NodeSettings
from app.settings.store import settings_path
from app.worker.shutdown import StopRequest
from talker.errors import InputError
from tests.app.farm.work import joined, running, slot_processes
from tests.app.queue.work import real_job
from tests.waiting import until

CARD = "00:1a:2b:3c:4d:5e"


def at(day: int, hour: int, minute: int = 0) -> datetime.datetime:
    """A moment of a week that begins with a Monday, the first."""
    return datetime.datetime(2024, 1, day, hour, minute)


@pytest.mark.parametrize(
    ("text", "quiet", "loud"),
    [
        ("", [], [at(1, 12)]),
        ("08:00-18:00", [at(1, 8), at(7, 17, 59)], [at(1, 7, 59), at(7, 18)]),
        ("Mon-Fri 8:00-18:00, sat 09:00-12:00", [at(5, 9), at(6, 9)], [at(6, 8), at(7, 9)]),
        ("Fri 22:00-06:00", [at(5, 23), at(6, 5)], [at(5, 5), at(6, 23)]),
        ("Sat-Mon 00:00-24:00", [at(6, 0), at(7, 12), at(1, 23)], [at(2, 0), at(5, 23)]),
    ],
)
def test_quiet_hours_are_the_computers_own(
    text: str, quiet: list[datetime.datetime], loud: list[datetime.datetime]
) -> None:
    hours = read_quiet_hours(text)
    assert [hours.holds(moment) for moment in quiet] == [True] * len(quiet)
    assert [hours.holds(moment) for moment in loud] == [False] * len(loud)


@pytest.mark.parametrize(
    "text", ["morning", "Mon 8-18", "Xyz 08:00-09:00", "25:00-26:00", "8:61-9:00"]
)
def test_hours_that_nobody_could_mean_are_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        NodeSettings(quiet_hours=text)


def test_a_hot_card_rests_until_it_has_cooled() -> None:
    degrees, now = {"0": 89, "1": 50}, [0.0]
    manners = Manners(
        NodeSettings(hottest=90), temperature=lambda card: degrees[card], clock=lambda: now[0]
    )

    def rests(card: str, after: float) -> bool:
        now[0] += after
        return bool(manners.why_rest(card))

    assert not rests("0", 0)
    degrees["0"] = 91
    assert not rests("0", 5)  # asked now and then only
    assert rests("0", 15)
    assert not rests("1", 0)
    degrees["0"] = 85
    assert rests("0", 20)
    degrees["0"] = 79
    assert not rests("0", 20)
    assert not Manners(NodeSettings(hottest=0), temperature=lambda _: 200).why_rest("0")
    assert not Manners(temperature=lambda _: None).why_rest("0")


def test_a_computer_goes_to_rest_after_work_when_nobody_else_is_there() -> None:
    now, done = [0.0], list[PowerState]()
    people: list[tuple[str, ...]] = [("berta",)]
    untouched: list[float | None] = [None]
    manners = Manners(
        NodeSettings(afterwards=AfterWork.OFF, afterwards_minutes=10),
        people=lambda: people[0],
        untouched=lambda: untouched[0],
        power=done.append,
        clock=lambda: now[0],
    )

    def say(after: float) -> str:
        now[0] += after
        return manners.say_good_night()

    assert not say(599)
    manners.note_work()
    assert not say(599)
    assert "berta" in say(1)
    people[0] = ()
    assert not say(1)  # whoever was there may be back soon
    untouched[0] = 599.0
    assert "uses" in say(600)
    untouched[0] = 600.0
    assert "off" in say(600)
    assert done == [PowerState.OFF]
    assert not say(599)
    assert not Manners(NodeSettings(), clock=lambda: now[0]).say_good_night()


def test_a_computer_stays_on_for_its_people_in_the_quiet_hours() -> None:
    now, done, today = [0.0], list[PowerState](), [at(1, 12)]
    manners = Manners(
        NodeSettings(afterwards=AfterWork.SLEEP, afterwards_minutes=1, quiet_hours="08:00-18:00"),
        people=tuple,
        untouched=lambda: None,
        power=done.append,
        clock=lambda: now[0],
        today=lambda: today[0],
    )
    now[0] = 3600.0
    assert not manners.say_good_night()
    today[0] = at(1, 18)
    assert not manners.say_good_night()
    now[0] += 60.0
    assert manners.say_good_night()
    assert done == [PowerState.SLEEP]


def test_it_can_be_told_since_when_nobody_was_there() -> None:
    since = seconds_since_input()
    assert since is None or since >= 0.0


@pytest.mark.slow
def test_in_quiet_hours_slots_end_and_their_video_goes_on_afterwards(
    farm: LocalFarm, store: JobStore, tmp_path: Path, astronaut: Path
) -> None:
    today, said, stop = [at(1, 7)], list[str](), StopRequest()
    manners = Manners(NodeSettings(quiet_hours="08:00-18:00"), today=lambda: today[0])
    plan = NodePlan(farm.address, farm.keys("one"), chosen_workers("none", 1), host="127.0.0.1")
    nanny = NodeNanny(plan, said.append, farm.node_home("one"), manners)
    work = threading.Thread(target=nanny.run, args=(stop,))
    work.start()
    try:
        joined(farm, 1, 300.0)
        (job,) = store.add([real_job(tmp_path, astronaut, "long", 24.0)])
        with running(farm, store) as run:
            until(lambda: store.get(job).done > 200, 600.0)
            today[0] = at(1, 9)
            until(lambda: store.get(job).state is State.QUEUED, 300.0)
            assert nanny.pids == []
            today[0] = at(1, 19)
            run.end(600.0)
    finally:
        stop.request()
        work.join()
    done = store.get(job)
    assert (done.state, done.frames) == (State.DONE, 600)
    assert done.attempts >= 2  # a busy computer may lose it once more
    assert done.resumed_frames >= 200  # what was made before the quiet hours
    assert [line.rpartition(" ")[2] for line in said] == ["hours.", "again."]


@pytest.mark.parametrize("state", PowerState)
@pytest.mark.parametrize("platform", ["win32", "darwin", "linux"])
def test_each_system_has_its_commands_for_rest(state: PowerState, platform: str) -> None:
    assert len(power_command(state, platform)) > 1


def test_a_magic_packet_reaches_the_network() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ear:
        ear.bind(("127.0.0.1", 0))
        ear.settimeout(10)
        wake(f"{CARD}@127.0.0.1", ear.getsockname()[1])
        packet = ear.recv(1000)
    assert packet == b"\xff" * 6 + bytes([0x00, 0x1A, 0x2B, 0x3C, 0x4D, 0x5E]) * 16


@pytest.mark.parametrize("text", ["", "00:1a:2b", "00:1a:2b:3c:4d:5g", f"{CARD}@studio", "1" * 12])
def test_what_is_no_card_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        FarmSettings(wake=(text,))
    assert FarmSettings(wake=(CARD.upper().replace(":", "-"),)).wake == (CARD,)


def test_computers_are_woken_when_work_comes_and_again_while_nobody_is_there() -> None:
    woken, work = list[str](), [False]
    waker = Waker((CARD,), lambda: work[0], woken.append)

    def look(now: float, *, anybody: bool = False) -> int:
        waker.look(now, anybody=anybody)
        return len(woken)

    assert look(0) == 0
    work[0] = True
    assert look(10, anybody=True) == 1  # the others may be asleep
    assert look(60) == 1
    assert look(140) == 2
    assert look(300, anybody=True) == 2
    work[0] = False
    assert look(310) == 2
    work[0] = True
    assert look(320, anybody=True) == 3


def test_only_the_farms_own_authority_revokes(tmp_path: Path, farm: LocalFarm) -> None:
    keys = farm.keys("render-1")
    with pytest.raises(InputError):
        revoke("nobody", farm.home)
    older = RevokedKeys(own_keys(farm.home))
    listed = revoke("render-1", farm.home).read_text()
    assert older.look()
    assert not older.look()
    with LocalFarm(tmp_path / "other") as other:
        other.keys("render-1")
        strange = revoke("render-1", other.home)
        (keys.folder / REVOKED_FILE).write_bytes(strange.read_bytes())
    believing = RevokedKeys(keys)
    assert not believing.look()
    assert believing.take(listed)
    assert not believing.take("nonsense")


@pytest.mark.slow
def test_a_slot_without_work_starts_anew_and_makes_the_next_video(
    farm: LocalFarm, store: JobStore, tmp_path: Path, astronaut: Path
) -> None:
    """It gives what it has loaded back by ending; the shortest time that the settings know."""
    path = settings_path(farm.node_home("one"))
    path.parent.mkdir(parents=True)
    path.write_text('{"work": {"idle_minutes": 1}}', encoding="utf-8")
    node = farm.start_node("one").pid
    joined(farm, 1, 300.0)
    first = {process.pid for process in slot_processes(node)}
    for name in ("a", "b"):
        (job,) = store.add([real_job(tmp_path, astronaut, name, 1.0)])
        with running(farm, store) as run:
            run.end(600.0)
        assert store.get(job).state is State.DONE
        if name == "a":
            assert {process.pid for process in slot_processes(node)} == first
            until(lambda: first.isdisjoint(one.pid for one in slot_processes(node)), 300.0)
            joined(farm, 1, 300.0)


@pytest.mark.slow
def test_a_revoked_computer_is_sent_away_and_the_others_stay(farm: LocalFarm) -> None:
    for name in ("render-1", "render-2"):
        farm.start_node(name)
    cluster = ClusterClient(farm.address, farm.identity, farm.home)

    def nodes() -> set[str]:
        return {worker.report.node for worker in list_workers(cluster)}

    def wait_for(wanted: set[str]) -> None:
        deadline = time.monotonic() + 60
        while nodes() != wanted:
            assert time.monotonic() < deadline
            time.sleep(0.2)

    try:
        wait_for({"render-1", "render-2"})
        revoke("render-1", farm.home)
        wait_for({"render-2"})
        log = farm.home / "logs" / "farm-audit.jsonl"
        deadline = time.monotonic() + 60
        while '"refused"' not in log.read_text(encoding="utf-8"):  # it tries to come back
            assert time.monotonic() < deadline
            time.sleep(0.2)
        assert nodes() == {"render-2"}
    finally:
        cluster.close()
