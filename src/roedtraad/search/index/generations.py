"""The folder of the index: one generation that is in use, another one while it is built anew.

    current            the name of the generation in use
    broken             somebody found that generation broken; whoever follows the journal builds a new one
    noticed            keys of entries that somebody found wrong; they are looked at again
    write.lock         held while something is written
    build.lock         held while a generation is built
    g…/                a generation: the files of the index, `edition` and `archive-words`

A generation is put in use by replacing `current`; whoever has the old one open reads on until he looks there again.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from roedtraad.search.index.schema import edition

CURRENT, BROKEN = "current", "broken"
NOTICED = "noticed"
EDITION, ARCHIVE_WORDS = "edition", "archive-words"
WAIT_SECONDS = 0.02


class NoIndex(Exception):
    """There is no index that can be read: none yet, a broken one, or one of another edition."""


class Busy(Exception):
    """Another process holds the lock."""


@dataclass(frozen=True, slots=True)
class Generation:
    """The folder of one generation."""

    path: Path

    def archive_words(self) -> list[str]:
        """Return the words of the archive that compounds are taken apart with in this generation."""
        try:
            return (self.path / ARCHIVE_WORDS).read_text(encoding="utf-8").split()
        except OSError:
            return []

    def keep_archive_words(self, words: Iterable[str]) -> None:
        """Write these words down, before anything is put into the generation."""
        (self.path / ARCHIVE_WORDS).write_text("\n".join(words), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of the index of this host (`settings.SEARCH_DIR`)."""

    path: Path

    def current(self) -> Generation:
        """Return the generation in use.

        Raises:
            NoIndex: there is none, it was found broken, or it was made by another edition of the program.
        """
        try:
            name = (self.path / CURRENT).read_text(encoding="utf-8").strip()
            found = Generation(self.path / name)
            made = (found.path / EDITION).read_text(encoding="utf-8")
        except OSError as error:
            raise NoIndex("none yet") from error
        if made != edition():
            raise NoIndex("another edition")
        if self._is_broken(name):
            raise NoIndex("broken")
        return found

    def begin(self) -> Generation:
        """Make the folder of a new generation, not yet in use."""
        path = self.path / f"g{time.time_ns():x}{secrets.token_hex(3)}"
        path.mkdir(parents=True)
        (path / EDITION).write_text(edition(), encoding="utf-8")
        return Generation(path)

    def put_in_use(self, generation: Generation) -> None:
        """Let everybody read this generation from now on, and take the others away."""
        self._write(CURRENT, generation.path.name)
        with suppress(FileNotFoundError):
            (self.path / BROKEN).unlink()
        self.sweep()

    def sweep(self) -> None:
        """Take away every generation that is not in use; call it with the build lock held."""
        try:
            used = (self.path / CURRENT).read_text(encoding="utf-8").strip()
        except OSError:
            used = ""
        for path in self.path.glob("g*"):
            if path.is_dir() and path.name != used:
                shutil.rmtree(path, ignore_errors=True)

    def say_broken(self, generation: Generation) -> None:
        """Mark a generation as broken; it is built anew by whoever follows the journal."""
        self._write(BROKEN, generation.path.name)

    def notice(self, pks: Iterable[int]) -> None:
        """Leave word that the entries of these records are not what they should be."""
        with suppress(OSError), (self.path / NOTICED).open("a", encoding="ascii") as file:
            file.write("".join(f"{pk}\n" for pk in pks))

    def noticed(self) -> set[int]:
        """Return what was left word of since the last call; call it with the write lock held."""
        taken = self.path / f"{NOTICED}.taken"
        try:
            (self.path / NOTICED).replace(taken)
            return {int(line) for line in taken.read_text(encoding="ascii").split()}
        except (OSError, ValueError):
            return set()

    @contextmanager
    def lock(self, name: str, *, wait_seconds: float = 0.0) -> Iterator[None]:
        """Hold the lock 'write' or 'build'; it goes with the process.

        Raises:
            Busy: another process holds it, and has not let go in time.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path / f"{name}.lock", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            _hold(descriptor, until=time.monotonic() + wait_seconds)
            yield
        finally:
            os.close(descriptor)

    def _is_broken(self, name: str) -> bool:
        try:
            return (self.path / BROKEN).read_text(encoding="utf-8").strip() == name
        except OSError:
            return False

    def _write(self, name: str, text: str) -> None:
        self.path.mkdir(parents=True, exist_ok=True)
        part = self.path / f"{name}.{os.getpid()}.{secrets.token_hex(3)}"
        part.write_text(text, encoding="utf-8")
        part.replace(self.path / name)


def _hold(descriptor: int, *, until: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= until:
                raise Busy from error
            time.sleep(WAIT_SECONDS)
        else:
            return
