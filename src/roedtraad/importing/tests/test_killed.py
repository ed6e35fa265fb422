"""Kill -9 in the middle of an import, and start again: nothing is lost, and nothing is there twice."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from drafting import MINUTES

from roedtraad import danish

FILES = int(os.environ.get("KILLED_FILES", "150"))  # more: KILLED_FILES=500
FIRST_DAY = date(2019, 1, 1)
EMAIL = "ada@vestbaelt.example"
ADMINISTRATOR = (
    "from roedtraad.accounts.models import User;"
    f"User.objects.create_user('{EMAIL}', name='Ada Birk', is_administrator=True)"
)
PATIENCE_SECONDS = 240

Count = Callable[[str], int]


def a_folder(folder: Path) -> Path:
    """Write small minutes, each of a day of its own."""
    folder.mkdir()
    for number in range(FILES):
        day = danish.day(FIRST_DAY + timedelta(days=number))
        text = MINUTES.replace("fredag den 13. marts 2026", f"den {day}")
        (folder / f"referat-{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[tuple[Mapping[str, str], Count]]:
    """An installation of its own, on the kind of database that the tests run on: its environment, and a way to count."""
    env = {
        **os.environ,
        "ROEDTRAAD_DATA": str(tmp_path / "data"),
        "DJANGO_SETTINGS_MODULE": "roedtraad.settings",
        "ROEDTRAAD_SECRET_KEY": "only-for-tests-" * 4,
    }
    if connection.vendor == "sqlite":
        env.pop("DATABASE_URL", None)
        yield env, lambda question: _of_sqlite(tmp_path / "data" / "roedtraad.sqlite3", question)
        return
    name = f"killed_{os.getpid()}"
    told = settings.DATABASES["default"]
    whole = f"postgres://{told['USER']}@{told['HOST']}:{told['PORT'] or 5432}"
    psycopg = pytest.importorskip("psycopg")
    with psycopg.connect(f"{whole}/postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    env["DATABASE_URL"] = f"{whole}/{name}"
    try:
        with psycopg.connect(f"{whole}/{name}", autocommit=True) as rows:
            yield env, lambda question: rows.execute(question).fetchone()[0]
    finally:
        with psycopg.connect(f"{whole}/postgres", autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _of_sqlite(path: Path, question: str) -> int:
    rows = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=20)
    try:
        return int(rows.execute(question).fetchone()[0])
    finally:
        rows.close()


def roedtraad(env: Mapping[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "roedtraad.cli", *words]
    return subprocess.run(
        command, env=dict(env), capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=True
    )


def killed_when(env: Mapping[str, str], folder: Path, *, is_time: Callable[[], bool]) -> None:
    """Begin the import, and kill it without warning as soon as it is time."""
    command = [sys.executable, "-m", "roedtraad.cli", "import", str(folder), "--accept-as", EMAIL]
    process = subprocess.Popen(command, env=dict(env), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    began = time.monotonic()
    try:
        while not is_time():
            assert process.poll() is None, "the import ended before it could be killed"
            assert time.monotonic() - began < PATIENCE_SECONDS
            time.sleep(0.05)
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.slow
def test_an_import_that_is_killed_twice_goes_on_where_it_was(
    installation: tuple[Mapping[str, str], Count], tmp_path: Path
) -> None:
    env, count = installation
    folder = a_folder(tmp_path / "arkiv")
    roedtraad(env, "migrate", "-v0")
    roedtraad(env, "shell", "-v0", "-c", ADMINISTRATOR)
    drafts = "SELECT count(*) FROM importing_draft"
    accepted = "SELECT count(*) FROM importing_draft WHERE state = 'accepted'"
    killed_when(env, folder, is_time=lambda: count(drafts) >= 60)
    assert 60 <= count(drafts) < FILES
    killed_when(env, folder, is_time=lambda: count(accepted) >= 40)
    assert 40 <= count(accepted) < FILES
    roedtraad(env, "import", str(folder), "--accept-as", EMAIL)
    everything = {
        "documents": "SELECT count(*) FROM documents_document",
        "read": "SELECT count(*) FROM importing_reading WHERE state = 'read'",
        "readings": "SELECT count(*) FROM importing_reading",
        "texts": "SELECT count(*) FROM documents_documenttext",
        "accepted": accepted,
        "meetings": "SELECT count(*) FROM meetings_meeting",
        "days": "SELECT count(DISTINCT held_on) FROM meetings_meeting",
        "papers": "SELECT count(*) FROM meetings_meetingpaper",
    }
    assert {name: count(question) for name, question in everything.items()} == dict.fromkeys(
        everything, FILES
    )
    assert count("SELECT count(*) FROM meetings_agendaitem") == 2 * FILES
    assert count("SELECT count(*) FROM bodies_person") == 3
    assert sum(path.is_file() for path in (tmp_path / "data" / "files").rglob("*")) == FILES
    roedtraad(env, "verify_journal")
