"""Kill -9 in the middle of the post, again and again: nobody gets a mail twice, and nobody is forgotten."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.db import connection

TESTS = Path(__file__).parents[4] / "tests"
MEMBERS = 24
KILLS = 3
PATIENCE_SECONDS = 600
SETTINGS = "from roedtraad.settings.base import *\nEMAIL_BACKEND = 'mail_servers.WritesDown'\n"
WORLD = f"""
from datetime import timedelta
from django.utils import timezone
from people import a_world, somebody
from post import a_coming_meeting, send_out
from roedtraad.bodies.models import SeatRole
from roedtraad.notices.actions.following import follow_journal
world = a_world()
follow_journal(now=timezone.now())
for number in range({MEMBERS}):
    somebody(f"Medlem{{number}} Strand", world.political, SeatRole.MEMBER)
send_out(world, a_coming_meeting(world, held_on=timezone.localdate() + timedelta(days=14)))
"""


@pytest.fixture
def env(tmp_path: Path) -> Mapping[str, str]:
    if connection.vendor != "sqlite":
        pytest.skip(
            "the processes share a file; what is claimed is claimed by the same sentence on PostgreSQL"
        )
    (tmp_path / "post_settings.py").write_text(SETTINGS, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | {
        "ROEDTRAAD_DATA": str(tmp_path / "data"),
        "ROEDTRAAD_SECRET_KEY": "only-for-tests-" * 4,
        "DJANGO_SETTINGS_MODULE": "post_settings",
        "PYTHONPATH": os.pathsep.join((str(tmp_path), str(TESTS))),
        "WRITTEN_DOWN": str(tmp_path / "written-down"),
    }


def run(env: Mapping[str, str], *words: str) -> None:
    command = [sys.executable, "-m", "django", *words]
    subprocess.run(command, env=dict(env), capture_output=True, timeout=PATIENCE_SECONDS, check=True)


def received(env: Mapping[str, str]) -> list[str]:
    path = Path(env["WRITTEN_DOWN"])
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def killed_after(env: Mapping[str, str], number: int) -> None:
    """Begin to send, and kill the worker as soon as so many mails were received."""
    command = [sys.executable, "-m", "django", "notices", "--follow"]
    worker = subprocess.Popen(command, env=dict(env), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    began = time.monotonic()
    try:
        while len(received(env)) < number:
            assert worker.poll() is None, "the worker ended before it could be killed"
            assert time.monotonic() - began < PATIENCE_SECONDS
            time.sleep(0.01)
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()


@pytest.mark.slow
def test_a_post_that_is_killed_again_and_again_sends_each_mail_once(
    env: Mapping[str, str], tmp_path: Path
) -> None:
    run(env, "migrate", "-v0")
    run(env, "shell", "-v0", "-c", WORLD)
    for kill in range(KILLS):
        killed_after(env, 5 * (kill + 1))
    run(env, "notices")
    everybody = received(env)
    rows = sqlite3.connect(f"file:{tmp_path / 'data' / 'roedtraad.sqlite3'}?mode=ro", uri=True)
    states = dict(
        rows.execute(
            "SELECT state, count(*) FROM notices_mail WHERE kind = 'agenda' GROUP BY state"
        ).fetchall()
    )
    rows.close()
    assert len(everybody) == len(set(everybody))
    assert states.get("sending", 0) <= KILLS  # these are uncertain as soon as their lease is over
    assert states["sent"] + states.get("sending", 0) == MEMBERS + 4
    assert states["sent"] <= len(everybody) <= MEMBERS + 4
