"""One bad file never stops the rest: files that are missing, refused, too slow, or that kill the process that reads."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from cli.shell import a_file, environment, referat

needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are found in /proc")


def test_every_file_has_its_own_fate_and_the_status_says_that_some_failed(tmp_path: Path) -> None:
    a_file(tmp_path, "a.txt")
    a_file(tmp_path, "b.txt", "")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7\nintet")
    a_file(tmp_path, "d.txt")
    run = referat(tmp_path, "--json")
    assert run.status == 1
    assert [line.count('"filename"') for line in run.out.splitlines()] == [1, 1]
    assert "2 af 4 dokumenter" in run.err
    for name in ("b.txt", "c.pdf"):
        assert f"{tmp_path / name}: " in run.err
    assert "Traceback" not in run.err


def test_a_missing_file_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    run = referat(tmp_path / "væk.pdf", a_file(tmp_path, "a.txt"))
    assert run.status == 1
    assert "væk.pdf: Filen findes ikke." in run.out
    assert "Sundhedsklynge Vestbælt" in run.out


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="a file that opens and cannot be read")
def test_a_file_that_fails_while_it_is_read_is_told(tmp_path: Path) -> None:
    run = referat("/proc/self/mem", a_file(tmp_path, "a.txt"))
    assert run.status == 1
    assert "/proc/self/mem: Filen kan ikke åbnes (" in run.out
    assert "Traceback" not in run.out + run.err


def test_a_file_without_an_end_is_refused_and_does_not_fill_the_memory(tmp_path: Path) -> None:
    run = referat("/dev/zero", a_file(tmp_path, "a.txt"))
    assert run.status == 1
    assert "/dev/zero: Filen fylder mere end 100 MB" in run.out
    assert "Sundhedsklynge Vestbælt" in run.out


def test_a_file_that_hangs_costs_its_time_limit_and_no_more(tmp_path: Path) -> None:
    pipe = tmp_path / "hænger.txt"
    os.mkfifo(pipe)  # opening it waits for a writer that never comes
    started = time.monotonic()
    run = referat(
        a_file(tmp_path, "a.txt"), pipe, a_file(tmp_path, "b.txt"), "--time-limit", "4", "--jobs", "1"
    )
    assert time.monotonic() - started < 20
    assert run.status == 1
    assert f"{pipe}: Filen blev ikke læst færdig inden for 4 sekunder." in run.out
    assert "2 af 3 dokumenter" in run.out


@dataclass
class Reading:
    """The command, and the process that reads for it, which waits for the end of a pipe."""

    command: subprocess.Popen[bytes]
    reader: int


def children(of: int) -> list[int]:
    lists = Path(f"/proc/{of}/task").glob("*/children")
    return [int(child) for path in lists for child in path.read_text(encoding="ascii").split()]


def heed_interruptions() -> None:
    """Let a child be interrupted also where the tests run in the background, which ignores the signal for all below it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def stuck_on(pipe: Path, *others: Path) -> Iterator[Reading]:
    """Run the command on a pipe and other files, until the process that reads has opened the pipe."""
    os.mkfifo(pipe)
    command = subprocess.Popen(
        [sys.executable, "-m", "referat", "--jobs", "1", *map(str, (pipe, *others))],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        preexec_fn=heed_interruptions,
    )
    with command:
        writer = opened_for_writing(pipe)
        yield Reading(command, reader=children(command.pid)[0])
        os.close(writer)


def opened_for_writing(pipe: Path) -> int:
    """Return the writing end, as soon as somebody reads at the other: before that the system refuses."""
    for _ in range(400):
        with suppress(OSError):
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        time.sleep(0.05)
    pytest.fail("nobody opened the pipe")


@needs_proc
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGSEGV])
def test_a_reader_that_dies_costs_its_own_file(tmp_path: Path, sign: signal.Signals) -> None:
    pipe = tmp_path / "dør.txt"
    with stuck_on(pipe, a_file(tmp_path, "b.txt")) as reading:
        os.kill(reading.reader, sign)
        out, err = (stream.decode("utf-8") for stream in reading.command.communicate(timeout=30))
    assert reading.command.returncode == 1
    assert f"{pipe}: Programmet stoppede uventet under læsningen af filen (signal {sign.value})" in out
    assert "1 af 2 dokumenter" in out
    assert "Sundhedsklynge Vestbælt" in out
    assert "Traceback" not in out + err


@needs_proc
@pytest.mark.parametrize(("sign", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_ends_at_once_with_its_readers(
    tmp_path: Path, sign: signal.Signals, status: int
) -> None:
    with stuck_on(tmp_path / "venter.txt") as reading:
        started = time.monotonic()
        reading.command.send_signal(sign)
        _, err = reading.command.communicate(timeout=30)
    assert time.monotonic() - started < 5
    assert reading.command.returncode == status
    assert b"Traceback" not in err
    assert not Path(f"/proc/{reading.reader}").exists()


def test_what_was_read_before_an_interruption_is_delivered(tmp_path: Path) -> None:
    pipe = tmp_path / "venter.txt"
    os.mkfifo(pipe)
    out = tmp_path / "ud"
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "referat",
            "--jobs",
            "1",
            "--json",
            "--out",
            out,
            a_file(tmp_path, "a.txt"),
            pipe,
        ],
        stderr=subprocess.PIPE,
        env=environment(),
        preexec_fn=heed_interruptions,
    )
    deadline = time.monotonic() + 20
    while not (out / "a.json").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Afbrudt: 1 af 2 dokumenter nåede at blive læst." in err.decode("utf-8")
    assert [path.name for path in out.iterdir()] == ["a.json"]


def test_a_listener_that_goes_away_ends_the_run_without_a_word(tmp_path: Path) -> None:
    for number in range(20):
        a_file(tmp_path, f"{number}.txt")
    process = subprocess.Popen(
        [sys.executable, "-m", "referat", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    err = process.stderr.read()
    assert process.wait(30) == 1
    assert err == b""
