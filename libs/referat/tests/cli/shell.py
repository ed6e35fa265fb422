"""Runs the command as a person does: a process of its own, real files, its output and its exit status."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MINUTES = """REFERAT
Sundhedsklynge Vestbælt - politisk niveau

Mødedato: tirsdag den 14. maj 2024 kl. 14.00-16.00
Mødested: Fjordby Rådhus, lokale 2

Deltagere:
Asta Lindegaard, borgmester, Fjordby Kommune
Bent Okholm, direktør, Region Bæltet
Afbud: Carla Ravn, Hedelund Kommune

Punkt 1. Godkendelse af dagsorden
Beslutning:
Godkendt.

Punkt 2. Fælles akutteam
Sagsfremstilling:
Der er afsat 250.000 kr. til et fælles akutteam i 2024.
Indstilling:
Det indstilles, at klyngen godkender budgettet.
Beslutning:
Godkendt. Sekretariatet vender tilbage med en status den 31. november 2024.
"""

CLEAN = """REFERAT
Sundhedsklynge Vestbælt - politisk niveau

Mødedato: tirsdag den 14. maj 2024

Punkt 1. Godkendelse af dagsorden
Beslutning:
Godkendt.
"""


@dataclass(frozen=True)
class Finished:
    status: int
    out: str
    err: str


def environment(**changes: str) -> dict[str, str]:
    """Return this process' variables without those that change how the command prints."""
    kept = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "NO_COLOR", "TERM"}}
    return kept | changes


def referat(
    *words: str | Path,
    stdin: bytes = b"",
    cwd: Path | None = None,
    variables: Mapping[str, str] | None = None,
    seconds: float = 60,
) -> Finished:
    """Run `python -m referat` with the words and return what came of it."""
    process = subprocess.run(
        [sys.executable, "-m", "referat", *map(str, words)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=environment(**variables or {}),
        timeout=seconds,
        check=False,
    )
    return Finished(process.returncode, process.stdout.decode("utf-8"), process.stderr.decode("utf-8"))


def a_file(folder: Path, name: str, text: str = CLEAN) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
