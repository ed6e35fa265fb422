"""Processes that read, kept for the next file. One that dies or hangs costs its own file and no other.

Each process has a thread here that speaks with it while there is work. `concurrent.futures` is not used: one dead
process breaks its whole pool, and it cannot end one that hangs.
"""

from __future__ import annotations

import atexit
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from django.utils.translation import gettext as _

from roedtraad.importing.reading.answers import Answer, Refusal
from roedtraad.importing.reading.child import receive, send

SECONDS = 120.0  # for one file, from bytes to answer; PDFs have a limit of their own below this
SECONDS_TO_END = 5.0


@dataclass(frozen=True, slots=True)
class Request:
    """A file to read. `key` is the caller's own name for it."""

    key: int
    data: bytes
    filename: str = ""
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a request."""

    request: Request
    answer: Answer | Refusal


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_all(
    requests: Iterable[Request], *, jobs: int | None = None, seconds: float = SECONDS
) -> Iterator[Outcome]:
    """Yield what becomes of each request, as it comes, `jobs` at a time. Requests are taken one by one as there is room."""
    jobs = jobs or cores()
    waiting: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
    done: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
    stop = threading.Event()
    for _number in range(jobs):
        threading.Thread(target=_work, args=(waiting, done, stop, seconds), daemon=True).start()
    left, under_way = iter(requests), 0
    try:
        while True:
            while under_way < 2 * jobs and (request := next(left, None)) is not None:
                waiting.put(request)
                under_way += 1
            if not under_way:
                return
            yield done.get()
            under_way -= 1
    finally:
        stop.set()
        for _number in range(jobs):
            waiting.put(None)


def _work(
    waiting: queue.SimpleQueue[Request | None],
    done: queue.SimpleQueue[Outcome],
    stop: threading.Event,
    seconds: float,
) -> None:
    while (request := waiting.get()) is not None and not stop.is_set():
        done.put(Outcome(request, _read(request, seconds)))


def _read(request: Request, seconds: float) -> Answer | Refusal:
    """Let a process read a file. One that died while it was idle is replaced, once."""
    for process in (_IDLE.take(), None):
        reader = process if process is not None else _start()
        if reader is None:
            return Refusal("no_reader", _("The program that reads files does not start."), is_final=False)
        too_slow = threading.Event()
        answer = _ask(reader, request, seconds, too_slow)
        if answer is not None:
            _IDLE.give_back(reader)
            return answer
        _kill(reader)
        if too_slow.is_set():
            return Refusal("too_slow", _("The file takes too long to read. Divide it, or save it anew."))
        if process is None:
            break
    return Refusal(
        "broke_off",
        _("The file makes the reader break off. Save it anew, as PDF or Word, and upload that."),
        is_final=False,
    )


def _ask(
    process: subprocess.Popen[bytes], request: Request, seconds: float, too_slow: threading.Event
) -> Answer | Refusal | None:
    """Return the answer of a process; None if it ended before it answered."""

    def give_up() -> None:
        too_slow.set()
        _kill(process)

    timer = threading.Timer(seconds, give_up)
    timer.daemon = True
    timer.start()
    try:
        return _exchanged(process, request)
    except (OSError, ValueError, KeyError):
        return None
    finally:
        timer.cancel()


def _exchanged(process: subprocess.Popen[bytes], request: Request) -> Answer | Refusal | None:
    if process.stdin is None or process.stdout is None:
        return None
    send(
        process.stdin,
        {"filename": request.filename, "media_type": request.media_type},
        "",
        request.data,
    )
    message = receive(process.stdout)
    if message is None:
        return None
    header, text, record = message
    if "error" in header:
        return Refusal(header["error"], header["message"], is_final=header["error"] != "too_slow")
    return Answer(
        text=text,
        pages=tuple(header["pages"]),
        media_type=header["media_type"],
        record=json.loads(record),
        milliseconds=header["milliseconds"],
    )


def _start() -> subprocess.Popen[bytes] | None:
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "roedtraad.importing.reading.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            start_new_session=True,  # Ctrl-C reaches us alone, and we end what we started
        )
    except OSError:
        return None


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and what it started."""
    if process.poll() is None:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()
    with suppress(subprocess.TimeoutExpired):
        process.wait(SECONDS_TO_END)


class _Idle:
    """The processes that wait for the next file."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._processes: list[subprocess.Popen[bytes]] = []

    def take(self) -> subprocess.Popen[bytes] | None:
        """Return one that waits, if there is one."""
        with self._lock:
            return self._processes.pop() if self._processes else None

    def give_back(self, process: subprocess.Popen[bytes]) -> None:
        """Keep a process for the next file; more than there are cores are ended."""
        with self._lock:
            if len(self._processes) < cores():
                self._processes.append(process)
                return
        _kill(process)

    def close(self) -> None:
        """End all that wait."""
        with self._lock:
            processes, self._processes = self._processes, []
        for process in processes:
            _kill(process)

    def forget(self) -> None:
        """Leave them to the process that started them. Called in a forked process."""
        self._lock = threading.Lock()
        self._processes = []


_IDLE = _Idle()
atexit.register(_IDLE.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_IDLE.forget)
