"""The file that holds a whole installation: a zip with a manifest, the rows of every table, and the stored files.

    manifest.json               what is inside, with number, size and SHA-256 of each part; see `Manifest`
    tables/<app>.<model>.jsonl  a row a line: a JSON array of the columns named in the manifest
    files/<path>                the stored files, under the paths that they have in the store

A zip can be looked into with any tool, and checks each part by itself. The rows are those of Django's fields, not of
a database, so that a copy of SQLite opens on PostgreSQL and the other way round.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from roedtraad.accounts.refusals import Refused

FORMAT = 1
CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class TablePart:
    """The rows of one table. `model` is '<app label>.<model>'; `columns` are the names of its fields' columns in Python."""

    model: str
    columns: tuple[str, ...]
    rows: int
    sha256: str

    @property
    def member(self) -> str:
        """Return the name inside the zip."""
        return f"tables/{self.model}.jsonl"


@dataclass(frozen=True, slots=True)
class FilePart:
    """One stored file."""

    path: str
    size_bytes: int
    sha256: str

    @property
    def member(self) -> str:
        """Return the name inside the zip."""
        return f"files/{self.path}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a copy holds, and of which program and state of the database it was taken."""

    format: int
    version: str
    made_at: datetime
    database: str  # 'sqlite' or 'postgresql', for people
    migrations: tuple[str, ...]  # '<app>.<name>', sorted
    secret: str  # a fingerprint of SECRET_KEY: second factors can only be read with the same one
    tables: tuple[TablePart, ...]
    files: tuple[FilePart, ...]

    def as_json(self) -> bytes:
        """Return the manifest as it stands in the zip."""
        return json.dumps(asdict(self), default=str, ensure_ascii=False, indent=1).encode()


class Damaged(Refused):
    """The copy cannot be trusted."""

    def __init__(self, what: str) -> None:
        super().__init__(
            "operations.archive.damaged",
            _("The copy is damaged: %(what)s. Use another copy.") % {"what": what},
        )


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """Return what a copy says that it holds.

    Raises:
        Damaged: there is no manifest, or none of this format.
    """
    try:
        raw = json.loads(archive.read("manifest.json"))
        if raw["format"] != FORMAT:
            raise Damaged(_("its format %(number)s is unknown") % {"number": raw["format"]})
        return Manifest(
            format=raw["format"],
            version=raw["version"],
            made_at=datetime.fromisoformat(raw["made_at"]),
            database=raw["database"],
            migrations=tuple(raw["migrations"]),
            secret=raw["secret"],
            tables=tuple(
                TablePart(part["model"], tuple(part["columns"]), part["rows"], part["sha256"])
                for part in raw["tables"]
            ),
            files=tuple(FilePart(**part) for part in raw["files"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Damaged(_("it has no manifest that can be read")) from error


def opened(path: Path) -> zipfile.ZipFile:
    """Open a copy for reading.

    Raises:
        Damaged: it is not a zip.
        Refused: there is no such file.
    """
    try:
        return zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise Refused(
            "operations.archive.missing", _("There is no file %(path)s.") % {"path": path}
        ) from error
    except zipfile.BadZipFile as error:
        raise Damaged(_("it is not a whole zip file")) from error


def verify(path: Path) -> Manifest:
    """Read every byte of a copy, compare it with its manifest, and return the manifest.

    Raises:
        Damaged: a part is missing, cut or changed.
    """
    with opened(path) as archive:
        manifest = read_manifest(archive)
        known = set(archive.namelist())
        parts: tuple[TablePart | FilePart, ...] = (*manifest.tables, *manifest.files)
        for part in parts:
            if part.member not in known:
                raise Damaged(_("%(part)s is missing") % {"part": part.member})
            if digest_of(archive, part.member) != part.sha256:
                raise Damaged(_("%(part)s is not as it was written") % {"part": part.member})
    return manifest


def digest_of(archive: zipfile.ZipFile, member: str) -> str:
    """Return the SHA-256 of a part, '' when its own checksum in the zip is already wrong."""
    summed = hashlib.sha256()
    try:
        with archive.open(member) as stream:
            for chunk in chunks(stream):
                summed.update(chunk)
    except (zipfile.BadZipFile, EOFError):
        return ""
    return summed.hexdigest()


def chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield a stream piece by piece."""
    while chunk := stream.read(CHUNK_BYTES):
        yield chunk
