"""An installation with an invented archive of any size, in a folder of its own, for benchmarks of what it serves.

Filling runs in a process of its own (`bench.inside.fill`), so that this module needs no settings. With `BENCH_DIR` the
installation is kept there and used again; `BENCH_ITEMS` says how many items (100,000).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
ITEMS = int(os.environ.get("BENCH_ITEMS", "100000"))
POSTGRESQL = os.environ.get("BENCH_POSTGRESQL", "")  # the address of an empty database that may be written to
KEPT = os.environ.get("BENCH_DIR", "")


@dataclass(frozen=True, slots=True)
class Installation:
    """A migrated and filled installation with its search index."""

    items: int
    environment: dict[str, str]

    def run(self, *words: str) -> float:
        """Run Python with these words in the installation, its output on ours; return the seconds."""
        began = time.perf_counter()
        subprocess.run([sys.executable, *words], env=self.environment, cwd=ROOT, check=True)
        return time.perf_counter() - began


@contextmanager
def installation(items: int = ITEMS) -> Iterator[Installation]:
    """Make an installation on SQLite with so many items, or take the one that was kept."""
    with tempfile.TemporaryDirectory(prefix="roedtraad-bench-") as temporary:
        folder = Path(KEPT or temporary) / f"items-{items}"
        made = Installation(items, _environment(folder))
        if not (folder / "filled").exists():
            _fill(made, folder)
        yield made


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


def _fill(made: Installation, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    made.run("-m", "django", "migrate", "-v0")
    seconds = made.run("-m", "bench.inside.fill", str(made.items))
    print(f"archive: {made.items:,} items written as rows in {seconds:.0f} s", flush=True)
    seconds = made.run("-m", "django", "index", "--rebuild")
    print(f"archive: indexed from nothing in {seconds:.0f} s", flush=True)
    made.run("-m", "django", "collectstatic", "--noinput", "-v0")
    (folder / "filled").touch()
