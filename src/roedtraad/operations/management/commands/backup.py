"""`roedtraad backup FILE`: the database and the stored files in one file, read again after it was written."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.operations.copying import back_up


class Command(BaseCommand):
    """Take a copy."""

    help = str(
        _(
            "Write the database and the stored files to one file, and read it again. The program may be in use. "
            "Keep ROEDTRAAD_SECRET_KEY beside the copy: it is not in it."
        )
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the name of the file."""
        parser.add_argument("path", type=Path, help=str(_("name of the file, for example rt-2026-11-22.zip")))

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it, and say what is inside."""
        path: Path = options["path"]
        manifest = back_up(path)
        self.stdout.write(
            _(
                "%(path)s: %(rows)s rows and %(files)s files, %(size)s. Every part has been read again and is whole."
            )
            % {
                "path": path,
                "rows": danish.number(sum(part.rows for part in manifest.tables)),
                "files": danish.number(len(manifest.files)),
                "size": danish.size(path.stat().st_size),
            }
        )
