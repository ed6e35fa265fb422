"""Reads many files on all cores, each within its time. A worker that dies or hangs costs its own file and no other.

Each worker is a process of its own with a thread here that speaks with it. `concurrent.futures` is not used: one
dead process breaks its whole pool, and it cannot end a process that hangs. `multiprocessing` is not used: it runs
the caller's main module again in each child, so a script that calls us would have to guard against it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType

from referat.cli import messages
from referat.cli.tasks import Reading, Refusal, Task, answer_from, task_line
from referat.cli.wording import printable, shortened

SECONDS_TO_END = 5.0
LONGEST_CAUSE = 200
_PACKAGES = str(Path(__file__).resolve().parents[2])
# The folder of the package comes last: what is installed is found first, and what lies in the person's own folder
# (`-P`) never is.
_PROGRAM = "import sys; sys.path.append(sys.argv[1]); from referat.cli.worker import serve; serve()"


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers:
    """Reads tasks in parallel. Leaving the context ends every process, in the middle of a file if need be."""

    def __init__(self, tasks: Sequence[Task], *, jobs: int, seconds: float) -> None:
        self._waiting: queue.SimpleQueue[Task] = queue.SimpleQueue()
        for task in tasks:
            self._waiting.put(task)
        self._count = len(tasks)
        self._answers: queue.SimpleQueue[Reading | Refusal] = queue.SimpleQueue()
        self._lines = [_Line(seconds) for _ in range(min(jobs, len(tasks)))]
        self._threads = [
            threading.Thread(target=self._work, args=(line,), daemon=True) for line in self._lines
        ]

    def __enter__(self) -> Workers:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for line in self._lines:
            line.end()
        for thread in self._threads:
            thread.join(SECONDS_TO_END)

    def answers(self) -> Iterator[Reading | Refusal]:
        """Yield one answer for each task, as they come."""
        for _ in range(self._count):
            yield self._answers.get()

    def _work(self, line: _Line) -> None:
        while not line.ended:
            try:
                task = self._waiting.get_nowait()
            except queue.Empty:
                break
            self._answers.put(line.ask(task))
        line.close()


class _Line:
    """The connection to one worker, which is started when it is needed, and again after it died."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._last_words = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`
        self._lock = threading.Lock()
        self.ended = False

    def ask(self, task: Task) -> Reading | Refusal:
        """Return the worker's answer; a refusal if it dies, or takes longer than it may."""
        try:
            process = self._started()
        except OSError as error:
            return Refusal(task.number, messages.NOT_STARTED.format(reason=error.strerror))
        too_slow = threading.Event()

        def give_up() -> None:
            too_slow.set()
            _kill(process)

        timer = threading.Timer(self._seconds, give_up)
        timer.daemon = True
        timer.start()
        try:
            return _exchange(process, task)
        except (OSError, ValueError, KeyError, TypeError):
            _kill(process)
            status = process.wait()
            if too_slow.is_set():
                return Refusal(task.number, messages.TOO_SLOW.format(seconds=self._seconds))
            return Refusal(task.number, messages.WORKER_DIED.format(cause=self._cause(status)))
        finally:
            timer.cancel()
            if too_slow.is_set():
                process.wait()

    def end(self) -> None:
        """End the process in the middle of its work; no other is started. May be called from any thread."""
        with self._lock:
            self.ended = True
            if self._process:
                _kill(self._process)

    def close(self) -> None:
        """Let the process end by itself and close what was opened. Called by the thread that asked."""
        process = self._process
        if process and process.stdin and process.stdout:
            with contextlib.suppress(OSError):
                process.stdin.close()
            try:
                process.wait(SECONDS_TO_END)
            except subprocess.TimeoutExpired:
                _kill(process)
                process.wait()
            process.stdout.close()
        self._last_words.close()

    def _started(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self.ended:
                raise OSError(errno.ECANCELED, messages.WAS_ENDED)
            if self._process is None or self._process.poll() is not None:
                self._last_words.seek(0)
                self._last_words.truncate()
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-c", _PROGRAM, _PACKAGES],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=self._last_words,
                    start_new_session=True,  # Ctrl-C reaches us alone, and we end what we started
                )
            return self._process

    def _cause(self, status: int) -> str:
        """Return the last line that the worker wrote, else how the system says that it ended."""
        self._last_words.seek(0)
        words = self._last_words.read().decode("utf-8", "replace").strip()
        if words:
            return shortened(printable(words.splitlines()[-1]), longest=LONGEST_CAUSE)
        if status < 0:
            return messages.WORKER_SIGNAL.format(signal=-status)
        return messages.WORKER_STATUS.format(status=status)


def _exchange(process: subprocess.Popen[bytes], task: Task) -> Reading | Refusal:
    if not process.stdin or not process.stdout:
        raise OSError(errno.EPIPE, os.strerror(errno.EPIPE))
    process.stdin.write(task_line(task))
    process.stdin.flush()
    return answer_from(process.stdout.readline())


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and what it started; nothing happens if it is dead."""
    if process.returncode is not None:
        return
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
