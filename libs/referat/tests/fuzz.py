"""Read thousands of hostile files. Each must end in minutes or in a clear refusal, within ten seconds and 500 MB.

`python libs/referat/tests/fuzz.py --count 2000 --seed 1 --kind pdf`. Prints a table; the exit status is 1 when a file
broke the rule. Every file is made from kind, number and seed: `--only 17 --kind pdf` reads one of them again.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import faulthandler
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

MOST_SECONDS = 10.0
MOST_MEGABYTES = 500
MOST_SHOWN = 60
HANGS = 40  # seconds of work after which a worker is given up; on a busy machine they last longer than 40


@dataclass
class Result:
    """What came of the files of one kind."""

    kind: str
    most_seconds: float = MOST_SECONDS
    read: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    slowest_file: str = ""
    peak: int = 0
    peak_file: str = ""
    violations: list[str] = field(default_factory=list)

    def add(self, case: dict[str, object]) -> None:
        """Count one file."""
        name = f"{case['number']} ({case['what']})"
        outcome, megabytes = str(case["outcome"]), int(str(case["megabytes"]))
        reading, parsing = float(str(case["reading"])), float(str(case["parsing"]))
        if outcome == "read":
            self.read += 1
        else:
            self.refused[outcome] += 1
        if reading + parsing > self.slowest:
            self.slowest, self.slowest_file = reading + parsing, f"{name}, read in {reading:.1f} s"
        if megabytes > self.peak:
            self.peak, self.peak_file = megabytes, name
        if outcome.startswith("bug"):
            self.violations.append(f"{self.kind} {name}: {case['detail']}")
        if reading + parsing > self.most_seconds:
            self.violations.append(
                f"{self.kind} {name}: read in {reading:.1f}, parsed in {parsing:.1f} seconds"
            )
        if megabytes > MOST_MEGABYTES:
            self.violations.append(f"{self.kind} {name}: {megabytes} MB")


def fuzz(
    kinds: list[str],
    *,
    count: int,
    seed: int,
    jobs: int,
    parsing: bool = True,
    most_seconds: float = MOST_SECONDS,
) -> list[Result]:
    """Read `count` files of each kind, each kind in a process of its own, and return what came of them."""

    def one(kind: str) -> Result:
        return _one_kind(Result(kind, most_seconds), count, seed, parsing)

    with concurrent.futures.ThreadPoolExecutor(jobs) as threads:
        return list(threads.map(one, kinds))


def _one_kind(result: Result, count: int, seed: int, parsing: bool) -> Result:
    kind, number = result.kind, 0
    while number < count:
        command = [
            sys.executable,
            __file__,
            "--work",
            kind,
            str(number),
            str(count),
            str(seed),
            str(int(parsing)),
        ]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:
            assert worker.stdout is not None
            for line in worker.stdout:
                result.add(json.loads(line))
                number += 1
        if number < count:
            result.violations.append(f"{kind} {number}: the process died or hung")
            number += 1
    return result


# --- the process that reads -------------------------------------------------------------------------------------------


def work(kind: str, start: int, count: int, seed: int, parsing: int) -> None:
    """Read files and print a line of JSON for each."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    faulthandler.register(signal.SIGPROF, chain=True)  # says where it was, and ends
    for number in range(start, count):
        signal.setitimer(signal.ITIMER_PROF, HANGS)
        what, data = hostile_file(kind, number, seed)
        answers.write(json.dumps({"number": number, "what": what, **_case(kind, data, bool(parsing))}) + "\n")
        signal.setitimer(signal.ITIMER_PROF, 0)


def _case(kind: str, data: bytes, parsing: bool) -> dict[str, object]:
    memory = _Memory()
    # The time this process works; for a PDF, which another process reads, the time that passes.
    clock = time.perf_counter if kind == "pdf" else time.process_time
    begun = read_at = clock()
    outcome, detail = "read", ""
    try:
        source = read(data, filename=f"referat.{kind}")
        source.text.encode()
        read_at = clock()
        if parsing:
            as_json(parse(source), source)
    except ReadError as error:
        outcome, read_at = error.code, clock()
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        outcome, detail = "bug", f"{type(error).__name__}: {error}"[-2000:]
    seconds = {"reading": round(read_at - begun, 2), "parsing": round(clock() - read_at, 2)}
    return {"outcome": outcome, "detail": detail, **seconds, "megabytes": memory.peak_megabytes()}


class _Memory:
    """The peak of this process and of its children together, above what the fuzzing itself holds. Linux only."""

    def __init__(self) -> None:
        self._children = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        try:
            Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak begins anew
        except OSError:
            return
        self._thread.start()

    def _watch(self) -> None:
        while not self._done.wait(0.02):
            self._children = max(self._children, sum(map(_resident, _child_processes())))

    def peak_megabytes(self) -> int:
        self._done.set()
        try:
            lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
        except OSError:
            return 0
        own = next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)
        return (own + self._children) // 1024


def _child_processes() -> list[str]:
    found: list[str] = []
    for task in Path("/proc/self/task").iterdir():
        try:
            found += (task / "children").read_text(encoding="ascii").split()
        except OSError:
            continue
    return found


def _resident(process: str) -> int:
    """Return the kilobytes in memory of a process."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE") // 1024


# --- the table --------------------------------------------------------------------------------------------------------


def table(results: list[Result]) -> str:
    """Return the results as a table."""
    lines = [f"{'kind':<6}{'files':>7}{'read':>7}  {'slowest':>8}  {'peak':>7}  refused"]
    for result in results:
        files = result.read + sum(result.refused.values())
        refused = ", ".join(f"{code} {count}" for code, count in result.refused.most_common()) or "-"
        lines.append(
            f"{result.kind:<6}{files:>7}{result.read:>7}  {result.slowest:>6.1f} s  {result.peak:>4} MB  {refused}"
        )
        lines.append(f"{'':<22}slowest: {result.slowest_file}; largest: {result.peak_file}")
    return "\n".join(lines)


def say(text: str) -> None:
    """Print a line."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=2000, help="files of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=KINDS, action="append", help="only this kind; may be given again")
    parser.add_argument("--only", type=int, help="read this file again and show what came of it")
    parser.add_argument("--read-only", action="store_true", help="do not parse what was read")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    kinds = arguments.kind or list(KINDS)
    if arguments.only is not None:
        for kind in kinds:
            what, data = hostile_file(kind, arguments.only, arguments.seed)
            say(f"{kind} {arguments.only} {what} {len(data)} {_case(kind, data, not arguments.read_only)}")
        return 0
    begun = time.perf_counter()
    results = fuzz(
        kinds,
        count=arguments.count,
        seed=arguments.seed,
        jobs=arguments.jobs,
        parsing=not arguments.read_only,
    )
    say(table(results))
    violations = [violation for result in results for violation in result.violations]
    say(f"{len(violations)} violations in {time.perf_counter() - begun:.0f} seconds")
    for violation in violations[:MOST_SHOWN]:
        say(violation)
    return 1 if violations else 0


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parent)]
from readers.hostile import KINDS, hostile_file  # noqa: E402

from referat import ReadError, as_json, parse, read  # noqa: E402

if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        work(sys.argv[2], *map(int, sys.argv[3:7]))
        sys.exit(0)
    sys.exit(main())
