"""The web server, the worker, the search index and the proposer of links as one: they start together, and when one stops, all do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
PATIENCE_SECONDS = 30  # for what is under way, before a process is killed


@dataclass(frozen=True, slots=True)
class Part:
    """One of the processes: its name, and how it is started."""

    name: str
    command: Sequence[str]


def is_for_others(bind: str) -> bool:
    """Return whether other machines can reach this address; a socket in the file system, and this machine's own, they cannot."""
    host = bind.rpartition(":")[0].strip("[]") if ":" in bind else bind
    return not bind.startswith("unix:") and host not in LOCAL


def parts(*, bind: str, workers: int, proxies: int) -> tuple[Part, ...]:
    """Return the web server, the worker of background tasks, and what keeps search index and proposed links up to date."""
    web = [
        *("-m", "gunicorn", "roedtraad.wsgi"),
        *("--bind", bind, "--workers", str(workers), "--worker-class", "sync", "--preload"),
        *(
            "--timeout",
            "60",
            "--graceful-timeout",
            "20",
            "--max-requests",
            "2000",
            "--max-requests-jitter",
            "200",
        ),
        *("--no-control-socket", "--log-level", "warning"),
        *("--forwarded-allow-ips", "*" if proxies else "127.0.0.1"),
    ]
    worker = ["-m", "django", "db_worker", "--queue-name", "*", "--no-startup-delay"]
    index = ["-m", "django", "index", "--follow"]
    notices = ["-m", "django", "notices", "--follow"]
    thread = ["-m", "django", "propose_links", "--follow"]
    return (
        Part("web", [sys.executable, *web]),
        Part("worker", [sys.executable, *worker]),
        Part("index", [sys.executable, *index]),
        Part("notices", [sys.executable, *notices]),
        Part("thread", [sys.executable, *thread]),
    )


def usual_workers() -> int:
    """Return how many web processes a machine of this size takes."""
    return min(2 * (os.cpu_count() or 1) + 1, 9)


def run(started: Sequence[Part], *, environment: Mapping[str, str]) -> int:
    """Run the processes until one of them ends or a signal comes, then stop all; return the exit status.

    SIGINT and SIGTERM are a clean stop (0). Whatever ends by itself gives 1: nothing should.
    """
    stop = threading.Event()
    asked = threading.Event()

    def ask(number: int, frame: object) -> None:
        asked.set()
        stop.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    running = [subprocess.Popen(part.command, env=dict(environment)) for part in started]
    try:
        while not stop.wait(0.5):
            if any(process.poll() is not None for process in running):
                stop.set()
    finally:
        for process in running:
            process.terminate()
        for process in running:
            _end(process)
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0 if asked.is_set() else 1


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(timeout=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
