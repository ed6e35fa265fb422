"""A paper as PDF: PDF/A-2a and PDF/UA-1 in one file, the same bytes for the same content."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import orjson
import typst

from roedtraad.publishing.content import PaperContent, written
from roedtraad.publishing.logos import Logo

TEMPLATE = Path(__file__).with_name("paper.typ")


def as_pdf(content: PaperContent, *, mark: str, at: datetime, logo: Logo | None = None) -> bytes:
    """Return the file. `mark` stands in its properties and says which publication it is; `at` is when it was made.

    The fonts are those that come with typst, so that every machine makes the same file.
    """
    told = {
        "paper": orjson.loads(written(content)),
        "mark": mark,
        "at": [at.year, at.month, at.day],
        "logo": _logo(logo),
    }
    made: bytes = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        sys_inputs={"told": orjson.dumps(told).decode()},
        ignore_system_fonts=True,
        timestamp=int(at.timestamp()),
    )
    return made


def _logo(logo: Logo | None) -> dict[str, object] | None:
    if logo is None:
        return None
    return {"data": list(logo.data), "format": logo.format.value, "alt": logo.alt}
