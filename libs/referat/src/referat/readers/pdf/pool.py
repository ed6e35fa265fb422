"""Child processes that read PDFs, kept for the next file. Thread-safe; a forked process begins with none."""

from __future__ import annotations

import atexit
import importlib.util
import json
import os
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from referat.errors import ReadError
from referat.readers.pdf.mistakes import MISTAKES

_LENGTHS = struct.Struct(">II")
_PACKAGE = str(Path(__file__).parents[2])
# The front door of the library brings the parser with it, which the child does not need and which is slow to load.
# It runs isolated (-I): what lies in the folder where somebody works (a struct.py) must not be loaded instead of
# Python's own. Where the parent looks for modules is looked through last, for a pypdfium2 that is installed nowhere else.
_START = """import sys, types
sys.path += [place for place in sys.argv[2:] if place not in sys.path]
package = sys.modules["referat"] = types.ModuleType("referat")
package.__path__ = [sys.argv[1]]
from referat.readers.pdf.child import main
main()
"""
_FLAGS = ("-I", "-B") if sys.dont_write_bytecode else ("-I",)
_MOST_CHILDREN = max(os.cpu_count() or 1, 2) + 2  # of one process; more threads than this wait for each other
_SLOW = (
    "PDF-filen tager for lang tid at læse. Gem den på ny (åbn den, og vælg «Udskriv til PDF»), "
    "eller del den i flere filer."
)
_CRASH = (
    "PDF-filen kan ikke læses: den er beskadiget eller kræver for meget hukommelse. "
    "Gem den på ny (åbn den, og vælg «Udskriv til PDF»), og prøv igen."
)
_MISSING = "PDF-filer kan ikke læses, fordi pypdfium2 mangler. Installér den med: pip install 'referat[pdf]'."


@dataclass(frozen=True, slots=True)
class Answer:
    """What a child answered: JSON and bytes."""

    header: dict[str, Any]
    data: bytes


class _Gone(Exception):
    """The child ended before it answered."""


class _Child:
    """One child process. Used by one thread at a time."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, *_FLAGS, "-c", _START, _PACKAGE, *filter(os.path.isabs, sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._out_of_time = False
        if self._received() is None:
            said = self._process.stderr.read().decode(errors="replace") if self._process.stderr else ""
            self.close()
            raise RuntimeError(f"the process that reads PDF files does not start:\n{said}")

    def ask(self, request: bytes, data: bytes, *, seconds: float) -> Answer:
        """Send a request and return the answer. After so many seconds the child is killed.

        Raises:
            ReadError: `too_slow`.
            _Gone: the child ended.
        """
        timer = threading.Timer(seconds, self._run_out)
        timer.daemon = True
        timer.start()
        answer = None
        try:
            answer = self._exchange(request, data)
        except OSError:
            pass  # the pipe broke: the child is gone
        finally:
            timer.cancel()
        if answer is None:
            raise ReadError("too_slow", _SLOW) if self._out_of_time else _Gone
        return answer

    def _run_out(self) -> None:
        self._out_of_time = True
        self._process.kill()

    def _exchange(self, request: bytes, data: bytes) -> Answer | None:
        stdin = self._process.stdin
        assert stdin is not None
        stdin.write(_LENGTHS.pack(len(request), len(data)) + request)
        stdin.write(data)
        stdin.flush()
        return self._received()

    def _received(self) -> Answer | None:
        stdout = self._process.stdout
        assert stdout is not None
        lengths = stdout.read(_LENGTHS.size)
        if len(lengths) < _LENGTHS.size:
            return None
        header_length, data_length = _LENGTHS.unpack(lengths)
        header, blob = stdout.read(header_length), stdout.read(data_length)
        if len(header) < header_length or len(blob) < data_length:
            return None
        return Answer(json.loads(header), blob)

    def close(self) -> None:
        """End the process and give back its pipes."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        self._process.wait()


class _Pool:
    """The children that wait for the next file."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(_MOST_CHILDREN)
        self._idle: list[_Child] = []

    def ask(self, request: bytes, data: bytes, *, seconds: float) -> Answer:
        """Return the answer of a child. One that died while it waited is replaced, once."""
        with self._places:
            with self._lock:
                child = self._idle.pop() if self._idle else None
            if child is not None:
                with suppress(_Gone):
                    return self._ask(child, request, data, seconds)
            try:
                return self._ask(_Child(), request, data, seconds)
            except _Gone:
                raise ReadError("broken", _CRASH) from None

    def _ask(self, child: _Child, request: bytes, data: bytes, seconds: float) -> Answer:
        keep = False
        try:
            answer = child.ask(request, data, seconds=seconds)
            keep = not answer.header.get("last")
        finally:
            # Also after Ctrl-C: a child that is busy with one file must not be given another.
            if keep:
                with self._lock:
                    self._idle.append(child)
            else:
                child.close()
        return answer

    def close(self) -> None:
        """End all children."""
        with self._lock:
            idle, self._idle = self._idle, []
        for child in idle:
            child.close()

    def forget(self) -> None:
        """Leave the children to the process that started them. Called in a forked process."""
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(_MOST_CHILDREN)
        self._others, self._idle = self._idle, []


_POOL = _Pool()
atexit.register(_POOL.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_POOL.forget)


def ask(task: dict[str, Any], data: bytes, *, seconds: float) -> Answer:
    """Let a child process do a task with a PDF.

    Raises:
        ReadError: the file cannot be read, takes too long, or pypdfium2 is not installed.
        NoSuchPage, NotItsText: what was asked for does not fit the file.
    """
    if importlib.util.find_spec("pypdfium2") is None:
        raise ReadError("missing_reader", _MISSING)
    answer = _POOL.ask(json.dumps(task).encode(), data, seconds=seconds)
    error = answer.header.get("error")
    if error is None:
        return answer
    message = answer.header["message"]
    if error in MISTAKES:
        raise MISTAKES[error](message)
    if error == "bug":
        raise RuntimeError(f"the PDF reader failed:\n{message}")
    raise ReadError(error, message)
