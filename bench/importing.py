"""How many documents a second become drafts, and meetings: `python -m bench importing`.

An installation of its own, on SQLite, or beside the database of DATABASE_URL on PostgreSQL (COUNT=1000 for more than
200 documents). Beside it stands reading alone, by the library in one process: what is above that is the cost of keeping.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from babel.dates import format_date
from bench import invented
from bench.postgresql import SERVER, a_database

from referat import parse, read

COUNT = int(os.environ.get("COUNT", "200"))
CHARACTERS = 12_000  # of one document: about what the minutes of a cluster have
PAGE = 2_400  # characters
FIRST_DAY = date(2015, 1, 5)
EMAIL = "ada@vestbaelt.example"
ADMINISTRATOR = (
    "from roedtraad.accounts.models import User;"
    f"User.objects.create_user('{EMAIL}', name='Ada Birk', is_administrator=True)"
)
HEAD = "REFERAT\nSundhedsklynge Vestbælt - politisk niveau\nMødedato: den {day} kl. 10.00-12.00\n\nDeltagere\n{people}\n\n"
PEOPLE = "\n".join(
    f"{name}, {place} Kommune"
    for name, place in zip(invented.PEOPLE, (*invented.PLACES, "Fjordby"), strict=True)
)


@dataclass(frozen=True, slots=True)
class Took:
    """What some documents cost: seconds on the clock, and of all processors (which others on the machine disturb less)."""

    clock: float
    processor: float

    def __add__(self, other: Took) -> Took:
        return Took(self.clock + other.clock, self.processor + other.processor)

    def told(self, alone: Took) -> str:
        """Return documents and pages a second, the same on a processor of one's own, and how many times reading alone."""
        pages = CHARACTERS / PAGE
        return (
            f"{COUNT / self.clock:7.1f} documents, {pages * COUNT / self.clock:6.1f} pages a second;"
            f" {1000 * self.processor / COUNT:7.1f} ms of processor each ({COUNT / self.processor:5.1f} documents,"
            f" {pages * COUNT / self.processor:6.1f} pages a second of it), {self.processor / alone.processor:5.1f} ×"
        )


def run() -> None:
    """Print what drafts, meetings, and reading alone cost."""
    with tempfile.TemporaryDirectory(prefix="bench-importing-") as folder:
        files = _files(Path(folder, "files"))
        alone = _reading(files)
        load = os.getloadavg()[0]
        print(
            f"importing: {COUNT} documents of {CHARACTERS:,} characters, {os.cpu_count()} cores, load {load:.1f}"
        )
        print(f"  reading alone, one process    {alone.told(alone)}")
        for name, env in _installations(Path(folder)):
            drafts = _import(env, files)
            meetings = _import(env, files, "--accept-as", EMAIL)
            print(f"  {name}: file to draft     {drafts.told(alone)}")
            print(f"  {name}: draft to meeting  {meetings.told(alone)}")
            print(f"  {name}: file to meeting   {(drafts + meetings).told(alone)}")


def _files(folder: Path) -> Path:
    folder.mkdir()
    for number in range(COUNT):
        text = invented.minutes(CHARACTERS, seed=number)
        day = format_date(FIRST_DAY + timedelta(days=7 * number), "d. MMMM y", locale="da")
        body = text[text.index("Punkt") :] if "Punkt" in text else text
        (folder / f"referat-{number:05}.txt").write_text(
            HEAD.format(day=day, people=PEOPLE) + body, encoding="utf-8"
        )
    return folder


def _reading(folder: Path) -> Took:
    began, used = time.perf_counter(), time.process_time()
    for path in folder.iterdir():
        parse(read(path.read_bytes(), filename=path.name))
    return Took(time.perf_counter() - began, time.process_time() - used)


def _installations(folder: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "roedtraad.settings",
        "ROEDTRAAD_SECRET_KEY": "only-for-benchmarks-" * 3,
    }
    env.pop("DATABASE_URL", "")
    yield "SQLite    ", _prepared({**env, "ROEDTRAAD_DATA": str(folder / "sqlite")})
    if SERVER:
        with a_database(f"bench_importing_{os.getpid()}") as own:
            yield (
                "PostgreSQL",
                _prepared({**env, "ROEDTRAAD_DATA": str(folder / "postgres"), "DATABASE_URL": own}),
            )


def _prepared(env: Mapping[str, str]) -> Mapping[str, str]:
    _roedtraad(env, "migrate", "-v0")
    _roedtraad(env, "shell", "-v0", "-c", ADMINISTRATOR)
    return env


def _import(env: Mapping[str, str], folder: Path, *words: str) -> Took:
    began, used = time.perf_counter(), _of_children()
    _roedtraad(env, "import", str(folder), *words)
    return Took(time.perf_counter() - began, _of_children() - used)


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _roedtraad(env: Mapping[str, str], *words: str) -> None:
    command = [sys.executable, "-m", "roedtraad.cli", *words]
    done = subprocess.run(command, env=dict(env), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"bench: {' '.join(words)}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
