"""`roedtraad load_register [FILE-OR-FOLDER …]`: load the register that the program comes with, or files of your own."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roedtraad.accounts.models import User
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.actions.loading import Report, load_register
from roedtraad.bodies.policy import viewer_of
from roedtraad.bodies.register import SHIPPED


class Command(BaseCommand):
    """Load parties, collaborations, bodies, people and seats from register files."""

    help = str(
        _(
            "Load the register of Danish regions, municipalities, clusters and councils that the program comes with, "
            "or register files of your own. What a person has changed is never overwritten."
        )
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take any number of files and folders, and who loads them."""
        parser.add_argument(
            "path", nargs="*", type=Path, help=str(_("a .toml file, or a folder with such files"))
        )
        parser.add_argument(
            "--as", dest="email", default="", help=str(_("the e-mail address of the administrator who loads"))
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load each path in turn, and say what was done."""
        viewer = _viewer(options["email"])
        for path in options["path"] or [SHIPPED]:
            try:
                report = load_register(path, viewer=viewer)
            except Refused as refusal:
                raise CommandError(str(refusal)) from refusal
            self._tell(path, report)

    def _tell(self, path: Path, report: Report) -> None:
        if report.problems:
            for problem in report.problems:
                self.stderr.write(f"  {problem}")
            raise CommandError(
                ngettext(
                    "Nothing was loaded from %(path)s: %(number)s thing must be mended first.",
                    "Nothing was loaded from %(path)s: %(number)s things must be mended first.",
                    len(report.problems),
                )
                % {"path": path, "number": len(report.problems)}
            )
        if not report.changed_anything:
            self.stdout.write(_("%(path)s: everything stood so already.") % {"path": path})
        else:
            self.stdout.write(f"{path}:")
        for text, counter in ((_("made"), report.created), (_("changed"), report.updated)):
            if counter:
                self.stdout.write(f"  {text}: {_listed(counter)}")
        self._tell_of_people(report)
        if report.ignored:
            self.stdout.write(
                "  " + _("not about the register: %(names)s") % {"names": ", ".join(report.ignored)}
            )

    def _tell_of_people(self, report: Report) -> None:
        """Say what a person's hand has kept from being loaded."""
        for kept in report.kept:
            self.stdout.write(
                "  "
                + _("kept %(key)s: %(field)s is “%(ours)s”, the file says “%(theirs)s”")
                % {"key": kept.key, "field": kept.field, "ours": kept.ours, "theirs": kept.theirs}
            )
        for key in report.adopted:
            self.stdout.write("  " + _("was there already: %(key)s") % {"key": key})
        for key in report.withdrawn:
            self.stdout.write("  " + _("taken back by a person, and stays so: %(key)s") % {"key": key})


def _viewer(email: str) -> Viewer | None:
    if not email:
        return None
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        raise CommandError(_("There is no user with the e-mail address %(email)s.") % {"email": email})
    return viewer_of(user, on=timezone.localdate())


def _listed(counter: Counter[str]) -> str:
    return ", ".join(f"{WORDS[word]} {number}" for word, number in counter.items())


# What the rows are called in the lines that tell what was done, by their word in keys.
WORDS: dict[str, Promise] = {
    "niveau": gettext_lazy("levels"),
    "part": gettext_lazy("parties"),
    "samarbejde": gettext_lazy("collaborations"),
    "medlem": gettext_lazy("members of collaborations"),
    "organ": gettext_lazy("bodies"),
    "deling": gettext_lazy("shared bodies"),
    "overgang": gettext_lazy("changes"),
    "kommissorium": gettext_lazy("terms of reference"),
    "tal": gettext_lazy("figures"),
    "person": gettext_lazy("people"),
    "embede": gettext_lazy("offices"),
    "indehaver": gettext_lazy("holders of offices"),
    "plads": gettext_lazy("seats"),
}
