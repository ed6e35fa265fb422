"""How long the thread of an initiative takes, in an archive that is small and in one that is large, on both databases.

`python -m bench thread`. `BENCH_ITEMS` says how many items the large archive has (20,000); `BENCH_POSTGRESQL` names an empty
database for the second half, which is left out without it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
ITEMS = int(os.environ.get("BENCH_ITEMS", "20000"))
POSTGRESQL = os.environ.get("BENCH_POSTGRESQL", "")


def run() -> None:
    """Print the figures."""
    for name, address in (("SQLite", ""), ("PostgreSQL", POSTGRESQL)):
        if name == "PostgreSQL" and not address:
            print("thread: PostgreSQL is left out, since BENCH_POSTGRESQL names no database")
            continue
        with tempfile.TemporaryDirectory(prefix="roedtraad-bench-") as folder:
            print(f"thread: {name}", flush=True)
            environment = _environment(folder, address)
            for words in (["django", "migrate", "-v0"], ["bench.inside.thread_times", str(ITEMS)]):
                subprocess.run([sys.executable, "-m", *words], env=environment, cwd=ROOT, check=True)


def _environment(folder: str, address: str) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("ROEDTRAAD_") and name != "DATABASE_URL"
    }
    paths = [str(ROOT), str(ROOT / "src"), str(ROOT / "libs/referat/src")]
    return (
        kept
        | {
            "DJANGO_SETTINGS_MODULE": "roedtraad.settings",
            "ROEDTRAAD_DATA": folder,
            "PYTHONPATH": os.pathsep.join(paths),
        }
        | ({"DATABASE_URL": address} if address else {})
    )
