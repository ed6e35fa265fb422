"""The child process that reads PDFs, so that a bad file can neither crash, fill nor hold up whoever asked.

It reads requests from its standard input and writes answers to its standard output. A message is two lengths of
four bytes, a JSON object, and bytes. Answers are JSON: a child that a file has taken over can send nothing but data.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import struct
import traceback
from collections.abc import Callable
from typing import Any, BinaryIO

from referat.errors import ReadError
from referat.readers.limits import CHILD_MEMORY_BYTES, CHILD_RECYCLE_BYTES, MAX_SECONDS
from referat.readers.pdf.document import draw_page, find_places, read_document
from referat.readers.pdf.mistakes import NoSuchPage, NotItsText

try:
    import resource
except ImportError:  # not on Windows: there time and size alone are limited
    resource = None  # type: ignore[assignment]

_LENGTHS = struct.Struct(">II")
_PAGE_BYTES = resource.getpagesize() if resource is not None else 4096
_TOO_LARGE = (
    "PDF-filen kræver mere hukommelse, end en fil må bruge. Del den i flere filer, eller gem den på ny."
)


def main() -> None:
    """Answer requests until the standard input ends, or until this process has grown too large."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    _limit_memory()
    gc.disable()  # a file makes many small values and no circles; what there is of them is taken between two files
    _send(answers, {}, b"")  # ready
    # What a library prints must not end up between the answers. A fault before this is told to the parent.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    while (message := _receive(requests)) is not None:
        _die_in(MAX_SECONDS + 5)
        header, data = message
        answer, blob = _answer(header, data)
        _die_in(0)
        del message, data  # before it is asked how much is held
        recycle = _memory()[1] > CHILD_RECYCLE_BYTES
        _send(answers, {**answer, "last": recycle}, blob)
        if recycle:
            return
        gc.collect()


def _answer(header: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    try:
        return _TASKS[header["task"]](header, data)
    except ReadError as error:
        return {"error": error.code, "message": error.message}, b""
    except MemoryError:
        return {"error": "too_large", "message": _TOO_LARGE}, b""
    except (NoSuchPage, NotItsText) as error:
        return {"error": type(error).__name__, "message": str(error)}, b""
    except Exception:  # noqa: BLE001 - the outermost loop: a fault of ours is for the parent to raise
        return {"error": "bug", "message": traceback.format_exc()}, b""


def _read(header: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    source = read_document(data)
    answer = {
        "pages": source.pages,
        "marks": [(mark.start, mark.end, mark.kind.value, mark.level) for mark in source.marks],
        "problems": source.problems,
    }
    return answer, source.text.encode()


def _image(header: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    return {}, draw_page(data, header["page"], header["scale"])


def _boxes(header: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    return {"boxes": find_places(data, header["page"], header["text"], header["spans"])}, b""


_TASKS: dict[str, Callable[[dict[str, Any], bytes], tuple[dict[str, Any], bytes]]] = {
    "read": _read,
    "image": _image,
    "boxes": _boxes,
}


def _receive(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    header_length, data_length = _LENGTHS.unpack(lengths)
    return json.loads(stream.read(header_length)), stream.read(data_length)


def _send(stream: BinaryIO, header: dict[str, Any], data: bytes) -> None:
    encoded = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    stream.write(_LENGTHS.pack(len(encoded), len(data)) + encoded)
    stream.write(data)
    stream.flush()


def _limit_memory() -> None:
    """Let this process grow by no more than `CHILD_MEMORY_BYTES`, and leave no core behind."""
    if resource is None:
        return
    mapped, _ = _memory()
    # Without /proc: a generous guess at what Python and pdfium map to begin with.
    most = (mapped or 500_000_000) + CHILD_MEMORY_BYTES
    for limit, size in ((resource.RLIMIT_AS, most), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(limit, (size, size))
        except (ValueError, OSError):
            continue  # a stricter limit is already set, or the system knows no such limit


def _memory() -> tuple[int, int]:
    """Return the bytes that this process has mapped, and those of them in memory; 0 where nobody knows.

    What the system calls the peak of a process is no help: it begins with that of the parent.
    """
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:
            mapped, resident = statm.read().split()[:2]
    except OSError:
        return 0, 0
    return int(mapped) * _PAGE_BYTES, int(resident) * _PAGE_BYTES


def _die_in(seconds: float) -> None:
    """Let the system end this process after so many seconds, also when its parent is gone; 0 takes it back."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)
