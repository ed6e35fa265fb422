"""Join PDF files with bookmarks, in a process of its own: the files come from anybody. Run as a program; no Django.

It reads a plan as JSON from its input, `{"out": path, "parts": [{"path", "first", "last", "level", "title", "keep"}]}`, and
writes the file. A part that cannot be read is left out; the numbers of those are printed as JSON.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
from typing import Any

from pypdf import PdfReader, PdfWriter

MEMORY_BYTES = 2 << 30
SECONDS = 60


def main() -> int:
    """Join what the plan says; return the exit status."""
    for limit, size in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, SECONDS)):
        resource.setrlimit(limit, (size, size))
    logging.disable()
    plan = json.load(sys.stdin)
    writer = PdfWriter()
    above: list[Any] = []
    lost = []
    for number, part in enumerate(plan["parts"]):
        try:
            above = [*above[: part["level"]], _add(writer, part, above)]
        except Exception:  # noqa: BLE001  # the loop of this process: whatever is wrong with one file, the others stand
            lost.append(number)
    writer.compress_identical_objects()
    writer.write(plan["out"])
    json.dump(lost, sys.stdout)
    return 0


def _add(writer: PdfWriter, part: dict[str, Any], above: list[Any]) -> Any:
    """Add the pages of a part, or none, and its bookmark; return the bookmark."""
    level = part["level"]
    under = above[level - 1] if level else None
    begin = len(writer.pages)
    if part["path"]:
        reader = PdfReader(part["path"], strict=False)
        pages = (part["first"], part["last"]) if part["last"] else (0, len(reader.pages))
        writer.append(reader, pages=pages, import_outline=False)
        if part["keep"]:
            top = writer.add_outline_item(title=part["title"], page_number=begin, parent=under)
            for title, page in _headings(reader):
                writer.add_outline_item(title=title, page_number=begin + page, parent=top)
            return top
    page = max(0, min(begin, len(writer.pages) - 1))
    return writer.add_outline_item(title=part["title"], page_number=page, parent=under)


def _headings(reader: PdfReader) -> list[tuple[str, int]]:
    """Return the outermost bookmarks of a file, with the number of their page."""
    rows = [one for one in reader.outline if not isinstance(one, list)]
    if len(rows) == 1 and len(reader.outline) == 2 and isinstance(reader.outline[1], list):
        rows = [one for one in reader.outline[1] if not isinstance(one, list)]
    return [(str(one.title), reader.get_destination_page_number(one) or 0) for one in rows]


if __name__ == "__main__":
    sys.exit(main())
