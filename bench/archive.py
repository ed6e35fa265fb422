"""How long a page takes in a small archive and in a large one, on SQLite and on PostgreSQL: `python -m bench archive`.

An installation is filled with an invented archive in a folder of its own, by a process of its own
(`bench.inside.fill`), so that this module needs no settings. `BENCH_ITEMS` says how many items the large one has
(100,000), `BENCH_SMALL` the small one (1,000). With `BENCH_DIR` installations are kept there and used again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bench.postgresql import SERVER, a_database

ROOT = Path(__file__).parent.parent
ITEMS = int(os.environ.get("BENCH_ITEMS", "100000"))
SMALL = int(os.environ.get("BENCH_SMALL", "1000"))
KEPT = os.environ.get("BENCH_DIR", "")
AIM_MS = 60.0  # of the page, 95 of 100 times
GROWS = 1.25  # times the effort in the small archive


@dataclass(frozen=True, slots=True)
class Installation:
    """A migrated and filled installation with its search index."""

    items: int
    environment: Mapping[str, str]

    def run(self, *words: str) -> float:
        """Run Python with these words in the installation, its output on ours; return the seconds."""
        began = time.perf_counter()
        subprocess.run([sys.executable, *words], env=self.environment, cwd=ROOT, check=True)
        return time.perf_counter() - began

    def answer(self, *words: str) -> str:
        """Run Python with these words in the installation, and return what it prints."""
        command = [sys.executable, *words]
        done = subprocess.run(
            command, env=self.environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
        )
        return done.stdout


@dataclass(frozen=True, slots=True)
class PageTimes:
    """Milliseconds of a page by the clock, the same of all processors at the middle, and what it asks and weighs.

    `yardstick` is what a fixed piece of work took beside it: on a busy machine the same work costs more processor time.
    """

    name: str
    p50: float
    p95: float
    processor: float
    yardstick: float
    queries: int
    kilobytes: float

    @property
    def effort(self) -> float:
        """Return how many times the fixed piece of work the page costs: comparable whatever else the machine does."""
        return self.processor / self.yardstick


def run() -> None:
    """Print the figures of every page, and which of them grow."""
    systems = ("SQLite", "PostgreSQL") if SERVER else ("SQLite",)
    if not SERVER:
        print("archive: PostgreSQL is left out; BENCH_POSTGRESQL can be an address on a server")
    found: dict[tuple[str, int], Sequence[PageTimes]] = {}
    for system in systems:
        for items in (SMALL, ITEMS):
            with installation(items, is_postgresql=system == "PostgreSQL") as made:
                told = json.loads(made.answer("-m", "bench.inside.page_times"))
                found[system, items] = [PageTimes(**one) for one in told]
            print(
                f"archive: {system} with {items:,} items measured, load {os.getloadavg()[0]:.1f}", flush=True
            )
    for system in systems:
        _table(system, found[system, SMALL], found[system, ITEMS])


def _table(system: str, small: Sequence[PageTimes], large: Sequence[PageTimes]) -> None:
    """Print what each page takes in both archives."""
    print(f"\n{system:<24}{f'{SMALL:,} items':>34}{f'{ITEMS:,} items':>34}")
    figures = "".join(f"{name:>9}" for name in ("p50", "p95", "cpu p50")) + f"{'effort':>7}"
    print(f"{'milliseconds':<24}{figures}{figures}{'times':>7}{'queries':>9}{'kB':>9}")
    for before, after in zip(small, large, strict=True):
        told = "".join(
            f"{one.p50:9.1f}{one.p95:9.1f}{one.processor:9.1f}{one.effort:7.1f}" for one in (before, after)
        )
        asked = (
            f"{before.queries}" if before.queries == after.queries else f"{before.queries}→{after.queries}"
        )
        weighs = f"{before.kilobytes:.0f}→{after.kilobytes:.0f}"
        times = f"{after.effort / before.effort:7.2f}"
        print(f"{after.name:<24}{told}{times}{asked:>9}{weighs:>9}{_verdict(before, after)}")


def _verdict(before: PageTimes, after: PageTimes) -> str:
    told = ["GROWS"] if after.effort > before.effort * GROWS else []
    if after.p95 > AIM_MS:
        told.append(f"over {AIM_MS:.0f} ms")
    return f"  {', '.join(told)}" if told else ""


@contextmanager
def installation(items: int = ITEMS, *, is_postgresql: bool = False) -> Iterator[Installation]:
    """Make an installation with so many items, or take the one that was kept."""
    system = "postgresql" if is_postgresql else "sqlite"
    with tempfile.TemporaryDirectory(prefix="roedtraad-bench-") as temporary:
        folder = Path(KEPT or temporary) / f"{system}-{items}"
        if not is_postgresql:
            yield _filled(Installation(items, _environment(folder)), folder)
            return
        where = sha256(str(folder.resolve()).encode()).hexdigest()[:8]
        with a_database(f"bench_archive_{items}_{where}", is_kept=bool(KEPT)) as address:
            yield _filled(Installation(items, _environment(folder) | {"DATABASE_URL": address}), folder)


def _environment(folder: Path) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("ROEDTRAAD_") and name != "DATABASE_URL"
    }
    paths = [str(ROOT), str(ROOT / "src"), str(ROOT / "libs/referat/src")]
    return kept | {
        "DJANGO_SETTINGS_MODULE": "roedtraad.settings",
        "ROEDTRAAD_DATA": str(folder),
        "ROEDTRAAD_HOSTS": "127.0.0.1,testserver",
        "PYTHONPATH": os.pathsep.join(paths),
    }


def _filled(made: Installation, folder: Path) -> Installation:
    folder.mkdir(parents=True, exist_ok=True)
    made.run("-m", "django", "migrate", "-v0")
    if (folder / "filled").exists():
        made.run("-m", "django", "index")  # made anew where the program writes other entries by now
        return made
    seconds = made.run("-m", "bench.inside.fill", str(made.items))
    print(f"archive: {made.items:,} items written as rows in {seconds:.0f} s", flush=True)
    seconds = made.run("-m", "django", "index", "--rebuild")
    print(f"archive: indexed from nothing in {seconds:.0f} s", flush=True)
    made.run("-m", "django", "collectstatic", "--noinput", "-v0")
    (folder / "filled").touch()
    return made
