"""How long the pages and the PDF of a large meeting take: 60 items, 120 people, 300 attachments; the PDF beside WeasyPrint.

`python -m bench meeting`. The meeting is made by the same acts that a secretary does. WeasyPrint needs pango from the
system (`apt install libpango-1.0-0 libpangoft2-1.0-0` on Debian); without it, its figure is left out.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory(prefix="roedtraad-bench-") as folder:
        environment = _environment(folder)
        for words in (
            ["django", "migrate", "-v0"],
            ["django", "collectstatic", "--noinput", "-v0"],
            ["bench.inside.meeting_times"],
        ):
            subprocess.run([sys.executable, "-m", *words], env=environment, cwd=ROOT, check=True)


def _environment(folder: str) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("ROEDTRAAD_") and name != "DATABASE_URL"
    }
    paths = [str(ROOT), str(ROOT / "src"), str(ROOT / "libs/referat/src"), str(ROOT / "tests")]
    paths += [kept["PYTHONPATH"]] if kept.get("PYTHONPATH") else []  # a peer may lie there
    return kept | {
        "DJANGO_SETTINGS_MODULE": "roedtraad.settings",
        "ROEDTRAAD_DATA": folder,
        "ROEDTRAAD_HOSTS": "127.0.0.1,testserver",
        "PYTHONPATH": os.pathsep.join(paths),
    }
