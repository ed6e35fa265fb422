"""Which files are to be read: those named, and those found in folders, in sorted order; and what was left out, and why."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from referat.cli import messages

STDIN = "-"
# What is tried when it is found in a folder: what the readers read, and old kinds of documents, which the readers
# refuse with a sentence (a minute that cannot be read is no file to be silent about). A file without a suffix is
# tried too. A file that is named on the command line is always tried.
READ = {
    ".pdf",
    ".docx",
    ".docm",
    ".odt",
    ".rtf",
    ".html",
    ".htm",
    ".xhtml",
    ".xml",
    ".txt",
    ".text",
    ".md",
    ".markdown",
}
REFUSED = {
    ".doc",
    ".dot",
    ".dotx",
    ".fodt",
    ".wpd",
    ".pages",
    ".msg",
    ".eml",
    ".mht",
    ".mhtml",
    ".tif",
    ".tiff",
}


@dataclass(frozen=True, slots=True)
class Document:
    """A file to read. `path` is as the person named it, `folder` what it was found under ('' if it was named)."""

    path: str
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A path that is not read, and the reason in Danish."""

    path: str
    reason: str


@dataclass(slots=True)
class Gathered:
    """What one command line names: documents to read, what was left out on purpose, what could not be opened."""

    documents: list[Document] = field(default_factory=list)
    left_out: list[Skipped] = field(default_factory=list)
    refused: list[Skipped] = field(default_factory=list)
    _seen: dict[tuple[int, int], str] = field(default_factory=dict)

    def seen_before(self, status: os.stat_result, *, path: str) -> str | None:
        """Return the path under which this very file or folder was met before, and remember it if it was not."""
        key = (status.st_dev, status.st_ino)
        if key != (0, 0) and key in self._seen:
            return self._seen[key]
        self._seen[key] = path
        return None


def gather(paths: Iterable[str]) -> Gathered:
    """Return the documents under the paths: named files in the order given, folders walked in sorted order."""
    gathered = Gathered()
    for path in paths:
        if path == STDIN:
            gathered.documents.append(Document(STDIN))
            continue
        try:
            status = os.stat(path)
        except OSError as error:
            gathered.refused.append(Skipped(path, why_unopened(error)))
            continue
        if stat.S_ISDIR(status.st_mode):
            _walk(path, gathered)
        elif other := gathered.seen_before(status, path=path):
            gathered.left_out.append(Skipped(path, messages.LEFT_OUT_AGAIN.format(other=other)))
        else:
            gathered.documents.append(Document(path))
    return gathered


def why_unopened(error: OSError, *, folder: bool = False) -> str:
    """Return in Danish why the system did not open a file or a folder."""
    if isinstance(error, FileNotFoundError):
        return messages.NOT_FOUND
    if isinstance(error, PermissionError):
        return messages.NO_ACCESS_FOLDER if folder else messages.NO_ACCESS
    text = messages.UNOPENED_FOLDER if folder else messages.UNOPENED
    return text.format(reason=error.strerror or type(error).__name__)


def _walk(top: str, gathered: Gathered) -> None:
    """Add what lies under a folder. The stack is our own: no depth of folders ends it."""
    waiting: list[str] = [top]
    while waiting:
        path = waiting.pop()
        name = os.path.basename(path)
        if path != top and name.startswith("."):
            gathered.left_out.append(Skipped(path, messages.LEFT_OUT_HIDDEN))
            continue
        try:
            status = os.stat(path)
        except OSError as error:
            if os.path.islink(path):
                gathered.left_out.append(Skipped(path, messages.LEFT_OUT_BROKEN_LINK))
            else:
                gathered.refused.append(Skipped(path, why_unopened(error)))
            continue
        if stat.S_ISDIR(status.st_mode):
            waiting.extend(reversed(list(_entries(path, status, gathered))))
        else:
            _add_found(path, status, top=top, gathered=gathered)


def _entries(path: str, status: os.stat_result, gathered: Gathered) -> Iterator[str]:
    """Yield what lies directly in a folder, sorted by name; nothing for a folder that was walked before."""
    if gathered.seen_before(status, path=path):
        gathered.left_out.append(Skipped(path, messages.LEFT_OUT_LOOP))
        return
    try:
        names = sorted(os.listdir(path))
    except OSError as error:
        gathered.refused.append(Skipped(path, why_unopened(error, folder=True)))
        return
    for name in names:
        yield os.path.join(path, name)


def _add_found(path: str, status: os.stat_result, *, top: str, gathered: Gathered) -> None:
    name = os.path.basename(path)
    suffix = os.path.splitext(name)[1].lower()
    if name.startswith("~$"):
        reason = messages.LEFT_OUT_OFFICE_LOCK
    elif not stat.S_ISREG(status.st_mode):
        reason = messages.LEFT_OUT_SPECIAL
    elif suffix and suffix not in READ | REFUSED:
        reason = messages.LEFT_OUT_KIND.format(suffix=suffix)
    elif other := gathered.seen_before(status, path=path):
        reason = messages.LEFT_OUT_AGAIN.format(other=other)
    else:
        gathered.documents.append(Document(path, folder=top))
        return
    gathered.left_out.append(Skipped(path, reason))
