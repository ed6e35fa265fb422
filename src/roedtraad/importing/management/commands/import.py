"""`roedtraad import FOLDER …`: take in files, read them over all cores, make drafts, and accept them for a named person."""  # noqa: N999 (the word that is written)

from __future__ import annotations

import os
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, cast

from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console

from roedtraad.accounts.models import User
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.matching import fold
from roedtraad.bodies.models import Collaboration
from roedtraad.bodies.policy import viewer_of
from roedtraad.importing.importer import Importer, Report


class Command(BaseCommand):
    """Import a pile of minutes and agendas."""

    help = str(
        _(
            "Take in minutes and agendas, read them and make drafts. With --accept-as they become meetings at once, where "
            "nothing is in doubt. Can be stopped and started again: nothing is lost, and nothing is there twice."
        )
    )
    requires_migrations_checks = True
    requires_system_checks = (Tags.models, Tags.database)  # not the pages

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take files and folders, and who brings and accepts them."""
        parser.add_argument(
            "path",
            nargs="+",
            type=Path,
            help=str(_("a file, or a folder whose files are taken, also in folders below")),
        )
        parser.add_argument(
            "--accept-as",
            metavar="E-MAIL",
            default="",
            help=str(_("whoever accepts the drafts in which nothing is in doubt")),
        )
        parser.add_argument(
            "--as",
            dest="brought_as",
            metavar="E-MAIL",
            default="",
            help=str(
                _("whoever brings the files; left out: whoever accepts them, or the only administrator")
            ),
        )
        parser.add_argument(
            "--with-doubts",
            action="store_true",
            help=str(_("accept also what should be looked at first; what is proposed is taken")),
        )
        parser.add_argument(
            "--collaboration",
            metavar="NAVN",
            default="",
            help=str(_("the collaboration whose papers they are")),
        )
        parser.add_argument("--jobs", type=int, default=None, help=str(_("how many files are read at once")))

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, say what was done and what is left, and fail if a file could not be taken in or read."""
        files = list(_files(options["path"]))
        if not files:
            raise CommandError(_("There are no files there. Name a folder with minutes and agendas."))
        acceptor = _viewer(options["accept_as"]) if options["accept_as"] else None
        if options["with_doubts"] and acceptor is None:
            raise CommandError(_("--with-doubts is about accepting: say with --accept-as who accepts."))
        importer = Importer(
            console=Console(file=cast(IO[str], self.stdout._out), highlight=False, soft_wrap=True),
            bringer=_bringer(options["brought_as"], acceptor),
            acceptor=acceptor,
            with_doubts=options["with_doubts"],
            collaboration=_collaboration(options["collaboration"]),
            jobs=options["jobs"],
        )
        try:
            report = importer.run(files, name=_name(options["path"]))
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except KeyboardInterrupt:
            raise CommandError(_("Stopped. Run the same command again to go on.")) from None
        self._end(report)

    def _end(self, report: Report) -> None:
        if report.failed:
            raise CommandError(_("Some files could not be imported; see above."))


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files in an order that does not change; hidden ones are left out."""
    for path in paths:
        if path.is_dir():
            for folder, folders, names in os.walk(path):
                folders[:] = sorted(one for one in folders if not one.startswith("."))
                yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))
        elif path.is_file():
            yield path
        else:
            raise CommandError(_("%(path)s is not there.") % {"path": path})


def _name(paths: Iterable[Path]) -> str:
    return ", ".join(path.resolve().name for path in paths)


def _bringer(email: str, acceptor: Viewer | None) -> Viewer:
    if email:
        return _viewer(email)
    if acceptor is not None:
        return acceptor
    administrators = list(User.objects.filter(is_administrator=True, is_active=True)[:2])
    if len(administrators) != 1:
        raise CommandError(_("Say with --as who brings the files: the e-mail address of a user."))
    return viewer_of(administrators[0], on=timezone.localdate())


def _viewer(email: str) -> Viewer:
    user = User.objects.filter(email=email.lower(), is_active=True).first()
    if user is None:
        raise CommandError(_("There is no user with the e-mail address %(email)s.") % {"email": email})
    return viewer_of(user, on=timezone.localdate())


def _collaboration(name: str) -> Collaboration | None:
    if not name:
        return None
    known = Collaboration.objects.filter(record__withdrawn_at=None).prefetch_related("aliases")
    wanted = fold(name)
    found = [
        one
        for one in known
        if wanted
        in {fold(one.name), *(fold(alias.name) for alias in one.aliases.all() if not alias.withdrawn_at)}
    ]
    if len(found) != 1:
        raise CommandError(
            _("There is no collaboration called “%(name)s” in the register. Write its whole name.")
            % {"name": name}
        )
    return found[0]
