"""The index follows the journal, and is what it would be if it were built from nothing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from happenings import Archive, secrets, steps
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from papers import a_document, a_reading, a_recorded_meeting, an_item
from people import World, a_world

from roedtraad.accounts import journal
from roedtraad.accounts.models import JournalHead, Record, RecordKind, User
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.actions import BodyDetails, change_body
from roedtraad.meetings.actions import close_item, list_attachment
from roedtraad.publishing.actions import publish_minutes, unpublish
from roedtraad.search.actions import LITTLE, State, catch_up, home, keep_up, needs_building, rebuild
from roedtraad.search.index.generations import Busy
from roedtraad.search.index.reading import READERS
from roedtraad.search.position import FURTHEST_BEHIND
from roedtraad.search.queries import Standing, find, suggest

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    made = a_world()
    rebuild()
    return made


def publish(world: World, title: str, *, day: int = 1) -> Any:
    sara = world.viewer(world.sara)
    recorded = a_recorded_meeting(sara, world.political, an_item(title), held_on=date(2026, 2, day))
    publish_minutes(recorded.meeting, viewer=sara)
    return recorded.meeting


def found(world: World, typed: str, user: User | None = None) -> int:
    return find(world.viewer(user), typed).total


def standing() -> dict[int, str]:
    """What the index holds, by record."""
    return READERS.reader(home()).fingerprints(list(Record.objects.values_list("pk", flat=True)))


def test_what_is_recorded_is_found_after_catching_up(world: World) -> None:
    publish(world, "Lægedækning i Vesterø")
    assert catch_up().state is State.UP_TO_DATE
    assert found(world, "lægedækning")
    again = catch_up()
    assert (again.state, again.acts, again.written) == (State.UP_TO_DATE, 0, 0)


def test_what_somebody_has_just_done_is_found_when_they_search(world: World) -> None:
    publish(world, "Lægedækning i Vesterø")
    keep_up()
    assert found(world, "lægedækning")


def test_searching_moves_on_a_little_where_nothing_follows(world: World) -> None:
    head = JournalHead.objects.get(pk=1).number
    for number in range(LITTLE + 5):
        with transaction.atomic():
            journal.write(world.sara, "bodies.body.changed", world.political.record, reason=str(number))
    keep_up()
    assert READERS.reader(home()).position.number == head + LITTLE
    keep_up()
    assert catch_up().acts == 0


def test_searching_waits_for_nobody_who_writes(world: World) -> None:
    publish(world, "Lægedækning i Vesterø")
    with home().lock("write"):
        keep_up()
        assert catch_up().state is State.BUSY
        assert found(world, "lægedækning") == 0
    assert catch_up().state is State.UP_TO_DATE


def test_what_is_closed_is_gone_at_once_also_before_the_index_has_heard_of_it(world: World) -> None:
    meeting = publish(world, "Lægedækning i Vesterø")
    catch_up()
    with home().lock("write"):  # nobody catches up
        close_item(meeting.items.get(), reason="Personsag", viewer=world.viewer(world.sara))
        keep_up()
        results = find(world.viewer(None), "lægedækning")
        assert (results.total, results.facets, suggest("lægedæ").questions) == (0, (), ())
        assert not [hit for hit in results.hits if hit.kind is RecordKind.ITEM]


def test_what_is_taken_back_is_found_no_more(world: World) -> None:
    meeting = publish(world, "Lægedækning i Vesterø")
    catch_up()
    unpublish(meeting, reason="Fejl", viewer=world.viewer(world.sara))
    catch_up()
    assert found(world, "lægedækning") == 0
    assert found(world, "lægedækning", world.mads)


def test_a_body_that_changes_its_name_is_found_by_the_new_one(world: World) -> None:
    publish(world, "Lægedækning i Vesterø")
    catch_up()
    details = BodyDetails("Klyngens øverste råd", level=world.political.level)
    change_body(body=world.political, viewer=world.viewer(world.sara), details=details)
    catch_up()
    kinds = {hit.kind for hit in find(world.viewer(None), "øverste").hits}
    assert {RecordKind.BODY, RecordKind.MEETING} <= kinds


def test_the_text_of_an_attachment_is_found_on_its_page(world: World) -> None:
    meeting = publish(world, "Lægedækning i Vesterø")
    sara = world.viewer(world.sara)
    text = "Side et om tandpleje.\nSide to om udskrivningskonferencer."
    document = a_document(sara, text, body=world.political)
    a_reading(document, text, pages=(0, text.index("Side to")))
    list_attachment(meeting.items.get(), "Notat", document=document, viewer=sara)
    catch_up()
    hits = find(world.viewer(None), "udskrivning").hits
    assert [(hit.kind, hit.page) for hit in hits] == [(RecordKind.ATTACHMENT, 2)]
    assert hits[0].document_id == document.record.public_id


@pytest.mark.slow
@hypothesis_settings(
    max_examples=12, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)
@given(sequence=steps)
@example(sequence=[("join", 0, False), ("record", 7, False), ("split", 0, False)])
def test_after_any_sequence_of_actions_nothing_closed_is_found_and_following_is_building_anew(
    sequence: list[tuple[str, int, bool]], settings: Any, tmp_path: Path
) -> None:
    settings.SEARCH_DIR = tmp_path / os.urandom(4).hex()
    with transaction.atomic():
        archive = Archive(a_world())
        archive.record(0, True)
        rebuild()
        for action, place, yes in sequence:
            try:
                with transaction.atomic():
                    archive.do(action, place, yes)
            except Refused:
                continue
            _finds_nothing_closed(archive)
            if place % 2:
                assert catch_up().state is State.UP_TO_DATE
                _finds_nothing_closed(archive)
        catch_up()
        _finds_nothing_closed(archive)
        followed = standing()
        rebuild()
        assert standing() == followed
        transaction.set_rollback(True)


def _finds_nothing_closed(archive: Archive) -> None:
    for user in (None, archive.world.vibe, archive.world.sune):
        viewer = archive.world.viewer(user)
        for word in secrets(archive, user):
            results = find(viewer, word)
            assert (results.total, results.facets) == (0, ()), (user, word)
            if user is None:
                assert word not in repr(suggest(word[:-1]))
        shown = "".join(repr(find(viewer, typed)) for typed in ("emne*", "bilag*", "ord*"))
        assert not [word for word in secrets(archive, user) if word in shown]


def test_the_sequences_find_what_is_open_so_that_they_can_fail() -> None:
    archive = Archive(a_world())
    archive.record(0, True)
    rebuild()
    closed = next(iter(secrets(archive)))
    assert find(archive.sara, closed).total
    assert find(archive.world.viewer(archive.world.mads), closed).total


# The folder of the index


def test_an_index_of_another_database_answers_nothing_and_is_built_anew(world: World) -> None:
    with transaction.atomic():
        publish(world, "Lægedækning i Vesterø")
        catch_up()
        transaction.set_rollback(True)
    assert find(world.viewer(None), "lægedækning").standing is Standing.BUILDING
    assert catch_up().state is State.NO_INDEX
    assert needs_building()
    rebuild()
    assert found(world, "vestbælt")


def test_an_index_of_another_edition_of_the_program_is_built_anew(world: World) -> None:
    (home().current().path / "edition").write_text("another")
    assert find(world.viewer(None), "vestbælt").standing is Standing.BUILDING
    assert needs_building()


def test_a_damaged_index_is_found_out_and_built_anew(world: World) -> None:
    for file in home().current().path.glob("*.store"):
        file.unlink()
    (home().current().path / "meta.json").write_text("{")
    assert find(world.viewer(None), "vestbælt").standing is Standing.BUILDING
    call_command("index", stdout=StringIO())
    assert found(world, "vestbælt")


def test_an_index_that_is_too_far_behind_is_not_asked(world: World) -> None:
    assert FURTHEST_BEHIND > 1000
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("roedtraad.search.position.FURTHEST_BEHIND", 1)
        publish(world, "Lægedækning i Vesterø")
        assert find(world.viewer(None), "vestbælt").standing is Standing.BUILDING


def test_while_one_builds_another_one_is_refused(world: World) -> None:
    with home().lock("build"), pytest.raises(Busy):
        rebuild()
    with home().lock("build"), pytest.raises(CommandError, match="anden proces"):
        call_command("index", rebuild=True, stdout=StringIO())


def test_building_anew_answers_from_the_old_one_and_leaves_one_generation(world: World) -> None:
    answers: list[int] = []

    def look(done: int, of: int) -> None:
        answers.append(found(world, "vestbælt"))

    rebuild(progress=look)
    assert answers
    assert all(answers)
    assert len(list(home().path.glob("g*"))) == 1


def test_what_is_recorded_while_it_is_built_is_found_when_it_is_done(world: World) -> None:
    done: list[object] = []

    def record(looked_at: int, of: int) -> None:
        if not done:
            done.append(publish(world, "Lægedækning i Vesterø"))

    rebuild(progress=record)
    assert found(world, "lægedækning")
    followed = standing()
    rebuild()
    assert standing() == followed


KILLED = """
import os, signal, django
django.setup()
from roedtraad.search.actions import rebuild
rebuild(progress=lambda done, of: os.kill(os.getpid(), signal.SIGKILL))
"""
ASKED = """
import django
django.setup()
from datetime import date
from roedtraad.accounts.policy import Viewer
from roedtraad.search.actions import home
from roedtraad.search.queries import find
print(find(Viewer(on=date(2026, 11, 22)), "kommune").total, len(list(home().path.glob("g*"))))
"""


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A real installation with the register that is shipped, for processes of their own."""
    folder = tmp_path_factory.mktemp("installation")
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "roedtraad.settings",
        "ROEDTRAAD_DATA": str(folder / "data"),
        "DATABASE_URL": f"sqlite:///{folder / 'kept.sqlite3'}",
    }


@pytest.fixture(scope="module")
def run(environment: dict[str, str]) -> Run:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words],
            env=environment,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )

    for command in ("migrate", "load_register"):
        made = run("-m", "django", command)
        assert made.returncode == 0, made.stderr
    return run


@pytest.mark.slow
def test_killed_in_the_middle_of_building_the_former_index_answers_and_the_rest_is_swept(run: Run) -> None:
    made = run("-m", "django", "index", "--rebuild")
    assert (made.returncode, made.stdout.split()[:2]) == (0, ["Indekset", "er"]), made.stderr
    before = run("-c", ASKED).stdout.split()
    assert int(before[0]) > 50
    assert run("-c", KILLED).returncode == -signal.SIGKILL
    assert run("-c", ASKED).stdout.split() == [before[0], "2"]
    assert run("-m", "django", "index", "--rebuild").returncode == 0
    assert run("-c", ASKED).stdout.split() == before


@pytest.mark.slow
def test_what_follows_builds_where_there_is_none_and_stops_when_asked(
    run: Run, environment: dict[str, str]
) -> None:
    shutil.rmtree(Path(environment["ROEDTRAAD_DATA"]) / "index", ignore_errors=True)
    assert run("-c", ASKED).stdout.split()[0] == "0"
    follower = subprocess.Popen([sys.executable, "-m", "django", "index", "--follow"], env=environment)
    try:
        current = Path(environment["ROEDTRAAD_DATA"]) / "index" / "current"
        for _ in range(600):
            if current.exists():
                break
            time.sleep(0.1)
        assert int(run("-c", ASKED).stdout.split()[0]) > 50
    finally:
        follower.send_signal(signal.SIGTERM)
        assert follower.wait(timeout=60) == 0
