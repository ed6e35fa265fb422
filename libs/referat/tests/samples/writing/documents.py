"""From a source to its document and its gold record.

A source begins with a few lines of TOML between `+++`: how it is built, and what the record says about the meeting.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from . import old_pdf, reportlab_pdf, typst_pdf, word
from .gold import Record
from .marks import read_marks

FRONT = re.compile(r"\A\+\+\+\n(.*?)\n\+\+\+\n", re.S)


def read_source(path: Path) -> tuple[dict[str, Any], str]:
    """Return the front matter and the marked text of a source."""
    source = path.read_text(encoding="utf-8")
    front = FRONT.match(source)
    if front is None:
        raise ValueError(f"{path.name}: no front matter")
    return tomllib.loads(front.group(1)), source[front.end() :]


def gold(path: Path) -> dict[str, Any]:
    """Return the gold record that a source describes."""
    front, marked = read_source(path)
    meeting = {"start_time": None, "end_time": None, "venue": None} | front["meeting"]
    record = Record(read_marks(marked), markup=front["kind"] != "text")
    return record.build(meeting, filename=path.stem + front["suffix"])


def document(path: Path) -> bytes | None:
    """Return the bytes of the document, or None where the program that prints it is not installed."""
    front, marked = read_source(path)
    text = read_marks(marked).text
    match front["build"]:
        case "as-is":
            return _encoded(text, front)
        case "typst":
            return typst_pdf.pdf(text, preamble=front["preamble"])
        case "old-pdf":
            return old_pdf.pdf(text, header=front["header"], footer=front["footer"])
        case "word":
            return word.word(
                text,
                header=front.get("header", ""),
                footer=front.get("footer", ""),
                danish_style_ids=front.get("danish_style_ids", False),
            )
        case "chromium":
            return _printed(text)
        case "reportlab":
            if not reportlab_pdf.INSTALLED:
                return None
            return reportlab_pdf.pdf(text, header=front["header"], footer=front["footer"])
        case other:
            raise ValueError(f"{path.name}: build = {other!r}?")


def _encoded(text: str, front: dict[str, Any]) -> bytes:
    if front.get("newline") == "crlf":
        text = text.replace("\n", "\r\n")
    return text.encode(front.get("encoding", "utf-8"))


def _printed(text: str) -> bytes | None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        page, out = Path(folder, "page.html"), Path(folder, "page.pdf")
        page.write_text(text, encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        options += ["--disable-pdf-tagging"]
        command = [chromium, *options, f"--print-to-pdf={out}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return re.sub(rb"\(D:\d{14}", b"(D:20250101120000", out.read_bytes())


def build(path: Path, *, into: Path) -> str:
    """Write the document and the gold record of one source; return a line that says what was written."""
    front, _ = read_source(path)
    content = document(path)
    target = into / (path.stem + front["suffix"])
    if content is not None:
        target.write_bytes(content)
    record = json.dumps(gold(path), ensure_ascii=False, indent=1) + "\n"
    (into / f"{path.stem}.json").write_text(record, encoding="utf-8")
    size = "left as it is" if content is None else f"{len(content)} bytes"
    return f"{target.name}: {size}\n"
