"""A whole import from the command line: bring, read, accept, with a bar that says how far it is, and a report."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from roedtraad import danish
from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.models import Body, Collaboration
from roedtraad.importing.actions import Accepted, Upload, accept_many, bring, read_waiting
from roedtraad.importing.models import Batch, Draft, DraftState, Reading, ReadingState

PIECE = 200  # files, or drafts, that are looked up at once
Waiting = tuple[date, str, int]  # the day, the kind of paper, and the key of a draft
T = TypeVar("T")


@dataclass(slots=True)
class Report:
    """What was done: how many files were new and known, which failed and why, what was accepted and what is left."""

    seconds: float = 0.0
    files: int = 0
    new: int = 0
    read: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)
    left: list[Accepted] = field(default_factory=list)
    open_drafts: int = 0

    @property
    def files_a_second(self) -> float:
        """Return how many files were read in a second, from file to draft (and meeting)."""
        return self.read / self.seconds if self.seconds else 0.0


@dataclass(slots=True)
class Importer:
    """Imports files for the one who brings them; `acceptor` is whoever accepts the drafts, if anybody does."""

    console: Console
    bringer: Viewer
    acceptor: Viewer | None = None
    with_doubts: bool = False
    collaboration: Collaboration | None = None
    jobs: int | None = None
    report: Report = field(default_factory=Report)
    documents: set[int] = field(default_factory=set)
    batch: Batch | None = None
    founding: bool = False  # the register was empty: bodies are founded as the documents name them

    def run(self, files: Sequence[Path], *, name: str) -> Report:
        """Import files and say what was done. What an earlier run left unfinished is finished first."""
        began = time.monotonic()
        self.report.files = len(files)
        self.founding = not Body.objects.exists()
        with self._bar() as bar:
            for piece in _pieces(files):
                self._bring(piece, name, bar)
            self._read(bar)
            if self.acceptor is not None:
                self._accept(bar, self.acceptor)
        self.report.seconds = time.monotonic() - began
        self.report.open_drafts = sum(1 for _one in self._open_drafts())
        self._tell()
        return self.report

    def _bar(self) -> Progress:
        return Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=self.console,
        )

    def _bring(self, files: Sequence[Path], name: str, bar: Progress) -> None:
        task = bar.add_task(_("takes in"), total=len(files))
        for path in files:
            self._bring_one(path, name)
            bar.advance(task)
        bar.remove_task(task)

    def _bring_one(self, path: Path, name: str) -> None:
        try:
            with path.open("rb") as stream:
                brought = bring(
                    [Upload(path.name, stream)],
                    viewer=self.bringer,
                    name=name,
                    collaboration=self.collaboration,
                    batch=self.batch,
                    is_read_later=False,
                )
        except OSError as error:
            reason = error.strerror or str(error)
            message = _("The file cannot be opened: %(reason)s.") % {"reason": reason}
            self.report.failed.append((str(path), message))
            return
        self.batch = brought.batch
        for one in brought.files:
            if one.refusal is not None:
                self.report.failed.append((str(path), str(one.refusal)))
            elif one.reading is not None:
                self.report.new += not one.is_known
                self.documents.add(one.reading.document_id)
                if one.reading.state == ReadingState.FAILED:
                    self.report.failed.append((str(path), one.reading.error))

    def _read(self, bar: Progress) -> None:
        waiting = Reading.objects.filter(state__in=[ReadingState.WAITING, ReadingState.READING]).count()
        task = bar.add_task(_("reads"), total=waiting)
        for done in read_waiting(jobs=self.jobs):
            self.report.read += 1
            bar.advance(task)
            if done.draft is None and done.reading.document_id in self.documents:
                self.report.failed.append((done.reading.document.filename, done.reading.error))
        bar.update(task, total=self.report.read)

    def _accept(self, bar: Progress, acceptor: Viewer) -> None:
        waiting = sorted(self._open_drafts())
        task = bar.add_task(_("accepts"), total=len(waiting))
        for one in accept_many(
            _in_order(waiting), viewer=acceptor, with_doubts=self.with_doubts, founding=self.founding
        ):
            (self.report.accepted if one.is_accepted else self.report.left).append(one)
            bar.advance(task)

    def _open_drafts(self) -> Iterator[Waiting]:
        """Yield the drafts of the files that were named which wait: day, agenda before minutes, key."""
        for piece in _pieces(sorted(self.documents)):
            rows = Draft.objects.filter(document__in=piece, state=DraftState.OPEN)
            for held_on, paper, key in rows.values_list("held_on", "paper", "pk"):
                yield held_on or date.max, paper, key

    def _tell(self) -> None:
        """Say what was done, and what is left for a person, each with its reason."""
        report, say = self.report, self.console.print
        say(
            _("%(files)s files, %(new)s of them new; %(read)s read in %(seconds)s s (%(rate)s a second).")
            % {
                "files": danish.number(report.files),
                "new": danish.number(report.new),
                "read": danish.number(report.read),
                "seconds": f"{report.seconds:.1f}".replace(".", ","),
                "rate": f"{report.files_a_second:.1f}".replace(".", ","),
            }
        )
        if self.acceptor is not None:
            self._tell_accepted(say)
        if report.open_drafts:
            say(
                ngettext(
                    "%(number)s draft waits for a person.",
                    "%(number)s drafts wait for a person.",
                    report.open_drafts,
                )
                % {"number": danish.number(report.open_drafts)}
            )
        for name, reason in report.failed:
            say(f"  {name}: {reason}", style="red", markup=False)

    def _tell_accepted(self, say: Callable[..., None]) -> None:
        number = len(self.report.accepted)
        say(
            ngettext("%(number)s draft was accepted.", "%(number)s drafts were accepted.", number)
            % {"number": danish.number(number)}
        )
        for one in self.report.left:
            say(f"  {one.draft.document.filename}: {one.refusal}", style="yellow", markup=False)


def _pieces(things: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(things), PIECE):
        yield things[start : start + PIECE]


def _in_order(waiting: Sequence[Waiting]) -> Iterator[Draft]:
    for piece in _pieces(waiting):
        keys = [key for _day, _paper, key in piece]
        drafts = Draft.objects.select_related("document").in_bulk(keys)
        yield from (drafts[key] for key in keys)
