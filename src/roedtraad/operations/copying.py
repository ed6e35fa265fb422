"""Take a copy of an installation, and put one into an empty installation."""

from __future__ import annotations

import hashlib
import hmac
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage, default_storage
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad import __version__
from roedtraad.accounts import journal
from roedtraad.accounts.models import JournalHead, Record, User
from roedtraad.accounts.refusals import Refused
from roedtraad.notices.actions.settling import hold_all
from roedtraad.operations import tables
from roedtraad.operations.archive import (
    FORMAT,
    Damaged,
    FilePart,
    Manifest,
    TablePart,
    opened,
    verify,
)
from roedtraad.operations.snapshot import snapshot


def back_up(path: Path) -> Manifest:
    """Write a copy of the database and the stored files to `path`, read it again, and return what it holds.

    The installation may be in use. The file appears under its name when it is whole.

    Raises:
        Refused: there is a file of this name.
    """
    if path.exists():
        raise Refused(
            "operations.backup.exists",
            _("There is a file %(path)s already. Choose another name.") % {"path": path},
        )
    part = path.with_name(f"{path.name}.part")
    try:
        with zipfile.ZipFile(part, "w", allowZip64=True) as archive:
            _write(archive)
        manifest = verify(part)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _write(archive: zipfile.ZipFile) -> None:
    with snapshot():
        migrations = _migrations()
        rows = tuple(_write_table(archive, model) for model in tables.models_to_copy())
    # Files are written before the rows that name them, so these are all there, and perhaps some more.
    files = tuple(_write_file(archive, default_storage, name) for name in sorted(_walk(default_storage)))
    manifest = Manifest(
        format=FORMAT,
        version=__version__,
        made_at=timezone.now(),
        database=connection.vendor,
        migrations=migrations,
        secret=fingerprint(),
        tables=rows,
        files=files,
    )
    archive.writestr("manifest.json", manifest.as_json(), compress_type=zipfile.ZIP_DEFLATED)


def _write_table(archive: zipfile.ZipFile, model: type[Model]) -> TablePart:
    summed, number = hashlib.sha256(), 0
    entry = zipfile.ZipInfo(f"tables/{tables.label(model)}.jsonl", timezone.localtime().timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(entry, "w", force_zip64=True) as member:
        for line in tables.rows_of(model):
            summed.update(line)
            member.write(line)
            number += 1
    return TablePart(tables.label(model), tables.columns(model), number, summed.hexdigest())


def _write_file(archive: zipfile.ZipFile, storage: Storage, name: str) -> FilePart:
    summed, size = hashlib.sha256(), 0
    entry = zipfile.ZipInfo(f"files/{name}", timezone.localtime().timetuple()[:6])
    with storage.open(name, "rb") as stored, archive.open(entry, "w", force_zip64=True) as member:
        for chunk in stored.chunks():
            summed.update(chunk)
            member.write(chunk)
            size += len(chunk)
    return FilePart(name, size, summed.hexdigest())


def _walk(storage: Storage, folder: str = "") -> Iterator[str]:
    """Yield the name of every stored file."""
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:  # nothing has been stored yet
        return
    for name in names:
        yield f"{folder}/{name}" if folder else name
    for child in folders:
        yield from _walk(storage, f"{folder}/{child}" if folder else child)


def put_back(path: Path, *, new_secret: bool = False) -> Manifest:
    """Put a copy into this installation, which must be empty and of the same version; return what it holds.

    With another SECRET_KEY than the copy was taken with, second factors cannot be read: `new_secret` says that this
    is known, and takes them away, so that everybody sets up new ones.

    Raises:
        Damaged: the copy is not whole.
        Refused: the installation is not empty, or of another version; or the secret is another.
    """
    manifest = verify(path)
    _refuse_unless_empty()
    _refuse_another_version(manifest)
    same_secret = hmac.compare_digest(manifest.secret, fingerprint())
    if not same_secret and not new_secret:
        raise Refused(
            "operations.restore.secret",
            _(
                "ROEDTRAAD_SECRET_KEY is not the one that the copy was taken with. Set the old one, or use --new-secret: "
                "then everybody sets up their second factor anew."
            ),
        )
    with opened(path) as archive:
        _put_rows(archive, manifest, forget_factors=not same_secret)
        for part in manifest.files:
            with archive.open(part.member) as member:
                default_storage.save(part.path, File(member, name=part.path))
    return manifest


def _put_rows(archive: zipfile.ZipFile, manifest: Manifest, *, forget_factors: bool) -> None:
    models = {tables.label(model): model for model in tables.models_to_copy()}
    with transaction.atomic():
        tables.clear(models.values())
        for part in manifest.tables:
            with archive.open(part.member) as lines:
                number = tables.insert(models[part.model], part.columns, lines)
            if number != part.rows:
                raise Damaged(_("%(part)s has another number of rows") % {"part": part.member})
        tables.reset_numbering(list(models.values()))
        hold_all()
        if forget_factors:
            Authenticator.objects.all().delete()
        if any(journal.verify()):
            raise Damaged(_("its journal does not hold together"))


def _refuse_unless_empty() -> None:
    head = JournalHead.objects.filter(number__gt=0).exists()
    if head or User.objects.exists() or Record.objects.exists() or any(_walk(default_storage)):
        raise Refused(
            "operations.restore.not_empty",
            _("The installation is not empty. Restore into a new database and a new data folder."),
        )


def _refuse_another_version(manifest: Manifest) -> None:
    here, there = set(_migrations()), set(manifest.migrations)
    known = {f"{model._meta.app_label}" for model in apps.get_models(include_auto_created=True)}
    if here == there and {part.model.partition(".")[0] for part in manifest.tables} <= known:
        return
    raise Refused(
        "operations.restore.version",
        _(
            "The copy was taken with version %(there)s, and its tables are not those of this version %(here)s. "
            "Install version %(there)s, run roedtraad migrate, restore, and then install the new version."
        )
        % {"there": manifest.version, "here": __version__},
    )


def _migrations() -> tuple[str, ...]:
    applied = MigrationRecorder(connection).applied_migrations()
    return tuple(sorted(f"{app}.{name}" for app, name in applied))


def fingerprint() -> str:
    """Return what tells one SECRET_KEY from another, and nothing of it."""
    return hmac.new(settings.SECRET_KEY.encode(), b"roedtraad backup", hashlib.sha256).hexdigest()[:16]
