"""The process that reads: a request on standard input, an answer on standard output, until input ends.

A message is three lengths of four bytes, then a JSON object, a text and bytes. A fault in the program is not caught
here: the process dies of it, and `pool` tells the person and starts another.
"""

from __future__ import annotations

import json
import os
import struct
import time
from dataclasses import replace
from typing import IO, Any

from referat import ReadError, SourceText, parse, read
from roedtraad.importing.reading import firstagenda
from roedtraad.importing.reading.answers import plain
from roedtraad.importing.reading.written import written

try:
    import resource
except ImportError:  # not on Windows
    resource = None  # type: ignore[assignment]

LENGTHS = struct.Struct(">III")
MEMORY_BYTES = (
    4_000_000_000  # address space; a reader of Word or HTML files has limits of its own, this is the last one
)


def main() -> None:
    """Answer every request, then end. What a library prints must not end up between the answers."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    _limit_memory()
    while (message := receive(requests)) is not None:
        header, _text, data = message
        send(answers, *_answer(header, data))


def _answer(header: dict[str, Any], data: bytes) -> tuple[dict[str, Any], str, bytes]:
    began = time.perf_counter()
    try:
        source, record = read_file(data, filename=header["filename"], media_type=header["media_type"])
    except ReadError as error:
        return {"error": error.code, "message": error.message}, "", b""
    except MemoryError:
        return {"error": "too_large", "message": _TOO_LARGE}, "", b""
    return (
        {
            "pages": source.pages,
            "media_type": source.media_type,
            "milliseconds": round(1000 * (time.perf_counter() - began)),
        },
        source.text,
        json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode(),
    )


_TOO_LARGE = "Filen kræver mere hukommelse, end en fil må bruge. Del den i flere filer, og prøv igen."


def read_file(data: bytes, *, filename: str, media_type: str) -> tuple[SourceText, dict[str, Any]]:
    """Return the text of a file and what was read out of it.

    Raises:
        ReadError: the file cannot be read; its message is for whoever sent it.
    """
    if firstagenda.looks_like_it(data, filename=filename):
        source, closed = (
            firstagenda.read_publication(data, filename=filename),
            firstagenda.closed_numbers(data),
        )
    else:
        source, closed = read(data, filename=filename, media_type=media_type or None), frozenset()
    source = replace(source, text=plain(source.text))
    return source, written(firstagenda.with_closed(parse(source), closed), source)


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], str, bytes] | None:
    """Return the next message; None where the stream has ended, also in the middle of one."""
    lengths = stream.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    parts = [stream.read(length) for length in LENGTHS.unpack(lengths)]
    if any(len(part) < length for part, length in zip(parts, LENGTHS.unpack(lengths), strict=True)):
        return None
    return json.loads(parts[0]), parts[1].decode(), parts[2]


def send(stream: IO[bytes], header: dict[str, Any], text: str, data: bytes) -> None:
    """Write a message."""
    head, words = json.dumps(header).encode(), text.encode()
    stream.write(LENGTHS.pack(len(head), len(words), len(data)) + head + words + data)
    stream.flush()


def _limit_memory() -> None:
    if resource is None:
        return
    for limit, size in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(limit, (size, size))
        except (ValueError, OSError):
            continue  # a stricter limit is already set


if __name__ == "__main__":
    main()
