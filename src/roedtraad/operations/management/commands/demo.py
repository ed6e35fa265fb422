"""`roedtraad demo SAMPLES`: set up a demonstration, take the invented minutes in, and serve it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.policy import viewer_of
from roedtraad.documents.models import Document
from roedtraad.operations.demo_history import tell_history
from roedtraad.operations.demo_initiatives import tell_initiatives
from roedtraad.operations.demo_thread import tell_thread
from roedtraad.operations.demonstration import (
    LEFT_TO_TRY,
    accept_what_is_old,
    load_world,
    publish_what_is_old,
    secretary_of_all,
)
from roedtraad.thread.following import follow_to_the_end


class Command(BaseCommand):
    """Set up and serve a demonstration."""

    help = str(_("Set up a demonstration with invented people and minutes, and serve it."))

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder with samples, and where to serve."""
        parser.add_argument(
            "folder", type=Path, help=str(_("the folder with verden.toml and the minutes in vestbaelt/"))
        )
        parser.add_argument("--bind", default="127.0.0.1:8000", help=str(_("address and port")))
        parser.add_argument("--no-serve", action="store_true", help=str(_("set up only")))

    def handle(self, *args: Any, **options: Any) -> None:
        """Set up what is missing, say where to look, serve."""
        if not settings.IS_DEMO:
            raise CommandError(
                _(
                    "This would fill %(folder)s with invented minutes. Set ROEDTRAAD_DEMO=true if you want that."
                )
                % {"folder": settings.DATA_DIR}
            )
        call_command("migrate", verbosity=0, interactive=False)
        try:
            self._set_up(options["folder"])
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        if not options["no_serve"]:
            self._say_where(options["bind"])
            call_command("serve", bind=options["bind"])

    def _set_up(self, folder: Path) -> None:
        today = timezone.localdate()
        administrator = load_world(folder, on=today)
        papers = [path for path in (folder / "vestbaelt").iterdir() if path.is_file()]
        if Document.objects.count() < len(papers):
            secretary = secretary_of_all()
            accepted = sorted(str(path) for path in papers if path.name != LEFT_TO_TRY)
            call_command("import", *accepted, brought_as=secretary.email, accept_as=administrator.email)
            call_command("import", str(folder / "vestbaelt" / LEFT_TO_TRY), brought_as=secretary.email)
        viewer = viewer_of(administrator, on=today)
        accept_what_is_old(viewer=viewer)
        published, refused = publish_what_is_old(viewer=viewer)
        tell_history(folder / "verden.toml", viewer=viewer)
        tell_initiatives(folder / "verden.toml", viewer=viewer)
        follow_to_the_end()
        tell_thread(folder / "verden.toml", secretary=secretary_of_all(), on=today)
        if published or refused:
            self.stdout.write(
                _("Published: %(published)s. Not published: %(refused)s.")
                % {"published": published, "refused": refused}
            )

    def _say_where(self, bind: str) -> None:
        self.stdout.write("")
        for path, words in (
            ("/", _("what a citizen sees")),
            ("/demo", _("log in as secretary, chair, member, substitute, patient or administrator")),
            ("/beslutninger", _("the register of decisions")),
            ("/soeg?q=sygeplejerske", _("search that finds the parts of words")),
        ):
            self.stdout.write(f"  http://{bind}{path:<22} {words}")
        self.stdout.write("")
