"""Where the JSON of each document goes: one file each, none written over another."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from referat.cli.gathering import STDIN, Document

STDIN_STEM = "stdin"


@dataclass(frozen=True, slots=True)
class Naming:
    """The name of the JSON file for each document, in their order, and the stems that more than one of them has."""

    names: tuple[str, ...]
    shared: dict[str, tuple[str, ...]]


def name_files(documents: Sequence[Document]) -> Naming:
    """Return '<stem>.json' for each document; those that share a stem keep their suffix, then also their folder.

    Names that differ only in upper and lower case count as the same: on some systems they are one file.
    """
    choices = [list(_choices(document)) for document in documents]
    names = [choice[0] for choice in choices]
    for depth in range(1, max((len(choice) for choice in choices), default=1)):
        times = Counter(name.casefold() for name in names)
        names = [
            choice[min(depth, len(choice) - 1)] if times[name.casefold()] > 1 else name
            for name, choice in zip(names, choices, strict=True)
        ]
    names = _numbered(names)
    shared: dict[str, tuple[str, ...]] = {}
    for choice, name in zip(choices, names, strict=True):
        if choice[0] != name:
            stem = choice[0].removesuffix(".json")
            shared[stem] = (*shared.get(stem, ()), name)
    return Naming(tuple(names), shared)


def write_whole(path: Path, *, text: str) -> None:
    """Write the file in one step: whoever reads it meanwhile sees the old one or the new one, never a half.

    Raises:
        OSError: it cannot be written; nothing is left behind.
    """
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.chmod(draft, 0o666 & ~_umask())
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise


def _choices(document: Document) -> Iterator[str]:
    """Yield names for the file, the shortest first: stem, whole name, whole name with one folder more each time."""
    if document.path == STDIN:
        yield f"{STDIN_STEM}.json"
        return
    path = Path(document.path)
    yield f"{path.stem}.json"
    yield f"{path.name}.json"
    folders = [part for part in path.parent.parts if part not in ("/", "\\", "..", ".") and ":" not in part]
    for count in range(1, len(folders) + 1):
        yield "-".join([*folders[-count:], path.name]) + ".json"


def _numbered(names: Sequence[str]) -> list[str]:
    """Return the names with '-2', '-3' on those that are still taken."""
    taken: set[str] = set()
    given = []
    for name in names:
        number, free = 1, name
        while free.casefold() in taken:
            number += 1
            free = f"{name.removesuffix('.json')}-{number}.json"
        taken.add(free.casefold())
        given.append(free)
    return given


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
