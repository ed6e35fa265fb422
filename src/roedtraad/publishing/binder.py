"""The whole of a meeting as one PDF: its agenda or minutes, and after them the papers of each item, with bookmarks.

What a reader gets is what they may see. It is made for one reader, and is no published file: nothing of it is kept.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson
import typst
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from roedtraad.accounts.refusals import Refused
from roedtraad.documents.queries.originals import original_name
from roedtraad.publishing.logos import Logo
from roedtraad.publishing.queries.binding import Binder, Chapter
from roedtraad.publishing.typesetting import as_pdf

JOINING = Path(__file__).with_name("joining.py")
DIVIDERS = Path(__file__).parent / "typesetting" / "dividers.typ"
SECONDS = 90
MARK = "samlet"


def bound(binder: Binder, *, at: datetime, logo: Logo | None = None) -> bytes:
    """Return the file.

    Raises:
        Refused: it could not be made within a minute and a half.
    """
    with TemporaryDirectory(prefix="roedtraad-binder-") as name:
        folder = Path(name)
        front, dividers, out = folder / "front.pdf", folder / "dividers.pdf", folder / "out.pdf"
        front.write_bytes(as_pdf(binder.content, mark=MARK, at=at, logo=logo))
        parts = [_part(front, 0, binder.content.heading, keep=True)]
        if binder.chapters:
            dividers.write_bytes(_dividers(binder.chapters, at=at))
        for number, chapter in enumerate(binder.chapters):
            parts.append(_part(dividers, 0, chapter.heading, first=number, last=number + 1))
            parts += _papers(chapter, folder)
        _join({"out": str(out), "parts": parts})
        return out.read_bytes()


def _papers(chapter: Chapter, folder: Path) -> list[dict[str, object]]:
    """Put the files of a chapter into the folder, and return them as parts."""
    found = []
    for paper in chapter.papers:
        if paper.sha256:
            path = folder / f"{paper.sha256}.pdf"
            if not path.exists():
                with default_storage.open(original_name(paper.sha256)) as file:
                    path.write_bytes(file.read())
            found.append(_part(path, 1, paper.title))
    return found


def _part(
    path: Path, level: int, title: str, *, first: int = 0, last: int = 0, keep: bool = False
) -> dict[str, object]:
    return {"path": str(path), "level": level, "title": title, "first": first, "last": last, "keep": keep}


def _join(plan: dict[str, object]) -> None:
    try:
        subprocess.run(  # our own program, with nothing from outside in its words
            [sys.executable, str(JOINING)],
            input=json.dumps(plan).encode(),
            capture_output=True,
            check=True,
            timeout=SECONDS,
        )
    except (subprocess.SubprocessError, OSError) as fault:
        raise Refused(
            "publishing.binder",
            _("The papers could not be put together. Open them one by one on the pages of the items."),
        ) from fault


def _dividers(chapters: Sequence[Chapter], *, at: datetime) -> bytes:
    """Return a page for each chapter: its heading, the papers that follow, and those that have to be fetched."""
    told = [
        {
            "heading": chapter.heading,
            "papers": [[paper.title, paper.note] for paper in chapter.papers],
        }
        for chapter in chapters
    ]
    made: bytes = typst.compile(
        DIVIDERS.read_bytes(),
        format="pdf",
        sys_inputs={"told": orjson.dumps(told).decode()},
        ignore_system_fonts=True,
        timestamp=int(at.timestamp()),
    )
    return made
