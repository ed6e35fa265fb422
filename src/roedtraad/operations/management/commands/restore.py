"""`roedtraad restore FILE`: put a copy into an empty installation, on SQLite or PostgreSQL; or only try the copy."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.operations.archive import Manifest, verify
from roedtraad.operations.copying import put_back


class Command(BaseCommand):
    """Put a copy back."""

    help = str(
        _(
            "Put a copy into an empty installation, whatever database the copy was taken from. "
            "This is also how an installation moves from SQLite to PostgreSQL."
        )
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and whether to do it or only to look."""
        parser.add_argument("path", type=Path, help=str(_("the copy")))
        parser.add_argument(
            "--check", action="store_true", help=str(_("only read the copy and say whether it is whole"))
        )
        parser.add_argument(
            "--new-secret",
            action="store_true",
            help=str(_("the copy was taken with another ROEDTRAAD_SECRET_KEY; take away the second factors")),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say what was inside."""
        path: Path = options["path"]
        if options["check"]:
            self.stdout.write(_("The copy is whole: %(what)s.") % {"what": _said(verify(path))})
            return
        manifest = put_back(path, new_secret=options["new_secret"])
        self.stdout.write(_("Restored: %(what)s.") % {"what": _said(manifest)})


def _said(manifest: Manifest) -> str:
    return _("taken %(at)s from version %(version)s on %(database)s, %(rows)s rows, %(files)s files") % {
        "at": danish.moment(manifest.made_at),
        "version": manifest.version,
        "database": manifest.database,
        "rows": danish.number(sum(part.rows for part in manifest.tables)),
        "files": danish.number(len(manifest.files)),
    }
