"""One run of the command: gather, read in parallel, deliver in order, sum up."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from types import FrameType
from typing import TextIO

from referat.cli import messages
from referat.cli.arguments import Options, UsageError, View, parse_arguments
from referat.cli.gathering import STDIN, Document, Skipped, gather
from referat.cli.progress import Progress
from referat.cli.saving import name_files, write_whole
from referat.cli.summary import Outcome, documents, summary
from referat.cli.tasks import Reading, Refusal, Tally, Task
from referat.cli.wording import printable
from referat.cli.workers import Workers, cores
from referat.readers.limits import MAX_BYTES

ALL_READ, SOME_NOT_READ, WRONG_USAGE, NO_LISTENER, INTERRUPTED, TERMINATED = 0, 1, 2, 1, 130, 143
NARROWEST, WIDTH_OF_A_PIPE = 60, 80


class _Ended(BaseException):
    """The system asked this process to end."""


def main(argv: Sequence[str] | None = None, *, program: str = "referat") -> int:
    """Run the command and return its exit status.

    0 all were read, 1 some could not be, 2 wrong usage, 130 interrupted, 143 ended from outside.
    """
    for stream in (sys.stdout, sys.stderr):
        _accept_every_character(stream)
    try:
        options = parse_arguments(sys.argv[1:] if argv is None else argv, program=program)
        if isinstance(options, str):
            sys.stdout.write(options)
            return ALL_READ
        _make_folder(options.out)
    except UsageError as error:
        sys.stderr.write(messages.WRONG_USAGE.format(program=program, message=error) + "\n")
        return WRONG_USAGE
    try:
        with _ended_by_signals(), tempfile.TemporaryDirectory(prefix="referat-") as scratch:
            return _Run(options, Path(scratch)).status()
    except BrokenPipeError:
        # Whoever read our output has closed it (`| head`): nothing to say, and nobody to say it to.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - flushed by the interpreter at its end
        return NO_LISTENER
    except KeyboardInterrupt:
        return INTERRUPTED
    except _Ended:
        return TERMINATED


class _Run:
    """One run. Printing goes in the order of the documents, JSON files are written as the answers come."""

    def __init__(self, options: Options, scratch: Path) -> None:
        self._options = options
        self._scratch = scratch
        self._started = time.monotonic()
        self._gathered = gather(options.paths)
        self._naming = name_files(self._gathered.documents)
        self._tallies: list[Tally] = []
        self._refused = list(self._gathered.refused)
        self._written = 0
        self._summary_to = sys.stdout if options.view is View.OVERVIEW else sys.stderr

    def status(self) -> int:
        """Read everything and return the exit status."""
        found = self._gathered.documents
        if self._options.view is View.JSON and isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")  # JSON is UTF-8 whatever the terminal is
        if self._options.out is not None:
            self._say_shared_names()
        interrupted = not self._read_all(found) if found else False
        sys.stdout.flush()
        if interrupted:
            done = documents(len(found))
            sys.stderr.write(messages.INTERRUPTED.format(read=len(self._tallies), documents=done) + "\n")
            return INTERRUPTED
        self._summary_to.write(self._summary())
        self._summary_to.flush()
        return ALL_READ if found and not self._refused else SOME_NOT_READ

    def _read_all(self, found: Sequence[Document]) -> bool:
        """Read the documents; return False if a person broke it off (what was read until then is delivered)."""
        tasks = [self._task(number) for number in range(len(found))]
        progress = Progress(sys.stderr, total=len(tasks), shown=sys.stderr.isatty())
        waiting: dict[int, Reading | Refusal] = {}
        following = 0
        try:
            with Workers(tasks, jobs=self._options.jobs or cores(), seconds=self._options.seconds) as workers:
                progress.show(0)
                for done, answer in enumerate(workers.answers(), start=1):
                    waiting[answer.number] = self._saved(answer)
                    progress.wipe()
                    while following in waiting:
                        self._deliver(waiting.pop(following))
                        following += 1
                    progress.show(done, name=found[answer.number].path)
            progress.wipe()
        except KeyboardInterrupt:
            progress.wipe()
            for number in sorted(waiting):
                self._deliver(waiting[number])
            return False
        return True

    def _task(self, number: int) -> Task:
        document = self._gathered.documents[number]
        options = self._options
        colour = _has_colour(sys.stdout)
        task = Task(
            number=number,
            path=document.path,
            name=document.path,
            filename=printable(os.path.basename(document.path)),
            view=options.view,
            json=options.out is not None,
            one_line=len(self._gathered.documents) > 1,
            width=_width(sys.stdout),
            colour=colour,
        )
        if document.path != STDIN:
            return task
        copy = self._scratch / "stdin"
        copy.write_bytes(sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin else b"")
        return replace(task, path=str(copy), name=messages.STDIN, filename=None)

    def _saved(self, answer: Reading | Refusal) -> Reading | Refusal:
        """Write the JSON of a document to its file; return a refusal in place of the answer if that fails."""
        if isinstance(answer, Refusal) or answer.json is None or self._options.out is None:
            return answer
        path = self._options.out / self._naming.names[answer.number]
        try:
            write_whole(path, text=answer.json)
        except OSError as error:
            reason = messages.UNWRITTEN.format(path=path, reason=error.strerror)
            return Refusal(answer.number, reason)
        self._written += 1
        return answer

    def _deliver(self, answer: Reading | Refusal) -> None:
        if isinstance(answer, Refusal):
            self._refused.append(Skipped(self._gathered.documents[answer.number].path, answer.reason))
            return
        if answer.printed:
            sys.stdout.write(answer.printed)
            if self._options.view is View.OVERVIEW:
                sys.stdout.write("\n")
            sys.stdout.flush()
        self._tallies.append(answer.tally)

    def _say_shared_names(self) -> None:
        for stem, names in self._naming.shared.items():
            text = messages.SAME_STEM.format(stem=printable(stem), names=", ".join(map(printable, names)))
            sys.stderr.write(text + "\n")

    def _summary(self) -> str:
        return summary(
            Outcome(
                tallies=self._tallies,
                refused=self._refused,
                left_out=self._gathered.left_out,
                seconds=time.monotonic() - self._started,
                out=self._options.out,
                written=self._written,
            )
        )


def _make_folder(folder: Path | None) -> None:
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError
    except FileExistsError:
        reason = messages.OUT_IS_A_FILE
    except PermissionError:
        reason = messages.OUT_NO_ACCESS
    except OSError as error:
        reason = error.strerror or type(error).__name__
    else:
        return
    raise UsageError(messages.OUT_UNUSABLE.format(folder=printable(str(folder)), reason=reason))


def _accept_every_character(stream: TextIO) -> None:
    """Make a stream show what its encoding has no sign for as '\\x…', where it would else end the run."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")


def _has_colour(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _width(stream: TextIO) -> int:
    """Return the width to lay out for: the terminal's, or 80 in a pipe; the variable COLUMNS goes before both."""
    size = shutil.get_terminal_size((WIDTH_OF_A_PIPE, 24))
    return max(size.columns if stream.isatty() or os.environ.get("COLUMNS") else WIDTH_OF_A_PIPE, NARROWEST)


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM end the run once, with everything that was started; a second one changes nothing."""

    def end(number: int, frame: FrameType | None) -> None:
        for name in kept:
            signal.signal(name, signal.SIG_IGN)
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        raise _Ended

    kept = {}
    if threading.current_thread() is threading.main_thread():
        for name, usual in ((signal.SIGINT, signal.default_int_handler), (signal.SIGTERM, signal.SIG_DFL)):
            if signal.getsignal(name) is usual:  # a caller's own handler, or nohup, is left alone
                kept[name] = signal.signal(name, end)
    try:
        yield
    finally:
        for name, handler in kept.items():
            signal.signal(name, handler)
